import { splitOutsideQuotes } from './list.ts';
import { formatParameters, isToken, type Parameters, parseParameters, quote, unquote } from './parameters.ts';
import { formatUri, parseUri, type SipUri } from './uri.ts';

/** A From, To, Contact, Route or Record-Route value (RFC 3261 section 20.10). */
export interface NameAddress {
  readonly displayName: string | undefined;
  readonly uri: SipUri;
  /** Parameters of the header field, such as tag and expires; not those of the URI. */
  readonly parameters: Parameters;
}

/** Takes one value apart; undefined when it is malformed. */
export function parseNameAddress(text: string): NameAddress | undefined {
  const open = positionOfBracket(text);
  if (open < 0) return parseBareAddress(text);
  const close = text.indexOf('>', open);
  if (close < 0) return undefined;
  const name = text.slice(0, open).trim();
  const displayName = name === '' ? undefined : parseDisplayName(name);
  const uri = parseUri(text.slice(open + 1, close));
  const tail = text.slice(close + 1).trim();
  const parameters = parseParameters(splitOutsideQuotes(tail, ';'));
  if (displayName === null || !uri || !parameters || (tail !== '' && !tail.startsWith(';'))) return undefined;
  return { displayName, uri, parameters };
}

/** Without brackets every parameter belongs to the header field, not to the URI (RFC 3261 section 20.10). */
function parseBareAddress(text: string): NameAddress | undefined {
  const [address = '', ...pieces] = splitOutsideQuotes(text, ';');
  const uri = parseUri(address);
  const parameters = parseParameters(pieces);
  // "?" and "," are only allowed inside of brackets.
  if (!uri || !parameters || uri.headers !== undefined || address.includes(',')) return undefined;
  return { displayName: undefined, uri, parameters };
}

function positionOfBracket(text: string): number {
  const quoted = /^\s*"(?:[^"\\]|\\.)*"/s.exec(text)?.[0].length ?? 0;
  return text.indexOf('<', quoted);
}

function parseDisplayName(name: string): string | null {
  if (name.startsWith('"')) {
    const text = unquote(name);
    return text === name ? null : text;
  }
  return name.split(/\s+/).every(isToken) ? name : null;
}

/** The value as text, always with brackets. */
export function formatNameAddress(address: NameAddress): string {
  const name = address.displayName === undefined ? '' : `${quote(address.displayName)} `;
  return `${name}<${formatUri(address.uri)}>${formatParameters(address.parameters)}`;
}
