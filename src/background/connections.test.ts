import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TokenSet, TokenSource } from '../hubspot/authorization.ts';
import { requiredScopes } from '../hubspot/scopes.ts';
import { ProblemError } from '../problems/problem.ts';
import { settingsSchema } from '../settings/settings.ts';
import { connectionStore } from './connectionStore.ts';
import { type Connections, createConnections } from './connections.ts';
import { type StorageArea, stored } from './stored.ts';

function memory(): StorageArea {
  const items: Record<string, unknown> = {};
  return {
    get: async (key) => (key in items ? { [key]: structuredClone(items[key]) } : {}),
    set: async (changed) => void Object.assign(items, structuredClone(changed)),
  };
}

const granted = (portalId: number): TokenSet => ({
  accessToken: `access-${portalId}`,
  refreshToken: `refresh-${portalId}`,
  expiresAt: Date.now() + 1_800_000,
  portalId,
  userId: 7,
  scopes: [...requiredScopes],
});

describe('connections', () => {
  let portal: number;
  let consents: number;
  let source: { [K in 'exchange' | 'refresh']: ReturnType<typeof vi.fn<TokenSource[K]>> };
  let connections: Connections;
  let answer: (url: URL) => string;
  let whileOpen: () => Promise<void>;
  let api: (url: string) => Response;
  let area: { local: StorageArea; session: StorageArea };

  const open = () => {
    const settings = stored(area.local, 'settings', settingsSchema, { region: 'US', panelSeen: false });
    return createConnections({
      settings,
      store: connectionStore(area.local, area.session),
      tokenSource: async () => ({
        ...source,
        authorizationUrl: ({ state, redirectUri }) =>
          new URL(`https://app.hubspot.com/oauth/authorize?state=${state}&redirect_uri=${redirectUri}`),
        describe: async () => ({ userEmail: 'sam@northwind.example', hubDomain: `portal-${portal}.example` }),
      }),
      openConsent: async (url) => {
        consents++;
        await whileOpen();
        return answer(new URL(url));
      },
      redirectUri: 'https://abc.chromiumapp.org/hubspot',
      fetch: async (input) => api(String(input)),
      now: Date.now,
      onChange: () => {},
    });
  };

  beforeEach(() => {
    portal = 8101234;
    consents = 0;
    whileOpen = async () => {};
    area = { local: memory(), session: memory() };
    answer = (url) => `https://abc.chromiumapp.org/hubspot?code=c&state=${url.searchParams.get('state')}`;
    api = (url) =>
      url.includes('/account-info/')
        ? Response.json({ portalId: portal, uiDomain: 'app-eu1.hubspot.com', timeZone: 'UTC' })
        : Response.json({ id: '900' });
    source = {
      exchange: vi.fn(async () => granted(portal)),
      refresh: vi.fn(async () => granted(portal)),
    };
    connections = open();
  });

  it('connects by a consent, and knows the account afterwards', async () => {
    expect(await connections.snapshot()).toMatchObject({ state: 'notConnected' });
    await connections.connect();
    expect(source.exchange).toHaveBeenCalledWith({
      code: 'c',
      redirectUri: 'https://abc.chromiumapp.org/hubspot',
    });
    expect(await connections.snapshot()).toMatchObject({
      state: 'connected',
      account: {
        portalId: 8101234,
        name: 'portal-8101234.example',
        userEmail: 'sam@northwind.example',
        uiDomain: 'app-eu1.hubspot.com',
      },
    });
    expect(await connections.connection(8101234)).toMatchObject({ ownerId: '900' });
    // A new worker knows it as well.
    expect(await open().activePortalId()).toBe(8101234);
  });

  it('opens one consent window, however often somebody clicks', async () => {
    await Promise.all([connections.connect(), connections.connect()]);
    expect(consents).toBe(1);
  });

  it('S1-25: disconnecting and connecting asks for no consent and loses nothing', async () => {
    await connections.connect();
    await connections.disconnect();
    expect(await connections.snapshot()).toMatchObject({ state: 'disconnected' });
    expect(await connections.activePortalId()).toBeUndefined();
    await expect(connections.http(8101234)).rejects.toMatchObject({
      problem: { code: 'hubspotNotConnected' },
    });
    await connections.connect();
    expect(consents).toBe(1);
    expect(await connections.snapshot()).toMatchObject({ state: 'connected' });
  });

  it('asks for a consent again when HubSpot no longer accepts the old one', async () => {
    await connections.connect();
    await connections.disconnect();
    area.session = memory();
    connections = open();
    source.refresh.mockRejectedValue(new ProblemError('reconnectNeeded'));
    await connections.connect();
    expect(consents).toBe(2);
    expect(await connections.snapshot()).toMatchObject({ state: 'connected' });
  });

  it('says when HubSpot revoked the connection', async () => {
    await connections.connect();
    area.session = memory();
    connections = open();
    source.refresh.mockRejectedValue(new ProblemError('reconnectNeeded'));
    const http = await connections.http(8101234);
    await expect(http.request({ method: 'GET', path: '/x', schema: settingsSchema })).rejects.toMatchObject({
      problem: { code: 'reconnectNeeded' },
    });
    expect(await connections.snapshot()).toMatchObject({ state: 'reconnectNeeded' });
  });

  it.each([
    [
      'another attempt’s answer',
      () => 'https://abc.chromiumapp.org/hubspot?code=c&state=other',
      'stateMismatch',
    ],
    [
      'a denial',
      (url: URL) =>
        `https://abc.chromiumapp.org/hubspot?error=access_denied&state=${url.searchParams.get('state')}`,
      'consentDenied',
    ],
  ] as const)('keeps nothing of %s', async (_, said, code) => {
    answer = said as typeof answer;
    await expect(connections.connect()).rejects.toMatchObject({ problem: { code } });
    expect(source.exchange).not.toHaveBeenCalled();
    expect(await connections.snapshot()).toMatchObject({ state: 'notConnected', problem: { code } });
  });

  describe('with a permission that HubSpot did not grant', () => {
    beforeEach(() => {
      source.exchange.mockImplementation(async () => ({
        ...granted(portal),
        scopes: requiredScopes.filter((name) => !name.includes('contacts.write')),
      }));
    });

    it('keeps the connection and says which one is missing, to a new worker too', async () => {
      await connections.connect();
      for (const each of [connections, open()]) {
        const { state, problem } = await each.snapshot();
        expect(state).toBe('connected');
        expect(problem?.code).toBe('scopeMissing');
        expect(problem?.cause).toContain('(crm.objects.contacts.write)');
      }
    });

    it('goes on saying so when the new consent is given up', async () => {
      await connections.connect();
      whileOpen = () => Promise.reject(new ProblemError('consentClosed'));
      await expect(connections.connect()).rejects.toMatchObject({ problem: { code: 'consentClosed' } });
      expect((await connections.snapshot()).problem?.code).toBe('scopeMissing');
      await connections.disconnect();
      await expect(connections.connect()).rejects.toMatchObject({ problem: { code: 'consentClosed' } });
      expect((await connections.snapshot()).problem?.code).toBe('consentClosed');
    });

    it.each([
      ['while connected', async () => {}],
      ['after Disconnect', () => connections.disconnect()],
    ])('asks for a consent again %s, and is satisfied by one that grants it', async (_, before) => {
      await connections.connect();
      await before();
      source.exchange.mockImplementation(async () => granted(portal));
      await connections.connect();
      expect(consents).toBe(2);
      const { state, problem } = await connections.snapshot();
      expect({ state, problem }).toEqual({ state: 'connected', problem: undefined });
    });
  });

  it('asks for a consent again once HubSpot refused a request for want of a scope', async () => {
    await connections.connect();
    api = () =>
      Response.json({ category: 'MISSING_SCOPES', message: 'This needs owners.read' }, { status: 403 });
    const http = await connections.http(8101234);
    const request = http.request({ method: 'GET', path: '/x', schema: settingsSchema });
    await expect(request).rejects.toMatchObject({ problem: { code: 'scopeMissing' } });
    expect((await open().snapshot()).problem).toMatchObject({
      code: 'scopeMissing',
      cause: expect.stringContaining('This needs owners.read'),
    });
    await connections.disconnect();
    await connections.connect();
    expect(consents).toBe(2);
    expect((await connections.snapshot()).problem).toBeUndefined();
  });

  it('S1-14: adds another account by a consent, and keeps both', async () => {
    await connections.connect();
    portal = 8105678;
    await connections.connect({ another: true });
    expect(consents).toBe(2);
    expect(await connections.snapshot()).toMatchObject({
      state: 'connected',
      account: { portalId: 8105678 },
      accounts: [{ portalId: 8101234 }, { portalId: 8105678 }],
    });
    await expect(connections.http(8101234)).resolves.toBeDefined();
  });

  it('stays in use while another account is being added, and when that is given up', async () => {
    await connections.connect();
    let during: string | undefined;
    answer = (url) =>
      `https://abc.chromiumapp.org/hubspot?error=access_denied&state=${url.searchParams.get('state')}`;
    whileOpen = async () => {
      during = (await connections.snapshot()).state;
    };
    await expect(connections.connect({ another: true })).rejects.toMatchObject({
      problem: { code: 'consentDenied' },
    });
    expect(during).toBe('connected');
    expect(await connections.snapshot()).toMatchObject({
      state: 'connected',
      account: { portalId: 8101234 },
      problem: { code: 'consentDenied' },
    });
    await connections.choose(8101234);
    expect((await connections.snapshot()).problem).toBeUndefined();
  });

  it('is connecting while the consent window is open, and not when none is needed', async () => {
    const states: string[] = [];
    whileOpen = async () => void states.push((await connections.snapshot()).state);
    await connections.connect();
    expect(states).toEqual(['connecting']);
    await connections.disconnect();
    const again = connections.connect();
    states.push((await connections.snapshot()).state);
    await again;
    expect(states).toEqual(['connecting', 'disconnected']);
  });

  it('S1-14: uses the account that was connected last, and another when it is chosen', async () => {
    await connections.connect();
    portal = 8105678;
    await connections.disconnect();
    await open().choose(8101234);
    area.session = memory();
    connections = open();
    source.refresh.mockRejectedValueOnce(new ProblemError('reconnectNeeded'));
    await connections.connect();
    expect(await connections.activePortalId()).toBe(8105678);
    await connections.choose(8101234);
    expect((await connections.snapshot()).account?.portalId).toBe(8101234);
  });

  it('chooses no account that is not known', async () => {
    await expect(connections.choose(1)).rejects.toMatchObject({ problem: { code: 'hubspotNotConnected' } });
  });
});
