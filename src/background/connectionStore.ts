import * as v from 'valibot';
import type { StoredAccess, TokenStore } from '../hubspot/tokens.ts';
import { problemSchema } from '../problems/problem.ts';
import { type StorageArea, stored } from './stored.ts';

/** One user's link to one HubSpot account. Holds no token. */
const connectionSchema = v.object({
  portalId: v.number(),
  userId: v.number(),
  userEmail: v.string(),
  /** The account's name as HubSpot knows it: its domain. */
  hubDomain: v.string(),
  uiDomain: v.string(),
  ownerId: v.optional(v.string()),
  scopes: v.array(v.string()),
  /** Switched off by the user (S1-25): tokens are kept and not used. */
  enabled: v.boolean(),
  /** HubSpot refused the refresh token. */
  revoked: v.boolean(),
  /** HubSpot refused a request for want of a scope, whatever `scopes` says; a consent puts an end to it. */
  refusal: v.optional(problemSchema),
});
export type Connection = v.InferOutput<typeof connectionSchema>;

const byPortal = <Schema extends v.GenericSchema>(schema: Schema) => v.record(v.string(), schema);

/**
 * Connections and their tokens. Refresh tokens outlive the browser in `local`, which is closed to content scripts;
 * access tokens live in `session`, that is in memory.
 */
export function connectionStore(local: StorageArea, session: StorageArea) {
  const connections = stored(local, 'connections', byPortal(connectionSchema), {});
  const refreshTokens = stored(local, 'refreshTokens', byPortal(v.string()), {});
  const accessTokens = stored(
    session,
    'accessTokens',
    byPortal(v.object({ accessToken: v.string(), expiresAt: v.number() })),
    {},
  );

  return {
    all: async (): Promise<Connection[]> => Object.values(await connections.get()),
    get: async (portalId: number): Promise<Connection | undefined> => (await connections.get())[portalId],
    put: (connection: Connection) =>
      connections.update((all) => ({ ...all, [connection.portalId]: connection })),
    change: (portalId: number, to: Partial<Connection>) =>
      connections.update((all) => {
        const current = all[portalId];
        return current ? { ...all, [portalId]: { ...current, ...to } } : all;
      }),
    tokens: (portalId: number): TokenStore => ({
      readAccess: async () => (await accessTokens.get())[portalId],
      writeAccess: async (access: StoredAccess) => {
        await accessTokens.update((all) => ({ ...all, [portalId]: { ...access } }));
      },
      readRefresh: async () => (await refreshTokens.get())[portalId],
      writeRefresh: async (token: string) => {
        await refreshTokens.update((all) => ({ ...all, [portalId]: token }));
      },
    }),
  };
}
export type ConnectionStore = ReturnType<typeof connectionStore>;
