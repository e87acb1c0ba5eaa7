export interface RateLimiter {
  /**
   * Resolves when the next request may start, in the order of the calls.
   * @throws the signal's reason when it is aborted before; an aborted turn costs nothing of the limit
   */
  acquire(signal?: AbortSignal): Promise<void>;
}

export interface RateLimiterOptions {
  readonly requests: number;
  readonly windowMs: number;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Requests are counted where they arrive, and the way there takes one longer than the next: the window is kept this much
 * longer here, so that it holds there.
 */
const travelMs = 50;

/** At most `requests` starts in any `windowMs` (sliding window), first come first served, kept in memory. */
export function createRateLimiter({ requests, windowMs, now, sleep }: RateLimiterOptions): RateLimiter {
  const spacing = windowMs + travelMs;
  let started: number[] = [];
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function waitForSlot(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const time = now();
      // A start in the future means that the clock was set back; it must not block for hours.
      started = started.filter((start) => start <= time && time - start < spacing);
      const oldest = started[0];
      if (started.length < requests || oldest === undefined) {
        started.push(time);
        return;
      }
      await sleep(oldest + spacing - time);
    }
  }

  return {
    acquire(signal) {
      const turn = lastTurn.then(() => waitForSlot(signal));
      lastTurn = turn.catch(() => {});
      return turn;
    },
  };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
