import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent, OutgoingRTCSessionEvent } from 'jssip/lib/UA';
import { listen } from '../customer/hearing.ts';
import { PBX_DOMAIN } from '../domain.ts';

/** A bare WebRTC phone for the browser test, which drives it as `agent` of its page. It speaks a tone of 1 kHz. */
class AgentPhone {
  session: RTCSession | undefined;
  readonly #agent: UA;
  readonly #context = new AudioContext();
  readonly #media: MediaStream;
  readonly #ear: AnalyserNode;
  readonly #speaker = new Audio();

  constructor(websocketUrl: string, username: string, password: string) {
    const context = this.#context;
    const voice = context.createMediaStreamDestination();
    const tone = new OscillatorNode(context, { frequency: 1000 });
    tone.connect(new GainNode(context, { gain: 0.3 })).connect(voice);
    tone.start();
    this.#media = voice.stream;
    this.#ear = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    this.#speaker.autoplay = true;

    this.#agent = new UA({
      sockets: [new WebSocketInterface(websocketUrl)],
      uri: `sip:${username}@${PBX_DOMAIN}`,
      password,
    });
    this.#agent.on('newRTCSession', ({ session }: IncomingRTCSessionEvent | OutgoingRTCSessionEvent) => {
      this.session = session;
      session.on('peerconnection', ({ peerconnection }) => this.#hear(peerconnection));
    });
    this.#agent.start();
  }

  isRegistered = (): boolean => this.#agent.isRegistered();

  call(number: string): void {
    const session = this.#agent.call(`sip:${number}@${PBX_DOMAIN}`, { mediaStream: this.#media });
    // An outgoing call has its connection before anyone can listen for it.
    this.#hear(session.connection);
  }

  answer(): void {
    this.session?.answer({ mediaStream: this.#media });
  }

  /** The strongest frequency heard, in Hz; 0 in silence. */
  heard = (): number => listen(this.#ear).frequency ?? 0;

  #hear(connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ track }) => {
      const stream = new MediaStream([track]);
      this.#speaker.srcObject = stream;
      this.#context.createMediaStreamSource(stream).connect(this.#ear);
    });
  }
}

declare global {
  interface Window {
    AgentPhone: typeof AgentPhone;
    agent: AgentPhone;
  }
}
window.AgentPhone = AgentPhone;
