import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { databaseHandle } from './database.ts';

const newName = () => `test-${crypto.randomUUID()}`;

describe('the database', () => {
  it('is opened once, at first use', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    const database = databaseHandle(newName());
    expect(open).not.toHaveBeenCalled();
    expect(await database()).toBe(await database());
    expect(open).toHaveBeenCalledTimes(1);
    open.mockRestore();
  });

  it('is opened anew after the browser closed it, as after a disk fault', async () => {
    const database = databaseHandle(newName());
    const broken = await database();
    await broken.put('calls', { id: 'kept', startedAt: 1 });
    const closed = new Promise((resolve) => broken.addEventListener('close', resolve));
    // The type names fake-indexeddb's own class, which the global is an instance of.
    forceCloseDatabase(unwrap(broken) as never);
    await closed;
    expect(await (await database()).get('calls', 'kept')).toEqual({ id: 'kept', startedAt: 1 });
  });

  it('keeps the logs that an earlier version wrote', async () => {
    const name = newName();
    const earlier = await openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore('calls', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
        database.createObjectStore('logs', { keyPath: 'callId' }).createIndex('changedAt', 'changedAt');
      },
    });
    await earlier.put('logs', { callId: 'kept', state: 'held', changedAt: 1 });
    earlier.close();
    expect(await (await databaseHandle(name)()).getAllFromIndex('logs', 'stateChangedAt')).toHaveLength(1);
  });

  it('makes way for a newer version, and is tried again at the next use', async () => {
    const name = newName();
    const database = databaseHandle(name);
    await database();
    const newer = await openDB(name, 99);
    await expect(database()).rejects.toThrow(/version/i);
    newer.close();
    await deleteDB(name);
    expect(await (await database()).count('calls')).toBe(0);
  });
});
