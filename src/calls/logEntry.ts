import * as v from 'valibot';
import { problemSchema } from '../problems/problem.ts';
import { contactSummarySchema, instantSchema } from './callRecord.ts';

/** What the agent adds to a call's log. */
export const annotationSchema = v.object({
  notes: v.optional(v.pipe(v.string(), v.maxLength(20_000))),
  /** Value of HubSpot's `hs_call_disposition`. */
  outcome: v.optional(v.pipe(v.string(), v.maxLength(100))),
});
export type Annotation = v.InferOutput<typeof annotationSchema>;

/**
 * `draft`: the call goes on · `queued`: to be written · `sending`: a request is under way, or its answer never came ·
 * `sent`: HubSpot holds it as `hubspotCallId`, and nothing is left to write · `held`: needs the agent · `failed`: HubSpot refused it for good.
 */
const logStateSchema = v.picklist(['draft', 'queued', 'sending', 'sent', 'held', 'failed']);

/** One call's place in the outbox. */
export const logEntrySchema = v.object({
  callId: v.pipe(v.string(), v.uuid()),
  state: logStateSchema,
  annotation: annotationSchema,
  /** The contact on which the call is logged: the agent's choice, else the one that the number matched. */
  contact: v.optional(contactSummarySchema),
  /** Whom the agent can choose from, when several contacts have the number. */
  candidates: v.optional(v.array(contactSummarySchema)),
  /** The HubSpot account that contact and candidates are of, and in which the log is created, changed and looked for: set once. */
  portalId: v.optional(v.pipe(v.number(), v.integer())),
  hubspotCallId: v.optional(v.pipe(v.string(), v.regex(/^\d{1,20}$/))),
  /** The properties that HubSpot has confirmed; what differs from them is still to be written. */
  sentProperties: v.optional(v.record(v.string(), v.string())),
  /** Set before the request that creates the log, so that an answer that never came is known as such. */
  createStartedAt: v.optional(instantSchema),
  /** When the search can tell whether the create was done twice. */
  verifyAt: v.optional(instantSchema),
  /** How often the search did not know the log. */
  verifyLooks: v.optional(v.pipe(v.number(), v.integer())),
  attempts: v.pipe(v.number(), v.integer(), v.minValue(0)),
  nextAttemptAt: instantSchema,
  problem: v.optional(problemSchema),
  changedAt: instantSchema,
});
export type LogEntry = v.InferOutput<typeof logEntrySchema>;

/** What is undefined is taken away. */
export type LogEntryChanges = { [K in keyof LogEntry]?: LogEntry[K] | undefined };

/** The place of a call that nothing is known of yet. */
export function newLogEntry(callId: string, at: number): LogEntry {
  return { callId, state: 'draft', annotation: {}, attempts: 0, nextAttemptAt: at, changedAt: at };
}

export function changedLogEntry(entry: LogEntry, changes: LogEntryChanges, changedAt: number): LogEntry {
  const known = Object.entries({ ...entry, ...changes, changedAt }).filter(
    ([, value]) => value !== undefined,
  );
  // An absent value is absent, in storage too (`exactOptionalPropertyTypes`).
  return Object.fromEntries(known) as LogEntry;
}

/** When there is something to do for an entry, in ms since the epoch; never is Infinity. */
export function dueAt({ state, nextAttemptAt, verifyAt }: LogEntry): number {
  if (state === 'queued' || state === 'sending') return nextAttemptAt;
  return state === 'sent' && verifyAt !== undefined ? verifyAt : Number.POSITIVE_INFINITY;
}
