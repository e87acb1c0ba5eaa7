import { expect, test } from 'vitest';
import { findLogProblems } from './checkLog.ts';

const expected = { contactId: '101', number: '+14155550132', shortestDuration: 4_000, note: 'a quote' };
const call = {
  id: '1',
  properties: {
    hs_timestamp: '2026-11-22T10:00:00.000Z',
    hs_call_body: 'Wants a quote',
    hs_call_direction: 'OUTBOUND',
    hs_call_status: 'COMPLETED',
    hs_call_to_number: '+14155550132',
    hs_call_from_number: '1001',
    hs_call_duration: '4321',
    hs_call_external_id: 'call-1',
    hubspot_owner_id: '7',
  } as Record<string, string | null>,
  associations: { contacts: ['101'], companies: [], deals: [], tickets: [] },
};

test('the one right call passes', () => {
  expect(findLogProblems([call], expected)).toEqual([]);
});

test('no call, and a call logged twice, are found', () => {
  expect(findLogProblems([], expected)).toEqual(['HubSpot has no call.']);
  expect(findLogProblems([call, call], expected)).toEqual(['HubSpot has 2 calls, not 1.']);
});

test.each([
  ['hs_call_body', 'Wants nothing'],
  ['hs_call_direction', 'INBOUND'],
  ['hs_call_status', 'NO_ANSWER'],
  ['hs_call_to_number', '+14155550133'],
  ['hs_call_duration', '4'],
  ['hs_call_duration', '4321000'],
  ['hs_call_duration', null],
  ['hs_timestamp', null],
  ['hs_call_external_id', ''],
  ['hubspot_owner_id', null],
])('a wrong %s, %s, is found', (name, value) => {
  const wrong = { ...call, properties: { ...call.properties, [name]: value } };
  expect(findLogProblems([wrong], expected)).toEqual([expect.stringContaining(name)]);
});

test.each([[[]], [['102']], [['101', '102']]])('a call on the contacts %j is found', (contacts) => {
  const wrong = { ...call, associations: { ...call.associations, contacts } };
  expect(findLogProblems([wrong], expected)).toEqual([expect.stringContaining('not on 101')]);
});
