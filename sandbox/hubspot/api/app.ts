import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { legacyTokenRoutes } from '../oauth/legacyTokenEndpoint.ts';
import { tokenRoutes } from '../oauth/tokenEndpoint.ts';
import type { World } from '../world.ts';
import { accountInfo, dispositionProperty, ownerRoutes } from './accountRoutes.ts';
import { associateByDefault } from './associationWrites.ts';
import { authenticate, requireScope } from './bearer.ts';
import type { ApiEnv } from './env.ts';
import { HubSpotError, notFound } from './errors.ts';
import { faultInjection } from './faultInjection.ts';
import { objectRoutes } from './objectRoutes.ts';
import { existing } from './objectWrites.ts';
import { RateLimits } from './rateLimits.ts';

const datedVersions = ['2026-03', '2026-09'] as const;

/** The API host, `api.hubapi.com`: dated paths and their v3 twins. Sends no CORS headers, as HubSpot does not. */
export function apiApp(world: World): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>({ strict: false });
  app.use(async (c, next) => {
    await next();
    c.header('X-HubSpot-Correlation-Id', randomUUID());
  });
  app.use(faultInjection(world));
  for (const version of [...datedVersions, 'v3']) app.route(`/oauth/${version}`, tokenRoutes(world));
  app.route('/oauth/v1', legacyTokenRoutes(world));
  guard(app, world);
  for (const version of datedVersions) {
    app.route(`/crm/objects/${version}`, objectRoutes(world, version));
    app.route(`/crm/owners/${version}`, ownerRoutes(world));
    app.route(`/account-info/${version}`, accountInfo(world));
  }
  app.route('/crm/v3/objects', objectRoutes(world, 'v3'));
  app.route('/crm/v3/owners', ownerRoutes(world));
  app.route('/account-info/v3', accountInfo(world));
  for (const path of [
    ...datedVersions.map((version) => `/crm/properties/${version}`),
    '/crm/v3/properties',
  ]) {
    app.get(`${path}/calls/hs_call_disposition`, (c) => {
      requireScope(c.get('token'), 'crm.objects.contacts.read');
      return c.json(dispositionProperty());
    });
  }
  app.put('/crm/v4/objects/call/:id/associations/default/contact/:toId', (c) => {
    requireScope(c.get('token'), 'crm.objects.contacts.write');
    const { portalId } = c.get('token');
    const from = existing(world, portalId, 'calls', c.req.param('id'));
    return c.json(
      associateByDefault(world, from, existing(world, portalId, 'contacts', c.req.param('toId'))),
    );
  });
  app.notFound((c) => c.json(notFound().body, 404));
  app.onError((error, c) => {
    if (error instanceof HubSpotError)
      return c.json(error.body, error.status as ContentfulStatusCode, error.headers);
    if (error instanceof HTTPException) return error.getResponse();
    console.error(error);
    return c.json({ status: 'error', message: 'internal error', correlationId: randomUUID() }, 500);
  });
  return app;
}

/** Bearer check and rate limits for everything behind the token endpoints. */
function guard(app: Hono<ApiEnv>, world: World): void {
  const limits = new RateLimits(world.clock);
  for (const path of ['/crm/*', '/account-info/*']) {
    app.use(path, async (c, next) => {
      const token = authenticate(world, c.req.header('authorization'));
      c.set('token', token);
      const headers = limits.count(token.portalId, c.req.path.endsWith('/search'));
      await next();
      for (const [name, value] of Object.entries(headers)) c.header(name, value);
    });
  }
}
