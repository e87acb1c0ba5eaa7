import * as oauth from 'oauth4webapi';
import { ProblemError } from '../problems/problem.ts';
import { appOrigin } from './paths.ts';

/** A fresh `state` for one attempt to connect: 256 random bits. */
export function newState(): string {
  return oauth.generateRandomState();
}

/**
 * Reads the address to which HubSpot sent the user back (RFC 6749 section 4.1.2).
 * @param expectedState what this attempt sent
 * @throws ProblemError `stateMismatch`, `consentDenied`, `permissionMissing`, `scopeMissing`, `redirectRefused`, `clientRefused`, `hubspotRefused`
 */
export function readRedirect(url: string, expectedState: string): { code: string } {
  if (!URL.canParse(url)) throw new ProblemError('stateMismatch');
  const answered = new URL(url).searchParams;
  // HubSpot documents a denial without a state (docs/facts/hubspot.md, section 1, "Denial"). It grants nothing, so it needs no proof.
  if (answered.has('error') && !answered.has('state')) {
    throw refusal(answered.get('error') ?? '', answered.get('error_description') ?? '');
  }
  let code: string | null;
  try {
    code = oauth
      .validateAuthResponse({ issuer: appOrigin }, { client_id: 'offhook' }, answered, expectedState)
      .get('code');
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError)
      throw refusal(error.error, error.error_description ?? '');
    throw new ProblemError('stateMismatch', { cause: error });
  }
  if (!code) throw new ProblemError('hubspotRefused', { detail: 'HubSpot sent no code' });
  return { code };
}

function refusal(error: string, description: string): ProblemError {
  const detail = description || error;
  if (error === 'access_denied') {
    return /permission|super admin|marketplace access/i.test(description)
      ? new ProblemError('permissionMissing', { detail })
      : new ProblemError('consentDenied');
  }
  if (error === 'invalid_scope' || /\bscopes?\b/i.test(description))
    return new ProblemError('scopeMissing', { detail });
  if (/redirect/i.test(description)) return new ProblemError('redirectRefused', { detail });
  if (error === 'unauthorized_client') return new ProblemError('clientRefused', { detail });
  return new ProblemError('hubspotRefused', { detail });
}
