import * as v from 'valibot';

/** Milliseconds since the Unix epoch. */
export const instantSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const shortText = v.pipe(v.string(), v.maxLength(200));

/** A HubSpot contact as far as a call needs it. */
export const contactSummarySchema = v.object({
  id: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  name: shortText,
  company: v.optional(shortText),
});
export type ContactSummary = v.InferOutput<typeof contactSummarySchema>;

/**
 * The contacts that fit a number.
 * `pending`: not looked up yet · `unknown`: the look-up failed; it is made again before the call is logged ·
 * `found`: one contact, or the one that the agent chose · `several`: the agent has to choose · `none`: nobody fits.
 */
export const matchSchema = v.variant('state', [
  v.object({ state: v.literal('pending') }),
  v.object({ state: v.literal('unknown') }),
  v.object({ state: v.literal('found'), contact: contactSummarySchema, chosenByAgent: v.boolean() }),
  v.object({ state: v.literal('several'), contacts: v.pipe(v.array(contactSummarySchema), v.minLength(2)) }),
  v.object({ state: v.literal('none') }),
]);
export type Match = v.InferOutput<typeof matchSchema>;

export const callDirectionSchema = v.picklist(['inbound', 'outbound']);
export type CallDirection = v.InferOutput<typeof callDirectionSchema>;

/** After RFC 4235 section 3.7.1, in a telephonist's words: trying, early, confirmed, terminated. */
const callPhaseSchema = v.picklist(['connecting', 'ringing', 'established', 'ended']);

/** How a call ended. Each has its own words on screen and its own HubSpot status. */
export const callEndingSchema = v.picklist([
  /** Hung up by either side after it was answered. */
  'completed',
  /** 486, 600. */
  'busy',
  /** 408, 480 after ringing, or nobody answered in time. */
  'noAnswer',
  /** 603, or the agent declined. */
  'declined',
  /** The caller hung up before an answer. */
  'cancelled',
  /** 404, 410, 484, 604. */
  'notFound',
  /** 480 without ringing, 503 of the destination. */
  'unavailable',
  /** The agent's phone was busy with another call. */
  'phoneBusy',
  /** Answered by another of the agent's phones (RFC 3326, Reason with cause 200). */
  'answeredElsewhere',
  /** Any other refusal. */
  'failed',
  /** The connection broke. */
  'network',
  /** The browser or the phone stopped during the call. */
  'interrupted',
]);
export type CallEnding = v.InferOutput<typeof callEndingSchema>;

/** Everything that happened in one call; written to the journal at every transition. Times in ms since the epoch. */
export const callRecordSchema = v.object({
  /** Ours, for life: also HubSpot's `hs_call_external_id`. */
  id: v.pipe(v.string(), v.uuid()),
  direction: callDirectionSchema,
  phase: callPhaseSchema,
  /** The far end: E.164 where the number is known to be one, else as it came. */
  remoteNumber: shortText,
  /** What the far end calls itself: untrusted text. */
  remoteName: v.optional(shortText),
  /** The agent's own number or user name at the provider. */
  localNumber: shortText,
  /** HubSpot account (portal) in which the call is to be logged; absent while none is connected. */
  portalId: v.optional(v.pipe(v.number(), v.integer())),
  match: matchSchema,
  startedAt: instantSchema,
  ringingAt: v.optional(instantSchema),
  answeredAt: v.optional(instantSchema),
  endedAt: v.optional(instantSchema),
  /** The last moment at which the call was seen alive: bounds the duration after a crash. */
  lastSeenAt: instantSchema,
  ending: v.optional(callEndingSchema),
  /** Final SIP status (RFC 3261 section 21), where there was one. */
  sipStatus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(699))),
  /** SIP Call-ID, by which a provider names the call afterwards. */
  sipCallId: v.optional(v.pipe(v.string(), v.maxLength(300))),
  muted: v.boolean(),
  onHold: v.boolean(),
  /** https address of the recording, once the provider announced it. */
  recordingUrl: v.optional(v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(2000))),
});
export type CallRecord = v.InferOutput<typeof callRecordSchema>;
