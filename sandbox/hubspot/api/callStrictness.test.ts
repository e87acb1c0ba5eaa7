import { describe, expect, test } from 'vitest';
import { knownContacts } from '../knownContacts.ts';
import { testHubSpot } from '../testing/testHubSpot.ts';

const ada = knownContacts.adaBrandt.id;
const company = '18830000201';
const deal = '9320000407';
const ticket = '5110000309';
const ninaOwner = '77410300';
const archivedOwner = '77410255';

const good = {
  hs_timestamp: '1795000000000',
  hs_call_title: 'Call to Ada Brandt',
  hs_call_body: 'Asked for the annual contract',
  hs_call_direction: 'OUTBOUND',
  hs_call_status: 'COMPLETED',
  hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
  hs_call_duration: '61000',
  hs_call_from_number: '+12125550100',
  hs_call_to_number: '+14155550132',
  hs_call_recording_url: 'https://recordings.example/1.wav',
  hs_call_source: 'INTEGRATIONS_PLATFORM',
  hs_call_external_id: 'c-1',
  hubspot_owner_id: ninaOwner,
};

function associated(id: string, associationTypeId: number, associationCategory = 'HUBSPOT_DEFINED') {
  return { to: { id }, types: [{ associationCategory, associationTypeId }] };
}

describe.each(['/crm/objects/2026-03/calls', '/crm/objects/2026-09/calls', '/crm/v3/objects/calls'])(
  'POST %s',
  (path) => {
    test('takes every documented property with a contact, a company, a deal and a ticket', async () => {
      const { call, world } = testHubSpot();
      const associations = [
        associated(ada, 194),
        associated(company, 182),
        associated(deal, 206),
        associated(ticket, 220),
      ];
      const created = await call('POST', path, { properties: good, associations });
      expect(created.status).toBe(201);
      expect(created.body.properties).toMatchObject(good);
      const read = await call(
        'GET',
        `${path}/${created.body.id}?associations=contacts,companies,deals,tickets`,
      );
      expect(read.body.associations).toEqual({
        contacts: { results: [{ id: ada, type: 'call_to_contact' }] },
        companies: { results: [{ id: company, type: 'call_to_company' }] },
        deals: { results: [{ id: deal, type: 'call_to_deal' }] },
        tickets: { results: [{ id: ticket, type: 'call_to_ticket' }] },
      });
      expect(world.store.list(8101234, 'calls')).toHaveLength(1);
    });

    test.each([
      ['an unknown property', { hs_call_colour: 'red' }, 'PROPERTY_DOESNT_EXIST'],
      ['a read-only property', { hs_object_id: '1' }, 'READ_ONLY_VALUE'],
      ['a direction in small letters', { hs_call_direction: 'outbound' }, 'INVALID_OPTION'],
      ['a status that only the SDK knows', { hs_call_status: 'MISSED' }, 'INVALID_OPTION'],
      ['an outcome by its label', { hs_call_disposition: 'Connected' }, 'INVALID_OPTION'],
      ['a duration with a fraction', { hs_call_duration: '61.5' }, 'INVALID_LONG'],
      ['a negative duration', { hs_call_duration: '-1' }, 'INVALID_LONG'],
      ['a duration as clock time', { hs_call_duration: '1:01' }, 'INVALID_LONG'],
      ['another source', { hs_call_source: 'OFFHOOK' }, 'INVALID_OPTION'],
      ['a call type that the account lacks', { hs_activity_type: 'Cold call' }, 'INVALID_OPTION'],
      ['an owner that is a user id', { hubspot_owner_id: '61204417' }, 'INVALID_OWNER_ID'],
      ['an owner who has left', { hubspot_owner_id: archivedOwner }, 'INVALID_OWNER_ID'],
      ['an owner of the other account', { hubspot_owner_id: '77410323' }, 'INVALID_OWNER_ID'],
      ['a recording over http', { hs_call_recording_url: 'http://recordings.example/1.wav' }, 'INVALID_URL'],
      ['a recording without a scheme', { hs_call_recording_url: 'recordings.example/1.wav' }, 'INVALID_URL'],
      ['a date in words', { hs_timestamp: 'yesterday' }, 'INVALID_DATE'],
      ['a date with an offset', { hs_timestamp: '2026-11-20T10:00:00+01:00' }, 'INVALID_DATE'],
    ])('refuses %s and stores nothing', async (_, wrong, code) => {
      const { call, world } = testHubSpot();
      const answer = await call('POST', path, {
        properties: { ...good, ...wrong },
        associations: [associated(ada, 194)],
      });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({
        status: 'error',
        category: 'VALIDATION_ERROR',
        errors: [{ code }],
      });
      expect(answer.body.message).toContain('Property values were not valid');
      expect(world.store.list(8101234, 'calls')).toEqual([]);
    });

    test.each([
      ['a number for the duration', { properties: { ...good, hs_call_duration: 61000 } }],
      ['a number for the time', { properties: { ...good, hs_timestamp: 1795000000000 } }],
      ['properties in a list', { properties: [good] }],
      ['no properties', { associations: [] }],
      ['an unknown field', { properties: good, associatons: [associated(ada, 194)] }],
      ['an association without types', { properties: good, associations: [{ to: { id: ada }, types: [] }] }],
      [
        'an association type as text',
        {
          properties: good,
          associations: [
            {
              to: { id: ada },
              types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: '194' }],
            },
          ],
        },
      ],
      ['text that is no JSON', '{"properties":'],
    ])('refuses %s as invalid JSON input', async (_, body) => {
      const { call, world } = testHubSpot();
      const answer = await call('POST', path, body);
      expect(answer.status).toBe(400);
      expect(answer.body.message).toContain('Invalid input JSON');
      expect(world.store.list(8101234, 'calls')).toEqual([]);
    });

    test.each([
      ['the type of the reverse direction', associated(ada, 193)],
      ["a company's type for a contact", associated(ada, 182)],
      ['a type that does not exist', associated(ada, 9999)],
      ['a category of the user', associated(ada, 194, 'USER_DEFINED')],
      ['a contact that does not exist', associated('1', 194)],
    ])('refuses an association with %s and stores nothing', async (_, association) => {
      const { call, world } = testHubSpot();
      const answer = await call('POST', path, { properties: good, associations: [association] });
      expect(answer.status).toBe(400);
      expect(answer.body.category).toBe('VALIDATION_ERROR');
      expect(world.store.list(8101234, 'calls')).toEqual([]);
    });

    test.each(['missing', 'empty'])('refuses a call whose time is %s', async (kind) => {
      const { call } = testHubSpot();
      const { hs_timestamp: _, ...rest } = good;
      const answer = await call('POST', path, {
        properties: kind === 'empty' ? { ...rest, hs_timestamp: '' } : rest,
      });
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].code).toBe('MISSING_REQUIRED_PROPERTY');
    });

    test('refuses a form body with 415', async () => {
      const { call } = testHubSpot();
      const answer = await call('POST', path, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
      expect(answer.status).toBe(415);
    });
  },
);
