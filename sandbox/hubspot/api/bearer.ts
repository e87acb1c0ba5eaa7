import type { AccessToken } from '../oauth/grants.ts';
import type { World } from '../world.ts';
import { expiredToken, missingCredentials, missingScopes } from './errors.ts';

/**
 * The grant behind an `Authorization: Bearer` header. Throws HubSpot's 401.
 * @param header the header's value
 */
export function authenticate(world: World, header: string | undefined): AccessToken {
  const value = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  if (!value) throw missingCredentials();
  const token = world.grants.accessToken(value);
  const now = world.clock.now();
  if (!token) {
    // HubSpot reads what looks like one of its tokens and finds an expiry of 1970; anything else is no credential.
    throw value.includes('-') ? expiredToken(0, now) : missingCredentials();
  }
  if (token.expiresAt <= now) throw expiredToken(token.expiresAt, now);
  return token;
}

/** Throws HubSpot's 403 unless the token covers the scope. */
export function requireScope(token: AccessToken, scope: string): void {
  if (!token.scopes.includes(scope)) throw missingScopes([scope]);
}
