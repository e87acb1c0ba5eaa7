import type { CallDirection, CallEnding } from '../calls/callRecord.ts';

/** How a SIP leg came to its end. */
export interface SipEnd {
  readonly direction: CallDirection;
  /** Who ended it; `system`: our own stack, after a time-out or a broken connection. */
  readonly originator: 'local' | 'remote' | 'system';
  /** It rang at the far end. */
  readonly rang?: boolean | undefined;
  /** It was answered before. */
  readonly established: boolean;
  /** Final response (RFC 3261 section 21), where one came. */
  readonly status?: number | undefined;
  /** The library's word for a cause without a response. */
  readonly cause?: string | undefined;
  /** `Reason` header of a CANCEL or BYE (RFC 3326). */
  readonly reasonHeader?: string | undefined;
}

const byStatus: Readonly<Record<number, CallEnding>> = {
  404: 'notFound',
  408: 'noAnswer',
  410: 'notFound',
  480: 'unavailable',
  484: 'notFound',
  486: 'busy',
  487: 'cancelled',
  503: 'unavailable',
  600: 'busy',
  603: 'declined',
  604: 'notFound',
};

const brokenConnection = new Set([
  'Connection Error',
  'Request Timeout',
  'Dialog Error',
  'RTP Timeout',
  'No ACK',
]);

/** The ending of a call in the words of the call model (RFC 3261 section 21 for the statuses). */
export function sipEnding(end: SipEnd): CallEnding {
  if (end.originator === 'system' || (end.cause !== undefined && brokenConnection.has(end.cause))) {
    if (end.cause === 'No Answer' || end.cause === 'Expires') return 'noAnswer';
    return end.cause !== undefined && brokenConnection.has(end.cause) ? 'network' : 'failed';
  }
  if (end.established) return 'completed';
  if (end.direction === 'inbound') {
    if (end.originator === 'local') return end.cause === 'No Answer' ? 'noAnswer' : 'declined';
    return /^SIP\s*;.*\bcause\s*=\s*200\b/i.test(end.reasonHeader ?? '') ? 'answeredElsewhere' : 'cancelled';
  }
  if (end.originator === 'local') return 'cancelled';
  // 480 says "not available" of a phone that is off, and of one that rang until its server gave up.
  if (end.status === 480 && end.rang) return 'noAnswer';
  return (end.status !== undefined && byStatus[end.status]) || 'failed';
}
