import { describe, expect, it } from 'vitest';
import { readContact, searchContacts } from './contacts.ts';
import { contact } from './testing/contact.ts';
import { answer, sentJson } from './testing/fakeFetch.ts';
import { fakeHttp } from './testing/fakeHttp.ts';

const found = () =>
  answer(200, { total: 1, results: [contact('51', { firstname: 'Ada', phone: '(415) 555-0132' })] });

async function sentFor(text: string, region = 'US'): Promise<Record<string, unknown>> {
  const { http, sent } = fakeHttp(found());
  await searchContacts(http, text, { region });
  const [request] = sent;
  if (!request) throw new Error('nothing was sent');
  expect(`${request.method} ${request.url.pathname}`).toBe('POST /crm/objects/2026-03/contacts/search');
  return sentJson(request);
}

describe('searchContacts', () => {
  it('S1-28: searches names by query, the newest first, ten of them', async () => {
    expect(await sentFor('  ada\n brandt ')).toEqual({
      query: 'ada brandt',
      properties: ['firstname', 'lastname', 'email', 'company', 'phone', 'mobilephone', 'lastmodifieddate'],
      sorts: [{ propertyName: 'lastmodifieddate', direction: 'DESCENDING' }],
      limit: 10,
    });
  });

  it('gives the contacts as the views show them', async () => {
    const { http } = fakeHttp(found());
    await expect(searchContacts(http, 'ada', { region: 'US' })).resolves.toEqual([
      { id: '51', name: 'Ada', numbers: [{ label: 'Phone', number: '(415) 555-0132' }] },
    ]);
  });

  it.each([
    ['555-01', 'US', '*55501*'],
    ['+1 415 555 0132', 'DE', '*4155550132*'],
    ['(415) 555-0132', 'US', '*4155550132*'],
    ['089 123', 'DE', '*89123*'],
    ['0891234567', 'DE', '*891234567*'],
  ])('searches the number %s by its digits', async (text, region, value) => {
    const body = await sentFor(text, region);
    expect(body.query).toBeUndefined();
    expect(body.filterGroups).toEqual(
      [
        'hs_searchable_calculated_phone_number',
        'hs_searchable_calculated_mobile_number',
        'phone',
        'mobilephone',
      ].map((propertyName) => ({ filters: [{ propertyName, operator: 'CONTAINS_TOKEN', value }] })),
    );
  });

  it.each(['12', '4ward', 'unit 4155', '*'])('searches %s as text', async (text) => {
    expect((await sentFor(text)).query).toBe(text);
  });

  it('asks nothing for nothing', async () => {
    const { http, sent } = fakeHttp();
    await expect(searchContacts(http, ' \t', { region: 'US' })).resolves.toEqual([]);
    expect(sent).toEqual([]);
  });

  it('stays below HubSpot’s longest query', async () => {
    expect(String((await sentFor('a'.repeat(5_000))).query).length).toBeLessThanOrEqual(3_000);
  });
});

describe('readContact', () => {
  it('reads one contact with the properties that a call needs', async () => {
    const { http, sent } = fakeHttp(answer(200, contact('51', { firstname: 'Ada', email: 'a@b.example' })));
    await expect(readContact(http, '51', { region: 'US' })).resolves.toEqual({
      id: '51',
      name: 'Ada',
      email: 'a@b.example',
      numbers: [],
    });
    expect(sent[0]?.url.pathname).toBe('/crm/objects/2026-03/contacts/51');
    expect(sent[0]?.url.searchParams.get('properties')).toContain('mobilephone');
  });

  it('knows a contact that is gone, and keeps other refusals', async () => {
    const gone = fakeHttp(answer(404, { message: 'resource not found' })).http;
    await expect(readContact(gone, '51', { region: 'US' })).resolves.toBeUndefined();
    const refused = fakeHttp(answer(403, { category: 'MISSING_SCOPES' })).http;
    await expect(readContact(refused, '51', { region: 'US' })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
