import { listOf } from './list.ts';
import { headerOf, headersOf, type SipRequest, sequenceOf } from './message.ts';
import { parseNameAddress } from './nameAddress.ts';
import { parseUri } from './uri.ts';
import { parseVia } from './via.ts';

const ONCE = ['From', 'To', 'Call-ID', 'CSeq', 'Max-Forwards', 'Expires', 'Content-Type'];
const ADDRESSES = ['Route', 'Record-Route', 'Path'];

/**
 * What makes a request malformed, for the reason phrase of a 400; undefined when nothing does
 * (RFC 3261 sections 8.1.1 and 16.3: the fields a request must have, and their grammar).
 */
export function problemOf(request: SipRequest): string | undefined {
  const twice = ONCE.find((name) => headersOf(request, name).length > 1);
  if (twice) return `${twice} comes twice`;
  if (parseUri(request.uri) === undefined) return 'Malformed Request-URI';

  const vias = listOf(headersOf(request, 'Via'));
  if (vias.length === 0) return 'Via is missing';
  if (vias.some((via) => !parseVia(via)?.parameters.get('branch'))) return 'Malformed Via';

  if (!parseNameAddress(headerOf(request, 'From') ?? '')?.parameters.get('tag')) return 'From without a tag';
  if (!parseNameAddress(headerOf(request, 'To') ?? '')) return 'Malformed To';
  if (!/^\S+$/.test(headerOf(request, 'Call-ID') ?? '')) return 'Call-ID is missing';
  const sequence = sequenceOf(request);
  if (!sequence) return 'Malformed CSeq';
  if (sequence.method !== request.method) return 'CSeq names another method';
  if (!/^\d{1,3}$/.test(headerOf(request, 'Max-Forwards') ?? '70')) return 'Malformed Max-Forwards';

  for (const name of ADDRESSES) {
    if (listOf(headersOf(request, name)).some((value) => !parseNameAddress(value)))
      return `Malformed ${name}`;
  }
  const contacts = listOf(headersOf(request, 'Contact'));
  if (contacts.some((value) => value !== '*' && !parseNameAddress(value))) return 'Malformed Contact';
  if (request.method === 'INVITE' && contacts.length !== 1) return 'INVITE needs one Contact';
  return undefined;
}
