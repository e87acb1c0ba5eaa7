import { describe, expect, it } from 'vitest';
import { ProblemError } from '../problems/problem.ts';
import { ownAppTokenSource } from './authorization.ts';
import { HubSpotError } from './errors.ts';
import { answer, fakeFetch } from './testing/fakeFetch.ts';

const now = 1_800_000_000_000;
const redirectUri = 'https://abcdefgh.chromiumapp.org/hubspot';
const granted = {
  token_type: 'bearer',
  access_token: 'access-1',
  refresh_token: 'refresh-1',
  expires_in: 1800,
  token_use: 'access_token',
  hub_id: 8101234,
  user_id: 61204417,
  scopes: ['oauth', 'crm.objects.contacts.read'],
};

function source(...answers: Parameters<typeof fakeFetch>) {
  const { fetch, sent } = fakeFetch(...answers);
  const tokens = ownAppTokenSource({
    clientId: 'client-1',
    clientSecret: 'secret-1',
    fetch,
    now: () => now,
    timeoutMs: 1_000,
  });
  const form = (index = 0) => Object.fromEntries(new URLSearchParams(sent[index]?.body));
  return { tokens, sent, form };
}

async function failure(promise: Promise<unknown>): Promise<ProblemError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw new Error('expected a ProblemError', { cause: error });
}

const refused = (status: string, error: string, message = 'no') =>
  answer(400, { error, error_description: message, status, message });

describe('authorizationUrl', () => {
  it('S0-12, S0-17: asks for the required scopes, separated by %20, with state and redirect URL', async () => {
    const url = await source().tokens.authorizationUrl({ state: 's+1', redirectUri });
    expect(url.href).toBe(
      'https://app.hubspot.com/oauth/authorize?client_id=client-1&redirect_uri=https%3A%2F%2Fabcdefgh.chromiumapp.org%2Fhubspot' +
        '&scope=oauth%20crm.objects.contacts.read%20crm.objects.contacts.write%20crm.objects.owners.read&state=s%2B1',
    );
    expect(url.href).not.toContain('secret-1');
  });

  it('S1-14: forces one account when it is known', async () => {
    const url = await source().tokens.authorizationUrl({ state: 's', redirectUri, portalId: 8101234 });
    expect(url.pathname).toBe('/oauth/8101234/authorize');
  });
});

describe('exchange', () => {
  it('S0-21: posts a form with id and secret, never in the address, and reads account, user and scopes', async () => {
    const { tokens, sent, form } = source(answer(200, granted));
    await expect(tokens.exchange({ code: 'code-1', redirectUri })).resolves.toEqual({
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      expiresAt: now + 1_800_000,
      portalId: 8101234,
      userId: 61204417,
      scopes: ['oauth', 'crm.objects.contacts.read'],
    });
    expect(form()).toEqual({
      grant_type: 'authorization_code',
      code: 'code-1',
      redirect_uri: redirectUri,
      client_id: 'client-1',
      client_secret: 'secret-1',
    });
    expect(sent[0]?.url.href).toBe('https://api.hubapi.com/oauth/2026-03/token');
    expect(sent[0]?.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
    expect(sent[0]?.init.credentials).toBe('omit');
  });

  it('lets an id_token and fields of other kinds not break the login', async () => {
    const odd = {
      ...granted,
      id_token: 'not.a.jwt',
      scope: ['oauth'],
      token_type: 'Bearer',
      expires_in: '1800',
    };
    await expect(source(answer(200, odd)).tokens.exchange({ code: 'c', redirectUri })).resolves.toMatchObject(
      {
        accessToken: 'access-1',
        expiresAt: now + 1_800_000,
      },
    );
  });

  it('asks introspection for account and user where the answer does not say them', async () => {
    const { hub_id: _, user_id: __, ...plain } = granted;
    const introspected = { active: true, hub_id: 5, user_id: 6, scopes: ['oauth'], user: 'a@b.example' };
    const { tokens, sent } = source(answer(200, plain), answer(200, introspected));
    await expect(tokens.exchange({ code: 'c', redirectUri })).resolves.toMatchObject({
      portalId: 5,
      userId: 6,
    });
    expect(sent[1]?.url.pathname).toBe('/oauth/2026-03/token/introspect');
  });

  it.each([
    ['EXPIRED_AUTH_CODE', 'invalid_grant', 'auth code is expired', 'codeExpired'],
    ['BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code', 'codeExpired'],
    ['BAD_CLIENT_ID', 'invalid_request', 'missing or unknown client id', 'clientRefused'],
    ['BAD_CLIENT_SECRET', 'invalid_client', 'missing or invalid client secret', 'clientRefused'],
    ['MISMATCH_REDIRECT_URI_AUTH_CODE', 'invalid_grant', 'does not match', 'redirectRefused'],
    ['', 'invalid_grant', 'redirect_uri does not match', 'redirectRefused'],
    ['BAD_GRANT_TYPE', 'unsupported_grant_type', 'unknown grant type', 'hubspotRefused'],
  ])('S0-20: reads %s (%s) as its problem', async (status, error, message, code) => {
    const { tokens } = source(refused(status, error, message));
    expect((await failure(tokens.exchange({ code: 'c', redirectUri }))).problem.code).toBe(code);
  });

  it('reads the body of the older service, which has no error field', async () => {
    const old = answer(400, { status: 'BAD_AUTH_CODE', message: 'missing or unknown auth code' });
    expect((await failure(source(old).tokens.exchange({ code: 'c', redirectUri }))).problem.code).toBe(
      'codeExpired',
    );
  });

  it.each([
    [() => answer(429, { policyName: 'SECONDLY' }), 'rateLimited', 'hubspotRateLimited'],
    [() => answer(503, 'busy', { 'content-type': 'text/html' }), 'server', 'hubspotUnavailable'],
    [() => answer(200, '<html>', { 'content-type': 'text/html' }), 'server', 'hubspotUnavailable'],
    [() => answer(200, { ...granted, access_token: undefined }), 'server', 'hubspotUnavailable'],
    [() => answer(200, { ...granted, refresh_token: undefined }), 'server', 'hubspotUnavailable'],
    [() => Promise.reject(new TypeError('Failed to fetch')), 'network', 'networkDown'],
  ])('tells what time may cure from a refusal (%#)', async (given, kind, code) => {
    const error = await failure(source(given).tokens.exchange({ code: 'c', redirectUri }));
    expect(error).toBeInstanceOf(HubSpotError);
    expect([(error as HubSpotError).kind, error.problem.code]).toEqual([kind, code]);
  });

  it('gives up after the timeout', async () => {
    const { fetch } = fakeFetch(
      ({ init }) =>
        new Promise<Response>((_, reject) =>
          init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
        ),
    );
    const tokens = ownAppTokenSource({ clientId: 'c', clientSecret: 's', fetch, timeoutMs: 5 });
    const error = await failure(tokens.exchange({ code: 'c', redirectUri }));
    expect((error as HubSpotError).kind).toBe('timeout');
  });
});

describe('refresh', () => {
  it('keeps the refresh token where none comes back, and takes the new one where one does', async () => {
    const same = source(answer(200, { ...granted, refresh_token: undefined }));
    expect((await same.tokens.refresh('refresh-0')).refreshToken).toBe('refresh-0');
    expect(same.form()).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh-0' });
    const rotated = source(answer(200, { ...granted, refresh_token: 'refresh-2' }));
    expect((await rotated.tokens.refresh('refresh-0')).refreshToken).toBe('refresh-2');
  });

  it('reads a dead refresh token as reconnectNeeded', async () => {
    const dead = refused('BAD_REFRESH_TOKEN', 'invalid_grant', 'missing or invalid refresh token');
    expect((await failure(source(dead).tokens.refresh('r'))).problem.code).toBe('reconnectNeeded');
  });

  it('puts neither token nor secret into an error', async () => {
    const told = refused('BAD_REFRESH_TOKEN', 'invalid_grant', `token ${'r3fr35h'.repeat(8)} is dead`);
    const error = await failure(source(told).tokens.refresh('r3fr35h'.repeat(8)));
    const everything = JSON.stringify([error.message, error.problem, error.cause, error.stack]);
    expect(everything).not.toContain('r3fr35h');
    expect(everything).not.toContain('secret-1');
  });
});

describe('describe', () => {
  it('tells the user’s e-mail and the account’s domain', async () => {
    const known = {
      active: true,
      user: 'nina@northwind.example',
      hub_domain: 'northwind.example',
      hub_id: 1,
    };
    const { tokens, form } = source(answer(200, known));
    await expect(tokens.describe('access-1')).resolves.toEqual({
      userEmail: 'nina@northwind.example',
      hubDomain: 'northwind.example',
    });
    expect(form()).toEqual({
      token: 'access-1',
      token_type_hint: 'access_token',
      client_id: 'client-1',
      client_secret: 'secret-1',
    });
  });

  it('says empty texts where HubSpot leaves them out', async () => {
    const { tokens } = source(answer(200, { active: true }));
    await expect(tokens.describe('a')).resolves.toEqual({ userEmail: '', hubDomain: '' });
  });

  it('takes a dead token for an unusable answer', async () => {
    const { tokens } = source(answer(200, { active: false }));
    expect((await failure(tokens.describe('a'))).problem.code).toBe('hubspotUnavailable');
  });
});

describe('revoke', () => {
  it.each([200, 204])('takes %i for done', async (status) => {
    const { tokens, sent, form } = source(new Response(null, { status }));
    await tokens.revoke?.('refresh-1');
    expect(sent[0]?.url.pathname).toBe('/oauth/2026-03/token/revoke');
    expect(form()).toMatchObject({ token: 'refresh-1', token_type_hint: 'refresh_token' });
  });

  it('says when HubSpot cannot be reached', async () => {
    const { tokens } = source(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failure(Promise.resolve(tokens.revoke?.('r')))).problem.code).toBe('networkDown');
  });
});
