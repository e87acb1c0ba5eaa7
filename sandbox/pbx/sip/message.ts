/** One header field as received or to be sent. The name is in its long form; the value is unfolded and trimmed. */
export interface SipHeader {
  readonly name: string;
  readonly value: string;
}

export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipResponse {
  readonly kind: 'response';
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export type SipMessage = SipRequest | SipResponse;

const isNamed = (name: string) => {
  const wanted = name.toLowerCase();
  return (header: SipHeader) => header.name.toLowerCase() === wanted;
};

/** First value of a header field (names compare without case, RFC 3261 section 7.3.1). */
export function headerOf(message: SipMessage, name: string): string | undefined {
  return message.headers.find(isNamed(name))?.value;
}

/** Every value of a header field, one per field line, in order. */
export function headersOf(message: SipMessage, name: string): string[] {
  return message.headers.filter(isNamed(name)).map((header) => header.value);
}

/** The same message without a header field. */
export function withoutHeader<M extends SipMessage>(message: M, name: string): M {
  const matches = isNamed(name);
  return { ...message, headers: message.headers.filter((header) => !matches(header)) };
}

/** The same message where a header field has exactly these values, at the place of its first occurrence, else on top. */
export function withHeader<M extends SipMessage>(message: M, name: string, values: readonly string[]): M {
  const matches = isNamed(name);
  const at = Math.max(0, message.headers.findIndex(matches));
  const before = message.headers.slice(0, at);
  const after = message.headers.slice(at).filter((header) => !matches(header));
  return { ...message, headers: [...before, ...values.map((value) => ({ name, value })), ...after] };
}

/** The same message with a header line put on top, as Via and Record-Route want it. */
export function withTopHeader<M extends SipMessage>(message: M, name: string, value: string): M {
  return { ...message, headers: [{ name, value }, ...message.headers] };
}

/** CSeq taken apart (RFC 3261 section 20.16); undefined when it is absent or malformed. */
export function sequenceOf(message: SipMessage): { number: number; method: string } | undefined {
  const match = /^(\d{1,10})\s+(\S+)$/.exec(headerOf(message, 'CSeq') ?? '');
  if (!match?.[1] || !match[2]) return undefined;
  const number = Number(match[1]);
  return number < 2 ** 31 ? { number, method: match[2] } : undefined;
}
