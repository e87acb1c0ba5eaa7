import { describe, expect, test } from 'vitest';
import { mainPortalId } from '../seed/accounts.ts';
import { type TestHubSpot, testHubSpot } from '../testing/testHubSpot.ts';

const scopes = ['oauth', 'crm.objects.contacts.read'];

function prepared() {
  const hubspot = testHubSpot();
  const { app, grants } = hubspot.world;
  const redirectUri = app.redirectUris[0] ?? '';
  const client = { client_id: app.clientId, client_secret: app.clientSecret };
  const newCode = () =>
    grants.issueCode(
      { clientId: app.clientId, portalId: mainPortalId, userId: 61204417, scopes },
      redirectUri,
    );
  const exchange = (fields: Record<string, string> = {}, path = '/oauth/2026-03/token') =>
    hubspot.form(path, {
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code: newCode(),
      ...client,
      ...fields,
    });
  return { hubspot, client, newCode, exchange };
}

const refresh = (hubspot: TestHubSpot, client: Record<string, string>, refresh_token: string) =>
  hubspot.form('/oauth/2026-03/token', { grant_type: 'refresh_token', refresh_token, ...client });

describe.each(['/oauth/2026-03/token', '/oauth/2026-09/token', '/oauth/v3/token'])('%s', (path) => {
  test('trades a code for tokens and tells account and user', async () => {
    const { exchange } = prepared();
    const { status, body } = await exchange({}, path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'bearer',
      token_use: 'access_token',
      expires_in: 1800,
      hub_id: mainPortalId,
      user_id: 61204417,
      scopes,
    });
    expect(body.access_token.length).toBeGreaterThanOrEqual(300);
  });

  test('refuses JSON with 415', async () => {
    const { hubspot, client } = prepared();
    expect((await hubspot.call('POST', path, client)).status).toBe(415);
  });

  test('does not look for parameters in the address', async () => {
    const { hubspot, client, newCode } = prepared();
    const query = new URLSearchParams({ ...client, grant_type: 'authorization_code', code: newCode() });
    expect((await hubspot.form(`${path}?${query}`, {})).body.status).toBe('BAD_CLIENT_ID');
  });
});

test.each([
  ['an unknown client', { client_id: 'x', code: 'x' }, 'BAD_CLIENT_ID', 'invalid_request'],
  ['a wrong secret', { client_secret: 'x' }, 'BAD_CLIENT_SECRET', 'invalid_client'],
  [
    'no secret but a code verifier',
    { client_secret: '', code_verifier: 'v'.repeat(50) },
    'BAD_CLIENT_SECRET',
    'invalid_client',
  ],
  ['an unknown grant type', { grant_type: 'password' }, 'BAD_GRANT_TYPE', 'unsupported_grant_type'],
  ['an unknown code', { code: 'na1-x' }, 'BAD_AUTH_CODE', 'invalid_grant'],
  ['no redirect address', { redirect_uri: '' }, 'BAD_REDIRECT_URI', 'invalid_request'],
  [
    'another redirect address',
    { redirect_uri: 'https://elsewhere.example/' },
    'MISMATCH_REDIRECT_URI_AUTH_CODE',
    'invalid_grant',
  ],
  [
    'a dead refresh token',
    { grant_type: 'refresh_token', refresh_token: 'na1-x' },
    'BAD_REFRESH_TOKEN',
    'invalid_grant',
  ],
])('refuses %s', async (_, fields, status, error) => {
  const answer = await prepared().exchange(fields);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ status, error, message: answer.body.error_description });
});

test('a code works once (S0-19)', async () => {
  const { exchange, newCode } = prepared();
  const code = newCode();
  expect((await exchange({ code })).status).toBe(200);
  expect((await exchange({ code })).body.status).toBe('BAD_AUTH_CODE');
});

test('a code lives one minute (S0-20)', async () => {
  const { exchange, newCode, hubspot } = prepared();
  const [early, late] = [newCode(), newCode()];
  hubspot.world.clock.advance(55_000);
  expect((await exchange({ code: early })).status).toBe(200);
  hubspot.world.clock.advance(10_000);
  expect((await exchange({ code: late })).body.status).toBe('EXPIRED_AUTH_CODE');
});

test('a refresh keeps its token, or replaces it where rotation is on (S0-21)', async () => {
  const { hubspot, client, exchange } = prepared();
  const first = (await exchange()).body;
  const second = (await refresh(hubspot, client, first.refresh_token)).body;
  expect(second.refresh_token).toBe(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  hubspot.world.grants.rotatesRefreshTokens = true;
  const third = (await refresh(hubspot, client, first.refresh_token)).body;
  expect(third.refresh_token).not.toBe(first.refresh_token);
  expect((await refresh(hubspot, client, first.refresh_token)).body.status).toBe('BAD_REFRESH_TOKEN');
});

test('introspection tells of a live token, and nothing of a dead one', async () => {
  const { hubspot, client, exchange } = prepared();
  const { access_token } = (await exchange()).body;
  const introspect = () =>
    hubspot.form('/oauth/2026-03/token/introspect', { ...client, token: access_token });
  expect((await introspect()).body).toMatchObject({
    active: true,
    hub_id: mainPortalId,
    hub_domain: 'northwindtrading.example',
    user: 'nina.alvarez@northwindtrading.example',
    scopes,
  });
  hubspot.world.clock.advance(1_801_000);
  expect((await introspect()).body).toEqual({ active: false });
});

test('revoking ends the refresh token and leaves the access token', async () => {
  const { hubspot, client, exchange } = prepared();
  const { access_token, refresh_token } = (await exchange()).body;
  const revoke = await hubspot.form('/oauth/2026-03/token/revoke', { ...client, token: refresh_token });
  expect(revoke.status).toBe(200);
  expect((await refresh(hubspot, client, refresh_token)).body.status).toBe('BAD_REFRESH_TOKEN');
  const read = await hubspot.call('GET', '/crm/objects/2026-03/contacts', undefined, {
    authorization: `Bearer ${access_token}`,
  });
  expect(read.status).toBe(200);
});
