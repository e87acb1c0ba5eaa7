import type { PhoneNumber } from 'libphonenumber-js/max';
import type { Match } from '../calls/callRecord.ts';
import { isInternalNumber, parseNumber } from '../calls/phoneNumbers.ts';
import { contactSummary, type HubSpotContact } from './contactDetails.ts';
import type { HubSpotHttp } from './http.ts';
import { contactProperty } from './paths.ts';
import { type Fit, fitOf } from './sameNumber.ts';
import { type AnyOf, requestContacts } from './searchRequest.ts';

export interface MatchOptions {
  /** ISO 3166 region in which national numbers are read. */
  readonly region: string;
  readonly signal?: AbortSignal | undefined;
}

/** How many hits one request brings: far more than people share a number in practice. */
const mostHits = 100;
/** How many contacts an agent is asked to choose from. */
const mostChoices = 20;

/**
 * Who has this number? One search request, each hit then verified here, since HubSpot compares without the country code.
 *
 * No request, and `none`, for what cannot be looked up: withheld and anonymous callers, SIP user names, and internal numbers
 * such as 1001 (docs/facts/hubspot.md has no rule for them, HubSpot's contacts are outside the PBX, and a search for a few
 * digits finds strangers).
 *
 * Several contacts come best first: same number with the country given, same national number, then the one that changed last.
 * A number with an extension takes the contacts with that very extension where there are any.
 * @throws HubSpotError
 */
export async function matchNumber(
  http: HubSpotHttp,
  number: string,
  { region, signal }: MatchOptions,
): Promise<Match> {
  const wanted = isInternalNumber(number) ? undefined : parseNumber(number, region);
  if (!wanted || !isPublicNumber(wanted)) return { state: 'none' };
  const hits = await requestContacts(http, { anyOf: holdsNumber(wanted), limit: mostHits, signal });
  const [first, second, ...others] = rank(hits, wanted, region);
  if (!first) return { state: 'none' };
  if (!second) return { state: 'found', contact: contactSummary(first), chosenByAgent: false };
  const contacts = [first, second, ...others].slice(0, mostChoices).map(contactSummary);
  return { state: 'several', contacts };
}

/** Some countries allow numbers of four digits on paper: so short, only a number that is really in use counts. */
function isPublicNumber(number: PhoneNumber): boolean {
  return number.isValid() || (number.isPossible() && number.nationalNumber.length > 6);
}

/**
 * Five conditions, as many as one search takes. The searchable properties find a number however it is written, with the
 * wildcard also one that kept its trunk prefix (07400… in an American account); the raw ones find it where HubSpot
 * derived nothing. This is "Working lookup" of docs/facts/hubspot.md, section 3, with two more searchable conditions instead of
 * the raw properties in E.164, which the raw wildcards find as well.
 */
function holdsNumber(wanted: PhoneNumber): AnyOf {
  const { searchablePhone, searchableMobile, phone, mobile } = contactProperty;
  const national = wanted.nationalNumber;
  return [
    { propertyName: searchablePhone, operator: 'EQ', value: national },
    { propertyName: searchablePhone, operator: 'CONTAINS_TOKEN', value: `*${national}` },
    { propertyName: searchableMobile, operator: 'CONTAINS_TOKEN', value: `*${national}` },
    { propertyName: phone, operator: 'CONTAINS_TOKEN', value: `*${national}` },
    { propertyName: mobile, operator: 'CONTAINS_TOKEN', value: `*${national}` },
  ];
}

const order: Readonly<Record<Fit, number>> = { sameExtension: 0, exact: 1, national: 2, otherExtension: 3 };

/** The contacts that have the number, each once, best first. */
function rank(hits: readonly HubSpotContact[], wanted: PhoneNumber, region: string): HubSpotContact[] {
  const fitting = new Map<string, { contact: HubSpotContact; fit: Fit; changedAt: number }>();
  for (const contact of hits) {
    const fit = bestFit(contact, wanted, region);
    if (!fit || fitting.has(contact.id)) continue;
    const changed = Date.parse(contact.properties[contactProperty.lastModified] ?? '');
    fitting.set(contact.id, { contact, fit, changedAt: Number.isNaN(changed) ? 0 : changed });
  }
  const ranked = [...fitting.values()].sort(
    (a, b) =>
      order[a.fit] - order[b.fit] ||
      b.changedAt - a.changedAt ||
      // One order whatever HubSpot's: the older record of two that are alike.
      a.contact.id.length - b.contact.id.length ||
      (a.contact.id < b.contact.id ? -1 : 1),
  );
  const withExtension = ranked.filter(({ fit }) => fit === 'sameExtension');
  return (withExtension.length > 0 ? withExtension : ranked).map(({ contact }) => contact);
}

function bestFit({ properties }: HubSpotContact, wanted: PhoneNumber, region: string): Fit | undefined {
  const fits = [properties[contactProperty.phone], properties[contactProperty.mobile]].flatMap((number) => {
    const fit = number ? fitOf(number, wanted, region) : undefined;
    return fit ? [fit] : [];
  });
  return fits.sort((a, b) => order[a] - order[b])[0];
}
