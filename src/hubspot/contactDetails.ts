import * as v from 'valibot';
import type { ContactSummary } from '../calls/callRecord.ts';
import { parseNumber } from '../calls/phoneNumbers.ts';
import type { ContactDetails } from '../messaging/requests.ts';
import { contactProperty } from './paths.ts';

const value = v.optional(v.nullable(v.string()));

/** A contact as search and read answer it. HubSpot leaves out, or nulls, what is empty. */
export const contactSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  properties: v.object({
    [contactProperty.firstName]: value,
    [contactProperty.lastName]: value,
    [contactProperty.email]: value,
    [contactProperty.company]: value,
    [contactProperty.phone]: value,
    [contactProperty.mobile]: value,
    [contactProperty.lastModified]: value,
  }),
});
export type HubSpotContact = v.InferOutput<typeof contactSchema>;

/** What every request for contacts asks for. */
export const contactProperties: readonly string[] = Object.keys(contactSchema.entries.properties.entries);

/** The longest name that a call record takes. */
const longestText = 200;

/**
 * A contact as the views show it.
 * @param region ISO 3166 region in which its national numbers are read
 */
export function contactDetails(contact: HubSpotContact, region: string): ContactDetails {
  const { properties } = contact;
  const email = clean(properties[contactProperty.email]);
  return {
    ...contactSummary(contact),
    ...(email && { email }),
    numbers: numbersOf(contact, region),
  };
}

/** A contact as a call keeps it. Without a name it goes by its e-mail, else its number, else its id. */
export function contactSummary({ id, properties }: HubSpotContact): ContactSummary {
  const fullName = [properties[contactProperty.firstName], properties[contactProperty.lastName]]
    .map(clean)
    .filter((part) => part !== '')
    .join(' ');
  const name =
    fullName ||
    clean(properties[contactProperty.email]) ||
    clean(properties[contactProperty.phone]) ||
    clean(properties[contactProperty.mobile]) ||
    `Contact ${id}`;
  const company = clean(properties[contactProperty.company]);
  return { id, name: cut(name), ...(company && { company: cut(company) }) };
}

/** The contact's numbers as HubSpot holds them; two writings of one number are one, the first stays. */
function numbersOf({ properties }: HubSpotContact, region: string): ContactDetails['numbers'] {
  const numbers: ContactDetails['numbers'] = [];
  const seen = new Set<string>();
  const candidates = [
    { label: 'Phone', number: clean(properties[contactProperty.phone]) },
    { label: 'Mobile', number: clean(properties[contactProperty.mobile]) },
  ] as const;
  for (const { label, number } of candidates) {
    if (number === '') continue;
    const parsed = parseNumber(number, region);
    const identity = parsed ? `${parsed.number}x${parsed.ext ?? ''}` : number.replaceAll(/\D/g, '') || number;
    if (seen.has(identity)) continue;
    seen.add(identity);
    numbers.push({ label, number });
  }
  return numbers;
}

function clean(text: string | null | undefined): string {
  return text?.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() ?? '';
}

/** Cuts between characters, never within one that takes two code units. */
function cut(text: string): string {
  return text.slice(0, longestText).replace(/[\uD800-\uDBFF]$/, '');
}
