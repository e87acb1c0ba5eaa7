import type { UA } from 'jssip';
import type { CallDirection } from '../calls/callRecord.ts';
import { ProblemError } from '../problems/problem.ts';
import { silentStream } from './jssipEngine.ts';
import { offerHold } from './jssipHold.ts';
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
  let rang = false;

  const tell = (event: LegEvent) => leg.onEvent(event);

  const isSilent = () => {
    const { local, remote } = session.isOnHold();
    return session.isMuted().audio === true || local || remote;
  };

  /** The peer connection exists once a call is placed or answered; JsSIP's own event comes too early to be heard. */
  const attachMedia = () => {
    const attached = openMedia(session.connection as RTCPeerConnection);
    media = attached;
    attached.onMicrophoneStopped = async () => {
      // The system may have another one: a headset was pulled out, and the laptop's own is left.
      if (await attached.openMicrophone(isSilent)) tell({ type: 'microphoneLost' });
    };
    let opened = false;
    session.on('sdp', async ({ originator }) => {
      // From the first local description on, the placeholder's sender is there to take the microphone.
      if (originator !== 'local' || opened) return;
      opened = true;
      const problem = await attached.openMicrophone(isSilent);
      if (problem) tell({ type: 'microphoneFailed', problem });
    });
  };

  session.on(
    'progress',
    ({ originator, response }: { originator: string; response?: EndMessage & { body?: string } }) => {
      if (originator !== 'remote') return;
      rang = true;
      tell({ type: response?.body ? 'earlyMediaStarted' : 'ringingStarted' });
    },
  );
  session.on('sending', () => tell({ type: 'inviteSent' }));
  session.on('accepted', () => {
    established = true;
    tell({ type: 'answered' });
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
        rang,
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
    decline: (status) => {
      if (!session.isEnded()) session.terminate({ status_code: status });
    },
    hangUp: () => {
      if (!session.isEnded()) session.terminate();
    },
    // JsSIP has to know: it switches the track itself at every hold and resume, of either side.
    setMuted: (muted) => (muted ? session.mute({ audio: true }) : session.unmute({ audio: true })),
    setOnHold: (onHold) => {
      const offered = offerHold(session, onHold, (agreed) =>
        tell(agreed ? { type: 'holdChanged', onHold } : { type: 'holdRefused' }),
      );
      if (!offered) throw new ProblemError('holdNotPossible');
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
