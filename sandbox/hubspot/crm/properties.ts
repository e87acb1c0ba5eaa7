import type { ObjectType } from './model.ts';
import { calculatedPhoneProperties } from './searchablePhone.ts';

/** Kinds of value that the API checks differently. */
export type PropertyKind =
  | 'string'
  | 'digits'
  | 'number'
  | 'boolean'
  | 'datetime'
  | 'enumeration'
  | 'owner'
  | 'httpsUrl'
  | 'email';

export interface PropertyDefinition {
  kind: PropertyKind;
  /** Allowed values of an enumeration; HubSpot compares them case-sensitively. */
  options?: readonly string[];
  readOnly?: boolean;
  required?: boolean;
}

type Definitions = Readonly<Record<string, PropertyDefinition>>;

/** HubSpot's default outcomes of a call: label and GUID (docs/facts/hubspot.md, section 2). */
export const callDispositions = [
  { label: 'Busy', value: '9d9162e7-6cf3-4944-bf63-4dff82258764' },
  { label: 'Connected', value: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' },
  { label: 'Left live message', value: 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff' },
  { label: 'Left voicemail', value: 'b2cf5968-551e-4856-9783-52b3da59a7d0' },
  { label: 'No answer', value: '73a0d17f-1163-4015-bdd5-ec830791da20' },
  { label: 'Wrong number', value: '17b47fee-58de-441e-a44c-c6300d46f273' },
] as const;

const callStatuses = [
  'BUSY',
  'CALLING_CRM_USER',
  'CANCELED',
  'COMPLETED',
  'CONNECTING',
  'FAILED',
  'IN_PROGRESS',
  'NO_ANSWER',
  'QUEUED',
  'RINGING',
] as const;

/** Call types that this account's administrator defined (`hs_activity_type`). */
const activityTypes = ['Discovery call', 'Follow-up', 'Demo'] as const;

const lifecycleStages = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
] as const;
const leadStatuses = [
  'NEW',
  'OPEN',
  'IN_PROGRESS',
  'OPEN_DEAL',
  'UNQUALIFIED',
  'ATTEMPTED_TO_CONTACT',
  'CONNECTED',
  'BAD_TIMING',
] as const;

const contacts: Definitions = {
  ...strings(
    'firstname lastname phone mobilephone fax company jobtitle address city state zip country website hs_language hs_additional_emails hs_whatsapp_phone_number message',
  ),
  email: { kind: 'email' },
  lifecyclestage: { kind: 'enumeration', options: lifecycleStages },
  hs_lead_status: { kind: 'enumeration', options: leadStatuses },
  hubspot_owner_id: { kind: 'owner' },
  createdate: { kind: 'datetime', readOnly: true },
  lastmodifieddate: { kind: 'datetime', readOnly: true },
  notes_last_contacted: { kind: 'datetime', readOnly: true },
  hs_object_id: { kind: 'number', readOnly: true },
  ...Object.fromEntries(
    calculatedPhoneProperties.map((name) => [name, { kind: 'string', readOnly: true } as const]),
  ),
};

const calls: Definitions = {
  ...strings(
    'hs_call_title hs_call_body hs_call_from_number hs_call_to_number hs_call_external_id hs_call_external_account_id hs_call_app_id hs_call_callee_object_id hs_call_callee_object_type hs_attachment_ids hs_call_location hs_call_summary hs_call_transcription_id hs_call_unique_external_id hs_call_primary_deal',
  ),
  hs_timestamp: { kind: 'datetime', required: true },
  hs_call_direction: { kind: 'enumeration', options: ['INBOUND', 'OUTBOUND'] },
  hs_call_status: { kind: 'enumeration', options: callStatuses },
  hs_call_disposition: { kind: 'enumeration', options: callDispositions.map(({ value }) => value) },
  hs_call_duration: { kind: 'digits' },
  hs_call_recording_duration: { kind: 'digits' },
  hs_call_recording_url: { kind: 'httpsUrl' },
  hs_call_video_recording_url: { kind: 'httpsUrl' },
  hs_call_has_voicemail: { kind: 'boolean' },
  hs_call_source: { kind: 'enumeration', options: ['INTEGRATIONS_PLATFORM'] },
  hs_activity_type: { kind: 'enumeration', options: activityTypes },
  hubspot_owner_id: { kind: 'owner' },
  ...objectStamps(),
};

const companies: Definitions = {
  ...strings('name domain phone industry city state country address zip description website'),
  hubspot_owner_id: { kind: 'owner' },
  hs_searchable_calculated_phone_number: { kind: 'string', readOnly: true },
  createdate: { kind: 'datetime', readOnly: true },
  ...objectStamps(),
};

const deals: Definitions = {
  ...strings('dealname description'),
  amount: { kind: 'number' },
  dealstage: {
    kind: 'enumeration',
    options: [
      'appointmentscheduled',
      'qualifiedtobuy',
      'presentationscheduled',
      'contractsent',
      'closedwon',
      'closedlost',
    ],
  },
  pipeline: { kind: 'enumeration', options: ['default'] },
  closedate: { kind: 'datetime' },
  hubspot_owner_id: { kind: 'owner' },
  createdate: { kind: 'datetime', readOnly: true },
  ...objectStamps(),
};

const tickets: Definitions = {
  ...strings('subject content'),
  hs_pipeline: { kind: 'enumeration', options: ['0'] },
  hs_pipeline_stage: { kind: 'enumeration', options: ['1', '2', '3', '4'] },
  hs_ticket_priority: { kind: 'enumeration', options: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] },
  hubspot_owner_id: { kind: 'owner' },
  createdate: { kind: 'datetime', readOnly: true },
  ...objectStamps(),
};

/** What each object type's properties are; a name that is not here does not exist. */
export const propertyDefinitions: Readonly<Record<ObjectType, Definitions>> = {
  contacts,
  companies,
  deals,
  tickets,
  calls,
};

function strings(names: string): Definitions {
  return Object.fromEntries(names.split(' ').map((name) => [name, { kind: 'string' } as const]));
}

function objectStamps(): Definitions {
  return {
    hs_object_id: { kind: 'number', readOnly: true },
    hs_createdate: { kind: 'datetime', readOnly: true },
    hs_lastmodifieddate: { kind: 'datetime', readOnly: true },
  };
}
