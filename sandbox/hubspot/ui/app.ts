import { Hono } from 'hono';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { objectTypeOf } from '../crm/objectTypes.ts';
import type { World } from '../world.ts';
import { authorizeRoutes } from './authorizeRoutes.ts';
import { errorPage } from './consentPages.ts';
import { appShell } from './layout.ts';
import { loginRoutes } from './loginRoutes.ts';
import { appPage } from './pages.ts';
import { sandboxRoutes } from './sandboxRoutes.ts';
import { loginAddress, portalFor, rememberPortal, sessionUser } from './session.ts';
import { staticFiles } from './staticFiles.ts';
import { timeline } from './timeline.ts';

/** The UI hosts, `app.hubspot.com` and its siblings of other data centres. */
export function uiApp(world: World): Hono {
  const app = new Hono({ strict: false });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
      permissionsPolicy: { microphone: [], camera: [] },
    }),
  );
  app.route('/static', staticFiles());
  app.route('/oauth', authorizeRoutes(world));
  app.route('/', loginRoutes(world));
  app.route('/sandbox-crm', sandboxRoutes(world));
  app.route('/internal', internalRoutes(world));
  app.get('/favicon.ico', (c) => c.redirect('/static/favicon.svg'));
  app.get('*', (c) => {
    const user = sessionUser(world, c);
    const address = new URL(c.req.url);
    if (!user) return c.redirect(loginAddress(address.pathname + address.search), 302);
    const page = appPage(world, user, address);
    if (!page)
      return c.html(errorPage("You don't have access to this account", 'Log in as another user.'), 403);
    rememberPortal(c, page.portal);
    return c.html(appShell(user, page.portal), page.status);
  });
  return app;
}

/** What the pages' own script asks for: page contents for single-page navigation, and fresh timelines. */
function internalRoutes(world: World): Hono {
  const routes = new Hono();
  routes.get('/page', (c) => {
    const user = sessionUser(world, c);
    const page =
      user && appPage(world, user, new URL(c.req.query('path') ?? '/home', 'https://app.hubspot.com'));
    return page ? c.html(page.content) : c.html(html`<p>Log in again.</p>`, 401);
  });
  routes.get('/timeline/:portalId/:type/:id', (c) => {
    const user = sessionUser(world, c);
    const portal = user && portalFor(world, user, c.req.param('portalId'));
    const type = objectTypeOf(c.req.param('type'))?.type;
    const record = portal && type && world.store.get(portal.id, type, c.req.param('id'));
    return record ? c.html(timeline(world, portal, record)) : c.notFound();
  });
  return routes;
}
