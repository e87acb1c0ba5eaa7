/** One SIP message that the PBX read or wrote. */
export interface LoggedMessage {
  /** Epoch ms with fractions, of the machine's monotonic clock (`performance.timeOrigin + performance.now()`). */
  readonly at: number;
  /** Seen from the PBX. */
  readonly direction: 'received' | 'sent';
  /** The connection it went over. */
  readonly flow: string;
  /** `INVITE sip:… SIP/2.0` or `SIP/2.0 200 OK`. */
  readonly firstLine: string;
  readonly callId: string | undefined;
  readonly cseq: string | undefined;
  /** The whole message. */
  readonly text: string;
}

const CAPACITY = 10_000;

/** Keeps the latest messages for tests and the bench, and tells a listener of each. */
export class MessageLog {
  readonly #messages: LoggedMessage[] = [];
  readonly #listener: ((message: LoggedMessage) => void) | undefined;

  constructor(listener?: (message: LoggedMessage) => void) {
    this.#listener = listener;
  }

  /** Notes one message; keep-alives are left out. */
  note(direction: LoggedMessage['direction'], flow: string, text: string): void {
    if (text.trim() === '') return;
    const message: LoggedMessage = {
      at: performance.timeOrigin + performance.now(),
      direction,
      flow,
      firstLine: text.trimStart().split('\r\n', 1)[0] ?? '',
      callId: /^(?:call-id|i)[ \t]*:[ \t]*(.*?)[ \t]*$/im.exec(text)?.[1],
      cseq: /^cseq[ \t]*:[ \t]*(.*?)[ \t]*$/im.exec(text)?.[1],
      text,
    };
    this.#messages.push(message);
    if (this.#messages.length > CAPACITY) this.#messages.shift();
    this.#listener?.(message);
  }

  /** The messages so far, oldest first. */
  all(): LoggedMessage[] {
    return [...this.#messages];
  }
}
