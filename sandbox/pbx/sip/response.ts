import { randomBytes } from 'node:crypto';
import { headersOf, type SipHeader, type SipRequest, type SipResponse } from './message.ts';

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  483: 'Too Many Hops',
  486: 'Busy Here',
  487: 'Request Terminated',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  603: 'Decline',
};

const COPIED = ['Via', 'From', 'To', 'Call-ID', 'CSeq'];

/** Options of an own response; the To tag is made up when none is given, and left out of a 100. */
interface ResponseOptions {
  readonly reason?: string;
  readonly toTag?: string;
  readonly headers?: readonly SipHeader[];
  readonly body?: string;
}

/** A random tag (RFC 3261 section 19.3 asks for 32 bits at least). */
export const createTag = (): string => randomBytes(8).toString('hex');

/** A response of the PBX itself to a request (RFC 3261 section 8.2.6). */
export function createResponse(
  request: SipRequest,
  status: number,
  { reason, toTag, headers = [], body = '' }: ResponseOptions = {},
): SipResponse {
  const copied = COPIED.flatMap((name) =>
    headersOf(request, name).map((value) => ({ name, value: name === 'To' ? tagged(value) : value })),
  );
  function tagged(value: string): string {
    return status === 100 || /;\s*tag\s*=/i.test(value) ? value : `${value};tag=${toTag ?? createTag()}`;
  }
  return {
    kind: 'response',
    status,
    reason: reason ?? REASONS[status] ?? 'Unknown',
    headers: [...copied, { name: 'Server', value: 'Offhook sandbox PBX' }, ...headers],
    body,
  };
}
