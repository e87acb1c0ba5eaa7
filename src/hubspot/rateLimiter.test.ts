import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rateLimiter.ts';

/** A clock that only moves when somebody sleeps. */
function simulatedTime() {
  let time = 1_000_000;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe('createRateLimiter', () => {
  it('starts at most five in any second, in the order of the calls', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 }),
        async (pauses) => {
          const time = simulatedTime();
          const limiter = createRateLimiter({
            requests: 5,
            windowMs: 1_000,
            now: time.now,
            sleep: time.sleep,
          });
          const starts: { index: number; at: number }[] = [];
          await Promise.all(
            pauses.map(async (pause, index) => {
              await limiter.acquire();
              starts.push({ index, at: time.now() });
              time.pass(pause);
            }),
          );
          expect(starts.map(({ index }) => index)).toEqual(pauses.map((_, index) => index));
          for (const [index, { at }] of starts.entries()) {
            const sixth = starts[index + 5];
            if (sixth) expect(sixth.at - at).toBeGreaterThanOrEqual(1_000);
          }
        },
      ),
    );
  });

  it('does not wait below the limit', async () => {
    let slept = 0;
    const limiter = createRateLimiter({
      requests: 2,
      windowMs: 1_000,
      now: () => 5_000,
      sleep: async () => {
        slept += 1;
      },
    });
    await limiter.acquire();
    await limiter.acquire();
    expect(slept).toBe(0);
  });

  it('lets an aborted turn go without cost, and the next one through', async () => {
    const time = simulatedTime();
    const limiter = createRateLimiter({ requests: 1, windowMs: 1_000, now: time.now, sleep: time.sleep });
    await limiter.acquire();
    const aborted = limiter.acquire(AbortSignal.abort(new Error('typed on')));
    const next = limiter.acquire();
    await expect(aborted).rejects.toThrow('typed on');
    await next;
    expect(time.now()).toBeLessThan(1_000_000 + 2_000);
  });

  it('does not block when the clock is set back', async () => {
    let time = 10_000_000;
    const waits: number[] = [];
    const limiter = createRateLimiter({
      requests: 1,
      windowMs: 1_000,
      now: () => time,
      sleep: async (ms) => {
        waits.push(ms);
        time += ms;
      },
    });
    await limiter.acquire();
    time -= 3_600_000;
    await limiter.acquire();
    expect(waits).toEqual([]);
  });
});
