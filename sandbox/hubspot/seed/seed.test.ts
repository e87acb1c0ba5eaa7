import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { currentVersion, systemClock } from '../crm/model.ts';
import { knownContacts } from '../knownContacts.ts';
import { mainPortalId } from './accounts.ts';
import { seededStore } from './seed.ts';

const store = seededStore(systemClock());
const contacts = store.list(mainPortalId, 'contacts').map((record) => currentVersion(record).properties);
const phones = contacts.flatMap(({ phone }) => phone ?? []);

test('the main account holds 1,000 contacts and 50 companies, deals and tickets', () => {
  expect(contacts).toHaveLength(1000);
  expect(store.list(mainPortalId, 'companies')).toHaveLength(50);
  expect(store.list(mainPortalId, 'deals').length).toBeGreaterThan(10);
  expect(store.list(mainPortalId, 'tickets').length).toBeGreaterThan(10);
  expect(new Set(contacts.map(({ email }) => email)).size).toBe(1000);
});

describe('numbers', () => {
  test.each([
    ['E.164', /^\+\d{8,15}$/],
    ['national with brackets', /^\(\d{3}\) \d{3}-\d{4}$/],
    ['with dots', /^\d{3}\.\d{3}\.\d{4}$/],
    ['bare digits', /^\d{10}$/],
    ['international with spaces', /^\+\d+( \d+)+$/],
    ['with an extension', / (ext\. |x)\d+$/],
    ['with 00', /^00\d+ \d+$/],
  ])('come %s', (_, form) => {
    expect(phones.filter((phone) => form.test(phone)).length).toBeGreaterThan(5);
  });

  test('come from at least 25 countries', () => {
    expect(
      new Set(phones.map((phone) => parsePhoneNumberFromString(phone)?.countryCallingCode)).size,
    ).toBeGreaterThanOrEqual(25);
  });

  test('are missing now and then, shared by 2 to 4 contacts, and sometimes two', () => {
    expect(contacts.length - phones.length).toBeGreaterThan(10);
    expect(contacts.filter(({ mobilephone }) => mobilephone).length).toBeGreaterThan(100);
    const holders = Map.groupBy(phones, (phone) => phone);
    expect(
      [...holders.values()].filter(({ length }) => length >= 2 && length <= 4).length,
    ).toBeGreaterThanOrEqual(15);
  });

  test.each(Object.values(knownContacts))('of $firstName $lastName are valid', ({ id, phone, e164 }) => {
    expect(store.get(mainPortalId, 'contacts', id)).toBeDefined();
    const parsed = parsePhoneNumberFromString(phone, 'US');
    expect([parsed?.isValid(), parsed?.number]).toEqual([true, e164]);
  });
});

test('nobody else has the number of a known contact', () => {
  for (const { e164 } of Object.values(knownContacts)) {
    const holders = contacts.filter(
      ({ hs_calculated_phone_number: phone, hs_calculated_mobile_number: mobile }) =>
        phone === e164 || mobile === e164,
    );
    const known = Object.values(knownContacts).filter((contact) => contact.e164 === e164);
    expect(holders.map(({ email }) => email)).toEqual(known.map(({ email }) => email));
  }
});

test('a store goes its own way', () => {
  const other = seededStore(systemClock());
  const record = other.get(mainPortalId, 'contacts', knownContacts.adaBrandt.id);
  if (!record) throw new Error('no Ada');
  other.update(record, { firstname: 'Eve' });
  const same = store.get(mainPortalId, 'contacts', knownContacts.adaBrandt.id);
  expect(same && currentVersion(same).properties.firstname).toBe('Ada');
});
