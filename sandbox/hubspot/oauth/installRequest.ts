import type { World } from '../world.ts';
import { scopeProblem, splitScopes } from './scopes.ts';

/** A checked request to connect the app to an account. */
export interface InstallRequest {
  clientId: string;
  redirectUri: string;
  scope: readonly string[];
  optionalScope: readonly string[];
  state: string | undefined;
}

/**
 * Checks an authorize address as HubSpot does; none of its problems redirects back to the app.
 * @returns the request, or the text of the error page
 */
export function parseInstall(world: World, query: URLSearchParams): InstallRequest | string {
  const { app } = world;
  const clientId = query.get('client_id') ?? '';
  if (clientId !== app.clientId) {
    return "Authorization failed because the client ID doesn't match an app. Please contact the app developer.";
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (redirectUri === '')
    return 'Authorization failed because the redirect URL is missing. Please contact the app developer.';
  if (!app.redirectUris.includes(redirectUri)) {
    return `Authorization failed as the redirect URL '${redirectUri}' doesn't match the app's registered redirect URL.`;
  }
  const scope = splitScopes(query.get('scope') ?? undefined);
  const optionalScope = splitScopes(query.get('optional_scope') ?? undefined);
  const problem = scopeProblem(app, scope, optionalScope);
  if (problem) return problem;
  return { clientId, redirectUri, scope, optionalScope, state: query.get('state') ?? undefined };
}

/** Scopes that connecting grants in an account: optional ones that its products lack are dropped. */
export function grantedScopes(request: InstallRequest, available: readonly string[]): string[] {
  return [...request.scope, ...request.optionalScope.filter((scope) => available.includes(scope))];
}

/** The address to go back to with an answer. */
export function redirectAddress(request: InstallRequest, answer: Record<string, string>): string {
  const address = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(answer)) address.searchParams.set(name, value);
  if (request.state !== undefined) address.searchParams.set('state', request.state);
  return address.href;
}
