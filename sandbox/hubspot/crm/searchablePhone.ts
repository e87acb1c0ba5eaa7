import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ObjectType, Properties } from './model.ts';

/** Country that HubSpot assumes for a number without a country code: the account's. */
const accountCountry = 'US';

/** Names of the read-only properties that HubSpot derives from a contact's numbers (docs/facts/hubspot.md, section 3). */
export const calculatedPhoneProperties = [
  'hs_searchable_calculated_phone_number',
  'hs_searchable_calculated_mobile_number',
  'hs_searchable_calculated_international_phone_number',
  'hs_searchable_calculated_international_mobile_number',
  'hs_calculated_phone_number',
  'hs_calculated_mobile_number',
] as const;

/** What search compares: area code and local number only, without the country code. */
function searchableNational(number: string | null | undefined): string | null {
  const digits = number?.replace(/\D/g, '') ?? '';
  if (!number || digits === '') return null;
  return parsePhoneNumberFromString(number, accountCountry)?.nationalNumber ?? digits;
}

/** The number with its country code (E.164), or null when it is not a possible number. */
function searchableInternational(number: string | null | undefined): string | null {
  if (!number) return null;
  const parsed = parsePhoneNumberFromString(number, accountCountry);
  return parsed?.isPossible() ? parsed.number : null;
}

/** The calculated properties of a record; only contacts and companies have any. */
export function calculatedProperties(type: ObjectType, properties: Properties): Properties {
  if (type === 'companies') {
    return { hs_searchable_calculated_phone_number: searchableNational(properties.phone) };
  }
  if (type !== 'contacts') return {};
  const { phone, mobilephone } = properties;
  return {
    hs_searchable_calculated_phone_number: searchableNational(phone),
    hs_searchable_calculated_mobile_number: searchableNational(mobilephone),
    hs_searchable_calculated_international_phone_number: searchableInternational(phone),
    hs_searchable_calculated_international_mobile_number: searchableInternational(mobilephone),
    hs_calculated_phone_number: searchableInternational(phone),
    hs_calculated_mobile_number: searchableInternational(mobilephone),
  };
}
