import { Hono } from 'hono';
import type { World } from '../world.ts';
import { checkClient, exchange, formBody, introspection, tokenBody, tokenError } from './tokenEndpoint.ts';

/** The deprecated `/oauth/v1` endpoints that HubSpot's library still uses; off after 2027-02-16 (docs/facts/hubspot.md, section 0). */
export function legacyTokenRoutes(world: World): Hono {
  const routes = new Hono({ strict: false });
  routes.post('/token', async (c) => {
    const form = await formBody(c);
    checkClient(world, form);
    const { access_token, refresh_token, expires_in, token_type } = tokenBody(exchange(world, form));
    return c.json({ token_type, refresh_token, access_token, expires_in });
  });
  routes.get('/access-tokens/:token', (c) => {
    const found = introspection(world, c.req.param('token'));
    if (!('hub_id' in found) || found.token_use !== 'access_token') {
      throw tokenError(404, 'invalid_token', 'TOKEN_NOT_FOUND', 'access token not found or expired');
    }
    const { active: _active, token_use: _use, client_id: _client, ...body } = found;
    return c.json({ token: c.req.param('token'), ...body, token_type: 'access' });
  });
  routes.get('/refresh-tokens/:token', (c) => {
    const grant = world.grants.refreshGrant(c.req.param('token'));
    const found = introspection(world, c.req.param('token'));
    if (!grant || !('hub_id' in found))
      throw tokenError(404, 'invalid_token', 'TOKEN_NOT_FOUND', 'refresh token not found');
    return c.json({
      token: c.req.param('token'),
      client_id: grant.clientId,
      hub_id: grant.portalId,
      user_id: grant.userId,
      hub_domain: found.hub_domain,
      user: found.user,
      scopes: grant.scopes,
      token_type: 'refresh',
    });
  });
  routes.delete('/refresh-tokens/:token', (c) => {
    world.grants.revokeRefreshToken(c.req.param('token'));
    return c.body(null, 204);
  });
  return routes;
}
