import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { HubSpotUser, Portal } from '../crm/model.ts';
import {
  grantedScopes,
  type InstallRequest,
  parseInstall,
  redirectAddress,
} from '../oauth/installRequest.ts';
import type { World } from '../world.ts';
import {
  accountChoicePage,
  cancelledPage,
  consentPage,
  errorPage,
  installErrorPage,
  noPermissionPage,
} from './consentPages.ts';
import { loginAddress, portalFor, portalsOf, sessionUser } from './session.ts';

/** A consent page that waits for its answer. */
interface PendingConsent {
  request: InstallRequest;
  user: HubSpotUser;
  portal: Portal;
}

/**
 * `/oauth/authorize` and `/oauth/{portalId}/authorize`, with account choice, consent and refusals. Refusals answer 200, as
 * HubSpot's single-page app does: the browser's authorization window stays open on them until the user closes it.
 */
export function authorizeRoutes(world: World): Hono {
  const routes = new Hono({ strict: false });
  const pending = new Map<string, PendingConsent>();

  routes.get('/authorize', (c) => begin(c, undefined));
  routes.get('/:portalId{\\d+}/authorize', (c) => begin(c, c.req.param('portalId')));
  routes.post('/decision', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const id = form.get('consent') ?? '';
    const consent = pending.get(id);
    pending.delete(id);
    if (!consent || sessionUser(world, c)?.id !== consent.user.id) {
      return c.html(errorPage('This request has expired', 'Go back to the app and connect again.'));
    }
    if (form.get('decision') === 'connect') return c.redirect(grant(consent), 302);
    if (world.switches.denial === 'close') return c.html(cancelledPage());
    const answer = { error: 'access_denied', error_description: 'The user denied the request.' };
    return c.redirect(redirectAddress(consent.request, answer), 302);
  });
  return routes;

  function begin(c: Context, portalId: string | undefined) {
    const address = new URL(c.req.url);
    const request = parseInstall(world, address.searchParams);
    if (typeof request === 'string') return c.html(installErrorPage(request));
    const user = sessionUser(world, c);
    if (!user) return c.redirect(loginAddress(address.pathname + address.search), 302);
    const portals = portalsOf(world, user);
    if (portalId === undefined && portals.length > 1) {
      return c.html(accountChoicePage(world.app, portals, address.searchParams.toString()));
    }
    const portal = portalId === undefined ? portals[0] : portalFor(world, user, portalId);
    if (!portal)
      return c.html(
        errorPage(
          "You don't have access to this account",
          'Choose another account or log in as another user.',
        ),
      );
    if (!user.mayConnectApps) return c.html(noPermissionPage(world.app));
    const consentId = randomUUID();
    pending.set(consentId, { request, user, portal });
    const scopes = grantedScopes(request, portal.availableScopes);
    return c.html(consentPage({ app: world.app, user, portal, scopes, consentId }));
  }

  function grant({ request, user, portal }: PendingConsent): string {
    const scopes = grantedScopes(request, portal.availableScopes);
    const code = world.grants.issueCode(
      { clientId: request.clientId, portalId: portal.id, userId: user.id, scopes },
      request.redirectUri,
    );
    return redirectAddress(request, { code });
  }
}
