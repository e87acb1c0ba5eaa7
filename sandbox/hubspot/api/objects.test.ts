import { describe, expect, test } from 'vitest';
import { knownContacts } from '../knownContacts.ts';
import { testHubSpot } from '../testing/testHubSpot.ts';

const calls = '/crm/objects/2026-03/calls';
const contacts = '/crm/objects/2026-03/contacts';
const ada = knownContacts.adaBrandt;
const input = (id: string) => ({ properties: { hs_timestamp: '1795000000000', hs_call_external_id: id } });

describe('a call after its creation', () => {
  test('is changed, associated later, and deleted', async () => {
    const { call } = testHubSpot();
    const { id } = (await call('POST', calls, input('a'))).body;
    const patched = await call('PATCH', `${calls}/${id}`, {
      properties: { hs_call_recording_url: 'https://r.example/a.mp3' },
    });
    expect(patched.body.properties.hs_call_recording_url).toBe('https://r.example/a.mp3');
    const linked = await call('PUT', `${calls}/${id}/associations/default/contacts/${ada.id}`);
    expect(linked.body.results[0].associationSpec.associationTypeId).toBe(194);
    const read = await call('GET', `${calls}/${id}?associations=contacts`);
    expect(read.body.associations.contacts.results[0].id).toBe(ada.id);
    expect((await call('DELETE', `${calls}/${id}`)).status).toBe(204);
    expect((await call('GET', `${calls}/${id}`)).body.category).toBe('OBJECT_NOT_FOUND');
    expect((await call('DELETE', `${calls}/${id}`)).status).toBe(204);
  });

  test('keeps its required time when changed', async () => {
    const { call } = testHubSpot();
    const { id } = (await call('POST', calls, input('a'))).body;
    expect((await call('PATCH', `${calls}/${id}`, { properties: { hs_call_duration: '5' } })).status).toBe(
      200,
    );
    expect((await call('PATCH', `${calls}/${id}`, { properties: { hs_timestamp: '' } })).status).toBe(400);
  });

  test('cannot be associated with what does not exist', async () => {
    const { call } = testHubSpot();
    const { id } = (await call('POST', calls, input('a'))).body;
    expect((await call('PUT', `${calls}/${id}/associations/default/contacts/1`)).status).toBe(404);
    expect((await call('PUT', `${calls}/1/associations/default/contacts/${ada.id}`)).status).toBe(404);
  });
});

describe('batches', () => {
  test('create, read and change several calls', async () => {
    const { call } = testHubSpot();
    const created = await call('POST', `${calls}/batch/create`, { inputs: [input('a'), input('b')] });
    expect(created.status).toBe(201);
    const ids = created.body.results.map((result: { id: string }) => result.id);
    const changed = await call('POST', `${calls}/batch/update`, {
      inputs: ids.map((id: string) => ({ id, properties: { hs_call_status: 'COMPLETED' } })),
    });
    expect(changed.status).toBe(200);
    const read = await call('POST', `${calls}/batch/read`, {
      inputs: ids.map((id: string) => ({ id })),
      properties: ['hs_call_status'],
    });
    expect(read.body.results.map((result: { properties: object }) => result.properties)).toMatchObject([
      { hs_call_status: 'COMPLETED' },
      { hs_call_status: 'COMPLETED' },
    ]);
  });

  test('with one bad input answer 207 on the dated path and 400 on v3', async () => {
    const { call } = testHubSpot();
    const inputs = [input('a'), { properties: { hs_timestamp: 'never' } }];
    const dated = await call('POST', `${calls}/batch/create`, { inputs });
    expect([dated.status, dated.body.results.length, dated.body.numErrors]).toEqual([207, 1, 1]);
    expect((await call('POST', '/crm/v3/objects/calls/batch/create', { inputs })).status).toBe(400);
  });

  test('take 100 inputs and no more', async () => {
    const { call } = testHubSpot();
    const inputs = Array.from({ length: 101 }, (_, place) => input(String(place)));
    expect((await call('POST', `${calls}/batch/create`, { inputs })).status).toBe(400);
    expect((await call('POST', `${calls}/batch/create`, { inputs: inputs.slice(1) })).status).toBe(201);
  });
});

describe('contacts', () => {
  test('are unique by e-mail address, whatever its case', async () => {
    const { call } = testHubSpot();
    const again = await call('POST', contacts, { properties: { email: ada.email.toUpperCase() } });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      category: 'CONFLICT',
      message: `Contact already exists. Existing ID: ${ada.id}`,
    });
    const moved = await call('PATCH', `${contacts}/${knownContacts.mateoSilva.id}`, {
      properties: { email: ada.email },
    });
    expect(moved.status).toBe(409);
  });

  test('are read by id and by e-mail address, with the properties asked for', async () => {
    const { call } = testHubSpot();
    const byId = await call('GET', `${contacts}/${ada.id}?properties=phone,mobilephone,nonsense`);
    expect(byId.body.properties).toMatchObject({ phone: ada.phone, mobilephone: ada.mobilePhone });
    const byEmail = await call('GET', `${contacts}/${encodeURIComponent(ada.email)}?idProperty=email`);
    expect(byEmail.body.id).toBe(ada.id);
    expect(Object.keys(byEmail.body.properties)).not.toContain('phone');
  });

  test('refuse unknown properties and wrong e-mail addresses', async () => {
    const { call } = testHubSpot();
    const unknown = await call('POST', contacts, { properties: { phon: '1' } });
    expect(unknown.body.errors[0]).toMatchObject({
      code: 'PROPERTY_DOESNT_EXIST',
      context: { propertyName: ['phon'] },
    });
    const wrong = await call('POST', contacts, { properties: { email: 'ada at example' } });
    expect(wrong.body.errors[0].code).toBe('INVALID_EMAIL');
  });

  test('are listed page by page', async () => {
    const { call } = testHubSpot();
    const seen = new Set<string>();
    let after = '';
    for (let page = 0; page < 10; page += 1) {
      const { body } = await call('GET', `${contacts}?limit=100${after && `&after=${after}`}`);
      for (const { id } of body.results) seen.add(id);
      after = body.paging?.next.after ?? '';
    }
    expect([seen.size, after]).toEqual([1000, '']);
    expect((await call('GET', `${contacts}?limit=101`)).status).toBe(400);
  });
});

describe('owners, account and outcomes', () => {
  test('an owner is found by user id and by owner id', async () => {
    const { call } = testHubSpot();
    const byUser = await call('GET', '/crm/owners/2026-03/61204417?idProperty=userId');
    expect(byUser.body).toMatchObject({
      id: '77410300',
      userId: 61204417,
      firstName: 'Nina',
      archived: false,
    });
    expect((await call('GET', '/crm/owners/2026-03/77410300')).body.userId).toBe(61204417);
    expect((await call('GET', '/crm/owners/2026-03/61204417')).status).toBe(404);
    expect(
      (await call('GET', '/crm/v3/owners/?email=nina.alvarez@northwindtrading.example')).body.results,
    ).toHaveLength(1);
    expect((await call('GET', '/crm/owners/2026-09?archived=true')).body.results[0].firstName).toBe('Sam');
  });

  test('the account tells its time zone and its UI host', async () => {
    const { call } = testHubSpot({ portalId: 8105678 });
    const { body } = await call('GET', '/account-info/2026-09/details');
    expect(body).toMatchObject({
      portalId: 8105678,
      uiDomain: 'app-eu1.hubspot.com',
      timeZone: 'Europe/Berlin',
    });
  });

  test.each(['/crm/properties/2026-03', '/crm/v3/properties'])(
    '%s lists the outcomes of a call',
    async (path) => {
      const { call } = testHubSpot();
      const { body } = await call('GET', `${path}/calls/hs_call_disposition`);
      expect(body.options).toContainEqual(
        expect.objectContaining({ label: 'Connected', value: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' }),
      );
    },
  );
});
