import * as v from 'valibot';
import type { DatabaseHandle } from './database.ts';
import { type LogEntry, logEntrySchema } from './logEntry.ts';

function readEntry(stored: unknown): LogEntry | undefined {
  const read = v.safeParse(logEntrySchema, stored);
  return read.success ? read.output : undefined;
}

/** The outbox's durable entries. Every change is one transaction, so that two changes never overwrite each other. */
export interface LogStore {
  get(callId: string): Promise<LogEntry | undefined>;
  /** The entry after `change`, which gets what is stored at that moment; undefined leaves it as it is. */
  update(
    callId: string,
    change: (entry: LogEntry | undefined) => LogEntry | undefined,
  ): Promise<LogEntry | undefined>;
  newest(limit: number): Promise<LogEntry[]>;
  all(): Promise<LogEntry[]>;
}

export function logStore(database: DatabaseHandle): LogStore {
  return {
    get: async (callId) => readEntry(await (await database()).get('logs', callId)),
    update: async (callId, change) => {
      const transaction = (await database()).transaction('logs', 'readwrite', { durability: 'strict' });
      const stored = readEntry(await transaction.store.get(callId));
      const changed = change(stored);
      if (changed && changed !== stored) await transaction.store.put(changed);
      await transaction.done;
      return changed ?? stored;
    },
    newest: async (limit) => {
      const entries: LogEntry[] = [];
      let cursor = await (await database())
        .transaction('logs')
        .store.index('changedAt')
        .openCursor(null, 'prev');
      while (cursor && entries.length < limit) {
        const entry = readEntry(cursor.value);
        if (entry) entries.push(entry);
        cursor = await cursor.continue();
      }
      return entries;
    },
    all: async () =>
      (await (await database()).getAll('logs')).map(readEntry).filter((entry) => entry !== undefined),
  };
}
