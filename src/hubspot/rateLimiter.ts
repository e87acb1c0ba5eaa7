export interface RateLimiter {
  /**
   * Runs a request when the limit allows it, in the order of the calls.
   * @throws what the request throws, and the signal's reason when it is aborted before its turn, which costs nothing of the limit
   */
  run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export interface RateLimiterOptions {
  readonly requests: number;
  readonly windowMs: number;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * At most `requests` in any `windowMs` (sliding window), as the server counts them, kept in memory.
 * The server counts when a request arrives, which is between its start and its answer here: so a request counts from its
 * start until `windowMs` after its answer, and one slow way there cannot push two bursts into one second.
 */
export function createRateLimiter({ requests, windowMs, now, sleep }: RateLimiterOptions): RateLimiter {
  let running = 0;
  let ended: number[] = [];
  let onEnd = () => {};
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function waitForSlot(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const time = now();
      // An end in the future means that the clock was set back; it must not block for hours.
      ended = ended.filter((end) => end <= time && time - end < windowMs);
      const [oldest] = ended;
      if (running + ended.length < requests) {
        running += 1;
        return;
      }
      if (oldest !== undefined) await sleep(oldest + windowMs - time);
      else {
        await new Promise<void>((resolve) => {
          onEnd = resolve;
        });
      }
    }
  }

  return {
    async run(request, signal) {
      const turn = lastTurn.then(() => waitForSlot(signal));
      lastTurn = turn.catch(() => {});
      await turn;
      try {
        return await request();
      } finally {
        running -= 1;
        ended.push(now());
        onEnd();
      }
    },
  };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
