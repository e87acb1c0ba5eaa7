import { isOwnHost, PBX_DOMAIN } from './domain.ts';
import type { Flow } from './flow.ts';
import { listOf } from './sip/list.ts';
import {
  headerOf,
  headersOf,
  type SipRequest,
  withHeader,
  withoutHeader,
  withTopHeader,
} from './sip/message.ts';
import { parseNameAddress } from './sip/nameAddress.ts';
import { formatVia, parseVia } from './sip/via.ts';

/** Keeps the PBX in the path of a dialog's later requests (RFC 3261 section 16.6, step 4). */
const RECORD_ROUTE = `<sip:${PBX_DOMAIN};transport=ws;lr>`;

/** Hops left; a request without the field gets 70 (RFC 3261 section 16.6, step 3). */
export const hopsLeft = (request: SipRequest): number => Number(headerOf(request, 'Max-Forwards') ?? 70);

/** The request with where it came from in its top Via (RFC 3261 section 18.2.1, RFC 3581). */
export function withSource(request: SipRequest, flow: Flow): SipRequest {
  const [top, ...others] = listOf(headersOf(request, 'Via'));
  const via = parseVia(top ?? '');
  if (!via) return request;
  const parameters = new Map(via.parameters).set('received', flow.remoteAddress);
  if (parameters.has('rport')) parameters.set('rport', String(flow.remotePort));
  return withHeader(request, 'Via', [formatVia({ ...via, parameters }), ...others]);
}

/** The request without the Routes on top that name this PBX (RFC 3261 section 16.4). */
export function withoutOwnRoutes(request: SipRequest): SipRequest {
  const routes = listOf(headersOf(request, 'Route'));
  const firstForeign = routes.findIndex((route) => !isOwnHost(parseNameAddress(route)?.uri.host ?? ''));
  return withHeader(request, 'Route', firstForeign < 0 ? [] : routes.slice(firstForeign));
}

/** The request as it goes to its next hop (RFC 3261 section 16.6), still without the PBX's Via. */
export function forwarded(
  request: SipRequest,
  {
    uri = request.uri,
    path = [],
    recordRoute,
  }: { uri?: string; path?: readonly string[]; recordRoute: boolean },
): SipRequest {
  const hops = withHeader(request, 'Max-Forwards', [String(hopsLeft(request) - 1)]);
  const routes = [...path, ...listOf(headersOf(hops, 'Route'))];
  const routed = withHeader({ ...hops, uri }, 'Route', routes);
  const anonymous = withoutHeader(routed, 'Proxy-Authorization');
  return recordRoute ? withTopHeader(anonymous, 'Record-Route', RECORD_ROUTE) : anonymous;
}
