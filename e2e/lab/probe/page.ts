import * as JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { type HeardTone, listenTo } from '../listen.ts';

/** How the probe's browser page is driven from the test: a bare SIP phone. Every promise rejects on a failed call. */
export interface ProbePhone {
  /** Registers; resolves when registered. */
  register(account: {
    readonly websocketUrl: string;
    readonly domain: string;
    readonly username: string;
    readonly password: string;
  }): Promise<void>;
  /** Calls a number or a user; resolves when the call is confirmed. */
  call(target: string): Promise<void>;
  /** Waits for a call and answers it; resolves with the caller's user part when it is confirmed. */
  answer(): Promise<string>;
  hold(): Promise<void>;
  resume(): Promise<void>;
  /** Sends digits by RFC 4733; resolves when the last has been sent. */
  sendDigits(digits: string): Promise<void>;
  hangUp(): void;
  /** True while a call is confirmed. */
  inCall(): boolean;
  listen(milliseconds: number): Promise<HeardTone>;
}

declare global {
  interface Window {
    probe: ProbePhone;
  }
}

const audio = document.body.appendChild(document.createElement('audio'));
audio.autoplay = true;

let agent: JsSIP.UA | undefined;
let domain = '';
let session: RTCSession | undefined;
const incoming: RTCSession[] = [];
let onIncoming: () => void = () => {};

window.probe = {
  register(account) {
    domain = account.domain;
    const ua = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(account.websocketUrl)],
      uri: `sip:${account.username}@${account.domain}`,
      password: account.password,
    });
    agent = ua;
    ua.on('newRTCSession', (event: { originator: string; session: RTCSession }) => {
      if (event.originator !== 'remote') return;
      incoming.push(event.session);
      onIncoming();
    });
    return new Promise((resolve, reject) => {
      ua.on('registered', () => resolve());
      ua.on('registrationFailed', ({ cause }) => reject(new Error(`not registered: ${cause}`)));
      ua.start();
    });
  },
  call(target) {
    if (!agent) throw new Error('register first');
    const outgoing = agent.call(`sip:${target}@${domain}`, {
      mediaConstraints: { audio: true, video: false },
    });
    play(outgoing.connection);
    return confirmed(outgoing);
  },
  async answer() {
    if (incoming.length === 0) {
      await new Promise<void>((resolve) => {
        onIncoming = resolve;
      });
    }
    const call = incoming.shift();
    if (!call) throw new Error('no call came');
    call.on('peerconnection', ({ peerconnection }) => play(peerconnection));
    const done = confirmed(call);
    call.answer({ mediaConstraints: { audio: true, video: false } });
    await done;
    return call.remote_identity.uri.user;
  },
  hold: () => new Promise((resolve) => current().hold({}, () => resolve())),
  resume: () => new Promise((resolve) => current().unhold({}, () => resolve())),
  sendDigits(digits) {
    const sender = current().connection.getSenders()[0]?.dtmf;
    if (!sender) throw new Error('no DTMF sender');
    return new Promise((resolve) => {
      // An event with an empty tone says that all have been sent.
      sender.addEventListener('tonechange', ({ tone }) => tone === '' && resolve());
      sender.insertDTMF(digits);
    });
  },
  hangUp: () => current().terminate(),
  inCall: () => session?.isEstablished() ?? false,
  listen(milliseconds) {
    if (!(audio.srcObject instanceof MediaStream)) throw new Error('no track has come');
    return listenTo(audio.srcObject, milliseconds);
  },
};

function current(): RTCSession {
  if (!session) throw new Error('no call');
  return session;
}

function confirmed(call: RTCSession): Promise<void> {
  session = call;
  return new Promise((resolve, reject) => {
    call.on('confirmed', () => resolve());
    call.on('failed', ({ cause }) => reject(new Error(`call failed: ${cause}`)));
  });
}

function play(connection: RTCPeerConnection): void {
  connection.addEventListener('track', ({ streams, track }) => {
    audio.srcObject = streams[0] ?? new MediaStream([track]);
  });
}
