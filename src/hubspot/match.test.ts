import fc from 'fast-check';
import {
  getCountries,
  getExampleNumber,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { matchNumber } from './match.ts';
import { fitOf } from './sameNumber.ts';
import { contact } from './testing/contact.ts';
import { answer, sentJson } from './testing/fakeFetch.ts';
import { fakeHttp } from './testing/fakeHttp.ts';

function results(...contacts: ReturnType<typeof contact>[]): Response {
  return answer(200, { total: contacts.length, results: contacts });
}

/** Ids of the match, in its order. */
async function match(
  number: string,
  contacts: ReturnType<typeof contact>[],
  region = 'US',
): Promise<string[]> {
  const { http } = fakeHttp(results(...contacts));
  const found = await matchNumber(http, number, { region });
  if (found.state === 'found') return [found.contact.id];
  return found.state === 'several' ? found.contacts.map(({ id }) => id) : [];
}

function parsed(number: string): PhoneNumber {
  const read = parsePhoneNumberFromString(number);
  if (!read) throw new Error(`${number} is no number`);
  return read;
}

describe('matchNumber', () => {
  it('makes one search of five conditions, by the national number', async () => {
    const { http, sent } = fakeHttp(results());
    await expect(matchNumber(http, '+14155550132', { region: 'DE' })).resolves.toEqual({ state: 'none' });
    expect(sent).toHaveLength(1);
    const condition = (propertyName: string, operator: string, value: string) => ({
      filters: [{ propertyName, operator, value }],
    });
    expect(sent[0] && sentJson(sent[0]).filterGroups).toEqual([
      condition('hs_searchable_calculated_phone_number', 'EQ', '4155550132'),
      condition('hs_searchable_calculated_phone_number', 'CONTAINS_TOKEN', '*4155550132'),
      condition('hs_searchable_calculated_mobile_number', 'CONTAINS_TOKEN', '*4155550132'),
      condition('phone', 'CONTAINS_TOKEN', '*4155550132'),
      condition('mobilephone', 'CONTAINS_TOKEN', '*4155550132'),
    ]);
  });

  it.each([
    '',
    'anonymous',
    'Restricted',
    'alice',
    '1001',
    '911',
    '*97',
    '+',
    '+491001',
    'unknown@unknown.invalid',
  ])('asks nothing for %j, and nobody fits', async (number) => {
    const { http, sent } = fakeHttp();
    await expect(matchNumber(http, number, { region: 'US' })).resolves.toEqual({ state: 'none' });
    expect(sent).toEqual([]);
  });

  it('finds the one contact, not chosen by the agent', async () => {
    const { http } = fakeHttp(
      results(contact('51', { firstname: 'Ada', company: 'B', phone: '(415) 555-0132' })),
    );
    await expect(matchNumber(http, '+14155550132', { region: 'US' })).resolves.toEqual({
      state: 'found',
      contact: { id: '51', name: 'Ada', company: 'B' },
      chosenByAgent: false,
    });
  });

  it('leaves out what only looks alike: another country, a longer number', async () => {
    const strangers = [contact('1', { phone: '+44 4155550132' }), contact('2', { phone: '+1 914 155 5501' })];
    expect(
      await match('+14155550132', [...strangers, contact('3', { mobilephone: '+1 415-555-0132' })]),
    ).toEqual(['3']);
    expect(await match('+14155550132', strangers)).toEqual([]);
  });

  it('puts a number with its country first, then the one that changed last; each contact once', async () => {
    const contacts = [
      contact('1', { phone: '089 1234567', lastmodifieddate: '2026-11-20T00:00:00Z' }),
      contact('2', { phone: '+49 89 1234567', lastmodifieddate: '2026-01-01T00:00:00Z' }),
      contact('3', { phone: '+49891234567', lastmodifieddate: '2026-06-01T00:00:00Z' }),
      contact('3', { phone: '+49891234567', lastmodifieddate: '2026-06-01T00:00:00Z' }),
    ];
    expect(await match('+49891234567', contacts)).toEqual(['3', '2', '1']);
  });

  it('takes the extension seriously where both have one', async () => {
    const desk = contact('1', { phone: '+1 415 555 0132' });
    const twelve = contact('2', { phone: '+1 415 555 0132 ext. 12' });
    const thirteen = contact('3', { phone: '+1 415 555 0132 x13' });
    const all = [thirteen, twelve, desk];
    expect(await match('+1 415 555 0132 ext. 12', all)).toEqual(['2']);
    // A switchboard shows its main number, whoever calls.
    expect(await match('+14155550132', all)).toEqual(['1', '2', '3']);
    expect(await match('+1 415 555 0132 ext. 14', all)).toEqual(['1']);
  });

  it('gives the same order whatever HubSpot’s', async () => {
    const contacts = ['5', '21', '3', '104'].map((id) => contact(id, { phone: '+14155550132' }));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(contacts, { minLength: 4 }), async (shuffled) => {
        expect(await match('+14155550132', shuffled)).toEqual(['3', '5', '21', '104']);
      }),
    );
  }, 30_000);

  it('passes HubSpot’s failures on', async () => {
    const { http } = fakeHttp(answer(429, { policyName: 'SECONDLY' }));
    await expect(matchNumber(http, '+14155550132', { region: 'US' })).rejects.toMatchObject({
      kind: 'rateLimited',
    });
  });
});

/** Valid numbers of all countries. */
const anyNumber = fc
  .constantFrom(...getCountries())
  .map((country) => getExampleNumber(country, examples))
  .filter((number): number is PhoneNumber => number?.isValid() === true);

describe('fitOf', () => {
  it('knows every country’s number however it is written, wherever the agent is', () => {
    fc.assert(
      fc.property(anyNumber, fc.constantFrom('US', 'DE', 'JP', 'ZZ'), (number, region) => {
        const wanted = parsed(number.number);
        expect(fitOf(number.number, wanted, region)).toBe('exact');
        expect(fitOf(number.formatInternational(), wanted, region)).toBe('exact');
        expect(fitOf(number.getURI(), wanted, region)).toBe('exact');
        if (number.country) expect(fitOf(number.formatNational(), wanted, number.country)).toBe('exact');
      }),
    );
  }, 30_000);

  it('never takes one number for another', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, fc.constantFrom('US', 'DE', 'ZZ'), (one, other, region) => {
        fc.pre(one.number !== other.number);
        expect(fitOf(one.number, parsed(other.number), region)).toBeUndefined();
      }),
    );
  }, 30_000);

  it('reads a number without a country in the agent’s region, and only else in the caller’s', () => {
    const wanted = parsed('+49891234567');
    expect(fitOf('089 1234567', wanted, 'DE')).toBe('exact');
    expect(fitOf('089 1234567', wanted, 'US')).toBe('national');
    expect(fitOf('49891234567', wanted, 'ZZ')).toBe('national');
    // The same digits are a number in the agent's region: it is somebody there.
    expect(fitOf('(415) 555-0132', parsed('+494155550132'), 'US')).toBeUndefined();
    expect(fitOf('(415) 555-0132', parsed('+494155550132'), 'ZZ')).toBe('national');
  });

  it('takes any text', () => {
    const wanted = parsed('+14155550132');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (held) => {
        if (fitOf(held, wanted, 'US') !== undefined) expect(held.normalize('NFKC')).toMatch(/\p{Nd}/u);
      }),
    );
  }, 30_000);
});
