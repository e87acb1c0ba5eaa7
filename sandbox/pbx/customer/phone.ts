import { UA, WebSocketInterface } from 'jssip';
import type { IncomingDTMFEvent, OutgoingDTMFEvent, RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent, OutgoingRTCSessionEvent } from 'jssip/lib/UA';
import { CUSTOMER_USER, PBX_DOMAIN } from '../domain.ts';
import type { PhoneAudio } from './audio.ts';

/** What the phone is doing. */
export interface PhoneSnapshot {
  readonly state: 'offline' | 'idle' | 'ringing' | 'calling' | 'talking';
  /** Number or extension of the other end. */
  readonly peer: string;
  readonly peerName: string;
  /** The number that the other end dialled; empty when this phone calls. */
  readonly dialled: string;
  /** `performance.now()` at the answer. */
  readonly answeredAt: number | undefined;
  /** Digits that came as SIP INFO, or were heard (RFC 4733 events and tones). */
  readonly digits: string;
  /** Why the last call is over; empty at first. */
  readonly endedBecause: string;
}

const NO_CALL = { peer: '', peerName: '', dialled: '', answeredAt: undefined, digits: '' };

/** No server finds addresses for us: both ends of the sandbox are on one machine. */
const PEER_CONNECTION: RTCConfiguration = { iceServers: [] };

/** A telephone of the public network, as far as the PBX can tell. One call at a time. */
export class CustomerPhone {
  #snapshot: PhoneSnapshot = { state: 'offline', endedBecause: '', ...NO_CALL };
  #session: RTCSession | undefined;
  #isConnected = false;
  readonly #agent: UA;
  readonly #audio: PhoneAudio;
  readonly #onChange: (snapshot: PhoneSnapshot) => void;

  constructor(websocketUrl: string, audio: PhoneAudio, onChange: (snapshot: PhoneSnapshot) => void) {
    this.#audio = audio;
    this.#onChange = onChange;
    this.#agent = new UA({
      sockets: [new WebSocketInterface(websocketUrl)],
      uri: `sip:${CUSTOMER_USER}@${PBX_DOMAIN}`,
      user_agent: 'Offhook sandbox customer',
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 3,
    });
    audio.onDigit = (digit) => this.#addDigit(digit);
    this.#agent.on('registered', () => this.#setConnected(true));
    for (const event of ['disconnected', 'unregistered', 'registrationFailed'] as const) {
      this.#agent.on(event, () => this.#setConnected(false));
    }
    this.#agent.on('newRTCSession', (event: IncomingRTCSessionEvent | OutgoingRTCSessionEvent) => {
      if (event.originator === 'remote') this.#receive(event.session);
    });
  }

  start(): void {
    this.#agent.start();
  }

  /** Gives up the registration, so that the PBX does not ring a closed page. */
  stop(): void {
    this.#agent.stop();
  }

  /** Calls an extension from a number of the phone's own. */
  call(extension: string, number: string, name: string): void {
    if (this.#session) return;
    const session = this.#agent.call(`sip:${extension}@${PBX_DOMAIN}`, {
      mediaStream: this.#audio.voice,
      pcConfig: PEER_CONNECTION,
      fromUserName: number,
      ...(name !== '' && { fromDisplayName: name }),
    });
    this.#take(session, { state: 'calling', peer: extension, peerName: '', dialled: '' });
    this.#hear(session.connection);
  }

  answer(): void {
    if (this.#snapshot.state !== 'ringing') return;
    this.#session?.answer({ mediaStream: this.#audio.voice, pcConfig: PEER_CONNECTION });
  }

  /** Ends the call; one that still rings is declined with 603. */
  hangUp(): void {
    const isDeclined = this.#snapshot.state === 'ringing';
    this.#session?.terminate(isDeclined ? { status_code: 603, reason_phrase: 'Decline' } : {});
  }

  #receive(session: RTCSession): void {
    if (this.#session) {
      session.terminate({ status_code: 486, reason_phrase: 'Busy Here' });
      return;
    }
    const { uri, display_name: peerName } = session.remote_identity;
    const dialled = session.local_identity.uri.user;
    session.on('peerconnection', ({ peerconnection }) => this.#hear(peerconnection));
    this.#take(session, { state: 'ringing', peer: uri.user, peerName: peerName ?? '', dialled });
  }

  #take(session: RTCSession, call: Pick<PhoneSnapshot, 'state' | 'peer' | 'peerName' | 'dialled'>): void {
    this.#session = session;
    session.on('accepted', () => this.#show({ state: 'talking', answeredAt: performance.now() }));
    session.on('newDTMF', (event: IncomingDTMFEvent | OutgoingDTMFEvent) => {
      if (event.originator === 'remote') this.#addDigit(event.dtmf.tone);
    });
    for (const event of ['ended', 'failed'] as const) session.on(event, ({ cause }) => this.#release(cause));
    this.#show({ ...NO_CALL, ...call });
  }

  #release(cause: string): void {
    this.#session = undefined;
    this.#audio.deafen();
    const state = this.#isConnected ? 'idle' : 'offline';
    this.#show({ ...NO_CALL, state, endedBecause: cause });
  }

  #hear(connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ track }) => this.#audio.hear(new MediaStream([track])));
  }

  #addDigit(digit: string): void {
    if (this.#session) this.#show({ digits: this.#snapshot.digits + digit });
  }

  #setConnected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    // A call outlives its signalling; the state follows when it is over.
    if (!this.#session) this.#show({ state: isConnected ? 'idle' : 'offline' });
  }

  #show(change: Partial<PhoneSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#onChange(this.#snapshot);
  }
}
