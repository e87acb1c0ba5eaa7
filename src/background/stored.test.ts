import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type StorageArea, stored } from './stored.ts';

function area(initial: Record<string, unknown> = {}): StorageArea & { items: Record<string, unknown> } {
  const items = { ...initial };
  return {
    items,
    get: async (key) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return key in items ? { [key]: items[key] } : {};
    },
    set: async (changed) => void Object.assign(items, changed),
  };
}
const schema = v.object({ count: v.number() });

describe('a stored value', () => {
  it('is the initial one until something is stored', async () => {
    expect(await stored(area(), 'a', schema, { count: 0 }).get()).toEqual({ count: 0 });
  });

  it('ignores what does not fit', async () => {
    expect(await stored(area({ a: { count: 'many' } }), 'a', schema, { count: 0 }).get()).toEqual({
      count: 0,
    });
  });

  it('loses no change when several come at once', async () => {
    const value = stored(area(), 'a', schema, { count: 0 });
    await Promise.all(Array.from({ length: 10 }, () => value.update(({ count }) => ({ count: count + 1 }))));
    expect(await value.get()).toEqual({ count: 10 });
  });

  it('goes on after a change that failed', async () => {
    const value = stored(area(), 'a', schema, { count: 0 });
    await expect(
      value.update(() => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await value.update(({ count }) => ({ count: count + 1 }))).toEqual({ count: 1 });
  });
});
