import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rateLimiter.ts';

/** A clock that moves when somebody sleeps or time is passed, in the order of the wakings. */
function simulatedTime() {
  let time = 1_000_000;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => time,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ at: time + ms, wake })),
    setBack: (ms: number) => {
      time -= ms;
    },
    /** Lets everything happen that waits, each at its time. */
    async runAll() {
      for (;;) {
        // Everything that became ready gets its turn before time moves on.
        await new Promise((resolve) => setImmediate(resolve));
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
        if (!next) return;
        sleepers = sleepers.filter((sleeper) => sleeper !== next);
        time = Math.max(time, next.at);
        next.wake();
      }
    },
  };
}

function limiterOf(time: ReturnType<typeof simulatedTime>, requests = 5) {
  return createRateLimiter({ requests, windowMs: 1_000, now: time.now, sleep: time.sleep });
}

describe('createRateLimiter', () => {
  it('lets at most five arrive in any second, whatever the way there takes, in the order of the calls', async () => {
    /** ms to the server, and back. */
    const trip = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 700 }));
    await fc.assert(
      fc.asyncProperty(fc.array(trip, { minLength: 1, maxLength: 25 }), async (trips) => {
        const time = simulatedTime();
        const limiter = limiterOf(time);
        const started: number[] = [];
        const arrivals: number[] = [];
        const all = trips.map(([there, back], index) =>
          limiter.run(async () => {
            started.push(index);
            await time.sleep(there);
            arrivals.push(time.now());
            await time.sleep(back);
          }),
        );
        await time.runAll();
        await Promise.all(all);
        expect(started).toEqual(trips.map((_, index) => index));
        arrivals.sort((a, b) => a - b);
        for (const [index, at] of arrivals.entries()) {
          const sixth = arrivals[index + 5];
          if (sixth !== undefined) expect(sixth - at).toBeGreaterThanOrEqual(1_000);
        }
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  it('does not wait below the limit', async () => {
    const time = simulatedTime();
    const limiter = limiterOf(time, 2);
    expect(await Promise.all([limiter.run(async () => 1), limiter.run(async () => 2)])).toEqual([1, 2]);
    expect(time.now()).toBe(1_000_000);
  });

  it('counts a request that failed, and passes its failure on', async () => {
    const time = simulatedTime();
    const limiter = limiterOf(time, 1);
    await expect(limiter.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const next = limiter.run(async () => time.now());
    await time.runAll();
    expect(await next).toBe(1_001_000);
  });

  it('lets an aborted turn go without cost, and the next one through', async () => {
    const time = simulatedTime();
    const limiter = limiterOf(time, 1);
    await limiter.run(async () => {});
    let ran = false;
    const aborted = limiter.run(
      async () => {
        ran = true;
      },
      AbortSignal.abort(new Error('typed on')),
    );
    const next = limiter.run(async () => time.now());
    await expect(aborted).rejects.toThrow('typed on');
    await time.runAll();
    expect(await next).toBe(1_001_000);
    expect(ran).toBe(false);
  });

  it('does not block when the clock is set back', async () => {
    const time = simulatedTime();
    const limiter = limiterOf(time, 1);
    await limiter.run(async () => {});
    time.setBack(3_600_000);
    expect(await limiter.run(async () => 'through')).toBe('through');
  });
});
