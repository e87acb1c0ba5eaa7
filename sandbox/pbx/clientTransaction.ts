import type { Flow } from './flow.ts';
import { formatMessage } from './sip/formatMessage.ts';
import { headerOf, headersOf, type SipRequest, type SipResponse, sequenceOf } from './sip/message.ts';

/** What the owner of a sent request wants to know. */
export interface ClientHandlers {
  /** Every response but 100. The top Via is still the PBX's own. */
  readonly onResponse: (response: SipResponse) => void;
  /** No final response will come: 408 after the time is up, 480 when the flow is gone. */
  readonly onFailure: (status: 408 | 480) => void;
}

/** One sent request (RFC 3261 section 17.1, RFC 6026), over a reliable transport. */
export class ClientTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly #handlers: ClientHandlers;
  readonly #timeoutMs: number;
  readonly #onTerminated: () => void;
  #state: 'calling' | 'proceeding' | 'accepted' | 'terminated' = 'calling';
  #isCancelled = false;
  #isCancelSent = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param timeoutMs timers B, F and M: 64 times T1. */
  constructor(
    request: SipRequest,
    flow: Flow,
    timeoutMs: number,
    handlers: ClientHandlers,
    onTerminated: () => void,
  ) {
    this.request = request;
    this.flow = flow;
    this.#timeoutMs = timeoutMs;
    this.#handlers = handlers;
    this.#onTerminated = onTerminated;
  }

  start(): void {
    this.#restartTimer(() => this.#fail(408));
    if (this.flow.isOpen) this.flow.send(formatMessage(this.request));
    else this.#fail(480);
  }

  receive(response: SipResponse): void {
    if (this.#state === 'terminated') return;
    if (response.status < 200) {
      this.#receiveProvisional(response);
      return;
    }
    if (this.request.method !== 'INVITE') this.terminate();
    else if (response.status < 300) this.#accept();
    else {
      this.flow.send(formatMessage(this.#acknowledgement(response)));
      this.terminate();
    }
    this.#handlers.onResponse(response);
  }

  /** Takes an INVITE back; CANCEL may only follow a provisional response (RFC 3261 section 9.1). */
  cancel(): void {
    if (this.#state !== 'calling' && this.#state !== 'proceeding') return;
    this.#isCancelled = true;
    if (this.#state === 'calling' || this.#isCancelSent) return;
    this.#isCancelSent = true;
    this.flow.send(formatMessage(this.#cancellation()));
    this.#restartTimer(() => this.#fail(408));
  }

  flowClosed(): void {
    if (this.#state === 'accepted') this.terminate();
    else this.#fail(480);
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#state = 'terminated';
    clearTimeout(this.#timer);
    this.#onTerminated();
  }

  #receiveProvisional(response: SipResponse): void {
    if (this.#state === 'accepted') return;
    // An INVITE may ring for as long as its owner allows; other requests get no more time than before.
    if (this.request.method === 'INVITE' && !this.#isCancelSent) clearTimeout(this.#timer);
    this.#state = 'proceeding';
    if (this.#isCancelled) this.cancel();
    if (response.status > 100) this.#handlers.onResponse(response);
  }

  #accept(): void {
    if (this.#state === 'accepted') return;
    this.#state = 'accepted';
    this.#restartTimer(() => this.terminate());
  }

  #fail(status: 408 | 480): void {
    if (this.#state === 'terminated') return;
    this.terminate();
    this.#handlers.onFailure(status);
  }

  #restartTimer(action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, this.#timeoutMs);
  }

  /** ACK for a refusal: same branch, the To of the response (RFC 3261 section 17.1.1.3). */
  #acknowledgement(response: SipResponse): SipRequest {
    return this.#companion('ACK', headerOf(response, 'To') ?? '');
  }

  #cancellation(): SipRequest {
    return this.#companion('CANCEL', headerOf(this.request, 'To') ?? '');
  }

  #companion(method: 'ACK' | 'CANCEL', to: string): SipRequest {
    const copied = (name: string) => ({ name, value: headerOf(this.request, name) ?? '' });
    return {
      kind: 'request',
      method,
      uri: this.request.uri,
      headers: [
        copied('Via'),
        { name: 'Max-Forwards', value: '70' },
        ...headersOf(this.request, 'Route').map((value) => ({ name: 'Route', value })),
        copied('From'),
        { name: 'To', value: to },
        copied('Call-ID'),
        { name: 'CSeq', value: `${sequenceOf(this.request)?.number ?? 1} ${method}` },
      ],
      body: '',
    };
  }
}
