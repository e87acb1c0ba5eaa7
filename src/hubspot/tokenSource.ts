/** What a user's consent, or a refresh, brings. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** ms since the epoch. */
  readonly expiresAt: number;
  readonly portalId: number;
  readonly userId: number;
  readonly scopes: readonly string[];
}

export interface AuthorizationRequest {
  /** From `newState`. */
  readonly state: string;
  /** Letter by letter as the HubSpot app lists it. */
  readonly redirectUri: string;
  /** Forces this account; without it HubSpot asks which one. */
  readonly portalId?: number | undefined;
}

/**
 * Where tokens come from: the organisation's own HubSpot app (`ownAppTokenSource`), or a service that keeps a shared app's secret.
 * Every method throws a ProblemError that says what to do next, or a HubSpotError for what time may cure.
 */
export interface TokenSource {
  /** The consent page to open. */
  authorizationUrl(request: AuthorizationRequest): Promise<URL> | URL;
  /** @throws ProblemError `codeExpired`, `clientRefused`, `redirectRefused` */
  exchange(grant: { readonly code: string; readonly redirectUri: string }): Promise<TokenSet>;
  /** @throws ProblemError `reconnectNeeded` when HubSpot no longer accepts the refresh token, `clientRefused` */
  refresh(refreshToken: string): Promise<TokenSet>;
  /** Who connected, and to which account. Texts are empty where HubSpot does not say. */
  describe(accessToken: string): Promise<{ userEmail: string; hubDomain: string }>;
  /** Ends the connection in HubSpot. */
  revoke?(refreshToken: string): Promise<void>;
}
