import { type CrmRecord, currentVersion, type HubSpotUser } from './crm/model.ts';
import type { Delay, Fault } from './faults.ts';
import { mainPortalId } from './seed/accounts.ts';
import { callTime } from './ui/timeline.ts';
import type { RecordedRequest, World } from './world.ts';

/** A logged call as tests look at it. */
export interface LoggedCall {
  id: string;
  properties: Record<string, string | null>;
  /** Ids of what the call is associated with. */
  associations: { contacts: string[]; companies: string[]; deals: string[]; tickets: string[] };
}

/** A contact as tests look at it. */
export interface SandboxContact {
  id: string;
  properties: Record<string, string | null>;
}

/** Switches of a running sandbox; the page `/sandbox-crm` offers the main ones. */
export interface HubSpotControl {
  /** Makes the next matching API requests fail. */
  failNext(fault: Fault): void;
  /** Puts a pause before the next matching API requests. */
  delayNext(delay: Delay): void;
  /** Forgets faults and delays that have not hit yet. */
  clearFaults(): void;
  /** Milliseconds until a write shows up in search (default 2,000). */
  setIndexLag(milliseconds: number): void;
  /** Seconds that new access tokens live (default 1,800). */
  setTokenLifetime(seconds: number): void;
  /** Whether a refresh hands out a new refresh token and ends the old one (default no). */
  setRefreshTokenRotation(on: boolean): void;
  /** Makes every access token expire; refreshing still works. */
  expireAccessTokens(): void;
  /** Ends every token and code, as uninstalling the app does. */
  revokeAll(): void;
  /** Takes the right to connect apps from a user; the default user when none is named. */
  denyPermission(userKey?: string): void;
  /** Gives the right to connect apps to a user; the default user when none is named. */
  grantPermission(userKey?: string): void;
  /** What Cancel on the consent page does. */
  setDenial(mode: 'redirect' | 'close'): void;
  /** Who a browser without a session is signed in as. */
  setDefaultUser(userKey: string): void;
  /** Moves the sandbox's clock forward: tokens, codes, index lag and rate limits follow it. */
  advanceClock(milliseconds: number): void;
  /** Requests since the start or since `clearRequests`, oldest first. */
  requests(): readonly RecordedRequest[];
  clearRequests(): void;
}

/** The switches of one world. */
export function controlOf(world: World): HubSpotControl {
  const user = (key = world.switches.defaultUser): HubSpotUser => {
    const found = world.users.find((candidate) => candidate.key === key);
    if (!found) throw new Error(`The sandbox has no user "${key}"`);
    return found;
  };
  return {
    failNext: (fault) => world.faults.add(fault),
    delayNext: (delay) => world.faults.addDelay(delay),
    clearFaults: () => world.faults.clear(),
    setIndexLag: (milliseconds) => {
      world.switches.indexLagMs = milliseconds;
    },
    setTokenLifetime: (seconds) => {
      world.grants.tokenLifetimeSeconds = seconds;
    },
    setRefreshTokenRotation: (on) => {
      world.grants.rotatesRefreshTokens = on;
    },
    expireAccessTokens: () => world.grants.expireAccessTokens(),
    revokeAll: () => world.grants.revokeAll(),
    denyPermission: (key) => {
      user(key).mayConnectApps = false;
    },
    grantPermission: (key) => {
      user(key).mayConnectApps = true;
    },
    setDenial: (mode) => {
      world.switches.denial = mode;
    },
    setDefaultUser: (key) => {
      world.switches.defaultUser = user(key).key;
    },
    advanceClock: (milliseconds) => world.clock.advance(milliseconds),
    requests: () => world.requests,
    clearRequests: () => {
      world.requests.length = 0;
    },
  };
}

/** Calls logged in an account, the latest first. */
export function loggedCalls(world: World, portalId = mainPortalId): LoggedCall[] {
  const calls = world.store.list(portalId, 'calls').sort((left, right) => callTime(right) - callTime(left));
  return calls.map((call) => loggedCall(world, call));
}

/** Contacts of an account, in the order of the seed, new ones last. */
export function contactsOf(world: World, portalId = mainPortalId): SandboxContact[] {
  return world.store
    .list(portalId, 'contacts')
    .map((record) => ({ id: record.id, properties: { ...currentVersion(record).properties } }));
}

function loggedCall(world: World, call: CrmRecord): LoggedCall {
  const idsOf = (type: keyof LoggedCall['associations']) => world.store.associations.idsOf(call, type);
  return {
    id: call.id,
    properties: { ...currentVersion(call).properties },
    associations: {
      contacts: idsOf('contacts'),
      companies: idsOf('companies'),
      deals: idsOf('deals'),
      tickets: idsOf('tickets'),
    },
  };
}
