import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retryDelay } from './retryDelay.ts';

it('doubles from two seconds', () => {
  expect([1, 2, 3, 4].map((attempts) => retryDelay(attempts, 0.5))).toEqual([2_000, 4_000, 8_000, 16_000]);
});

it('never waits longer than 18 minutes, nor less than 1.6 s', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, random) => {
        const wait = retryDelay(n, random);
        expect(wait).toBeGreaterThanOrEqual(1_600);
        expect(wait).toBeLessThanOrEqual(18 * 60_000);
      },
    ),
  );
});
