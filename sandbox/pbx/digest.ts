import { createHash } from 'node:crypto';
import { splitOutsideQuotes } from './sip/list.ts';
import { parseParameters, quote, unquote } from './sip/parameters.ts';

/** What a client's Authorization or Proxy-Authorization says (RFC 2617 section 3.2.2), unquoted. */
export interface DigestCredentials {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  /** 32 lower-case hexadecimal digits. */
  readonly response: string;
  readonly algorithm: string;
  readonly qop: string | undefined;
  readonly cnonce: string;
  /** Eight hexadecimal digits, as sent. */
  readonly nonceCount: string;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Takes a Digest header value apart; undefined when it is another scheme, or malformed. */
export function parseCredentials(value: string): DigestCredentials | undefined {
  const rest = /^Digest\s+(.+)$/is.exec(value)?.[1];
  const parameters =
    rest === undefined ? undefined : parseParameters(quoteUris(splitOutsideQuotes(rest, ',')));
  if (!parameters) return undefined;
  const read = (name: string) => unquote(parameters.get(name) ?? '');
  const [username, realm, nonce, uri, response] = ['username', 'realm', 'nonce', 'uri', 'response'].map(read);
  if (!username || !realm || !nonce || !uri || !response) return undefined;
  const qop = parameters.has('qop') ? read('qop').toLowerCase() : undefined;
  const nonceCount = read('nc');
  if (!/^[0-9a-f]{32}$/.test(response)) return undefined;
  if (qop !== undefined && (!/^[0-9a-f]{8}$/i.test(nonceCount) || read('cnonce') === '')) return undefined;
  const algorithm = read('algorithm') || 'MD5';
  return { username, realm, nonce, uri, response, algorithm, qop, cnonce: read('cnonce'), nonceCount };
}

/** Some clients send the URI bare; it then holds characters that an unquoted parameter may not. */
const quoteUris = (pieces: readonly string[]): string[] =>
  pieces.map((piece) =>
    piece.replace(/^(uri\s*=\s*)([^"\s].*)$/i, (_, name: string, uri: string) => name + quote(uri)),
  );

/** The response a client with this password gives (RFC 2617 section 3.2.2.1; RFC 2069's form when there is no qop). */
export function digestResponse(
  method: string,
  password: string,
  credentials: Omit<DigestCredentials, 'response' | 'algorithm'>,
): string {
  const { username, realm, nonce, uri, qop, nonceCount, cnonce } = credentials;
  const secret = md5(`${username}:${realm}:${password}`);
  const request = md5(`${method}:${uri}`);
  const fresh = qop === undefined ? nonce : `${nonce}:${nonceCount}:${cnonce}:${qop}`;
  return md5(`${secret}:${fresh}:${request}`);
}

/** The value of a WWW-Authenticate or Proxy-Authenticate header field. */
export function formatChallenge(realm: string, nonce: string, stale: boolean): string {
  const flag = stale ? ', stale=true' : '';
  return `Digest realm=${quote(realm)}, nonce=${quote(nonce)}, algorithm=MD5, qop="auth"${flag}`;
}
