import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../crm/model.ts';

/** The app that an organisation registered in its HubSpot developer account (requirements S0-4 to S0-11). */
export interface RegisteredApp {
  appId: number;
  name: string;
  developer: string;
  description: string;
  clientId: string;
  clientSecret: string;
  redirectUris: readonly string[];
  requiredScopes: readonly string[];
  optionalScopes: readonly string[];
}

/** What a user granted to an app in one account. */
export interface Grant {
  clientId: string;
  portalId: number;
  userId: number;
  scopes: readonly string[];
}

interface Code extends Grant {
  redirectUri: string;
  expiresAt: number;
}

/** A token's life: until `expiresAt` (Unix ms) or revocation. */
export interface AccessToken extends Grant {
  expiresAt: number;
}

/** The pair that the token endpoint hands out. */
export interface IssuedTokens extends Grant {
  accessToken: string;
  refreshToken: string;
  /** Seconds. */
  expiresIn: number;
}

/** Why a code was refused. */
export type CodeProblem = 'unknown' | 'expired' | 'redirectMismatch';

/** HubSpot gives a grant code one minute (requirement S0-20). */
const codeLifeMs = 60_000;

/** Codes and tokens that the sandbox handed out. */
export class GrantStore {
  /** Seconds that a new access token lives. */
  tokenLifetimeSeconds = 1800;
  /** Whether a refresh replaces the refresh token; undocumented for ordinary apps, so off unless set. */
  rotatesRefreshTokens = false;
  readonly #clock: Clock;
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, Grant>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issueCode(grant: Grant, redirectUri: string): string {
    const code = `na1-${randomUUID()}`;
    this.#codes.set(code, { ...grant, redirectUri, expiresAt: this.#clock.now() + codeLifeMs });
    return code;
  }

  /** Uses a code up. A wrong redirect address uses it up as well, as RFC 6749 section 4.1.2 advises. */
  redeemCode(value: string, clientId: string, redirectUri: string): Grant | CodeProblem {
    const code = this.#codes.get(value);
    if (code?.clientId !== clientId) return 'unknown';
    this.#codes.delete(value);
    if (code.expiresAt <= this.#clock.now()) return 'expired';
    if (code.redirectUri !== redirectUri) return 'redirectMismatch';
    return { clientId, portalId: code.portalId, userId: code.userId, scopes: code.scopes };
  }

  /** New tokens for a grant; a refresh token that is passed stays in use unless rotation is on. */
  issueTokens(grant: Grant, usedRefreshToken?: string): IssuedTokens {
    const keeps = usedRefreshToken !== undefined && !this.rotatesRefreshTokens;
    const refreshToken = keeps ? usedRefreshToken : `na1-${randomUUID()}`;
    if (usedRefreshToken !== undefined && !keeps) this.#refresh.delete(usedRefreshToken);
    this.#refresh.set(refreshToken, grant);
    // Real ones are protocol buffers with a signature; docs ask to allow 300 characters and more.
    const accessToken = `CP-${randomBytes(240).toString('base64url')}`;
    const expiresIn = this.tokenLifetimeSeconds;
    this.#access.set(accessToken, { ...grant, expiresAt: this.#clock.now() + expiresIn * 1000 });
    return { ...grant, accessToken, refreshToken, expiresIn };
  }

  accessToken(value: string): AccessToken | undefined {
    return this.#access.get(value);
  }

  refreshGrant(value: string): Grant | undefined {
    return this.#refresh.get(value);
  }

  /** Ends a refresh token; access tokens made from it live on until they expire, as with HubSpot. */
  revokeRefreshToken(value: string): boolean {
    return this.#refresh.delete(value);
  }

  /** Ends every code and token, as uninstalling the app does. */
  revokeAll(): void {
    this.#codes.clear();
    this.#access.clear();
    this.#refresh.clear();
  }

  /** Makes every access token expire now; refresh tokens stay. */
  expireAccessTokens(): void {
    for (const token of this.#access.values()) token.expiresAt = Math.min(token.expiresAt, this.#clock.now());
  }
}
