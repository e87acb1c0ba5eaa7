import type { SipHeader, SipMessage, SipRequest } from './message.ts';
import { isToken } from './parameters.ts';

/**
 * What one WebSocket message is (RFC 7118 section 5: it carries exactly one SIP message).
 * `keepAlive` is the double CRLF of RFC 5626 section 3.5.1. A malformed message still brings what was readable of a
 * request, so that it can be refused with 400.
 */
export type ParsedMessage =
  | { readonly kind: 'keepAlive' }
  | { readonly kind: 'message'; readonly message: SipMessage }
  | { readonly kind: 'malformed'; readonly problem: string; readonly request: SipRequest | undefined };

/** Compact forms: RFC 3261 section 7.3.3, RFC 3515 (r), RFC 3892 (b), RFC 4028 (x), RFC 6665 (o, u). */
const LONG_NAMES = new Map(
  Object.entries({
    b: 'Referred-By',
    c: 'Content-Type',
    e: 'Content-Encoding',
    f: 'From',
    i: 'Call-ID',
    k: 'Supported',
    l: 'Content-Length',
    m: 'Contact',
    o: 'Event',
    r: 'Refer-To',
    s: 'Subject',
    t: 'To',
    u: 'Allow-Events',
    v: 'Via',
    x: 'Session-Expires',
  }),
);

const REQUEST_LINE = /^(\S+) (\S+) SIP\/2\.0$/i;
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d) ?(.*)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Parses one SIP message (RFC 3261 section 7). Never throws. */
export function parseMessage(text: string): ParsedMessage {
  const trimmed = text.replace(/^(?:\r\n)+/, '');
  if (trimmed === '') return { kind: 'keepAlive' };
  const end = trimmed.indexOf('\r\n\r\n');
  const head = end < 0 ? trimmed.replace(/\r\n$/, '') : trimmed.slice(0, end);
  const [startLine = '', ...lines] = unfold(head).split('\r\n');
  const { headers, problems } = parseHeaders(lines);
  if (end < 0) problems.unshift('no empty line after the header fields');

  const body = cutBody(end < 0 ? '' : trimmed.slice(end + 4), headers, problems);
  const message = parseStartLine(startLine, headers, body);
  if (!message) return { kind: 'malformed', problem: 'the start line is malformed', request: undefined };
  const [problem] = problems;
  if (problem === undefined) return { kind: 'message', message };
  return { kind: 'malformed', problem, request: message.kind === 'request' ? message : undefined };
}

/** A line that starts with white space continues the one before it (RFC 3261 section 7.3.1). */
const unfold = (head: string): string => head.replace(/[ \t]*\r\n[ \t]+/g, ' ');

function parseStartLine(line: string, headers: readonly SipHeader[], body: string): SipMessage | undefined {
  if (CONTROL.test(line)) return undefined;
  const status = STATUS_LINE.exec(line);
  if (status) return { kind: 'response', status: Number(status[1]), reason: status[2] ?? '', headers, body };
  const [, method, uri] = REQUEST_LINE.exec(line) ?? [];
  if (!method || !uri || !isToken(method)) return undefined;
  return { kind: 'request', method, uri, headers, body };
}

function parseHeaders(lines: readonly string[]): { headers: SipHeader[]; problems: string[] } {
  const headers: SipHeader[] = [];
  const problems: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd();
    const value = line.slice(colon + 1).trim();
    if (!isToken(name)) problems.push('a header field has no proper name');
    else if (CONTROL.test(value)) problems.push(`${name} holds a control character`);
    else headers.push({ name: LONG_NAMES.get(name.toLowerCase()) ?? name, value });
  }
  return { headers, problems };
}

/** Content-Length may be left out over WebSocket (RFC 7118 section 5); where it stands it counts bytes. */
function cutBody(rest: string, headers: readonly SipHeader[], problems: string[]): string {
  const lengths = headers.filter((header) => header.name.toLowerCase() === 'content-length');
  if (lengths.length === 0) return rest;
  const text = lengths[0]?.value ?? '';
  const bytes = Buffer.from(rest);
  if (lengths.length > 1 || !/^\d{1,9}$/.test(text)) problems.push('Content-Length is not one number');
  else if (Number(text) > bytes.length) problems.push('the body is shorter than Content-Length');
  // More than announced is cut off, as for a datagram (RFC 3261 section 18.3).
  else if (Number(text) < bytes.length) return bytes.subarray(0, Number(text)).toString();
  return rest;
}
