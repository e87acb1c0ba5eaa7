import * as v from 'valibot';
import { callRecordSchema } from '../calls/callRecord.ts';
import { logEntrySchema } from '../calls/logEntry.ts';
import { problemSchema } from '../problems/problem.ts';
import { settingsViewSchema } from '../settings/settings.ts';

export const registrationSchema = v.object({
  /** `loggedOut`: no account · `connecting`: under way or trying again · `registered` · `failed`: refused, the agent has to act. */
  state: v.picklist(['loggedOut', 'connecting', 'registered', 'failed']),
  username: v.optional(v.string()),
  /** Why it is not registered; with `connecting`, why the last try failed. */
  problem: v.optional(problemSchema),
});
export type Registration = v.InferOutput<typeof registrationSchema>;

/** Permission of the extension's origin, as `navigator.permissions` says it. */
export const microphoneSchema = v.picklist(['unknown', 'prompt', 'granted', 'denied']);
export type Microphone = v.InferOutput<typeof microphoneSchema>;

/** What the phone tells every view, whole, at every change. Owner: phone. */
export const phoneSnapshotSchema = v.object({
  registration: registrationSchema,
  microphone: microphoneSchema,
  /** Calls that are not over, then the ended ones that the agent has not put away; newest first. */
  calls: v.array(callRecordSchema),
  /** What the agent has to know of the last attempt, such as a microphone that failed when a call was answered. */
  notice: v.optional(problemSchema),
});
export type PhoneSnapshot = v.InferOutput<typeof phoneSnapshotSchema>;

export const hubspotAccountSchema = v.object({
  portalId: v.number(),
  /** The account's domain, else its number. */
  name: v.string(),
  userEmail: v.string(),
  uiDomain: v.string(),
});
export type HubSpotAccount = v.InferOutput<typeof hubspotAccountSchema>;

export const connectionSnapshotSchema = v.object({
  /**
   * `notConnected`: never authorised · `connecting`: the consent window is open and no account is in use · `connected` ·
   * `chooseAccount`: more than one account is known and none is chosen ·
   * `disconnected`: switched off by the user, Connect needs no consent · `reconnectNeeded`: HubSpot refuses the refresh token.
   */
  state: v.picklist([
    'notConnected',
    'connecting',
    'connected',
    'chooseAccount',
    'disconnected',
    'reconnectNeeded',
  ]),
  account: v.optional(hubspotAccountSchema),
  accounts: v.array(hubspotAccountSchema),
  /** The permission that the account in use lacks (`scopeMissing`), or why the last attempt to connect failed. */
  problem: v.optional(problemSchema),
});
export type ConnectionSnapshot = v.InferOutput<typeof connectionSnapshotSchema>;

/** What the background tells every view, whole, at every change. Owner: background. */
export const backgroundSnapshotSchema = v.object({
  connection: connectionSnapshotSchema,
  settings: settingsViewSchema,
  /** The journal's newest calls that are over, newest first; at most 50. Their logs have the same call ids. */
  recentCalls: v.array(callRecordSchema),
  /** Those of the journal's 50 newest calls; then at most 50 older ones that are held or failed, newest first. */
  logs: v.array(logEntrySchema),
});
export type BackgroundSnapshot = v.InferOutput<typeof backgroundSnapshotSchema>;

/** The page that a HubSpot tab shows. */
export const pageContextSchema = v.object({
  portalId: v.pipe(v.number(), v.integer()),
  /** HubSpot's object type id: contact 0-1, company 0-2, deal 0-3, ticket 0-5. */
  objectTypeId: v.pipe(v.string(), v.regex(/^\d-\d{1,10}$/)),
  /** Absent on lists and boards. */
  recordId: v.optional(v.pipe(v.string(), v.regex(/^\d{1,20}$/))),
});
export type PageContext = v.InferOutput<typeof pageContextSchema>;
