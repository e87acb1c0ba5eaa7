import type { Flow } from './flow.ts';
import { formatMessage } from './sip/formatMessage.ts';
import { type SipRequest, type SipResponse, sequenceOf } from './sip/message.ts';
import { createResponse } from './sip/response.ts';

/** RFC 3261 section 17.2 and RFC 6026. `completed`: waits for ACK of a refusal; `accepted`: passes on repeated 2xx. */
type State = 'proceeding' | 'completed' | 'accepted' | 'terminated';

/** One received request and what was answered to it. WebSocket is reliable, so nothing is sent twice unasked. */
export class ServerTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Called when the caller takes an INVITE back, by CANCEL or by losing its flow. */
  onCancel: (() => void) | undefined;
  readonly #onTerminated: () => void;
  readonly #lingerMs: number;
  #state: State = 'proceeding';
  #last: SipResponse | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param lingerMs timers H and L: how long an answered INVITE is remembered. */
  constructor(request: SipRequest, flow: Flow, lingerMs: number, onTerminated: () => void) {
    this.request = request;
    this.flow = flow;
    this.#lingerMs = lingerMs;
    this.#onTerminated = onTerminated;
  }

  /** True once a response of 200 or more was sent. */
  get isAnswered(): boolean {
    return this.#state !== 'proceeding';
  }

  /** True for a refused INVITE, whose ACK ends here (RFC 3261 section 17.1.1.3). */
  get wasRefused(): boolean {
    return this.#state === 'completed';
  }

  /** Answers with a status of the PBX itself. */
  answer(status: number, reason?: string): void {
    this.respond(createResponse(this.request, status, reason === undefined ? {} : { reason }));
  }

  /** Sends a response back; one that comes after the final one is dropped, but for a repeated 2xx to INVITE. */
  respond(response: SipResponse): void {
    const isSuccess = response.status >= 200 && response.status < 300;
    if (this.#state !== 'proceeding' && !(this.#state === 'accepted' && isSuccess)) return;
    this.#last = response;
    this.flow.send(formatMessage(response));
    if (response.status < 200 || this.#state === 'accepted') return;
    if (this.request.method !== 'INVITE') {
      this.terminate();
      return;
    }
    this.#state = isSuccess ? 'accepted' : 'completed';
    this.#timer = setTimeout(() => this.terminate(), this.#lingerMs);
  }

  /** The same request came again: it gets the same answer. */
  repeat(): void {
    if (this.#last) this.flow.send(formatMessage(this.#last));
  }

  acknowledge(): void {
    if (this.#state === 'completed') this.terminate();
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#state = 'terminated';
    clearTimeout(this.#timer);
    this.#onTerminated();
  }

  /** For logs and errors. */
  get label(): string {
    return `${this.request.method} ${sequenceOf(this.request)?.number ?? ''}`;
  }
}
