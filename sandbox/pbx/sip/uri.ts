import { formatParameters, type Parameters, parseParameters } from './parameters.ts';

/** A SIP, SIPS or tel URI (RFC 3261 section 19.1, RFC 3966). A tel URI has its number as `user` and no host. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips' | 'tel';
  /** With escapes resolved; undefined when the URI names a host only. */
  readonly user: string | undefined;
  /** Lower case; an IPv6 address keeps its brackets. */
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: Parameters;
  /** The text behind "?", not taken apart. */
  readonly headers: string | undefined;
}

const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9\-.]*[a-z0-9])?\.?)(?::(\d{1,5}))?$/;
const USER = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/#]|%[0-9A-Fa-f]{2})+$/;
const PASSWORD = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,]|%[0-9A-Fa-f]{2})*$/;
const URI_HEADERS = /^[A-Za-z0-9\-_.!~*'()[\]/?:+$&=%;@,]*$/;

/** Takes a URI apart; undefined when it is not a well-formed sip, sips or tel URI. A password in it is dropped. */
export function parseUri(text: string): SipUri | undefined {
  const scheme = /^(sips?|tel):/i.exec(text)?.[1]?.toLowerCase();
  const rest = text.slice(text.indexOf(':') + 1);
  if (scheme === 'tel') return parseTelephoneNumber(rest);
  if (scheme !== 'sip' && scheme !== 'sips') return undefined;

  // "@" can only end the user part; "?" and ";" may be part of it (RFC 3261 section 25.1, user-unreserved).
  const at = rest.indexOf('@');
  const userInfo = at < 0 ? undefined : rest.slice(0, at);
  const question = rest.indexOf('?', at + 1);
  const headers = question < 0 ? undefined : rest.slice(question + 1);
  const [hostAndPort = '', ...pieces] = rest.slice(at + 1, question < 0 ? undefined : question).split(';');
  const place = parseHostAndPort(hostAndPort);
  const parameters = parseParameters(pieces);
  const user = userInfo === undefined ? undefined : parseUser(userInfo);
  if (!place || !parameters || user === null) return undefined;
  if (headers !== undefined && !URI_HEADERS.test(headers)) return undefined;
  return { scheme, user, ...place, parameters, headers };
}

/** Host and optional port as they stand in URIs and Via; undefined when malformed. */
export function parseHostAndPort(text: string): { host: string; port: number | undefined } | undefined {
  const match = HOST_AND_PORT.exec(text.toLowerCase());
  if (!match?.[1]) return undefined;
  const port = match[2] === undefined ? undefined : Number(match[2]);
  return port !== undefined && port > 65_535 ? undefined : { host: match[1], port };
}

function parseUser(userInfo: string): string | null {
  const colon = userInfo.indexOf(':');
  const user = colon < 0 ? userInfo : userInfo.slice(0, colon);
  if (!USER.test(user) || (colon >= 0 && !PASSWORD.test(userInfo.slice(colon + 1)))) return null;
  try {
    return decodeURIComponent(user);
  } catch {
    return null;
  }
}

function parseTelephoneNumber(rest: string): SipUri | undefined {
  const [number = '', ...pieces] = rest.split(';');
  const parameters = parseParameters(pieces);
  if (!/^\+?[0-9A-Fa-f*#\-.()]+$/.test(number) || !parameters) return undefined;
  return { scheme: 'tel', user: number, host: '', port: undefined, parameters, headers: undefined };
}

/** The URI as text; characters that a user part may not hold are escaped. */
export function formatUri(uri: SipUri): string {
  const parameters = formatParameters(uri.parameters);
  if (uri.scheme === 'tel') return `tel:${uri.user ?? ''}${parameters}`;
  const user = uri.user === undefined ? '' : `${escapeUser(uri.user)}@`;
  const port = uri.port === undefined ? '' : `:${uri.port}`;
  const headers = uri.headers === undefined ? '' : `?${uri.headers}`;
  return `${uri.scheme}:${user}${uri.host}${port}${parameters}${headers}`;
}

const escapeUser = (user: string): string =>
  encodeURIComponent(user).replace(/%(?:26|3D|2B|24|2C|2F)/g, (escaped) => decodeURIComponent(escaped));

/** True when both URIs name the same place: user, host and port (the part of RFC 3261 section 19.1.4 a contact needs). */
export function isSamePlace(one: SipUri, other: SipUri): boolean {
  return one.user === other.user && one.host === other.host && one.port === other.port;
}
