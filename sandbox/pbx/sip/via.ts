import { splitOutsideQuotes } from './list.ts';
import { formatParameters, isToken, type Parameters, parseParameters } from './parameters.ts';
import { parseHostAndPort } from './uri.ts';

/** One Via value (RFC 3261 section 20.42). */
export interface Via {
  /** Upper case: WS, WSS, UDP, TCP, TLS. */
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: Parameters;
}

/** What every branch made by RFC 3261 starts with (section 8.1.1.7). */
export const BRANCH_COOKIE = 'z9hG4bK';

/** Takes one Via value apart; undefined when it is malformed or of another protocol. */
export function parseVia(text: string): Via | undefined {
  const [sent = '', ...pieces] = splitOutsideQuotes(text, ';');
  const match = /^SIP\s*\/\s*2\.0\s*\/\s*(\S+)\s+(\S+)$/i.exec(sent);
  if (!match?.[1] || !match[2] || !isToken(match[1])) return undefined;
  const place = parseHostAndPort(match[2]);
  const parameters = parseParameters(pieces);
  return place && parameters && { transport: match[1].toUpperCase(), ...place, parameters };
}

/** The Via value as text. */
export function formatVia(via: Via): string {
  const port = via.port === undefined ? '' : `:${via.port}`;
  return `SIP/2.0/${via.transport} ${via.host}${port}${formatParameters(via.parameters)}`;
}
