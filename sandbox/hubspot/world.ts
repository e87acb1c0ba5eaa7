import type { Clock, HubSpotUser, Owner, Portal } from './crm/model.ts';
import type { CrmStore } from './crm/store.ts';
import { Faults } from './faults.ts';
import { GrantStore, type RegisteredApp } from './oauth/grants.ts';
import { portals, seedOwners, seedUsers } from './seed/accounts.ts';
import { seededStore } from './seed/seed.ts';

/** A request that reached the sandbox, for tests and the sandbox's own page. */
export interface RecordedRequest {
  /** Unix ms. */
  at: number;
  /** Which of HubSpot's hosts it was sent to. */
  host: 'api' | 'ui';
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string;
  /** HTTP status; 0 when no answer was sent. */
  status: number;
}

/** Switches that change how the sandbox behaves. */
export interface Switches {
  /** Milliseconds until a write shows up in search. */
  indexLagMs: number;
  /** What Cancel on the consent page does: HubSpot's documentation has both (docs/facts/hubspot.md, section 1, "Denial"). */
  denial: 'redirect' | 'close';
  /** Key of the user that a browser without a session is signed in as. */
  defaultUser: string;
}

/** Everything the sandbox's HubSpot knows; one per running sandbox, in memory. */
export interface World {
  clock: Clock;
  app: RegisteredApp;
  store: CrmStore;
  grants: GrantStore;
  faults: Faults;
  portals: readonly Portal[];
  users: HubSpotUser[];
  owners: Owner[];
  requests: RecordedRequest[];
  switches: Switches;
}

/** A world with the seeded data and the organisation's registered app. */
export function createWorld(options: { clock: Clock; extensionId: string }): World {
  return {
    clock: options.clock,
    app: registeredApp(options.extensionId),
    store: seededStore(options.clock),
    grants: new GrantStore(options.clock),
    faults: new Faults(),
    portals,
    users: seedUsers.map((user) => ({ ...user })),
    owners: seedOwners.map((owner) => ({ ...owner })),
    requests: [],
    switches: { indexLagMs: 2_000, denial: 'redirect', defaultUser: 'nina' },
  };
}

/** Ids of the owners that records of an account can be assigned to. */
export function activeOwnerIds(world: World, portalId: number): Set<string> {
  return new Set(
    world.owners.filter((owner) => owner.portalId === portalId && !owner.archived).map(({ id }) => id),
  );
}

function registeredApp(extensionId: string): RegisteredApp {
  return {
    appId: 4_417_203,
    name: 'Offhook',
    developer: 'Northwind Trading',
    description: 'A softphone beside your contacts. Calls are logged on the right contact.',
    clientId: '5c1a9d0e-2f6b-4b1c-9a37-8e0d64f2b7a1',
    clientSecret: 'e0a7c5f4-91d3-4c6e-b8a2-37f15d9c60be',
    redirectUris: [`https://${extensionId}.chromiumapp.org/hubspot`],
    requiredScopes: [
      'oauth',
      'crm.objects.contacts.read',
      'crm.objects.contacts.write',
      'crm.objects.owners.read',
    ],
    optionalScopes: ['crm.objects.companies.read', 'crm.objects.deals.read', 'tickets'],
  };
}
