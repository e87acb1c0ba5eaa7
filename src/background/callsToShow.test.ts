import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyCallEvent, newCall } from '../calls/callMachine.ts';
import { type DatabaseHandle, databaseHandle } from '../calls/database.ts';
import { journal } from '../calls/journal.ts';
import type { LogEntry } from '../calls/logEntry.ts';
import { logStore } from '../calls/logStore.ts';
import { callsToShow } from './callsToShow.ts';

describe('the calls and logs that the views get', () => {
  let database: DatabaseHandle;

  beforeEach(() => {
    database = databaseHandle(`test-${crypto.randomUUID()}`);
  });

  async function call(at: number, ended = true): Promise<string> {
    const id = crypto.randomUUID();
    const placed = newCall({ id, direction: 'outbound', remoteNumber: '1', localNumber: '2', at });
    await journal(database).write(
      ended ? applyCallEvent(placed, { type: 'ended', ending: 'busy', at }) : placed,
    );
    return id;
  }
  const log = (callId: string, state: LogEntry['state'], changedAt: number) =>
    logStore(database).update(callId, () => ({
      callId,
      state,
      annotation: {},
      attempts: 0,
      nextAttemptAt: 0,
      changedAt,
    }));
  const show = () => callsToShow(journal(database), logStore(database));

  it('are the newest calls with their logs, whatever else changed later', async () => {
    const id = await call(1_000);
    await log(id, 'sent', 1_000);
    for (let i = 0; i < 60; i++) await log(crypto.randomUUID(), 'queued', 5_000 + i);
    const { recentCalls, logs } = await show();
    expect(recentCalls.map((recent) => recent.id)).toEqual([id]);
    expect(logs.map(({ callId }) => callId)).toEqual([id]);
  });

  it('have the log of a call that goes on, and not the call itself, which the phone shows', async () => {
    const id = await call(1_000, false);
    await log(id, 'draft', 1_000);
    expect(await show()).toMatchObject({ recentCalls: [], logs: [{ callId: id }] });
  });

  it('have the newest logs that need somebody, once each', async () => {
    const id = await call(1_000);
    await log(id, 'held', 1);
    for (let i = 0; i < 60; i++) await log(crypto.randomUUID(), i % 2 ? 'held' : 'failed', 100 + i);
    const { logs } = await show();
    expect(logs).toHaveLength(51);
    expect(logs[0]?.callId).toBe(id);
    expect(logs.slice(1).map(({ changedAt }) => changedAt)).toEqual(
      Array.from({ length: 50 }, (_, i) => 159 - i),
    );
  });
});
