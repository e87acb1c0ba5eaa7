import { type Context, Hono } from 'hono';
import { HubSpotError, unsupportedMediaType } from '../api/errors.ts';
import type { World } from '../world.ts';
import type { CodeProblem, IssuedTokens } from './grants.ts';

type Form = Readonly<Record<string, string>>;

const codeErrors: Record<CodeProblem, { status: string; description: string }> = {
  unknown: { status: 'BAD_AUTH_CODE', description: 'missing or unknown auth code' },
  expired: { status: 'EXPIRED_AUTH_CODE', description: 'auth code is expired' },
  redirectMismatch: {
    status: 'MISMATCH_REDIRECT_URI_AUTH_CODE',
    description: 'redirect_uri does not match the one that the auth code was issued for',
  },
};

/** `/oauth/{version}/token`, `/token/introspect` and `/token/revoke`. */
export function tokenRoutes(world: World): Hono {
  const routes = new Hono({ strict: false });
  routes.post('/token', async (c) => {
    const form = await formBody(c);
    checkClient(world, form);
    return c.json(tokenBody(exchange(world, form)));
  });
  routes.post('/token/introspect', async (c) => {
    const form = await formBody(c);
    checkClient(world, form);
    return c.json(introspection(world, form.token ?? ''));
  });
  routes.post('/token/revoke', async (c) => {
    const form = await formBody(c);
    checkClient(world, form);
    // RFC 7009 section 2.2: an unknown token is no error, the wish is already met.
    world.grants.revokeRefreshToken(form.token ?? '');
    return c.body(null, 200);
  });
  return routes;
}

/** An error of the token endpoints: RFC 6749's fields beside HubSpot's. */
export function tokenError(
  status: number,
  error: string,
  hubspotStatus: string,
  description: string,
): HubSpotError {
  return new HubSpotError(status, {
    error,
    error_description: description,
    status: hubspotStatus,
    message: description,
  });
}

/** The parameters of a form body; a query string is not looked at. Throws 415 for any other body. */
export async function formBody(c: Context): Promise<Form> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw unsupportedMediaType();
  return Object.fromEntries(new URLSearchParams(await c.req.text()));
}

/** Checks the app's id first, then its secret, as HubSpot does. Throws 400. */
export function checkClient(world: World, form: Form): void {
  if (form.client_id !== world.app.clientId) {
    throw tokenError(400, 'invalid_request', 'BAD_CLIENT_ID', 'missing or unknown client id');
  }
  if (form.client_secret !== world.app.clientSecret) {
    throw tokenError(400, 'invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
  }
}

/** Trades a code or a refresh token for tokens. Throws HubSpot's 400. */
export function exchange(world: World, form: Form): IssuedTokens {
  switch (form.grant_type) {
    case 'authorization_code':
      return redeemCode(world, form);
    case 'refresh_token': {
      const refreshToken = form.refresh_token ?? '';
      const grant = world.grants.refreshGrant(refreshToken);
      if (!grant)
        throw tokenError(400, 'invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
      return world.grants.issueTokens(grant, refreshToken);
    }
    default:
      throw tokenError(400, 'unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type');
  }
}

function redeemCode(world: World, form: Form): IssuedTokens {
  const redirectUri = form.redirect_uri;
  if (!redirectUri)
    throw tokenError(400, 'invalid_request', 'BAD_REDIRECT_URI', 'missing or invalid redirect uri');
  const grant = world.grants.redeemCode(form.code ?? '', world.app.clientId, redirectUri);
  if (typeof grant === 'string') {
    throw tokenError(400, 'invalid_grant', codeErrors[grant].status, codeErrors[grant].description);
  }
  return world.grants.issueTokens(grant);
}

/** Body of a successful exchange: tells account and user, so that no introspection is needed. */
export function tokenBody(tokens: IssuedTokens) {
  return {
    token_type: 'bearer',
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    expires_in: tokens.expiresIn,
    token_use: 'access_token',
    hub_id: tokens.portalId,
    user_id: tokens.userId,
    scopes: tokens.scopes,
  };
}

/** What introspection tells of an access or refresh token; `{active: false}` for a dead or unknown one. */
export function introspection(world: World, value: string) {
  const token = world.grants.accessToken(value);
  const refresh = world.grants.refreshGrant(value);
  const now = world.clock.now();
  const grant = token && token.expiresAt > now ? token : refresh;
  if (!grant) return { active: false };
  const user = world.users.find(({ id }) => id === grant.userId);
  const portal = world.portals.find(({ id }) => id === grant.portalId);
  return {
    active: true,
    token_use: token ? 'access_token' : 'refresh_token',
    token_type: 'bearer',
    client_id: grant.clientId,
    app_id: world.app.appId,
    hub_id: grant.portalId,
    hub_domain: portal?.domain,
    user: user?.email,
    user_id: grant.userId,
    scopes: grant.scopes,
    ...(token ? { expires_in: Math.floor((token.expiresAt - now) / 1000) } : {}),
  };
}
