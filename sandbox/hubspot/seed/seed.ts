import { base, en, Faker } from '@faker-js/faker';
import type { RecordRef } from '../crm/associations.ts';
import { type Clock, systemClock } from '../crm/model.ts';
import { CrmStore } from '../crm/store.ts';
import { knownContacts } from '../knownContacts.ts';
import { mainPortalId, portals, seedOwners } from './accounts.ts';
import { type SeedCompany, seedContacts } from './contacts.ts';

/** When the seeded records end; a fixed date keeps the data the same on every start. */
const newest = Date.parse('2026-11-20T15:42:00Z');
const hour = 3_600_000;

const sizes: Record<number, { contacts: number; companies: number; deals: number; tickets: number }> = {
  [mainPortalId]: { contacts: 1_000, companies: 50, deals: 24, tickets: 16 },
};
const smallAccount = { contacts: 40, companies: 6, deals: 4, tickets: 3 };

let template: CrmStore | undefined;

/** A store with both accounts' data: the same ids, names and numbers every time. */
export function seededStore(clock: Clock): CrmStore {
  // Making the data up takes a few hundred milliseconds, copying it a few.
  template ??= seedTemplate();
  return template.copy(clock);
}

function seedTemplate(): CrmStore {
  const store = new CrmStore(systemClock());
  for (const portal of portals) {
    const random = new Faker({ locale: [en, base], seed: portal.id });
    random.setDefaultRefDate(newest);
    seedPortal(store, random, portal.id, portal.id === mainPortalId);
  }
  return store;
}

function seedPortal(store: CrmStore, random: Faker, portalId: number, withKnown: boolean): void {
  const size = sizes[portalId] ?? smallAccount;
  const owners = seedOwners
    .filter((owner) => owner.portalId === portalId && !owner.archived)
    .map(({ id }) => id);
  const known = withKnown ? knownCompanies(owners) : [];
  const companies = [
    ...known,
    ...Array.from({ length: size.companies - known.length }, () => company(random, owners)),
  ];
  const companyRefs = companies.map(({ properties }, index) =>
    put(
      store,
      { portalId, type: 'companies', id: String(18_830_000_201 + index * 13) },
      properties,
      newest - (400 + index * 31) * hour,
    ),
  );
  const contacts = seedContacts(random, size.contacts + (withKnown ? 0 : 5), companies, owners).slice(
    withKnown ? 0 : 5,
  );
  const contactRefs = contacts.map(({ id, properties, companyIndex }, index) => {
    const ref = put(
      store,
      { portalId, type: 'contacts', id: id ?? String(29_410_000_113 + index * 37) },
      properties,
      newest - index * 5 * hour,
    );
    link(store, ref, companyRefs[companyIndex]);
    return ref;
  });
  for (let index = 0; index < size.deals; index += 1) {
    const ref = put(
      store,
      { portalId, type: 'deals', id: String(9_320_000_407 + index * 17) },
      deal(random, owners),
      newest - index * 19 * hour,
    );
    link(store, ref, contactRefs[index], companyRefs[index % companyRefs.length]);
  }
  for (let index = 0; index < size.tickets; index += 1) {
    const ref = put(
      store,
      { portalId, type: 'tickets', id: String(5_110_000_309 + index * 23) },
      ticket(random, owners),
      newest - index * 11 * hour,
    );
    link(store, ref, contactRefs[index + 2], companyRefs[(index + 3) % companyRefs.length]);
  }
}

function put(
  store: CrmStore,
  ref: RecordRef,
  properties: Record<string, string | null>,
  createdAt: number,
): RecordRef {
  store.create(ref.portalId, ref.type, properties, { id: ref.id, createdAt });
  return ref;
}

function link(store: CrmStore, from: RecordRef, ...others: (RecordRef | undefined)[]): void {
  for (const other of others) if (other) store.associations.add(from, other);
}

/** The employers of the known contacts, each once. */
function knownCompanies(owners: readonly string[]): SeedCompany[] {
  const byName = new Map(Object.values(knownContacts).map((contact) => [contact.company, contact]));
  return [...byName.values()].map(({ company: name, email, city, country }) => ({
    properties: {
      name,
      domain: email.split('@')[1] ?? '',
      city,
      country,
      hubspot_owner_id: owners[0] ?? null,
    },
  }));
}

function company(random: Faker, owners: readonly string[]): SeedCompany {
  const name = random.company.name();
  const domain = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '')}.example`;
  return {
    properties: {
      name,
      domain,
      phone: `+1${random.helpers.arrayElement(['212', '312', '415', '617'])}55501${random.string.numeric(2)}`,
      industry: random.commerce.department(),
      city: random.location.city(),
      country: 'United States',
      hubspot_owner_id: random.helpers.arrayElement([...owners]),
    },
  };
}

const goods = [
  'Warehouse scanners',
  'Packing line',
  'Cold storage',
  'Fleet tracking',
  'Label printers',
  'Dock seals',
  'Pallet wrap',
  'Yard software',
];
const dealStages = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'contractsent',
  'closedwon',
];

function deal(random: Faker, owners: readonly string[]): Record<string, string | null> {
  return {
    dealname: `${random.helpers.arrayElement(goods)}, ${random.helpers.arrayElement(['renewal', 'pilot', 'annual order', 'expansion'])}`,
    amount: String(random.number.int({ min: 12, max: 900 }) * 100),
    dealstage: random.helpers.arrayElement(dealStages),
    pipeline: 'default',
    closedate: random.date.soon({ days: 90 }).toISOString(),
    hubspot_owner_id: random.helpers.arrayElement([...owners]),
  };
}

const subjects = [
  'Delivery arrived incomplete',
  'Invoice shows the old address',
  'Cannot reach support by phone',
  'Portal login fails',
  'Question about the contract',
];

function ticket(random: Faker, owners: readonly string[]): Record<string, string | null> {
  return {
    subject: random.helpers.arrayElement(subjects),
    content: random.lorem.sentences(2),
    hs_pipeline: '0',
    hs_pipeline_stage: random.helpers.arrayElement(['1', '2', '3', '4']),
    hs_ticket_priority: random.helpers.arrayElement(['LOW', 'MEDIUM', 'HIGH']),
    hubspot_owner_id: random.helpers.arrayElement([...owners]),
  };
}
