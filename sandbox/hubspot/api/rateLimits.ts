import type { Clock } from '../crm/model.ts';
import { rateLimited } from './errors.ts';

/** 5 searches a second per account, all object types together (docs/facts/hubspot.md, section 3). */
const searchLimit = { requests: 5, intervalMs: 1_000 };
/** 100 requests in 10 seconds per app and account: a privately distributed app on a Starter account. */
const burstLimit = { requests: 100, intervalMs: 10_000 };

/** Counts requests in sliding windows, one set for each account. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #windows = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Counts an API request of an account. Throws HubSpot's 429.
   * @returns the headers that tell the client where it stands; search answers carry none
   */
  count(portalId: number, isSearch: boolean): Record<string, string> {
    const remaining = this.#take(`burst/${portalId}`, burstLimit);
    if (remaining < 0) throw rateLimited('TEN_SECONDLY_ROLLING');
    if (isSearch) {
      if (this.#take(`search/${portalId}`, searchLimit) < 0) throw rateLimited('SECONDLY');
      return {};
    }
    return {
      'X-HubSpot-RateLimit-Max': String(burstLimit.requests),
      'X-HubSpot-RateLimit-Remaining': String(remaining),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(burstLimit.intervalMs),
    };
  }

  #take(key: string, limit: { requests: number; intervalMs: number }): number {
    const now = this.#clock.now();
    const recent = (this.#windows.get(key) ?? []).filter((at) => at > now - limit.intervalMs);
    const allowed = recent.length < limit.requests;
    if (allowed) recent.push(now);
    this.#windows.set(key, recent);
    return allowed ? limit.requests - recent.length : -1;
  }
}
