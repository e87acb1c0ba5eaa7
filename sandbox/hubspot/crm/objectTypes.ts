import type { ObjectType } from './model.ts';

/** What the API and the pages need to know about an object type. */
export interface ObjectTypeInfo {
  type: ObjectType;
  /** HubSpot's number of the type, as in record addresses. */
  objectTypeId: string;
  singular: string;
  readScope: string;
  /** Scope that creating, changing and archiving need; the calls API takes the contacts scopes (docs/facts/hubspot.md, section 2). */
  writeScope: string;
  /** Properties in a response when the request names none. */
  defaultProperties: readonly string[];
  /** Properties that `query` looks into (docs/facts/hubspot.md, section 3). */
  queryProperties: readonly string[];
}

const engagement = ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'];

/** The object types of the sandbox. */
export const objectTypes: Readonly<Record<ObjectType, ObjectTypeInfo>> = {
  contacts: {
    type: 'contacts',
    objectTypeId: '0-1',
    singular: 'contact',
    readScope: 'crm.objects.contacts.read',
    writeScope: 'crm.objects.contacts.write',
    defaultProperties: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    queryProperties: [
      'firstname',
      'lastname',
      'email',
      'phone',
      'hs_additional_emails',
      'fax',
      'mobilephone',
      'company',
    ],
  },
  companies: {
    type: 'companies',
    objectTypeId: '0-2',
    singular: 'company',
    readScope: 'crm.objects.companies.read',
    writeScope: 'crm.objects.companies.write',
    defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    queryProperties: ['website', 'phone', 'name', 'domain'],
  },
  deals: {
    type: 'deals',
    objectTypeId: '0-3',
    singular: 'deal',
    readScope: 'crm.objects.deals.read',
    writeScope: 'crm.objects.deals.write',
    defaultProperties: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    queryProperties: ['dealname', 'pipeline', 'dealstage', 'description'],
  },
  tickets: {
    type: 'tickets',
    objectTypeId: '0-5',
    singular: 'ticket',
    readScope: 'tickets',
    writeScope: 'tickets',
    defaultProperties: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_priority',
      'subject',
    ],
    queryProperties: ['subject', 'content', 'hs_object_id'],
  },
  calls: {
    type: 'calls',
    objectTypeId: '0-48',
    singular: 'call',
    readScope: 'crm.objects.contacts.read',
    writeScope: 'crm.objects.contacts.write',
    defaultProperties: engagement,
    queryProperties: ['hs_call_title', 'hs_call_body'],
  },
};

/** The type that a path segment names: plural (`contacts`), singular, or type id (`0-1`). */
export function objectTypeOf(segment: string): ObjectTypeInfo | undefined {
  return Object.values(objectTypes).find(
    (info) => info.type === segment || info.singular === segment || info.objectTypeId === segment,
  );
}
