import type { Faker } from '@faker-js/faker';
import type { Properties } from '../crm/model.ts';
import { knownContacts } from '../knownContacts.ts';
import { type SeedCountry, seedCountries } from './countries.ts';
import { randomNumber, typedForm } from './phoneNumbers.ts';

/** A contact to be seeded, before it has an id. */
export interface SeedContact {
  id?: string;
  /** Place of the employer in the companies' list. */
  companyIndex: number;
  properties: Properties;
}

/** A company to be seeded. */
export interface SeedCompany {
  properties: { name: string; domain: string; [name: string]: string | null };
}

const leadStatuses = ['NEW', 'OPEN', 'IN_PROGRESS', 'ATTEMPTED_TO_CONTACT', 'CONNECTED', null];
const stages = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
];

/** Known contacts first, then made-up ones up to `count`; the same for the same seed. */
export function seedContacts(
  random: Faker,
  count: number,
  companies: readonly SeedCompany[],
  ownerIds: readonly string[],
): SeedContact[] {
  const contacts: SeedContact[] = Object.values(knownContacts).map((known) =>
    fromKnown(known, companies, ownerIds[0] ?? null),
  );
  const countries = seedCountries.map((country) => ({ value: country, weight: country.weight }));
  const emails = new Set(contacts.map(({ properties }) => properties.email));
  while (contacts.length < count) {
    const contact = randomContact(
      random,
      random.helpers.weightedArrayElement(countries),
      companies,
      ownerIds,
    );
    const address = contact.properties.email;
    if (typeof address !== 'string' || emails.has(address)) continue;
    emails.add(address);
    contacts.push(contact);
  }
  shareNumbers(random, contacts.slice(Object.keys(knownContacts).length));
  return contacts;
}

function fromKnown(
  contact: (typeof knownContacts)[keyof typeof knownContacts],
  companies: readonly SeedCompany[],
  ownerId: string | null,
): SeedContact {
  return {
    id: contact.id,
    companyIndex: companies.findIndex(({ properties }) => properties.name === contact.company),
    properties: {
      firstname: contact.firstName,
      lastname: contact.lastName,
      email: contact.email,
      phone: contact.phone,
      mobilephone: 'mobilePhone' in contact ? contact.mobilePhone : null,
      company: contact.company,
      jobtitle: contact.jobTitle,
      city: contact.city,
      country: contact.country,
      lifecyclestage: 'customer',
      hs_lead_status: 'CONNECTED',
      hubspot_owner_id: ownerId,
    },
  };
}

function randomContact(
  random: Faker,
  country: SeedCountry,
  companies: readonly SeedCompany[],
  ownerIds: readonly string[],
): SeedContact {
  // The names come from the country's own list, the choice of them from the one seeded generator.
  country.names.seed(random.number.int({ max: 2 ** 31 }));
  const firstname = country.names.person.firstName();
  const lastname = country.names.person.lastName();
  const companyIndex = random.number.int({ max: companies.length - 1 });
  const company = companies[companyIndex]?.properties;
  const number = randomNumber(random, country.code);
  // One contact in thirty has no number, one in five a second one.
  const phone = random.number.int(29) === 0 ? null : typedForm(random, number);
  const mobilephone =
    random.number.int(4) === 0 ? typedForm(random, randomNumber(random, country.code)) : null;
  return {
    companyIndex,
    properties: {
      firstname,
      lastname,
      email: `${slug(firstname)}.${slug(lastname)}@${company?.domain ?? 'mail.example'}`,
      phone,
      mobilephone: phone === null ? null : mobilephone,
      company: company?.name ?? null,
      jobtitle: random.person.jobTitle(),
      city: country.names.location.city(),
      country: country.name,
      lifecyclestage: random.helpers.arrayElement(stages),
      hs_lead_status: random.helpers.arrayElement(leadStatuses),
      hubspot_owner_id: random.helpers.arrayElement([...ownerIds, null]),
    },
  };
}

/** Gives twenty numbers to 2 to 4 contacts each, as happens with a shop's or a family's number. */
function shareNumbers(random: Faker, contacts: readonly SeedContact[]): void {
  for (let group = 0; group < 20; group += 1) {
    const [first, ...others] = contacts.slice(
      group * 31 + 7,
      group * 31 + 7 + random.number.int({ min: 2, max: 4 }),
    );
    const phone = first?.properties.phone;
    if (phone) for (const other of others) other.properties.phone = phone;
  }
}

function slug(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i');
  return plain.toLowerCase().replace(/[^a-z]+/g, '') || 'contact';
}
