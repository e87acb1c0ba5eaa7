import { setTimeout as wait } from 'node:timers/promises';

const limitMs = 10_000;

/**
 * Looks until there is something.
 * @param what it waits for, as the error says it
 * @throws {Error} after 10 s
 */
export async function waitFor<T>(what: string, look: () => T | undefined): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited ${limitMs / 1000} s for ${what}.`);
    await wait(10);
  }
}
