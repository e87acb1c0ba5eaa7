import * as oauth from 'oauth4webapi';
import * as v from 'valibot';
import { HubSpotError } from './errors.ts';
import { authorizationProblem } from './oauthErrors.ts';
import { appOrigin, authorizationEndpoint, oauthEndpoints } from './paths.ts';
import { optionalScopes, requiredScopes } from './scopes.ts';
import type { TokenSet, TokenSource } from './tokenSource.ts';

export { newState, readRedirect } from './redirect.ts';
export { missingScopes } from './scopes.ts';
export type { TokenSet, TokenSource } from './tokenSource.ts';

export interface OwnApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch: typeof globalThis.fetch;
  /** ms since the epoch. */
  readonly now?: () => number;
  readonly timeoutMs?: number;
}

/** HubSpot's token answer beyond RFC 6749 (docs/facts/hubspot.md, section 1). Ids come as numbers; a string of digits is let pass. */
const idSchema = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
);
const tokenAnswerSchema = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  refresh_token: v.optional(v.pipe(v.string(), v.minLength(1))),
  expires_in: v.pipe(v.number(), v.minValue(1)),
  hub_id: v.optional(idSchema),
  user_id: v.optional(idSchema),
  scopes: v.optional(v.array(v.string())),
});

const introspectionSchema = v.object({
  active: v.literal(true),
  hub_id: v.optional(idSchema),
  hub_domain: v.fallback(v.optional(v.string()), undefined),
  user: v.fallback(v.optional(v.string()), undefined),
  user_id: v.optional(idSchema),
  scopes: v.optional(v.array(v.string())),
});

/**
 * Tokens from the organisation's own HubSpot app: the authorization code grant with the client secret in the body.
 * HubSpot documents no PKCE for such apps (docs/facts/hubspot.md, section 1, "PKCE"), so none is sent.
 */
export function ownAppTokenSource(app: OwnApp): TokenSource {
  const { clientId, clientSecret, now = Date.now, timeoutMs = 15_000 } = app;
  const server: oauth.AuthorizationServer = {
    issuer: appOrigin,
    token_endpoint: oauthEndpoints.token,
    introspection_endpoint: oauthEndpoints.introspection,
    revocation_endpoint: oauthEndpoints.revocation,
  };
  const client: oauth.Client = { client_id: clientId };
  const authentication = oauth.ClientSecretPost(clientSecret);
  const requestOptions = () => ({
    [oauth.customFetch]: hubspotFetch(app.fetch),
    signal: AbortSignal.timeout(timeoutMs),
  });

  return {
    authorizationUrl({ state, redirectUri, portalId }) {
      const url = new URL(authorizationEndpoint(portalId));
      const parameters = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: requiredScopes.join(' '),
        ...(optionalScopes.length > 0 && { optional_scope: optionalScopes.join(' ') }),
        state,
      });
      // HubSpot's examples separate scopes with %20, and not every reader takes a plus for a space.
      url.search = parameters.toString().replaceAll('+', '%20');
      return url;
    },

    exchange({ code, redirectUri }) {
      return grant('authorization_code', { code, redirect_uri: redirectUri });
    },

    refresh(refreshToken) {
      return grant('refresh_token', { refresh_token: refreshToken }, refreshToken);
    },

    async describe(accessToken) {
      const { user = '', hub_domain: hubDomain = '' } = await introspect(accessToken);
      return { userEmail: user, hubDomain };
    },

    async revoke(refreshToken) {
      try {
        const response = await oauth.revocationRequest(server, client, authentication, refreshToken, {
          ...requestOptions(),
          additionalParameters: { token_type_hint: 'refresh_token' },
        });
        // RFC 7009 answers 200; HubSpot's older endpoint answered 204.
        if (!response.ok) await oauth.processRevocationResponse(response);
      } catch (error) {
        throw await authorizationProblem(error, 'refresh_token', now());
      }
    },
  };

  async function grant(
    type: 'authorization_code' | 'refresh_token',
    parameters: Record<string, string>,
    usedRefreshToken?: string,
  ): Promise<TokenSet> {
    const requestedAt = now();
    let answer: unknown;
    try {
      const response = await oauth.genericTokenEndpointRequest(
        server,
        client,
        authentication,
        type,
        parameters,
        requestOptions(),
      );
      answer = await oauth.processGenericTokenEndpointResponse(server, client, response);
    } catch (error) {
      throw await authorizationProblem(error, type, now());
    }
    const read = v.safeParse(tokenAnswerSchema, answer);
    // RFC 6749 section 6: a refresh need not bring a new refresh token.
    const refreshToken = read.success ? (read.output.refresh_token ?? usedRefreshToken) : undefined;
    if (!read.success || refreshToken === undefined) throw unreadable('token');
    const { access_token: accessToken, expires_in, hub_id, user_id, scopes } = read.output;
    const known = { portalId: hub_id, userId: user_id, scopes };
    const { portalId, userId, scopes: granted } = complete(known) ?? (await describedIds(accessToken));
    return {
      accessToken,
      refreshToken,
      expiresAt: requestedAt + Math.floor(expires_in * 1_000),
      portalId,
      userId,
      scopes: granted,
    };
  }

  async function describedIds(accessToken: string) {
    const { hub_id, user_id, scopes } = await introspect(accessToken);
    const ids = complete({ portalId: hub_id, userId: user_id, scopes });
    if (!ids) throw unreadable('introspection');
    return ids;
  }

  async function introspect(accessToken: string): Promise<v.InferOutput<typeof introspectionSchema>> {
    let answer: unknown;
    try {
      const response = await oauth.introspectionRequest(server, client, authentication, accessToken, {
        ...requestOptions(),
        additionalParameters: { token_type_hint: 'access_token' },
      });
      answer = await oauth.processIntrospectionResponse(server, client, response);
    } catch (error) {
      throw await authorizationProblem(error, 'introspection', now());
    }
    const read = v.safeParse(introspectionSchema, answer);
    if (!read.success) throw unreadable('introspection');
    return read.output;
  }
}

interface Ids {
  portalId?: number | undefined;
  userId?: number | undefined;
  scopes?: string[] | undefined;
}

/** The token answer says account, user and scopes in 2026-03; should it not, introspection does. */
function complete({ portalId, userId, scopes }: Ids) {
  return portalId === undefined || userId === undefined || scopes === undefined
    ? undefined
    : { portalId, userId, scopes };
}

function unreadable(what: string): HubSpotError {
  return new HubSpotError('server', { hubspotMessage: `unexpected ${what} answer` });
}

/**
 * The fetch that oauth4webapi uses: without the user's HubSpot cookies, and without the fields of the answer that would break a login.
 * HubSpot may add an `id_token`; nothing here reads it, and the library would check it against an issuer and keys that
 * HubSpot does not publish. `scope` has to be a string where it is there at all.
 */
function hubspotFetch(fetch: typeof globalThis.fetch) {
  return async (url: string, init: oauth.CustomFetchOptions<string, URLSearchParams>): Promise<Response> => {
    const response = await fetch(url, {
      ...init,
      // As text: a service worker's fetch and any other then send the same form.
      body: init.body.toString(),
      signal: init.signal ?? null,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok || response.status === 204) return response;
    const text = await response.text();
    return new Response(withoutUnusedFields(text), { status: response.status, headers: response.headers });
  };
}

function withoutUnusedFields(text: string): string {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return text;
    const { id_token: _, scope, ...rest } = answer as Record<string, unknown>;
    return JSON.stringify({ ...rest, ...(typeof scope === 'string' && { scope }) });
  } catch {
    return text;
  }
}
