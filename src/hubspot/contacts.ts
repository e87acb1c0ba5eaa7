import { parseNumber } from '../calls/phoneNumbers.ts';
import type { ContactDetails } from '../messaging/requests.ts';
import { contactDetails, contactProperties, contactSchema } from './contactDetails.ts';
import { HubSpotError } from './errors.ts';
import type { HubSpotHttp } from './http.ts';
import { contactProperty, paths } from './paths.ts';
import { type AnyOf, requestContacts } from './searchRequest.ts';

export interface ContactSearchOptions {
  /** ISO 3166 region in which national numbers are read. */
  readonly region: string;
  /** At most 200; 10 without. */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** HubSpot refuses a query of more than 3,000 characters; nobody types that many into a name. */
const longestQuery = 200;

/**
 * Contacts by name, e-mail, company or part of a number, the ones that changed last first. One request; none for empty text.
 * @throws HubSpotError
 */
export async function searchContacts(
  http: HubSpotHttp,
  text: string,
  { region, limit = 10, signal }: ContactSearchOptions,
): Promise<ContactDetails[]> {
  const query = text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestQuery)
    .toWellFormed();
  if (query === '') return [];
  const digits = partOfNumber(query, region);
  const contacts = await requestContacts(http, {
    ...(digits === undefined ? { query } : { anyOf: holdsDigits(digits) }),
    limit,
    signal,
  });
  return contacts.map((contact) => contactDetails(contact, region));
}

/**
 * The digits by which to look for a number: without the country code, since HubSpot's searchable numbers have none.
 * @returns undefined for text that is no part of a number
 */
function partOfNumber(text: string, region: string): string | undefined {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < 3 || !/^[+\d\s().\-/]+$/.test(text)) return undefined;
  const parsed = parseNumber(text, region);
  return parsed?.isPossible() ? parsed.nationalNumber : digits;
}

function holdsDigits(digits: string): AnyOf {
  const { searchablePhone, searchableMobile, phone, mobile } = contactProperty;
  return [searchablePhone, searchableMobile, phone, mobile].map((propertyName) => ({
    propertyName,
    operator: 'CONTAINS_TOKEN',
    value: `*${digits}*`,
  }));
}

/**
 * One contact by its id.
 * @returns undefined when HubSpot has none with this id, or no longer
 * @throws HubSpotError
 */
export async function readContact(
  http: HubSpotHttp,
  id: string,
  { region }: { readonly region: string },
): Promise<ContactDetails | undefined> {
  try {
    const contact = await http.request({
      method: 'GET',
      path: paths.contact(id),
      query: { properties: contactProperties.join(',') },
      schema: contactSchema,
    });
    return contactDetails(contact, region);
  } catch (error) {
    if (error instanceof HubSpotError && error.kind === 'notFound') return undefined;
    throw error;
  }
}
