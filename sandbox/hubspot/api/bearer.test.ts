import { expect, test } from 'vitest';
import { testHubSpot } from '../testing/testHubSpot.ts';

const contacts = '/crm/objects/2026-03/contacts';

test.each([
  ['no header', ''],
  ['another scheme', 'Basic YTpi'],
  ['text that is no token', 'Bearer thisisatesttoken'],
])('answers %s with INVALID_AUTHENTICATION', async (_, authorization) => {
  const answer = await testHubSpot().call('GET', contacts, undefined, { authorization });
  expect([answer.status, answer.body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
  expect(answer.body.message).toContain('Authentication credentials not found.');
});

test('takes what looks like a token for one that expired in 1970', async () => {
  const answer = await testHubSpot().call('GET', contacts, undefined, {
    authorization: 'Bearer access-token',
  });
  expect(answer.body.category).toBe('EXPIRED_AUTHENTICATION');
  expect(answer.body.message).toMatch(/expired 2\d{4} day\(s\) ago\.$/);
});

test('tells how long ago a token expired', async () => {
  const { call, world } = testHubSpot();
  world.clock.advance(1_800_000 + 61_000);
  const answer = await call('GET', contacts);
  expect([answer.status, answer.body.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
  expect(answer.body.message).toMatch(
    /^The OAuth token used to make this call expired 6\d second\(s\) ago\.$/,
  );
});

test.each([
  ['GET', contacts, 'crm.objects.contacts.read'],
  ['POST', contacts, 'crm.objects.contacts.write'],
  ['POST', '/crm/objects/2026-03/contacts/search', 'crm.objects.contacts.read'],
  ['POST', '/crm/objects/2026-03/calls', 'crm.objects.contacts.write'],
  ['POST', '/crm/v3/objects/calls/search', 'crm.objects.contacts.read'],
  ['GET', '/crm/objects/2026-03/companies', 'crm.objects.companies.read'],
  ['GET', '/crm/objects/2026-03/tickets', 'tickets'],
  ['GET', '/crm/owners/2026-03', 'crm.objects.owners.read'],
])('%s %s without its scope answers MISSING_SCOPES', async (method, path, scope) => {
  const answer = await testHubSpot({ scopes: ['oauth'] }).call(
    method,
    path,
    method === 'POST' ? {} : undefined,
  );
  expect([answer.status, answer.body.category]).toEqual([403, 'MISSING_SCOPES']);
  expect(answer.body.errors[0].context.requiredScopes).toEqual([scope]);
  expect(answer.body.links.scopes).toBe('https://developers.hubspot.com/scopes');
});

test('a token sees its own account only', async () => {
  const { call } = testHubSpot({ portalId: 8105678 });
  expect((await call('GET', `${contacts}/29410000101`)).status).toBe(404);
});

test.each(['/crm/objects/2025-01/contacts', '/crm/v3/objects/unicorns', '/crm/objects/2026-03/contacts/abc'])(
  '%s is not found',
  async (path) => {
    const answer = await testHubSpot().call('GET', path);
    expect([answer.status, answer.body.message]).toEqual([404, 'resource not found']);
  },
);

test('sends no CORS header, not even when asked', async () => {
  const { call } = testHubSpot();
  const origin = { origin: 'https://app.hubspot.com' };
  const answers = [
    await call('GET', contacts, undefined, origin),
    await call('OPTIONS', contacts, undefined, origin),
  ];
  for (const { headers } of answers)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});
