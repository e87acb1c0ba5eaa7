import { describe, expect, it } from 'vitest';
import { createCall, findCallByExternalId, readCall, updateCall } from './calls.ts';
import { answer, sentJson } from './testing/fakeFetch.ts';
import { fakeHttp } from './testing/fakeHttp.ts';

const externalId = '3f2b8c1e-5a74-4d0b-9c62-0d5a1f7e8b90';
const properties = { hs_timestamp: '1800000000000', hs_call_external_id: externalId };

describe('createCall', () => {
  it('S1-28: writes the call with its association to the contact in one request', async () => {
    const { http, sent } = fakeHttp(answer(201, { id: '9001', properties: {}, archived: false }));
    await expect(createCall(http, { properties, contactId: '51' })).resolves.toBe('9001');
    const [request] = sent;
    expect(`${request?.method} ${request?.url.pathname}`).toBe('POST /crm/objects/2026-03/calls');
    expect(request && sentJson(request)).toEqual({
      properties,
      associations: [
        { to: { id: '51' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 194 }] },
      ],
    });
  });

  it('says whether a failed write may be there all the same', async () => {
    const lost = fakeHttp(() => Promise.reject(new TypeError('Failed to fetch'))).http;
    await expect(createCall(lost, { properties, contactId: '51' })).rejects.toMatchObject({
      kind: 'network',
      mayHaveBeenDone: true,
    });
    const refused = fakeHttp(answer(400, { category: 'VALIDATION_ERROR', message: 'no' })).http;
    await expect(createCall(refused, { properties, contactId: '51' })).rejects.toMatchObject({
      kind: 'invalid',
      final: true,
      mayHaveBeenDone: false,
    });
  });
});

describe('updateCall', () => {
  it('S1-30: changes properties of a call that is logged', async () => {
    const { http, sent } = fakeHttp(answer(200, { id: '9001', properties: {} }));
    await updateCall(http, '9001', { hs_call_recording_url: 'https://r.example/1.mp3' });
    const [request] = sent;
    expect(`${request?.method} ${request?.url.pathname}`).toBe('PATCH /crm/objects/2026-03/calls/9001');
    expect(request && sentJson(request)).toEqual({
      properties: { hs_call_recording_url: 'https://r.example/1.mp3' },
    });
  });

  it('says when the call was deleted in HubSpot', async () => {
    const { http } = fakeHttp(answer(404, { message: 'resource not found' }));
    await expect(updateCall(http, '9001', {})).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('findCallByExternalId', () => {
  it('searches by our id and leaves out what only resembles it', async () => {
    const hit = (id: string, value: string | null) => ({ id, properties: { hs_call_external_id: value } });
    const { http, sent } = fakeHttp(
      answer(200, {
        total: 3,
        results: [hit('1', externalId), hit('2', externalId.toUpperCase()), hit('3', null)],
      }),
    );
    await expect(findCallByExternalId(http, externalId)).resolves.toEqual(['1']);
    expect(sent[0]?.url.pathname).toBe('/crm/objects/2026-03/calls/search');
    expect(sent[0] && sentJson(sent[0])).toMatchObject({
      filterGroups: [
        { filters: [{ propertyName: 'hs_call_external_id', operator: 'EQ', value: externalId }] },
      ],
    });
  });
});

describe('readCall', () => {
  it('reads what the log writes, and knows a call that is gone', async () => {
    const held = { id: '9001', properties: { hs_call_status: 'COMPLETED', hs_call_body: null } };
    const { http, sent } = fakeHttp(answer(200, held), answer(404, {}));
    await expect(readCall(http, '9001')).resolves.toEqual(held);
    expect(sent[0]?.url.searchParams.get('properties')).toContain('hs_call_external_id');
    await expect(readCall(http, '9001')).resolves.toBeUndefined();
  });
});
