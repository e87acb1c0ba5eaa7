import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { HubSpotUser, Portal } from '../crm/model.ts';
import type { World } from '../world.ts';

const cookieName = 'sandbox-user';
const signedOut = 'nobody';

/** The signed-in person: who the cookie names, else the default agent; undefined after signing out. */
export function sessionUser(world: World, c: Context): HubSpotUser | undefined {
  const key = getCookie(c, cookieName) ?? world.switches.defaultUser;
  return world.users.find((user) => user.key === key);
}

/** Signs a person in, or out when no user is named. */
export function setSession(c: Context, user: HubSpotUser | undefined): void {
  setCookie(c, cookieName, user?.key ?? signedOut, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
  });
}

/** Remembers the account in view, in the cookie that HubSpot keeps for it (docs/facts/hubspot.md, section 4). */
export function rememberPortal(c: Context, portal: Portal): void {
  setCookie(c, 'hubspot.hub.id', String(portal.id), { path: '/', secure: true, sameSite: 'Lax' });
}

/** The accounts a person belongs to. */
export function portalsOf(world: World, user: HubSpotUser): Portal[] {
  return world.portals.filter(({ id }) => user.portalIds.includes(id));
}

/** The account with this id, when the person belongs to it. */
export function portalFor(world: World, user: HubSpotUser, id: string | undefined): Portal | undefined {
  return portalsOf(world, user).find((portal) => String(portal.id) === id);
}

/** Address of the login page that comes back to `target`. */
export function loginAddress(target: string): string {
  return `/login?loginRedirectUrl=${encodeURIComponent(target)}`;
}
