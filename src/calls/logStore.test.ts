import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newCall } from './callMachine.ts';
import { type DatabaseHandle, databaseHandle } from './database.ts';
import { journal } from './journal.ts';
import type { LogEntry } from './logEntry.ts';
import { type LogStore, logStore } from './logStore.ts';

describe('the log store', () => {
  let database: DatabaseHandle;
  let store: LogStore;

  beforeEach(() => {
    database = databaseHandle(`test-${crypto.randomUUID()}`);
    store = logStore(database);
  });

  async function add(state: LogEntry['state'], changedAt: number, also: Partial<LogEntry> = {}) {
    const callId = crypto.randomUUID();
    const entry = { callId, state, annotation: {}, attempts: 0, nextAttemptAt: 0, changedAt, ...also };
    await store.update(callId, () => entry);
    return callId;
  }
  const idsOf = (entries: readonly LogEntry[]) => entries.map(({ callId }) => callId);

  it('gives the logs of the calls that are asked for', async () => {
    const [first, , third] = [await add('sent', 1), await add('sent', 2), await add('queued', 3)];
    expect(idsOf(await store.getMany([third, crypto.randomUUID(), first]))).toEqual([third, first]);
  });

  it('gives the newest of one state first', async () => {
    const [old, newer] = [await add('held', 1), await add('held', 5)];
    await add('failed', 9);
    expect(idsOf(await store.newestInState('held', 10))).toEqual([newer, old]);
    expect(idsOf(await store.newestInState('held', 1))).toEqual([newer]);
  });

  it('gives each log once that has something left to do', async () => {
    await add('sent', 1);
    await add('held', 1);
    const unfinished = [
      await add('queued', 4, { verifyAt: 7 }),
      await add('sending', 2),
      await add('sent', 3, { verifyAt: 5 }),
    ];
    expect(idsOf(await store.unfinished())).toEqual(unfinished);
  });

  it('forgets what is logged of calls that the journal has forgotten, and nothing else', async () => {
    const known = await add('sent', 1);
    await journal(database).write(
      newCall({ id: known, direction: 'outbound', remoteNumber: '1', localNumber: '2', at: 1 }),
    );
    const forgotten = await add('sent', 2);
    const held = await add('held', 3);
    await store.prune();
    expect(idsOf(await store.getMany([known, forgotten, held]))).toEqual([known, held]);
  });
});
