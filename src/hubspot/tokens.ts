import { ProblemError } from '../problems/problem.ts';
import type { TokenSet, TokenSource } from './tokenSource.ts';

export interface StoredAccess {
  readonly accessToken: string;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** Where one account's tokens are kept. */
export interface TokenStore {
  readAccess(): Promise<StoredAccess | undefined>;
  writeAccess(access: StoredAccess): Promise<void>;
  readRefresh(): Promise<string | undefined>;
  writeRefresh(refreshToken: string): Promise<void>;
}

export interface AccessTokensOptions {
  readonly source: Pick<TokenSource, 'refresh'>;
  readonly store: TokenStore;
  /** ms since the epoch. */
  readonly now: () => number;
  /** HubSpot no longer accepts the refresh token: only a new consent helps. */
  readonly onRevoked: () => void | Promise<void>;
}

/** The valid access token of one account. Both methods fit `createHubSpotHttp`. */
export interface AccessTokens {
  /**
   * The stored token, or a new one when that ends within two minutes.
   * @throws ProblemError `hubspotNotConnected` without a refresh token, `reconnectNeeded` when HubSpot refuses it, and what the source throws
   */
  accessToken(): Promise<string>;
  /** A newer token than the rejected one, from the store where another caller has just brought one. */
  refreshAccessToken(rejected: string): Promise<string>;
  /** Keeps what a consent brought. */
  accept(tokens: Pick<TokenSet, 'accessToken' | 'refreshToken' | 'expiresAt'>): Promise<void>;
}

/** HubSpot's tokens live 30 minutes; this long before their end they are renewed. */
const renewalMs = 120_000;

export function createAccessTokens({ source, store, now, onRevoked }: AccessTokensOptions): AccessTokens {
  let refreshing: Promise<string> | undefined;

  async function usableToken(): Promise<string | undefined> {
    const access = await store.readAccess();
    return access && access.expiresAt - now() > renewalMs ? access.accessToken : undefined;
  }

  /** One refresh at a time, whoever asks: HubSpot may retire a refresh token when it is used. */
  function refreshOnce(): Promise<string> {
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function refresh(): Promise<string> {
    const used = await store.readRefresh();
    if (used === undefined) throw new ProblemError('hubspotNotConnected');
    let tokens: TokenSet;
    try {
      tokens = await source.refresh(used);
    } catch (error) {
      const refused = error instanceof ProblemError && error.problem.code === 'reconnectNeeded';
      // A consent that came meanwhile has its own token, which nobody refused.
      if (refused && (await store.readRefresh()) === used) await onRevoked();
      throw error;
    }
    // The account was disconnected or connected anew during the request: what came is not to replace that.
    if ((await store.readRefresh()) !== used) {
      const current = await usableToken();
      if (current === undefined) throw new ProblemError('hubspotNotConnected');
      return current;
    }
    await accept(tokens);
    return tokens.accessToken;
  }

  /** The refresh token first: an access token in use is worth nothing after its half hour if the way to the next one is lost. */
  async function accept(tokens: Pick<TokenSet, 'accessToken' | 'refreshToken' | 'expiresAt'>): Promise<void> {
    await store.writeRefresh(tokens.refreshToken);
    await store.writeAccess({ accessToken: tokens.accessToken, expiresAt: tokens.expiresAt });
  }

  return {
    accept,
    async accessToken() {
      return (await usableToken()) ?? refreshOnce();
    },
    async refreshAccessToken(rejected) {
      if (refreshing) return refreshing;
      const stored = await usableToken();
      return stored !== undefined && stored !== rejected ? stored : refreshOnce();
    },
  };
}
