import { readAccount, readOwnerId } from '../hubspot/account.ts';
import { newState, readRedirect, type TokenSource } from '../hubspot/authorization.ts';
import { createHubSpotHttp, type HubSpotHttp } from '../hubspot/http.ts';
import { missingScopes } from '../hubspot/scopes.ts';
import { type AccessTokens, createAccessTokens } from '../hubspot/tokens.ts';
import type { ConnectionSnapshot, HubSpotAccount } from '../messaging/snapshots.ts';
import { type Problem, ProblemError, problem, problemOf } from '../problems/problem.ts';
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
  /**
   * Switches a known connection on again without a consent, unless it lacks a permission; else opens HubSpot's consent.
   * `another` always opens the consent, in which the user chooses the account.
   * A consent that lacks a permission is kept, and the snapshot's problem says what is missing. @throws ProblemError
   */
  connect(options?: { readonly another?: boolean | undefined }): Promise<void>;
  /** Stops using the connection and keeps it (S1-25). */
  disconnect(): Promise<void>;
  choose(portalId: number): Promise<void>;
}

export function createConnections(parts: ConnectionsParts): Connections {
  const { settings, store, onChange } = parts;
  const clients = new Map<number, { http: HubSpotHttp; tokens: AccessTokens }>();
  let connecting: Promise<void> | undefined;
  let consentOpen = false;
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
    const http = noticingRefusals(
      createHubSpotHttp({ fetch: parts.fetch, now: parts.now, ...tokens }),
      async (refusal) => {
        await store.change(portalId, { refusal });
        onChange();
      },
    );
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

  async function connect(another: boolean): Promise<void> {
    const known = await chosen();
    if (known && !another && !known.enabled && !known.revoked && !permissionProblem(known)) {
      try {
        await client(known.portalId).tokens.accessToken();
        await store.change(known.portalId, { enabled: true });
        return;
      } catch (error) {
        if (problemOf(error).code !== 'reconnectNeeded') throw error;
      }
    }
    consentOpen = true;
    onChange();
    try {
      await consent();
    } finally {
      consentOpen = false;
    }
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
    connect: ({ another = false } = {}) => {
      // One consent window, however often somebody clicks and in however many tabs.
      connecting ??= connect(another)
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
      lastProblem = undefined;
      onChange();
    },
    snapshot: async () => {
      const all = await store.all();
      const connection = await chosen();
      const state = stateOf(all, connection, consentOpen);
      const lacking = connection && permissionProblem(connection);
      // What the account in use lacks outlasts an attempt that was given up.
      const shownProblem = state === 'connected' ? (lacking ?? lastProblem) : (lastProblem ?? lacking);
      return {
        state,
        ...(connection && { account: accountOf(connection) }),
        accounts: all.map(accountOf),
        ...(shownProblem && { problem: shownProblem }),
      };
    },
  };
}

/** What HubSpot did not grant, or refused later: only a new consent can bring it. */
function permissionProblem({ scopes, refusal }: Connection): Problem | undefined {
  const missing = missingScopes(scopes);
  return missing.length > 0 ? problem('scopeMissing', missing.join(', ')) : refusal;
}

/** The same client, telling of every request that HubSpot refuses for want of a scope. */
function noticingRefusals(http: HubSpotHttp, onRefusal: (refusal: Problem) => Promise<void>): HubSpotHttp {
  return {
    request: async (request) => {
      try {
        return await http.request(request);
      } catch (error) {
        const refusal = problemOf(error);
        if (refusal.code === 'scopeMissing') await onRefusal(refusal);
        throw error;
      }
    },
  };
}

function stateOf(
  all: readonly Connection[],
  connection: Connection | undefined,
  isConsentOpen: boolean,
): ConnectionSnapshot['state'] {
  // An account in use stays in use while another is added.
  if (isConsentOpen && !(connection?.enabled && !connection.revoked)) return 'connecting';
  if (!connection) return all.length > 1 ? 'chooseAccount' : 'notConnected';
  if (connection.revoked) return 'reconnectNeeded';
  return connection.enabled ? 'connected' : 'disconnected';
}

function accountOf({ portalId, hubDomain, userEmail, uiDomain }: Connection): HubSpotAccount {
  return { portalId, name: hubDomain || `Account ${portalId}`, userEmail, uiDomain };
}
