/** How an API request is made to fail. */
export interface Fault {
  /** HTTP status to answer, or what happens instead of an answer. */
  status: number | 'timeout' | 'disconnect';
  /** How many requests it hits. */
  times: number;
  /** Only requests whose path contains this text, or matches this pattern. */
  path?: string | RegExp;
  /** Only requests with this method. */
  method?: string;
  /**
   * `before` (default): the request has no effect. `after`: it takes effect, and then its answer is lost, which is
   * what a client must expect of a broken connection.
   */
  when?: 'before' | 'after';
  /** Seconds for a `Retry-After` header. */
  retryAfter?: number;
}

/** A delay put before every answer of matching API requests. */
export interface Delay {
  milliseconds: number;
  path?: string | RegExp;
  times: number;
}

/** Faults waiting for the requests they hit. */
export class Faults {
  readonly #faults: Fault[] = [];
  readonly #delays: Delay[] = [];

  add(fault: Fault): void {
    this.#faults.push({ ...fault });
  }

  addDelay(delay: Delay): void {
    this.#delays.push({ ...delay });
  }

  /** The fault for this request, counted as used. */
  take(method: string, path: string): Fault | undefined {
    return takeFirst(
      this.#faults,
      (fault) => matchesPath(fault.path, path) && (fault.method ?? method) === method,
    );
  }

  /** Milliseconds to wait before this request is served. */
  takeDelay(path: string): number {
    return takeFirst(this.#delays, (delay) => matchesPath(delay.path, path))?.milliseconds ?? 0;
  }

  clear(): void {
    this.#faults.length = 0;
    this.#delays.length = 0;
  }

  /** Faults still waiting. */
  pending(): readonly Fault[] {
    return this.#faults;
  }
}

function takeFirst<T extends { times: number }>(list: T[], fits: (item: T) => boolean): T | undefined {
  const place = list.findIndex(fits);
  const found = list[place];
  if (!found) return undefined;
  found.times -= 1;
  if (found.times <= 0) list.splice(place, 1);
  return found;
}

function matchesPath(wanted: string | RegExp | undefined, path: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? path.includes(wanted) : wanted.test(path);
}
