import { readAccount, readOwnerId } from '../hubspot/account.ts';
import { newState, readRedirect, type TokenSource } from '../hubspot/authorization.ts';
import { createHubSpotHttp, type HubSpotHttp } from '../hubspot/http.ts';
import { type AccessTokens, createAccessTokens } from '../hubspot/tokens.ts';
import type { ConnectionSnapshot, HubSpotAccount } from '../messaging/snapshots.ts';
import { type Problem, ProblemError, problemOf } from '../problems/problem.ts';
import type { Settings } from '../settings/settings.ts';
import type { Connection, ConnectionStore } from './connectionStore.ts';
import type { Stored } from './stored.ts';

export interface ConnectionsParts {
  readonly settings: Stored<Settings>;
  readonly store: ConnectionStore;
  /** Whose app asks for the tokens: the organisation's own. A shared app behind a token service is another source. */
  readonly tokenSource: () => Promise<TokenSource>;
  /** Opens the consent window; fulfilled with the address that HubSpot sent it to. */
  readonly openConsent: (url: string) => Promise<string>;
  readonly redirectUri: string;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly onChange: () => void;
}

/** This user's links to HubSpot accounts. */
export interface Connections {
  snapshot(): Promise<ConnectionSnapshot>;
  /** The account that is in use now; undefined while none is connected. */
  activePortalId(): Promise<number | undefined>;
  /** A client for an account. @throws ProblemError when it is not connected */
  http(portalId: number): Promise<HubSpotHttp>;
  connection(portalId: number): Promise<Connection | undefined>;
  /** Switches a known connection on again without a consent, else opens HubSpot's consent. @throws ProblemError */
  connect(): Promise<void>;
  /** Stops using the connection and keeps it (S1-25). */
  disconnect(): Promise<void>;
  choose(portalId: number): Promise<void>;
}

export function createConnections(parts: ConnectionsParts): Connections {
  const { settings, store, onChange } = parts;
  const clients = new Map<number, { http: HubSpotHttp; tokens: AccessTokens }>();
  let connecting: Promise<void> | undefined;
  let lastProblem: Problem | undefined;

  /** The account that was chosen; the only one needs no choice. */
  async function chosen(): Promise<Connection | undefined> {
    const all = await store.all();
    const { portalId } = await settings.get();
    return (
      all.find((connection) => connection.portalId === portalId) ?? (all.length === 1 ? all[0] : undefined)
    );
  }

  function client(portalId: number) {
    const known = clients.get(portalId);
    if (known) return known;
    const tokens = createAccessTokens({
      source: { refresh: async (token) => (await parts.tokenSource()).refresh(token) },
      store: store.tokens(portalId),
      now: parts.now,
      onRevoked: async () => {
        await store.change(portalId, { revoked: true });
        onChange();
      },
    });
    const http = createHubSpotHttp({ fetch: parts.fetch, now: parts.now, ...tokens });
    const made = { http, tokens };
    clients.set(portalId, made);
    return made;
  }

  async function consent(): Promise<void> {
    const source = await parts.tokenSource();
    const state = newState();
    const url = await source.authorizationUrl({ state, redirectUri: parts.redirectUri });
    const { code } = readRedirect(await parts.openConsent(url.href), state);
    const granted = await source.exchange({ code, redirectUri: parts.redirectUri });
    const { portalId, userId, scopes } = granted;
    const { tokens, http } = client(portalId);
    await tokens.accept(granted);
    // Names are for the eye and owners for the log: neither is worth failing a consent that was given.
    const [who, account, ownerId] = await Promise.all([
      source.describe(granted.accessToken).catch(() => ({ userEmail: '', hubDomain: '' })),
      readAccount(http).catch(() => ({ uiDomain: 'app.hubspot.com' })),
      readOwnerId(http, userId).catch(() => undefined),
    ]);
    await store.put({
      portalId,
      userId,
      ...who,
      uiDomain: account.uiDomain,
      ...(ownerId && { ownerId }),
      scopes: [...scopes],
      enabled: true,
      revoked: false,
    });
    await settings.update((current) => ({ ...current, portalId }));
  }

  async function connect(): Promise<void> {
    const known = await chosen();
    if (known && !known.enabled && !known.revoked) {
      try {
        await client(known.portalId).tokens.accessToken();
        await store.change(known.portalId, { enabled: true });
        return;
      } catch (error) {
        if (problemOf(error).code !== 'reconnectNeeded') throw error;
      }
    }
    await consent();
  }

  return {
    activePortalId: async () => {
      const connection = await chosen();
      return connection?.enabled && !connection.revoked ? connection.portalId : undefined;
    },
    connection: (portalId) => store.get(portalId),
    http: async (portalId) => {
      const connection = await store.get(portalId);
      if (!connection?.enabled) throw new ProblemError('hubspotNotConnected');
      if (connection.revoked) throw new ProblemError('reconnectNeeded');
      return client(portalId).http;
    },
    connect: () => {
      // One consent window, however often somebody clicks and in however many tabs.
      connecting ??= connect()
        .then(() => {
          lastProblem = undefined;
        })
        .catch((error: unknown) => {
          lastProblem = problemOf(error);
          throw error;
        })
        .finally(() => {
          connecting = undefined;
          onChange();
        });
      lastProblem = undefined;
      onChange();
      return connecting;
    },
    disconnect: async () => {
      const connection = await chosen();
      if (connection) await store.change(connection.portalId, { enabled: false });
      lastProblem = undefined;
      onChange();
    },
    choose: async (portalId) => {
      if (!(await store.get(portalId))) throw new ProblemError('hubspotNotConnected');
      await settings.update((current) => ({ ...current, portalId }));
      onChange();
    },
    snapshot: async () => {
      const all = await store.all();
      const connection = await chosen();
      return {
        state: stateOf(all, connection, connecting !== undefined),
        ...(connection && { account: accountOf(connection) }),
        accounts: all.map(accountOf),
        ...(lastProblem && { problem: lastProblem }),
      };
    },
  };
}

function stateOf(
  all: readonly Connection[],
  connection: Connection | undefined,
  isConnecting: boolean,
): ConnectionSnapshot['state'] {
  if (isConnecting) return 'connecting';
  if (!connection) return all.length > 1 ? 'chooseAccount' : 'notConnected';
  if (connection.revoked) return 'reconnectNeeded';
  return connection.enabled ? 'connected' : 'disconnected';
}

function accountOf({ portalId, hubDomain, userEmail, uiDomain }: Connection): HubSpotAccount {
  return { portalId, name: hubDomain || `Account ${portalId}`, userEmail, uiDomain };
}
