import { describe, expect, it } from 'vitest';
import { HubSpotError } from '../hubspot/errors.ts';
import { ProblemError } from '../problems/problem.ts';
import { logWriteError } from './logWriter.ts';

describe('an error of HubSpot, for the outbox', () => {
  it.each([
    ['a refusal', new HubSpotError('invalid', { status: 400 }), 'never', false],
    [
      'a missing scope',
      new HubSpotError('forbidden', { status: 403, category: 'MISSING_SCOPES' }),
      'never',
      false,
    ],
    ['a rate limit', new HubSpotError('rateLimited', { status: 429, retryAfterMs: 1_000 }), 'later', false],
    ['an answer that never came', new HubSpotError('timeout', { mayHaveBeenDone: true }), 'later', true],
    ['a server error', new HubSpotError('server', { status: 502, mayHaveBeenDone: true }), 'later', true],
    ['a dead token', new HubSpotError('unauthorized', { status: 401 }), 'connection', false],
    ['no connection', new ProblemError('hubspotNotConnected'), 'connection', false],
    ['a bug', new TypeError('x is not a function'), 'later', true],
  ] as const)('%s is tried again %s', (_, error, again, mayHaveBeenDone) => {
    expect(logWriteError(error)).toMatchObject({ again, mayHaveBeenDone });
  });

  it('keeps how long HubSpot asks to wait', () => {
    expect(logWriteError(new HubSpotError('rateLimited', { retryAfterMs: 10_000 })).retryAfterMs).toBe(
      10_000,
    );
  });
});
