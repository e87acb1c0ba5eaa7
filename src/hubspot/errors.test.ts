import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOfAnswer, type HubSpotErrorKind } from './errors.ts';

const now = Date.parse('2026-11-22T10:00:00Z');

function read(status: number, body: unknown, extra: { retryAfter?: string; writes?: boolean } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorOfAnswer({ status, body: text, now, writes: false, ...extra });
}

describe('errorOfAnswer', () => {
  it.each<[number, HubSpotErrorKind, string, boolean]>([
    [400, 'invalid', 'hubspotRefused', true],
    [401, 'unauthorized', 'reconnectNeeded', false],
    [403, 'forbidden', 'hubspotRefused', true],
    [404, 'notFound', 'hubspotRefused', true],
    [409, 'conflict', 'hubspotRefused', true],
    [415, 'invalid', 'hubspotRefused', true],
    [423, 'locked', 'hubspotUnavailable', false],
    [429, 'rateLimited', 'hubspotRateLimited', false],
    [477, 'migrating', 'hubspotUnavailable', false],
    [500, 'server', 'hubspotUnavailable', false],
    [503, 'server', 'hubspotUnavailable', false],
  ])('reads %i as %s, problem %s', (status, kind, code, final) => {
    const error = read(status, '');
    expect(error.kind).toBe(kind);
    expect(error.problem.code).toBe(code);
    expect(error.final).toBe(final);
    expect(error.status).toBe(status);
  });

  it('says that a 5xx of a write may have been done, and that no refusal was', () => {
    expect(read(502, '', { writes: true }).mayHaveBeenDone).toBe(true);
    expect(read(502, '').mayHaveBeenDone).toBe(false);
    expect(read(400, '', { writes: true }).mayHaveBeenDone).toBe(false);
    expect(read(429, '', { writes: true }).mayHaveBeenDone).toBe(false);
  });

  it('knows a missing scope by its category and by the older wording, and hides the token that HubSpot quotes', () => {
    const modern = read(403, {
      status: 'error',
      category: 'MISSING_SCOPES',
      message: 'This app hasn’t been granted…',
    });
    expect(modern.problem.code).toBe('scopeMissing');
    const old = read(403, {
      message: 'This oauth-token (CJW46d2lMxIRQlNQ) does not have proper permissions!',
    });
    expect(old.problem.code).toBe('scopeMissing');
    expect(JSON.stringify([old.problem, old.message, old.hubspotMessage])).not.toContain('CJW46d2lMxIRQlNQ');
  });

  it('hides what looks like a token anywhere in a message', () => {
    const token = `pat-na1-${'a1b2'.repeat(12)}`;
    const error = read(400, { message: `bad ${token}`, errors: [{ message: `also ${token}` }] });
    expect(JSON.stringify([error.problem, error.message, error.hubspotMessage, error.errors])).not.toContain(
      token,
    );
    expect(error.hubspotMessage).toBe('bad …');
  });

  it('prefers the single errors to the message for the detail', () => {
    const error = read(400, {
      message: 'Property values were not valid: [{"isValid":false}]',
      category: 'VALIDATION_ERROR',
      correlationId: 'c-1',
      errors: [{ message: '5 is not a valid owner id', code: 'INVALID_OWNER_ID' }],
    });
    expect(error.problem.cause).toContain('5 is not a valid owner id');
    expect(error.errors).toEqual([{ message: '5 is not a valid owner id', code: 'INVALID_OWNER_ID' }]);
    expect(error.category).toBe('VALIDATION_ERROR');
    expect(error.correlationId).toBe('c-1');
  });

  it.each([
    ['SECONDLY', 'secondly', 1_000],
    ['TEN_SECONDLY_ROLLING', 'tenSecondly', 10_000],
    ['DAILY', 'daily', 3_600_000],
    [undefined, 'unknown', 10_000],
  ])('waits for the policy %s where HubSpot names no time', (policyName, policy, wait) => {
    const error = read(429, { status: 'error', errorType: 'RATE_LIMIT', policyName });
    expect(error.policy).toBe(policy);
    expect(error.retryAfterMs).toBe(wait);
    expect(error.category).toBe('RATE_LIMIT');
  });

  it('knows the policy by the message alone', () => {
    expect(read(429, { message: 'You have reached your secondly limit.' }).policy).toBe('secondly');
    expect(read(429, { message: 'You have reached your ten_secondly_rolling limit.' }).policy).toBe(
      'tenSecondly',
    );
  });

  it('honours Retry-After in seconds and as a date', () => {
    expect(read(429, '', { retryAfter: '7' }).retryAfterMs).toBe(7_000);
    expect(read(477, '', { retryAfter: 'Sun, 22 Nov 2026 10:01:30 GMT' }).retryAfterMs).toBe(90_000);
    expect(read(477, '', { retryAfter: 'soon' }).retryAfterMs).toBe(60_000);
    expect(read(423, '', { retryAfter: '1' }).retryAfterMs).toBe(2_000);
    expect(read(503, '', { retryAfter: '5' }).retryAfterMs).toBe(5_000);
    expect(read(503, '').retryAfterMs).toBeUndefined();
  });

  it('takes any body', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.object().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        anything,
        fc.option(fc.string()),
        (status, body, retryAfter) => {
          const error = errorOfAnswer({ status, body, retryAfter, now, writes: true });
          expect(error.problem.cause.length).toBeLessThanOrEqual(500);
          expect(error.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  }, 30_000);

  it('keeps good fields beside bad ones', () => {
    const error = read(400, {
      message: 7,
      category: 'VALIDATION_ERROR',
      errors: [null, { message: 'no' }, 'x'],
    });
    expect(error.category).toBe('VALIDATION_ERROR');
    expect(error.problem.cause).toContain('(no)');
  });
});
