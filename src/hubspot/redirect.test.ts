import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../problems/problem.ts';
import { newState, readRedirect } from './redirect.ts';

const state = 'right-state';
const redirect = (query: string) => `https://abcdefgh.chromiumapp.org/hubspot?${query}`;

function codeOf(url: string): string {
  try {
    readRedirect(url, state);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'none';
}

describe('newState', () => {
  it('has at least 128 random bits and never comes twice', () => {
    const states = Array.from({ length: 100 }, newState);
    expect(new Set(states).size).toBe(100);
    for (const one of states) expect(one).toMatch(/^[\w-]{22,}$/);
  });
});

describe('readRedirect', () => {
  it('S0-19: finds the code', () => {
    expect(readRedirect(redirect(`code=na1-1234&state=${state}`), state)).toEqual({ code: 'na1-1234' });
  });

  it.each([
    ['code=1&state=wrong', 'stateMismatch'],
    ['code=1', 'stateMismatch'],
    ['code=1&state=right-state&state=right-state', 'stateMismatch'],
    ['error=access_denied&state=wrong', 'stateMismatch'],
    ['state=right-state', 'hubspotRefused'],
    ['error=access_denied&state=right-state', 'consentDenied'],
    ['error=access_denied&error_description=User+denied+the+request.', 'consentDenied'],
    [
      'error=access_denied&error_description=You+don%27t+have+permission+to+connect+this+app&state=right-state',
      'permissionMissing',
    ],
    ['error=invalid_scope&state=right-state', 'scopeMissing'],
    ['error=invalid_request&error_description=mismatch+between+the+scopes&state=right-state', 'scopeMissing'],
    ['error=invalid_request&error_description=redirect_uri+unknown&state=right-state', 'redirectRefused'],
    ['error=unauthorized_client&state=right-state', 'clientRefused'],
    ['error=server_error&state=right-state', 'hubspotRefused'],
  ])('reads ?%s as %s', (query, code) => {
    expect(codeOf(redirect(query))).toBe(code);
  });

  it('takes any address, and never lets a code through without the right state', () => {
    expect(codeOf('')).toBe('stateMismatch');
    expect(codeOf('no address')).toBe('stateMismatch');
    fc.assert(
      fc.property(fc.string(), fc.string(), (code, other) => {
        fc.pre(other !== state);
        expect(codeOf(redirect(new URLSearchParams({ code, state: other }).toString()))).toBe(
          'stateMismatch',
        );
      }),
    );
  }, 30_000);
});
