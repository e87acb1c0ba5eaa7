import type { UA } from 'jssip';
import type { CallDirection } from '../calls/callRecord.ts';
import { ProblemError } from '../problems/problem.ts';
import { silentStream } from './jssipEngine.ts';
import type { LegMedia } from './legMedia.ts';
import { sipEnding } from './sipEnding.ts';
import type { Leg, LegEvent } from './sipPort.ts';

/** JsSIP's package does not export the type by name. */
export type JssipSession = ReturnType<UA['call']>;

interface EndMessage {
  status_code?: number;
  getHeader?(name: string): string | undefined;
}

/** One JsSIP session as a leg. */
export function jssipLeg(
  session: JssipSession,
  sipCallId: string,
  direction: CallDirection,
  openMedia: (peer: RTCPeerConnection) => LegMedia,
): Leg {
  let media: LegMedia | undefined;
  let established = false;

  const tell = (event: LegEvent) => leg.onEvent(event);

  /** The peer connection exists once a call is placed or answered; JsSIP's own event comes too early to be heard. */
  const attachMedia = () => {
    const peer = session.connection as RTCPeerConnection;
    const attached = openMedia(peer);
    media = attached;
    let opened = false;
    session.on('sdp', async ({ originator }) => {
      // From the first local description on, the placeholder's sender is there to take the microphone.
      if (originator !== 'local' || opened) return;
      opened = true;
      const problem = await attached.openMicrophone();
      if (problem) tell({ type: 'microphoneFailed', problem });
    });
  };

  session.on(
    'progress',
    ({ originator, response }: { originator: string; response?: EndMessage & { body?: string } }) => {
      if (originator !== 'remote') return;
      tell({ type: response?.body ? 'earlyMediaStarted' : 'ringingStarted' });
    },
  );
  session.on('sending', () => tell({ type: 'inviteSent' }));
  session.on('accepted', () => {
    established = true;
    tell({ type: 'answered' });
  });
  session.on('hold', ({ originator }) => {
    if (originator === 'local') tell({ type: 'holdChanged', onHold: true });
  });
  session.on('unhold', ({ originator }) => {
    if (originator === 'local') tell({ type: 'holdChanged', onHold: false });
  });
  const end = ({ originator, cause, message }: { originator: string; cause: string; message: unknown }) => {
    media?.close();
    const told = message as EndMessage | null;
    const sipStatus = told?.status_code;
    tell({
      type: 'ended',
      sipStatus,
      ending: sipEnding({
        direction,
        originator: originator as 'local' | 'remote' | 'system',
        established,
        status: sipStatus,
        cause,
        reasonHeader: sipStatus === undefined ? told?.getHeader?.('reason') : undefined,
      }),
    });
  };
  session.on('ended', end);
  session.on('failed', end);

  const leg: Leg = {
    sipCallId,
    onEvent: () => {},
    answer: () => {
      session.answer({ mediaStream: silentStream(), pcConfig: { iceServers: [] } });
      attachMedia();
    },
    decline: (status) => session.terminate({ status_code: status }),
    hangUp: () => {
      if (!session.isEnded()) session.terminate();
    },
    setMuted: (muted) => media?.setMuted(muted),
    setOnHold: (onHold) => {
      const done = onHold ? session.hold() : session.unhold();
      if (!done && session.isOnHold().local !== onHold) throw new ProblemError('callUnknown');
    },
    sendTones: (tones) =>
      session.sendDTMF(tones, {
        transportType: 'RFC2833' as never,
        duration: 200,
        interToneGap: 70,
      }),
  };
  if (direction === 'outbound') attachMedia();
  return leg;
}
