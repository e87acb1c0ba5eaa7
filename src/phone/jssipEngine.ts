import { UA, WebSocketInterface } from 'jssip';
import { problem } from '../problems/problem.ts';
import { type JssipSession, jssipLeg } from './jssipLeg.ts';
import type { LegMedia } from './legMedia.ts';
import type { RegistrationEvent, SipAccount, SipEngine, SipListeners } from './sipPort.ts';

/** A registrar that refused for the moment is asked again after these many ms. */
const registerAgainMs = 15_000;

/**
 * An offer goes out when no candidate has come for this many ms. Without ICE servers all that matter, the UDP ones of this computer, come
 * at once; Chromium then takes 100 ms more for TCP ones that no server answers, and JsSIP would wait for them.
 */
const gatheringQuietMs = 3;

/** The SIP engine made of JsSIP. Nothing outside this folder knows of it. */
export function jssipEngine(openMedia: (peer: RTCPeerConnection) => LegMedia): SipEngine {
  let ua: UA | undefined;
  let domain = '';
  let registerAgain: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(registerAgain);
    const stopping = ua;
    // Forgotten first: what it says while it winds down concerns nobody.
    ua = undefined;
    stopping?.stop();
  }

  function start(account: SipAccount, listeners: SipListeners): void {
    stop();
    domain = account.sipDomain;
    const agent = new UA({
      sockets: [new WebSocketInterface(account.websocketServer)],
      uri: `sip:${encodeURIComponent(account.username)}@${account.sipDomain}`,
      authorization_user: account.username,
      password: account.password,
      register: true,
      session_timers: true,
      user_agent: 'Offhook',
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 15,
    });
    ua = agent;
    const tell = (event: RegistrationEvent) => {
      if (ua === agent) listeners.onRegistration(event);
    };

    agent.on('connecting', () => tell({ type: 'connecting' }));
    agent.on('disconnected', () => tell({ type: 'connectionLost' }));
    agent.on('registered', () => {
      warmUp();
      tell({ type: 'registered' });
    });
    agent.on('registrationFailed', ({ response, cause }) => {
      const status = (response as { status_code?: number } | null)?.status_code;
      if (status === 401 || status === 403 || status === 407 || cause === 'Authentication Error') {
        tell({ type: 'registrationFailed', problem: problem('credentialsRefused'), final: true });
        return;
      }
      tell({
        type: 'registrationFailed',
        problem:
          status === undefined
            ? problem('voiceServerUnreachable')
            : problem('registrationRefused', `SIP ${status} ${response.reason_phrase}`),
        final: false,
      });
      // JsSIP registers again when the socket comes back, not when the registrar refused.
      clearTimeout(registerAgain);
      registerAgain = setTimeout(() => {
        if (ua === agent && agent.isConnected()) agent.register();
      }, registerAgainMs);
    });
    agent.on('newRTCSession', (event: { originator: string; session: JssipSession; request: unknown }) => {
      if (event.originator !== 'remote' || ua !== agent) return;
      const { session } = event;
      endGatheringEarly(session);
      listeners.onInvitation({
        leg: jssipLeg(session, callIdOf(event.request), 'inbound', openMedia),
        remoteUser: session.remote_identity.uri.user ?? '',
        remoteName: session.remote_identity.display_name ?? '',
      });
    });
    agent.on('newMessage', (event: { originator: string; request: unknown }) => {
      if (event.originator !== 'remote' || ua !== agent) return;
      const request = event.request as {
        getHeader(name: string): string | undefined;
        from: { uri: { user?: string; host: string } };
        body?: string;
      };
      listeners.onMessage({
        fromUser: request.from.uri.user ?? '',
        fromHost: request.from.uri.host,
        contentType: request.getHeader('content-type') ?? '',
        body: (request.body ?? '').slice(0, 4_000),
      });
    });
    agent.start();
  }

  return {
    start,
    stop,
    call: (user, written) => {
      if (!ua) throw new Error('call before start');
      let sipCallId = '';
      const learnCallId = (event: { originator: string; request: unknown }) => {
        if (event.originator === 'local') sipCallId = callIdOf(event.request);
      };
      ua.once('newRTCSession', learnCallId);
      // The placeholder carries no sound: the offer need not wait for the microphone, which joins while it rings.
      const session = ua.call(`sip:${encodeURIComponent(user).replaceAll('%2B', '+')}@${domain}`, {
        mediaStream: silentStream(),
        pcConfig: { iceServers: [], ...(certificate && { certificates: [certificate] }) },
      });
      ua.off('newRTCSession', learnCallId);
      holdOfferUntil(written, session.connection as RTCPeerConnection);
      endGatheringEarly(session);
      return jssipLeg(session, sipCallId, 'outbound', openMedia);
    },
  };
}

function callIdOf(request: unknown): string {
  const { call_id: callId } = request as { call_id?: unknown };
  return typeof callId === 'string' ? callId : '';
}

/** JsSIP goes on with a description, and so to the INVITE, when the connection has taken it. */
function holdOfferUntil(written: Promise<void>, peer: RTCPeerConnection): void {
  const take = peer.setLocalDescription.bind(peer);
  peer.setLocalDescription = async (description?: RTCLocalSessionDescriptionInit) => {
    await Promise.all([take(description), written]);
  };
}

function endGatheringEarly(session: JssipSession): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.on('icecandidate', ({ ready }) => {
    clearTimeout(timer);
    timer = setTimeout(ready, gatheringQuietMs);
  });
  session.on('sdp', ({ originator }) => {
    if (originator === 'local') clearTimeout(timer);
  });
}

let certificate: RTCCertificate | undefined;

/** What takes as long as the rest of placing a call is done before anybody clicks: starting Web Audio, making a DTLS key. */
function warmUp(): void {
  silentStream();
  if (certificate && certificate.expires - Date.now() > 86_400_000) return;
  RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as EcKeyGenParams).then(
    (made) => {
      certificate = made;
    },
    // Without one each connection makes its own.
    () => {},
  );
}

let audio: AudioContext | undefined;

/** A stream with one audio track that is silent, to be replaced by the microphone's. */
export function silentStream(): MediaStream {
  if (!audio) {
    audio = new AudioContext();
    // A track needs the context, not its clock: a running one would keep the audio device awake all day.
    void audio.suspend();
  }
  return audio.createMediaStreamDestination().stream;
}
