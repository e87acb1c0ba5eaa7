/**
 * Everything that is known about the names in HubSpot's API: hosts, paths, properties, type numbers
 * (docs/facts/hubspot.md, sections 1 to 4). Nothing of this kind stands elsewhere in the client.
 */

/** HubSpot's dated API version: supported for 18 months from its month on. */
const apiVersion = '2026-03';

/** Serves the accounts of all data centres; HubSpot routes by token. */
export const apiOrigin = 'https://api.hubapi.com';

/** Where a user gives consent; HubSpot sends them on to the host of their account. */
export const appOrigin = 'https://app.hubspot.com';

export const oauthEndpoints = {
  token: `${apiOrigin}/oauth/${apiVersion}/token`,
  introspection: `${apiOrigin}/oauth/${apiVersion}/token/introspect`,
  revocation: `${apiOrigin}/oauth/${apiVersion}/token/revoke`,
} as const;

/** @param portalId forces this account; without it HubSpot asks which one */
export function authorizationEndpoint(portalId?: number): string {
  return portalId === undefined ? `${appOrigin}/oauth/authorize` : `${appOrigin}/oauth/${portalId}/authorize`;
}

const objects = `/crm/objects/${apiVersion}`;

/** Paths below `apiOrigin`. */
export const paths = {
  contact: (id: string) => `${objects}/contacts/${encodeURIComponent(id)}`,
  contactSearch: `${objects}/contacts/search`,
  calls: `${objects}/calls`,
  call: (id: string) => `${objects}/calls/${encodeURIComponent(id)}`,
  callSearch: `${objects}/calls/search`,
  outcomeProperty: `/crm/properties/${apiVersion}/calls/hs_call_disposition`,
  accountDetails: `/account-info/${apiVersion}/details`,
  owner: (id: number) => `/crm/owners/${apiVersion}/${id}`,
} as const;

/** Whether a path is under the account's search limit, and only reads although it is posted to. */
export function isSearchPath(path: string): boolean {
  return path.endsWith('/search');
}

/** Query of `paths.owner` that makes its id the user's instead of the owner's. */
export const ownerByUserQuery = { idProperty: 'userId' } as const;

export const contactProperty = {
  firstName: 'firstname',
  lastName: 'lastname',
  email: 'email',
  company: 'company',
  phone: 'phone',
  mobile: 'mobilephone',
  lastModified: 'lastmodifieddate',
  /** Read-only, derived by HubSpot: area code and local number, without the country code. */
  searchablePhone: 'hs_searchable_calculated_phone_number',
  searchableMobile: 'hs_searchable_calculated_mobile_number',
} as const;

export const callProperty = {
  timestamp: 'hs_timestamp',
  title: 'hs_call_title',
  body: 'hs_call_body',
  direction: 'hs_call_direction',
  status: 'hs_call_status',
  duration: 'hs_call_duration',
  fromNumber: 'hs_call_from_number',
  toNumber: 'hs_call_to_number',
  outcome: 'hs_call_disposition',
  recordingUrl: 'hs_call_recording_url',
  source: 'hs_call_source',
  externalId: 'hs_call_external_id',
  ownerId: 'hubspot_owner_id',
} as const;

/** The one value that HubSpot takes for `hs_call_source`. */
export const integrationSource = 'INTEGRATIONS_PLATFORM';

/** The association of a call with a contact, as a create body names it. */
export const callToContact = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 194 } as const;

export const scope = {
  oauth: 'oauth',
  contactsRead: 'crm.objects.contacts.read',
  contactsWrite: 'crm.objects.contacts.write',
  ownersRead: 'crm.objects.owners.read',
} as const;
