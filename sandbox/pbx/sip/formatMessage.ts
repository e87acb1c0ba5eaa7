import type { SipMessage } from './message.ts';

/** The message as it goes on the wire (RFC 3261 section 7), with the right Content-Length as its last header field. */
export function formatMessage(message: SipMessage): string {
  const lines = message.headers
    .filter((header) => header.name.toLowerCase() !== 'content-length')
    .map((header) => `${header.name}: ${header.value}`);
  const length = `Content-Length: ${Buffer.byteLength(message.body)}`;
  return [startLineOf(message), ...lines, length, '', message.body].join('\r\n');
}

/** `INVITE sip:… SIP/2.0` or `SIP/2.0 200 OK`. */
function startLineOf(message: SipMessage): string {
  return message.kind === 'request'
    ? `${message.method} ${message.uri} SIP/2.0`
    : `SIP/2.0 ${message.status} ${message.reason}`;
}
