const firstMs = 2_000;
const longestMs = 15 * 60_000;

/**
 * How long to wait before the next try, in ms: doubling from 2 s to 15 min, with up to a fifth of jitter either way, so that
 * many agents do not come back to HubSpot in step.
 * @param attempts tries that failed so far, from 1
 * @param random between 0 and 1
 */
export function retryDelay(attempts: number, random: number): number {
  const base = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 20));
  return Math.round(base * (0.8 + 0.4 * random));
}
