import { describe, expect, test } from 'vitest';
import { knownContacts } from '../knownContacts.ts';
import { testHubSpot } from '../testing/testHubSpot.ts';

const path = '/crm/objects/2026-03/contacts/search';
const {
  adaBrandt: ada,
  mateoSilva: mateo,
  yukiTanaka: yuki,
  rosaLindqvist: rosa,
  erikLindqvist: erik,
} = knownContacts;

interface Filter {
  propertyName: string;
  operator: string;
  value?: string;
  values?: string[];
  highValue?: string;
}

const where = (...filters: Filter[]) => ({ filterGroups: [{ filters }] });
const phoneEq = (value: string) =>
  where({ propertyName: 'hs_searchable_calculated_phone_number', operator: 'EQ', value });
const phoneToken = (value: string) => where({ propertyName: 'phone', operator: 'CONTAINS_TOKEN', value });

async function ids(body: object): Promise<string[]> {
  const { status, body: answer } = await testHubSpot().call('POST', path, { limit: 200, ...body });
  expect(status).toBe(200);
  return answer.results.map(({ id }: { id: string }) => id);
}

describe('numbers', () => {
  test.each([
    ['a US number', '4155550132', [ada.id]],
    ['a number with spaces and a country code', '912345678', [mateo.id]],
    ['a number stored as E.164', '9012345678', [yuki.id]],
    ['a number of two contacts', '701740612', [rosa.id, erik.id]],
  ])('the calculated property finds %s by its national digits', async (_, digits, expected) => {
    expect(await ids(phoneEq(digits))).toEqual(expected);
  });

  test.each(['+14155550132', '14155550132', '415-555-0132', '(415) 555-0132', '5550132'])(
    'the calculated property does not find %s',
    async (value) => {
      expect(await ids(phoneEq(value))).not.toContain(ada.id);
    },
  );

  test('the mobile property is another one', async () => {
    const filter = {
      propertyName: 'hs_searchable_calculated_mobile_number',
      operator: 'EQ',
      value: '6285550177',
    };
    expect(await ids(where(filter))).toEqual([ada.id]);
    expect(await ids(phoneEq('6285550177'))).not.toContain(ada.id);
  });

  test('the raw property is compared as it was typed', async () => {
    const eq = (value: string) => where({ propertyName: 'phone', operator: 'EQ', value });
    expect(await ids(eq(ada.phone))).toContain(ada.id);
    expect(await ids(eq(ada.e164))).not.toContain(ada.id);
    expect(await ids(eq(yuki.e164))).toEqual([yuki.id]);
  });

  test('a token is a whole run of digits: a leading * reaches over a country code, not over spaces', async () => {
    expect(await ids(phoneToken('*9012345678'))).toEqual([yuki.id]);
    expect(await ids(phoneToken('9012345678'))).toEqual([]);
    expect(await ids(phoneToken('*912345678'))).not.toContain(mateo.id);
    expect(await ids(phoneToken('*701740612'))).toEqual([erik.id]);
  });

  test('the five alternatives that dialers use find both contacts of a shared number, however it was typed', async () => {
    const [national, e164] = ['701740612', rosa.e164];
    const alternatives: Filter[] = [
      { propertyName: 'hs_searchable_calculated_phone_number', operator: 'EQ', value: national },
      { propertyName: 'phone', operator: 'CONTAINS_TOKEN', value: `*${national}` },
      { propertyName: 'mobilephone', operator: 'CONTAINS_TOKEN', value: `*${national}` },
      { propertyName: 'phone', operator: 'EQ', value: e164 },
      { propertyName: 'mobilephone', operator: 'EQ', value: e164 },
    ];
    expect(await ids({ filterGroups: alternatives.map((filter) => ({ filters: [filter] })) })).toEqual([
      rosa.id,
      erik.id,
    ]);
  });
});

describe('query', () => {
  test.each([
    ['a first name', 'ada', ada.id],
    ['names in any order and case', 'BRANDT Ada', ada.id],
    ['the beginning of a name', 'lindq', rosa.id],
    ['a company', 'harborlight', ada.id],
    ['an e-mail address', 'mateo.silva@rioverde.example', mateo.id],
    ['national digits', '4155550132', ada.id],
  ])('finds by %s', async (_, query, expected) => {
    expect(await ids({ query })).toContain(expected);
  });

  test.each(['randt', 'da', '5550132', 'Head of Operations', 'San Francisco'])(
    'does not find by "%s"',
    async (query) => {
      expect(await ids({ query })).not.toContain(ada.id);
    },
  );

  test('and filters both apply', async () => {
    const filters = where({ propertyName: 'firstname', operator: 'EQ', value: 'Rosa' });
    expect(await ids({ query: 'lindqvist', ...filters })).toEqual([rosa.id]);
  });
});

describe('operators', () => {
  test.each<[string, Filter[], boolean]>([
    ['EQ whatever the case', [{ propertyName: 'lastname', operator: 'EQ', value: 'BRANDT' }], true],
    ['NEQ', [{ propertyName: 'lastname', operator: 'NEQ', value: 'brandt' }], false],
    ['IN in small letters', [{ propertyName: 'lastname', operator: 'IN', values: ['brandt', 'x'] }], true],
    ['IN with capitals', [{ propertyName: 'lastname', operator: 'IN', values: ['Brandt'] }], false],
    ['NOT_IN', [{ propertyName: 'lastname', operator: 'NOT_IN', values: ['brandt'] }], false],
    [
      'an enumeration as written',
      [{ propertyName: 'hs_lead_status', operator: 'EQ', value: 'CONNECTED' }],
      true,
    ],
    [
      'an enumeration in small letters',
      [{ propertyName: 'hs_lead_status', operator: 'EQ', value: 'connected' }],
      false,
    ],
    ['HAS_PROPERTY', [{ propertyName: 'mobilephone', operator: 'HAS_PROPERTY' }], true],
    ['NOT_HAS_PROPERTY', [{ propertyName: 'mobilephone', operator: 'NOT_HAS_PROPERTY' }], false],
    [
      'CONTAINS_TOKEN of a domain',
      [{ propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*@harborlight.example' }],
      true,
    ],
    [
      'CONTAINS_TOKEN of part of a word',
      [{ propertyName: 'lastname', operator: 'CONTAINS_TOKEN', value: 'bran' }],
      false,
    ],
    [
      'NOT_CONTAINS_TOKEN',
      [{ propertyName: 'lastname', operator: 'NOT_CONTAINS_TOKEN', value: 'brandt' }],
      false,
    ],
    ['a date after', [{ propertyName: 'createdate', operator: 'GTE', value: '1763000000000' }], true],
    [
      'a date between',
      [
        {
          propertyName: 'createdate',
          operator: 'BETWEEN',
          value: '2026-11-20T00:00:00Z',
          highValue: '2026-11-21T00:00:00Z',
        },
      ],
      true,
    ],
    ['a date before', [{ propertyName: 'createdate', operator: 'LT', value: '2026-11-20T00:00:00Z' }], false],
    [
      'two filters of which one fails',
      [
        { propertyName: 'lastname', operator: 'EQ', value: 'brandt' },
        { propertyName: 'firstname', operator: 'EQ', value: 'bea' },
      ],
      false,
    ],
  ])('%s', async (_, filters, found) => {
    // A second group holds the search to Ada, so that the answer fits on one page.
    const onlyAda = { propertyName: 'hs_object_id', operator: 'EQ', value: ada.id };
    expect(await ids(where(onlyAda, ...filters))).toEqual(found ? [ada.id] : []);
  });
});

describe('limits', () => {
  const filter = { propertyName: 'lastname', operator: 'EQ', value: 'x' };
  const groups = (count: number, size: number) => ({
    filterGroups: Array.from({ length: count }, () => ({ filters: Array(size).fill(filter) })),
  });

  test.each([
    ['6 groups', groups(6, 1)],
    ['7 filters in a group', groups(1, 7)],
    ['20 filters together', groups(5, 4)],
    ['an empty group', groups(1, 0)],
    ['201 results a page', { limit: 201 }],
    ['results beyond 10,000', { after: '9900', limit: 200 }],
    ['a query of 3,001 characters', { query: 'x'.repeat(3001) }],
    ['two sorts', { sorts: ['lastname', 'firstname'] }],
    ['an unknown operator', where({ ...filter, operator: 'LIKE' })],
    ['an unknown property', where({ ...filter, propertyName: 'surname' })],
    ['IN without values', where({ propertyName: 'lastname', operator: 'IN', value: 'x' })],
    ['HAS_PROPERTY with a value', where({ ...filter, operator: 'HAS_PROPERTY' })],
    ['BETWEEN without its upper end', where({ ...filter, operator: 'BETWEEN' })],
    ['a number as value', { filterGroups: [{ filters: [{ ...filter, value: 4155550132 }] }] }],
    ['an unknown field', { filters: [filter] }],
  ])('refuse %s', async (_, body) => {
    const answer = await testHubSpot().call('POST', path, body);
    expect([answer.status, answer.body.category]).toEqual([400, 'VALIDATION_ERROR']);
  });

  test.each([
    ['5 groups', groups(5, 1)],
    ['18 filters together', groups(3, 6)],
    ['200 results a page', { limit: 200 }],
  ])('allow %s', async (_, body) => {
    expect((await testHubSpot().call('POST', path, body)).status).toBe(200);
  });
});

test('pages run through all results, in the order asked for', async () => {
  const { call } = testHubSpot();
  const seen: string[] = [];
  let after: string | undefined = '0';
  for (let page = 0; page < 5 && after !== undefined; page += 1) {
    const sorts = [{ propertyName: 'email', direction: 'DESCENDING' }];
    const { body } = await call('POST', path, { limit: 200, after, sorts, properties: ['email'] });
    seen.push(...body.results.map((result: { properties: { email: string } }) => result.properties.email));
    expect(body.total).toBe(1000);
    after = body.paging?.next.after;
  }
  expect(after).toBeUndefined();
  expect(new Set(seen).size).toBe(1000);
  expect(seen).toEqual([...seen].sort().reverse());
});

test('an answer holds ten results and the default properties unless asked otherwise', async () => {
  const { body } = await testHubSpot().call('POST', path, {});
  expect(body.results).toHaveLength(10);
  expect(Object.keys(body.results[0].properties).sort()).toEqual([
    'createdate',
    'email',
    'firstname',
    'hs_object_id',
    'lastmodifieddate',
    'lastname',
  ]);
});

test('what was just written is readable by id at once and searchable after the index lag', async () => {
  const { call, world } = testHubSpot();
  world.switches.indexLagMs = 60_000;
  const created = await call('POST', '/crm/objects/2026-03/calls', {
    properties: { hs_timestamp: '1', hs_call_external_id: 'fresh' },
  });
  const lookup = () =>
    call(
      'POST',
      '/crm/objects/2026-03/calls/search',
      where({ propertyName: 'hs_call_external_id', operator: 'EQ', value: 'fresh' }),
    );
  expect((await call('GET', `/crm/objects/2026-03/calls/${created.body.id}`)).status).toBe(200);
  expect((await lookup()).body.total).toBe(0);
  await call('PATCH', `/crm/objects/2026-03/contacts/${ada.id}`, {
    properties: { phone: '+1 415 555 0199' },
  });
  expect((await call('POST', path, phoneEq('4155550132'))).body.total).toBe(1);
  world.clock.advance(61_000);
  expect((await lookup()).body.total).toBe(1);
  expect((await call('POST', path, phoneEq('4155550132'))).body.total).toBe(0);
  await call('DELETE', `/crm/objects/2026-03/calls/${created.body.id}`);
  world.clock.advance(61_000);
  expect((await lookup()).body.total).toBe(0);
});
