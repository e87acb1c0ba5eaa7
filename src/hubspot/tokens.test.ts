import { describe, expect, it } from 'vitest';
import { ProblemError } from '../problems/problem.ts';
import { HubSpotError } from './errors.ts';
import type { TokenSet } from './tokenSource.ts';
import { createAccessTokens, type StoredAccess } from './tokens.ts';

const now = 1_800_000_000_000;
const minute = 60_000;

function tokenSet(number: number): TokenSet {
  return {
    accessToken: `access-${number}`,
    refreshToken: `refresh-${number}`,
    expiresAt: now + 30 * minute,
    portalId: 1,
    userId: 2,
    scopes: [],
  };
}

function bench(
  start: { access?: StoredAccess; refresh?: string },
  refresh: (token: string) => Promise<TokenSet>,
) {
  const stored = { ...start };
  const writes: string[] = [];
  const used: string[] = [];
  let revocations = 0;
  const tokens = createAccessTokens({
    source: {
      refresh: (token) => {
        used.push(token);
        return refresh(token);
      },
    },
    store: {
      readAccess: async () => stored.access,
      writeAccess: async (access) => {
        writes.push(access.accessToken);
        stored.access = access;
      },
      readRefresh: async () => stored.refresh,
      writeRefresh: async (token) => {
        writes.push(token);
        stored.refresh = token;
      },
    },
    now: () => now,
    onRevoked: () => {
      revocations += 1;
    },
  });
  return { tokens, stored, writes, used, revocations: () => revocations };
}

const access = (expiresAt: number): StoredAccess => ({ accessToken: 'access-0', expiresAt });

describe('createAccessTokens', () => {
  it('gives the stored token while it lives for more than two minutes', async () => {
    const { tokens, used } = bench({ access: access(now + 2 * minute + 1), refresh: 'refresh-0' }, async () =>
      tokenSet(1),
    );
    await expect(tokens.accessToken()).resolves.toBe('access-0');
    expect(used).toEqual([]);
  });

  it('refreshes ahead of the end, and stores the returned refresh token before the access token', async () => {
    const { tokens, writes, used } = bench(
      { access: access(now + 2 * minute), refresh: 'refresh-0' },
      async () => tokenSet(1),
    );
    await expect(tokens.accessToken()).resolves.toBe('access-1');
    expect(used).toEqual(['refresh-0']);
    expect(writes).toEqual(['refresh-1', 'access-1']);
  });

  it('refreshes after a browser start, when only the refresh token is left', async () => {
    const { tokens } = bench({ refresh: 'refresh-0' }, async () => tokenSet(1));
    await expect(tokens.accessToken()).resolves.toBe('access-1');
  });

  it('refreshes once for everybody who asks meanwhile, and again the next time', async () => {
    let number = 0;
    const { tokens, used, stored } = bench({ refresh: 'refresh-0' }, async () => {
      number += 1;
      return tokenSet(number);
    });
    const given = await Promise.all([
      tokens.accessToken(),
      tokens.accessToken(),
      tokens.refreshAccessToken('access-0'),
    ]);
    expect(given).toEqual(['access-1', 'access-1', 'access-1']);
    expect(used).toHaveLength(1);
    delete stored.access;
    await expect(tokens.accessToken()).resolves.toBe('access-2');
    expect(used).toEqual(['refresh-0', 'refresh-1']);
  });

  it('replaces a rejected token even where its time is not over', async () => {
    const { tokens } = bench({ access: access(now + 20 * minute), refresh: 'refresh-0' }, async () =>
      tokenSet(1),
    );
    await expect(tokens.refreshAccessToken('access-0')).resolves.toBe('access-1');
  });

  it('gives the stored token for a rejection that is older than it', async () => {
    const { tokens, used } = bench({ access: access(now + 20 * minute), refresh: 'refresh-0' }, async () =>
      tokenSet(1),
    );
    await expect(tokens.refreshAccessToken('access-before')).resolves.toBe('access-0');
    expect(used).toEqual([]);
  });

  it('S1-7: says reconnectNeeded and reports it once when HubSpot refuses the refresh token', async () => {
    const { tokens, revocations } = bench({ refresh: 'refresh-0' }, async () => {
      throw new ProblemError('reconnectNeeded');
    });
    const both = await Promise.allSettled([tokens.accessToken(), tokens.accessToken()]);
    for (const result of both) {
      expect(result.status === 'rejected' && (result.reason as ProblemError).problem.code).toBe(
        'reconnectNeeded',
      );
    }
    expect(revocations()).toBe(1);
  });

  it('takes no failure of the network for a revocation, and tries again the next time', async () => {
    let attempts = 0;
    const { tokens, revocations } = bench({ refresh: 'refresh-0' }, async () => {
      attempts += 1;
      if (attempts === 1) throw new HubSpotError('network');
      return tokenSet(1);
    });
    await expect(tokens.accessToken()).rejects.toBeInstanceOf(HubSpotError);
    await expect(tokens.accessToken()).resolves.toBe('access-1');
    expect(revocations()).toBe(0);
  });

  it('says that nothing is connected without a refresh token', async () => {
    const { tokens, revocations } = bench({}, async () => tokenSet(1));
    await expect(tokens.accessToken()).rejects.toMatchObject({ problem: { code: 'hubspotNotConnected' } });
    expect(revocations()).toBe(0);
  });

  it('does not bring back an account that was disconnected during the refresh', async () => {
    const { tokens, stored, writes } = bench({ refresh: 'refresh-0' }, async () => {
      delete stored.refresh;
      return tokenSet(1);
    });
    await expect(tokens.accessToken()).rejects.toMatchObject({ problem: { code: 'hubspotNotConnected' } });
    expect(writes).toEqual([]);
  });

  it('leaves a consent alone that came during the refresh, whichever way that one ends', async () => {
    for (const end of [async () => tokenSet(1), () => Promise.reject(new ProblemError('reconnectNeeded'))]) {
      const { tokens, stored, revocations } = bench({ refresh: 'refresh-0' }, async () => {
        await tokens.accept(tokenSet(7));
        return end();
      });
      await tokens.accessToken().catch(() => {});
      expect(stored).toMatchObject({ refresh: 'refresh-7', access: { accessToken: 'access-7' } });
      expect(revocations()).toBe(0);
    }
  });
});
