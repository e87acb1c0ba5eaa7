/** Parameters in order; a parameter without "=" has the value undefined. Names are lower case, values as written. */
export type Parameters = ReadonlyMap<string, string | undefined>;

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
const QUOTED = /^"(?:[^"\\]|\\.)*"$/s;

/** True for a `token` of RFC 3261 section 25.1. */
export const isToken = (text: string): boolean => TOKEN.test(text);

/** Text as a quoted string (RFC 3261 section 25.1). */
export const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The text of a quoted string, or the text itself when it is not quoted. */
export const unquote = (text: string): string =>
  QUOTED.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text;

/** Parses `name=value` and `name` pieces; undefined when one of them has no proper name or value, or comes twice. */
export function parseParameters(pieces: readonly string[]): Map<string, string | undefined> | undefined {
  const parameters = new Map<string, string | undefined>();
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    const name = (equals < 0 ? piece : piece.slice(0, equals)).trim().toLowerCase();
    const value = equals < 0 ? undefined : piece.slice(equals + 1).trim();
    if (!isToken(name) || parameters.has(name)) return undefined;
    if (value !== undefined && !isParameterValue(value)) return undefined;
    parameters.set(name, value);
  }
  return parameters;
}

/** A value is a token, a host (IPv6 in brackets) or a quoted string; unquoted values hold no delimiter. */
function isParameterValue(value: string): boolean {
  return QUOTED.test(value) || /^[^\s";,<>?=@]+=*$/.test(value);
}

/** The parameters as they stand behind a URI or header value, each with its semicolon. */
export function formatParameters(parameters: Parameters): string {
  return [...parameters]
    .map(([name, value]) => (value === undefined ? `;${name}` : `;${name}=${value}`))
    .join('');
}
