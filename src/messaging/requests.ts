import * as v from 'valibot';
import { contactSummarySchema, matchSchema } from '../calls/callRecord.ts';
import { annotationSchema } from '../calls/logEntry.ts';
import { problemSchema } from '../problems/problem.ts';
import { productSchema } from '../settings/settings.ts';
import { backgroundSnapshotSchema, pageContextSchema } from './snapshots.ts';

const callId = v.pipe(v.string(), v.uuid());
const nothing = v.undefined_();
const short = v.pipe(v.string(), v.maxLength(500));

interface RequestShape {
  readonly params: v.GenericSchema<unknown>;
  readonly result: v.GenericSchema<unknown>;
}

/** A contact as the search and the record in view show it. `numbers` are as HubSpot holds them, without doubles. */
export const contactDetailsSchema = v.object({
  ...contactSummarySchema.entries,
  email: v.optional(v.string()),
  numbers: v.array(v.object({ label: v.picklist(['Phone', 'Mobile']), number: v.string() })),
});
export type ContactDetails = v.InferOutput<typeof contactDetailsSchema>;

export const outcomeOptionSchema = v.object({ value: v.string(), label: v.string() });
export type OutcomeOption = v.InferOutput<typeof outcomeOptionSchema>;

const fieldProblems = v.record(v.string(), problemSchema);
/** `problems` names each wrong field; empty when everything was saved. */
const savedSchema = v.object({ problems: fieldProblems });

/** What the phone needs to know of the settings and of the HubSpot connection. Owner: background. */
export const phoneConfigurationSchema = v.object({
  product: v.optional(productSchema),
  websocketServer: v.optional(v.string()),
  sipDomain: v.optional(v.string()),
  region: v.string(),
  /** The HubSpot account in which calls are logged from now on. */
  portalId: v.optional(v.number()),
});
export type PhoneConfiguration = v.InferOutput<typeof phoneConfigurationSchema>;

/** What the phone (offscreen document) does for the panel. */
export const phoneRequests = {
  /** From the background: settings or connection changed. */
  configure: { params: phoneConfigurationSchema, result: nothing },
  logIn: { params: v.object({ username: short, password: short }), result: nothing },
  logOut: { params: nothing, result: nothing },
  /** `number` as typed or as HubSpot holds it; the phone reads it in the agent's region. Answers with the new call's id. */
  call: {
    params: v.object({ number: short, contact: v.optional(contactSummarySchema) }),
    result: v.object({ callId }),
  },
  answer: { params: v.object({ callId }), result: nothing },
  decline: { params: v.object({ callId }), result: nothing },
  hangUp: { params: v.object({ callId }), result: nothing },
  setMuted: { params: v.object({ callId, muted: v.boolean() }), result: nothing },
  setOnHold: { params: v.object({ callId, onHold: v.boolean() }), result: nothing },
  /** RFC 4733 tones. */
  sendTones: {
    params: v.object({ callId, tones: v.pipe(v.string(), v.regex(/^[0-9A-D*#]{1,64}$/)) }),
    result: nothing,
  },
  /** Puts an ended call away: the views forget it, journal and log keep it. */
  putAway: { params: v.object({ callId }), result: nothing },
  /** The microphone page got an answer: look again. */
  checkMicrophone: { params: nothing, result: nothing },
} as const satisfies Record<string, RequestShape>;

/** What the background (service worker) does for the panel, the options page and the phone. */
export const backgroundRequests = {
  /** As it is now; every later one comes as the event `backgroundSnapshotChanged`. */
  snapshot: { params: nothing, result: backgroundSnapshotSchema },
  /** Makes sure that the offscreen document exists; every view calls it before it talks to the phone. */
  startPhone: { params: nothing, result: nothing },
  /**
   * Opens HubSpot's consent, or re-enables a connection that was switched off. `agreed` is the agreement box (S1-15);
   * `another` opens the consent in any case, so that the user can choose a further account (S1-14).
   */
  connectHubSpot: {
    params: v.object({ agreed: v.boolean(), another: v.optional(v.boolean()) }),
    result: nothing,
  },
  disconnectHubSpot: { params: nothing, result: nothing },
  chooseAccount: { params: v.object({ portalId: v.number() }), result: nothing },
  saveAdvanced: {
    params: v.object({
      product: v.union([productSchema, v.literal('')]),
      contactCenterDomain: short,
      dataRequestToken: v.optional(short),
      websocketServer: short,
      sipDomain: short,
    }),
    result: savedSchema,
  },
  saveHubSpotApp: {
    params: v.object({ clientId: short, clientSecret: v.optional(short) }),
    result: savedSchema,
  },
  /** The redirect URL that the HubSpot app has to list. */
  redirectUrl: { params: nothing, result: v.object({ url: v.string() }) },
  /** By name, e-mail, company or part of a number; at most 10. */
  searchContacts: {
    /** `portalId` where another account than the one in use is meant. */
    params: v.object({ text: short, portalId: v.optional(v.number()) }),
    result: v.array(contactDetailsSchema),
  },
  readContact: {
    params: v.object({ portalId: v.number(), contactId: v.pipe(v.string(), v.regex(/^\d{1,20}$/)) }),
    result: v.optional(contactDetailsSchema),
  },
  /** The account's own call outcomes. */
  readOutcomes: { params: nothing, result: v.array(outcomeOptionSchema) },
  annotateLog: { params: v.object({ callId, annotation: annotationSchema }), result: nothing },
  chooseLogContact: { params: v.object({ callId, contact: contactSummarySchema }), result: nothing },
  retryLog: { params: v.object({ callId }), result: nothing },
  openOptions: { params: nothing, result: nothing },
  openMicrophonePage: { params: nothing, result: nothing },
  /** The agent opened or closed the panel in some tab. */
  panelSeen: { params: nothing, result: nothing },

  /** From the phone: where to register, and how to read numbers. */
  phoneConfiguration: { params: nothing, result: phoneConfigurationSchema },
  /** From the phone: who has this number? */
  matchNumber: { params: v.object({ number: short }), result: matchSchema },
  /** From the phone: an incoming call rings; bring the panel up. */
  callOffered: { params: v.object({ callId }), result: nothing },
  /** From the phone: the journal has news of this call (it ended, or its recording is known). Answered once the outbox has it. */
  callRecordChanged: { params: v.object({ callId }), result: nothing },

  /** From the content script, once for each tab and session: should the panel open by itself (S1-12)? */
  pageStarted: { params: nothing, result: v.object({ openPanel: v.boolean() }) },
} as const satisfies Record<string, RequestShape>;

/** The requests that a content script, that is HubSpot's page in the worst case, may make. */
export const contentMayRequest: ReadonlySet<string> = new Set<keyof typeof backgroundRequests>([
  'pageStarted',
  'panelSeen',
]);

/** What a content script does for the background and the panel in its tab. */
export const contentRequests = {
  pageContext: { params: nothing, result: v.nullable(pageContextSchema) },
  openPanel: { params: nothing, result: nothing },
  closePanel: { params: nothing, result: nothing },
} as const satisfies Record<string, RequestShape>;

export type RequestMap = Record<string, RequestShape>;
export type Params<M extends RequestMap, K extends keyof M> = v.InferOutput<M[K]['params']>;
export type Result<M extends RequestMap, K extends keyof M> = v.InferOutput<M[K]['result']>;
