import type { CallEnding, CallRecord, ContactSummary } from '../calls/callRecord.ts';
import type { Annotation } from '../calls/logEntry.ts';
import { asHtml, asLine } from './callText.ts';
import { callProperty, integrationSource } from './paths.ts';

export interface CallPropertiesOptions {
  /** HubSpot's owner id of the agent (not the user id): who logged the call. */
  readonly ownerId?: string | undefined;
  readonly appName: string;
  /** The contact that the log goes to; without it the call's own match names the title. */
  readonly contact?: Pick<ContactSummary, 'name'> | undefined;
}

/**
 * The statuses that HubSpot's calls object surely takes (docs/facts/hubspot.md, section 2). REJECTED, MISSED and HOLD belong to the
 * Calling SDK and the inbound-call API; whether the object takes them is open, so they are not used.
 */
export type HubSpotCallStatus = 'COMPLETED' | 'BUSY' | 'NO_ANSWER' | 'CANCELED' | 'FAILED';

/**
 * The properties of a call's log, the same for the same input, so that what has changed can be told.
 * All values are strings, as HubSpot takes them; what is not known is left out.
 */
export function callProperties(
  record: CallRecord,
  annotation: Annotation,
  { ownerId, appName, contact }: CallPropertiesOptions,
): Record<string, string> {
  const outbound = record.direction === 'outbound';
  const status = callStatus(record);
  return {
    [callProperty.timestamp]: String(record.startedAt),
    [callProperty.title]: asLine(
      `${outbound ? 'Outbound call to' : 'Inbound call from'} ${nameOf(record, contact)}`,
    ),
    [callProperty.body]: asHtml([annotation.notes ?? '', `${endingText(record)} Logged by ${appName}.`]),
    [callProperty.direction]: outbound ? 'OUTBOUND' : 'INBOUND',
    [callProperty.status]: status,
    [callProperty.fromNumber]: asLine(outbound ? record.localNumber : record.remoteNumber),
    [callProperty.toNumber]: asLine(outbound ? record.remoteNumber : record.localNumber),
    [callProperty.duration]: String(talkTimeMs(record)),
    [callProperty.externalId]: record.id,
    [callProperty.source]: integrationSource,
    ...(ownerId && { [callProperty.ownerId]: ownerId }),
    ...(annotation.outcome && { [callProperty.outcome]: annotation.outcome }),
    ...(record.recordingUrl && { [callProperty.recordingUrl]: record.recordingUrl }),
  };
}

/**
 * HubSpot's status of a call that is over.
 *
 * - Answered, however it ended: COMPLETED. People talked; a network that broke later does not undo that.
 * - Declined, by either side, and an agent's phone busy with another call: BUSY, which is what the far end hears of it, and
 *   the nearest of the sure values: the line was reached, and nobody could or would take the call.
 * - Inbound and not taken, because nobody answered or because the caller gave up: NO_ANSWER, HubSpot's word for a missed call.
 * - Outbound and given up by the agent: CANCELED. Inbound and answered on another phone of the agent: CANCELED too, as SIP
 *   cancels the ringing here (RFC 3261 section 16.7 step 10); that other phone has the talk.
 * - No such number, not reachable, refused otherwise, or broken before an answer: FAILED.
 */
export function callStatus({ answeredAt, direction, ending }: CallRecord): HubSpotCallStatus {
  if (answeredAt !== undefined) return 'COMPLETED';
  switch (ending) {
    case 'completed':
      return 'COMPLETED';
    case 'busy':
    case 'declined':
    case 'phoneBusy':
      return 'BUSY';
    case 'noAnswer':
      return 'NO_ANSWER';
    case 'cancelled':
      return direction === 'inbound' ? 'NO_ANSWER' : 'CANCELED';
    case 'answeredElsewhere':
      return 'CANCELED';
    case 'notFound':
    case 'unavailable':
    case 'failed':
    case 'network':
    case 'interrupted':
    case undefined:
      return 'FAILED';
  }
}

/** Time between answer and end in ms; 0 for a call that nobody answered. After a crash it ends where the call was last seen alive. */
export function talkTimeMs({ answeredAt, endedAt, lastSeenAt, ending }: CallRecord): number {
  if (answeredAt === undefined) return 0;
  const end = ending === 'interrupted' ? lastSeenAt : (endedAt ?? lastSeenAt);
  return Math.max(0, end - answeredAt);
}

function nameOf(record: CallRecord, contact: Pick<ContactSummary, 'name'> | undefined): string {
  const matched = record.match.state === 'found' ? record.match.contact.name : undefined;
  return contact?.name || matched || record.remoteName || record.remoteNumber || 'unknown number';
}

const unanswered: Readonly<Record<CallEnding, string>> = {
  completed: 'The call ended.',
  busy: 'The line was busy.',
  noAnswer: 'Nobody answered.',
  declined: 'The call was declined.',
  cancelled: 'Hung up before it was answered.',
  notFound: 'The number does not exist.',
  unavailable: 'The number could not be reached.',
  phoneBusy: 'The agent was in another call.',
  answeredElsewhere: 'Answered on another phone.',
  failed: 'The call could not be set up.',
  network: 'The connection was lost before an answer.',
  interrupted: 'The phone stopped before an answer.',
};

function endingText({ answeredAt, ending, sipStatus }: CallRecord): string {
  if (answeredAt !== undefined) {
    if (ending === 'network') return 'The connection was lost during the call.';
    if (ending === 'interrupted') return 'The phone stopped during the call.';
    return 'The call was answered.';
  }
  const text = ending ? unanswered[ending] : 'The call ended.';
  // What the far end's network said helps whoever looks into a failure.
  return sipStatus !== undefined && sipStatus >= 300 ? `${text} (SIP ${sipStatus})` : text;
}
