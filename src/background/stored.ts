import * as v from 'valibot';

/** The part of a storage area that a stored value needs. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** One validated value in the browser's storage. Changes happen one after the other. */
export interface Stored<Value> {
  get(): Promise<Value>;
  update(change: (value: Value) => Value): Promise<Value>;
}

/**
 * A value under `key`. What is stored and does not fit the schema, from an older version or a damaged profile, counts as absent.
 * @param initial the value while nothing is stored
 */
export function stored<Schema extends v.GenericSchema>(
  area: StorageArea,
  key: string,
  schema: Schema,
  initial: v.InferOutput<Schema>,
): Stored<v.InferOutput<Schema>> {
  let last: Promise<unknown> = Promise.resolve();

  const get = async (): Promise<v.InferOutput<Schema>> => {
    const read = v.safeParse(schema, (await area.get(key))[key]);
    return read.success ? read.output : initial;
  };

  return {
    get,
    update: (change) => {
      const changed = last
        .catch(() => {})
        .then(async () => {
          const value = change(await get());
          await area.set({ [key]: value });
          return value;
        });
      last = changed;
      return changed;
    },
  };
}
