import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubSpotSandbox, startHubSpot } from '../sandbox/hubspot/index.ts';
import { knownContacts } from '../sandbox/hubspot/knownContacts.ts';
import { testExtensionId } from '../sandbox/hubspot/testing/testHubSpot.ts';
import { type TlsIdentity, tlsIdentity } from '../sandbox/tls.ts';
import type { CallRecord } from '../src/calls/callRecord.ts';
import { readAccount, readOwnerId } from '../src/hubspot/account.ts';
import {
  missingScopes,
  newState,
  ownAppTokenSource,
  readRedirect,
  type TokenSet,
  type TokenSource,
} from '../src/hubspot/authorization.ts';
import { callProperties } from '../src/hubspot/callProperties.ts';
import { createCall, findCallByExternalId, readCall, updateCall } from '../src/hubspot/calls.ts';
import { readContact, searchContacts } from '../src/hubspot/contacts.ts';
import { createHubSpotHttp, type HubSpotHttp } from '../src/hubspot/http.ts';
import { matchNumber } from '../src/hubspot/match.ts';
import { readOutcomes } from '../src/hubspot/outcomes.ts';
import { createAccessTokens, type StoredAccess } from '../src/hubspot/tokens.ts';

let tls: TlsIdentity;
let hubspot: HubSpotSandbox;
let source: TokenSource;
let http: HubSpotHttp;
let granted: TokenSet;
const stored: { access?: StoredAccess; refresh?: string } = {};
let revocations = 0;

/** Waiting moves this clock and the sandbox's, so that limits hold without the wait. */
let skippedMs = 0;
const now = () => Date.now() + skippedMs;
const skip = async (milliseconds: number) => {
  skippedMs += milliseconds;
  hubspot.control.advanceClock(milliseconds);
};

/** A fetch that finds HubSpot's host names on the sandbox's port, over TLS with the certificate checked. */
const sandboxFetch: typeof fetch = (input, init = {}) =>
  new Promise((resolve, reject) => {
    const url = new URL(String(input));
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: hubspot.port,
        ca: tls.cert,
        servername: url.hostname,
        method: init.method ?? 'GET',
        path: url.pathname + url.search,
        headers: { ...Object.fromEntries(new Headers(init.headers)), host: url.hostname },
        ...(init.signal && { signal: init.signal }),
      },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          const status = incoming.statusCode ?? 0;
          resolve(new Response(status === 204 ? null : Buffer.concat(parts), { status, headers }));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(typeof init.body === 'string' ? init.body : undefined);
  });

/** Gives consent as a browser does, and returns the address that HubSpot sends the browser to. */
async function consent(address: URL, decision: string): Promise<string> {
  const headers = { cookie: 'sandbox-user=nina', 'content-type': 'application/x-www-form-urlencoded' };
  const page = await (await sandboxFetch(address, { headers })).text();
  const consentId = /name="consent" value="([^"]+)"/.exec(page)?.[1];
  if (!consentId) throw new Error(`no consent page: ${page.slice(0, 500)}`);
  const answer = await sandboxFetch('https://app.hubspot.com/oauth/decision', {
    method: 'POST',
    headers,
    body: new URLSearchParams({ consent: consentId, decision }).toString(),
  });
  return answer.headers.get('location') ?? '';
}

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'none',
    (error: { problem?: { code?: string } }) => error.problem?.code ?? error,
  );
}

beforeAll(async () => {
  tls = await tlsIdentity();
  hubspot = await startHubSpot({ extensionId: testExtensionId, tls });
  const { clientId, clientSecret, redirectUri } = hubspot.app;
  source = ownAppTokenSource({ clientId, clientSecret, fetch: sandboxFetch, now });
  const tokens = createAccessTokens({
    source,
    store: {
      readAccess: async () => stored.access,
      writeAccess: async (access) => {
        stored.access = access;
      },
      readRefresh: async () => stored.refresh,
      writeRefresh: async (refresh) => {
        stored.refresh = refresh;
      },
    },
    now,
    onRevoked: () => {
      revocations += 1;
    },
  });
  http = createHubSpotHttp({ fetch: sandboxFetch, now, sleep: skip, ...tokens });

  const state = newState();
  const address = await source.authorizationUrl({ state, redirectUri, portalId: hubspot.portalId });
  const { code } = readRedirect(await consent(address, 'connect'), state);
  granted = await source.exchange({ code, redirectUri });
  await tokens.accept(granted);
});

afterAll(() => hubspot.close());

describe('connection', () => {
  it('S1-29: was granted for this user in this account, with every scope', async () => {
    expect(granted).toMatchObject({ portalId: hubspot.portalId, userId: 61204417 });
    expect(missingScopes(granted.scopes)).toEqual([]);
    await expect(source.describe(granted.accessToken)).resolves.toEqual({
      userEmail: 'nina.alvarez@northwindtrading.example',
      hubDomain: 'northwindtrading.example',
    });
    await expect(readAccount(http)).resolves.toMatchObject({ portalId: hubspot.portalId });
    await expect(readOwnerId(http, granted.userId)).resolves.toMatch(/^\d+$/);
    await expect(readOwnerId(http, 1)).resolves.toBeUndefined();
  });

  it('says what is wrong with a denial, a used code, a wrong address and a wrong app', async () => {
    const { clientId, clientSecret, redirectUri } = hubspot.app;
    const state = newState();
    const address = await source.authorizationUrl({ state, redirectUri, portalId: hubspot.portalId });
    const denied = await consent(address, 'cancel');
    expect(() => readRedirect(denied, state)).toThrow('consentDenied');

    const { code } = readRedirect(await consent(address, 'connect'), state);
    const other = 'https://elsewhere.example/hubspot';
    expect(await problemOf(source.exchange({ code, redirectUri: other }))).toBe('redirectRefused');
    expect(await problemOf(source.exchange({ code, redirectUri }))).toBe('codeExpired');
    const wrongSecret = ownAppTokenSource({ clientId, clientSecret: 'wrong', fetch: sandboxFetch });
    expect(await problemOf(wrongSecret.refresh('r'))).toBe('clientRefused');
    const wrongId = ownAppTokenSource({ clientId: 'wrong', clientSecret, fetch: sandboxFetch });
    expect(await problemOf(wrongId.refresh('r'))).toBe('clientRefused');
  });

  it('S0-21: goes on after the access token expired, refreshed once for all, with rotation too', async () => {
    for (const rotation of [false, true]) {
      hubspot.control.setRefreshTokenRotation(rotation);
      hubspot.control.expireAccessTokens();
      hubspot.control.clearRequests();
      await Promise.all([readAccount(http), readAccount(http), readOutcomes(http)]);
      const refreshes = hubspot.control.requests().filter(({ path }) => path.endsWith('/token'));
      expect(refreshes).toHaveLength(1);
    }
  });
});

describe('contacts', () => {
  it('S1-28: are found by name, by e-mail and by a part of the number', async () => {
    const { adaBrandt } = knownContacts;
    for (const text of ['brandt', 'Ada Brandt', adaBrandt.email, '555-0132', '+1 415 555 0132', '4155550']) {
      const found = await searchContacts(http, text, { region: 'US' });
      expect(found.map(({ id }) => id)).toContain(adaBrandt.id);
    }
    await expect(readContact(http, adaBrandt.id, { region: 'US' })).resolves.toMatchObject({
      name: 'Ada Brandt',
      numbers: [
        { label: 'Phone', number: adaBrandt.phone },
        { label: 'Mobile', number: adaBrandt.mobilePhone },
      ],
    });
    await expect(readContact(http, '1', { region: 'US' })).resolves.toBeUndefined();
  });

  it('match their numbers in every writing, phone and mobile, alone or shared', async () => {
    const { adaBrandt, mateoSilva, rosaLindqvist, erikLindqvist } = knownContacts;
    const match = (number: string) => matchNumber(http, number, { region: 'US' });
    for (const number of [adaBrandt.e164, '4155550132', '+16285550177']) {
      expect(await match(number)).toMatchObject({ state: 'found', contact: { id: adaBrandt.id } });
    }
    expect(await match(mateoSilva.e164)).toMatchObject({ state: 'found', contact: { id: mateoSilva.id } });
    const shared = await match(rosaLindqvist.e164);
    expect(shared.state === 'several' && shared.contacts.map(({ id }) => id).sort()).toEqual([
      rosaLindqvist.id,
      erikLindqvist.id,
    ]);
    expect(await match('+12025550999')).toEqual({ state: 'none' });
  });

  it('keeps HubSpot’s search limit however many ask at once', async () => {
    const many = Array.from({ length: 23 }, () => matchNumber(http, '+14155550132', { region: 'US' }));
    for (const found of await Promise.all(many)) expect(found.state).toBe('found');
  });
});

describe('calls', () => {
  const record: CallRecord = {
    id: '3f2b8c1e-5a74-4d0b-9c62-0d5a1f7e8b90',
    direction: 'outbound',
    phase: 'ended',
    remoteNumber: knownContacts.adaBrandt.e164,
    localNumber: 'agent',
    match: {
      state: 'found',
      contact: { id: knownContacts.adaBrandt.id, name: 'Ada Brandt' },
      chosenByAgent: false,
    },
    startedAt: Date.parse('2026-11-22T10:00:00Z'),
    answeredAt: Date.parse('2026-11-22T10:00:05Z'),
    endedAt: Date.parse('2026-11-22T10:01:05Z'),
    lastSeenAt: Date.parse('2026-11-22T10:01:05Z'),
    ending: 'completed',
    muted: false,
    onHold: false,
  };
  const contactId = knownContacts.adaBrandt.id;

  it('S1-30, S1-31: are written on their contact, found again by our id, and patched', async () => {
    const ownerId = await readOwnerId(http, granted.userId);
    const outcome = (await readOutcomes(http)).find(({ label }) => label === 'Connected')?.value;
    const properties = callProperties(
      record,
      { notes: 'Call <back> & bring the offer' },
      { ownerId, appName: 'Offhook' },
    );
    const id = await createCall(http, { properties, contactId });
    const logged = hubspot.calls().find((call) => call.id === id);
    expect(logged?.associations.contacts).toEqual([contactId]);
    expect(logged?.properties).toMatchObject({
      hs_call_direction: 'OUTBOUND',
      hs_call_status: 'COMPLETED',
      hs_call_duration: '60000',
      hs_call_to_number: '+14155550132',
      hubspot_owner_id: ownerId,
      hs_call_external_id: record.id,
    });

    await expect(findCallByExternalId(http, record.id)).resolves.toEqual([]);
    await skip(10_000);
    await expect(findCallByExternalId(http, record.id)).resolves.toEqual([id]);

    const changed = callProperties(
      { ...record, recordingUrl: 'https://recordings.offhook.example/1.mp3' },
      { outcome },
      { ownerId, appName: 'Offhook' },
    );
    await updateCall(http, id, changed);
    expect((await readCall(http, id))?.properties).toMatchObject({
      hs_call_disposition: outcome,
      hs_call_recording_url: 'https://recordings.offhook.example/1.mp3',
    });
    await expect(readCall(http, '1')).resolves.toBeUndefined();
  });

  it('are known to be doubtful when the answer was lost, and found by our id instead of written twice', async () => {
    const id = 'b4a1c2d3-0e5f-4a6b-8c7d-9e0f1a2b3c4d';
    const properties = callProperties({ ...record, id }, {}, { appName: 'Offhook' });
    hubspot.control.failNext({
      status: 'disconnect',
      times: 1,
      path: '/calls',
      method: 'POST',
      when: 'after',
    });
    await expect(createCall(http, { properties, contactId })).rejects.toMatchObject({
      kind: 'network',
      mayHaveBeenDone: true,
    });
    await skip(10_000);
    await expect(findCallByExternalId(http, id)).resolves.toHaveLength(1);
  });

  it('are refused with HubSpot’s own words', async () => {
    const wrong = { ...callProperties(record, {}, { appName: 'Offhook' }), hs_call_status: 'MISSED' };
    await expect(createCall(http, { properties: wrong, contactId })).rejects.toMatchObject({
      kind: 'invalid',
      final: true,
      mayHaveBeenDone: false,
      problem: { cause: expect.stringContaining('MISSED was not one of the allowed options') },
    });
  });

  it('wait for locks, migrations and limits as long as HubSpot says', async () => {
    const properties = callProperties(record, {}, { appName: 'Offhook' });
    const waits: unknown[] = [];
    for (const fault of [{ status: 423 }, { status: 477, retryAfter: 30 }, { status: 429 }]) {
      hubspot.control.failNext({ ...fault, times: 1, path: '/calls' });
      waits.push(
        await createCall(http, { properties, contactId }).catch(
          ({ kind, retryAfterMs }: { kind: string; retryAfterMs: number }) => [kind, retryAfterMs],
        ),
      );
    }
    expect(waits).toEqual([
      ['locked', 2_000],
      ['migrating', 30_000],
      ['rateLimited', 10_000],
    ]);
  });
});

it('reports a connection that was ended in HubSpot, once', async () => {
  hubspot.control.revokeAll();
  const asked = await Promise.all([problemOf(readAccount(http)), problemOf(readAccount(http))]);
  expect(asked).toEqual(['reconnectNeeded', 'reconnectNeeded']);
  expect(revocations).toBe(1);
});
