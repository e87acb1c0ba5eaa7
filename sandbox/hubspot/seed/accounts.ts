import type { HubSpotUser, Owner, Portal } from '../crm/model.ts';

const contactScopes = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.owners.read',
];

/** The two accounts. Fabrikam has no Service Hub, so the optional scope `tickets` is dropped there. */
export const portals: readonly Portal[] = [
  {
    id: 8101234,
    name: 'Northwind Trading',
    domain: 'northwindtrading.example',
    timeZone: 'America/New_York',
    utcOffset: '-05:00',
    utcOffsetMilliseconds: -18_000_000,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'na1',
    availableScopes: [...contactScopes, 'crm.objects.companies.read', 'crm.objects.deals.read', 'tickets'],
  },
  {
    id: 8105678,
    name: 'Fabrikam Labs',
    domain: 'fabrikamlabs.example',
    timeZone: 'Europe/Berlin',
    utcOffset: '+01:00',
    utcOffsetMilliseconds: 3_600_000,
    uiDomain: 'app-eu1.hubspot.com',
    dataHostingLocation: 'eu1',
    availableScopes: [...contactScopes, 'crm.objects.companies.read', 'crm.objects.deals.read'],
  },
];

/** Account that most pages, tests and the demo use. */
export const mainPortalId = 8101234;

/** People who can sign in; the first one is signed in by default. */
export const seedUsers: readonly HubSpotUser[] = [
  {
    key: 'nina',
    id: 61204417,
    email: 'nina.alvarez@northwindtrading.example',
    firstName: 'Nina',
    lastName: 'Alvarez',
    role: 'Sales agent with App Marketplace Access',
    portalIds: [8101234],
    mayConnectApps: true,
  },
  {
    key: 'tom',
    id: 61204425,
    email: 'tom.becker@northwindtrading.example',
    firstName: 'Tom',
    lastName: 'Becker',
    role: 'Sales agent, may not connect apps',
    portalIds: [8101234],
    mayConnectApps: false,
  },
  {
    key: 'grace',
    id: 61204402,
    email: 'grace.okafor@northwindtrading.example',
    firstName: 'Grace',
    lastName: 'Okafor',
    role: 'Super Admin',
    portalIds: [8101234, 8105678],
    mayConnectApps: true,
  },
];

const hired = Date.parse('2024-03-11T09:00:00Z');

/** One owner for each user and account, and one who has left. */
export const seedOwners: readonly Owner[] = [
  ...seedUsers.flatMap((user, place) =>
    user.portalIds.map((portalId, account) => ({
      id: String(77_410_300 + place * 11 + account),
      portalId,
      userId: user.id,
      email: user.email,
      firstName: user.firstName,
      lastName: user.lastName,
      archived: false,
      createdAt: hired,
    })),
  ),
  {
    id: '77410255',
    portalId: mainPortalId,
    userId: 61_203_990,
    email: 'sam.whitfield@northwindtrading.example',
    firstName: 'Sam',
    lastName: 'Whitfield',
    archived: true,
    createdAt: hired,
  },
];
