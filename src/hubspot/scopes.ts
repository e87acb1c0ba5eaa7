import { scope } from './paths.ts';

/** What finding contacts and logging calls need. The HubSpot app has to declare exactly these as required scopes. */
export const requiredScopes: readonly string[] = [
  scope.oauth,
  scope.contactsRead,
  scope.contactsWrite,
  scope.ownersRead,
];

/**
 * What HubSpot may leave out. None: nothing here reads companies, deals, tickets or files, and a scope that the
 * organisation's app does not declare ends at an error page of HubSpot instead of a consent (docs/facts/hubspot.md, section 1, "Scope matching").
 */
export const optionalScopes: readonly string[] = [];

/** The required scopes that were not granted, whatever the case HubSpot writes them in. */
export function missingScopes(granted: readonly string[]): string[] {
  const normalised = new Set(granted.map((name) => name.trim().toLowerCase()));
  return requiredScopes.filter((name) => !normalised.has(name));
}
