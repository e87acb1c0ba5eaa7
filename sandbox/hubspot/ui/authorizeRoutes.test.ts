import { describe, expect, test } from 'vitest';
import { testExtensionId, testHubSpot } from '../testing/testHubSpot.ts';

const redirectUri = `https://${testExtensionId}.chromiumapp.org/hubspot`;
const required = 'oauth crm.objects.contacts.read crm.objects.contacts.write crm.objects.owners.read';

function prepared() {
  const { page, world } = testHubSpot();
  const address = (change: Record<string, string> = {}, prefix = '/oauth') => {
    const query = {
      client_id: world.app.clientId,
      redirect_uri: redirectUri,
      scope: required,
      state: 's 1',
      ...change,
    };
    return `${prefix}/authorize?${new URLSearchParams(query)}`;
  };
  const open = async (path: string, user = 'nina') => {
    const response = await page(path, { headers: { cookie: `sandbox-user=${user}` } });
    return { response, text: await response.text() };
  };
  const decide = (text: string, decision: string, user = 'nina') =>
    page('/oauth/decision', {
      method: 'POST',
      headers: { cookie: `sandbox-user=${user}` },
      body: new URLSearchParams({
        consent: /name="consent" value="([^"]+)"/.exec(text)?.[1] ?? '',
        decision,
      }),
    });
  return { world, page, address, open, decide };
}

describe('an install address that HubSpot refuses', () => {
  test.each([
    ['an unknown client', { client_id: 'x' }, /client ID/],
    [
      'another redirect address',
      { redirect_uri: `${redirectUri}/` },
      /doesn&#39;t match the app&#39;s registered redirect URL/,
    ],
    ['no redirect address', { redirect_uri: '' }, /redirect URL is missing/],
    [
      'a required scope missing',
      { scope: 'oauth crm.objects.contacts.read' },
      /provided scopes are insufficient/,
    ],
    [
      'a required scope as optional',
      { scope: required.replace(' crm.objects.owners.read', ''), optional_scope: 'crm.objects.owners.read' },
      /insufficient/,
    ],
    ['an optional scope as required', { scope: `${required} tickets` }, /mismatch between the scopes/],
    ['an undeclared optional scope', { optional_scope: 'files' }, /mismatch between the scopes/],
  ])('shows a page for %s and does not redirect', async (_, change, text) => {
    const { address, open } = prepared();
    const answer = await open(address(change));
    expect(answer.response.status).toBe(200);
    expect(answer.text).toMatch(/Couldn&#39;t complete the connection/);
    expect(answer.text).toMatch(text);
    expect(answer.text).not.toContain('Connect app');
  });
});

test('consent names app, account and permissions; connecting sends code and state back (S0-16 to S0-19, S1-29)', async () => {
  const { address, open, decide, world } = prepared();
  const { text } = await open(address({ optional_scope: 'tickets' }));
  for (const shown of [
    'Offhook',
    'Northwind Trading',
    'View your contacts',
    'Manage your contacts',
    'View your users',
    'Manage your tickets',
  ]) {
    expect(text).toContain(shown);
  }
  const answer = await decide(text, 'connect');
  expect(answer.status).toBe(302);
  const location = new URL(answer.headers.get('location') ?? '');
  expect(location.origin + location.pathname).toBe(redirectUri);
  expect(location.searchParams.get('state')).toBe('s 1');
  const grant = world.grants.redeemCode(
    location.searchParams.get('code') ?? '',
    world.app.clientId,
    redirectUri,
  );
  expect(grant).toMatchObject({
    portalId: 8101234,
    userId: 61204417,
    scopes: [...required.split(' '), 'tickets'],
  });
});

test('a consent page is answered once, and by the user who saw it', async () => {
  const { address, open, decide } = prepared();
  const { text } = await open(address());
  expect((await decide(text, 'connect', 'grace')).status).toBe(200);
  expect((await decide(text, 'connect')).headers.get('location')).toBeNull();
});

test('Cancel tells the app, or only closes the window (S3-18)', async () => {
  const { address, open, decide, world } = prepared();
  const denied = await decide((await open(address())).text, 'cancel');
  const location = new URL(denied.headers.get('location') ?? '');
  expect(Object.fromEntries(location.searchParams)).toMatchObject({ error: 'access_denied', state: 's 1' });
  world.switches.denial = 'close';
  const silent = await decide((await open(address())).text, 'cancel');
  expect([silent.status, silent.headers.get('location')]).toEqual([200, null]);
});

test('a user without the right sees why, with no redirect (S1-3)', async () => {
  const { address, open, world } = prepared();
  const { response, text } = await open(address(), 'tom');
  expect(response.status).toBe(200);
  expect(text).toContain('You don&#39;t have permission to connect this app');
  for (const user of world.users) user.mayConnectApps = true;
  expect((await open(address(), 'tom')).text).toContain('Connect app');
});

test('a user with two accounts chooses one; the address can force one (S1-14)', async () => {
  const { address, open } = prepared();
  const { text } = await open(address(), 'grace');
  expect(text).toContain('Choose an account');
  expect(text).toContain('/oauth/8105678/authorize?');
  const forced = await open(address({ optional_scope: 'tickets' }, '/oauth/8105678'), 'grace');
  expect(forced.text).toContain('Fabrikam Labs');
  // Fabrikam has no Service Hub: the optional scope is dropped and not listed.
  expect(forced.text).not.toContain('Manage your tickets');
  expect((await open(address({}, '/oauth/8105678'))).text).toContain('have access to this account');
});

test('who is not logged in logs in first and comes back (S0-15)', async () => {
  const { address, open } = prepared();
  const { response } = await open(address(), 'nobody');
  const login = new URL(response.headers.get('location') ?? '', 'https://app.hubspot.com');
  expect([response.status, login.pathname]).toEqual([302, '/login']);
  const after = await open(`${login.pathname}${login.search}&user=nina`, 'nobody');
  expect(after.response.headers.get('location')).toBe(address());
});

test('login sends nobody to another site', async () => {
  const { open } = prepared();
  for (const target of ['https://evil.example/', '//evil.example/', 'javascript:alert(1)']) {
    const { response } = await open(`/login?user=nina&loginRedirectUrl=${encodeURIComponent(target)}`);
    expect(response.headers.get('location')).toBe('/home');
  }
});
