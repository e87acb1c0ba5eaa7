import type { StorageArea } from '../stored.ts';

/** A storage area that forgets with the test. */
export function memoryArea(): StorageArea {
  const items: Record<string, unknown> = {};
  return {
    get: async (key) => (key in items ? { [key]: structuredClone(items[key]) } : {}),
    set: async (changed) => void Object.assign(items, structuredClone(changed)),
  };
}
