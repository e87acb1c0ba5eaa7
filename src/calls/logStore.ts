import * as v from 'valibot';
import type { DatabaseHandle } from './database.ts';
import { type LogEntry, logEntrySchema } from './logEntry.ts';

type LogState = LogEntry['state'];

function readEntry(stored: unknown): LogEntry | undefined {
  const read = v.safeParse(logEntrySchema, stored);
  return read.success ? read.output : undefined;
}

/** The outbox's durable entries. Every change is one transaction, so that two changes never overwrite each other. */
export interface LogStore {
  get(callId: string): Promise<LogEntry | undefined>;
  /** The entries that there are for these calls, in their order. */
  getMany(callIds: readonly string[]): Promise<LogEntry[]>;
  /** The entry after `change`, which gets what is stored at that moment; undefined leaves it as it is. */
  update(
    callId: string,
    change: (entry: LogEntry | undefined) => LogEntry | undefined,
  ): Promise<LogEntry | undefined>;
  inState(state: LogState): Promise<LogEntry[]>;
  /** The entries of that state that changed last, newest first. */
  newestInState(state: LogState, limit: number): Promise<LogEntry[]>;
  /** What is to be written, and what is written and still to be verified. */
  unfinished(): Promise<LogEntry[]>;
  /** Forgets the sent entries of calls that the journal no longer has. */
  prune(): Promise<void>;
}

export function logStore(database: DatabaseHandle): LogStore {
  const inState = async (state: LogState) =>
    (await (await database()).getAllFromIndex('logs', 'stateChangedAt', rangeOf(state)))
      .map(readEntry)
      .filter((entry) => entry !== undefined);

  return {
    get: async (callId) => readEntry(await (await database()).get('logs', callId)),
    getMany: async (callIds) => {
      const { store } = (await database()).transaction('logs');
      const stored = await Promise.all(callIds.map((callId) => store.get(callId)));
      return stored.map(readEntry).filter((entry) => entry !== undefined);
    },
    update: async (callId, change) => {
      const transaction = (await database()).transaction('logs', 'readwrite', { durability: 'strict' });
      const stored = readEntry(await transaction.store.get(callId));
      const changed = change(stored);
      if (changed && changed !== stored) await transaction.store.put(changed);
      await transaction.done;
      return changed ?? stored;
    },
    inState,
    newestInState: async (state, limit) => {
      const entries: LogEntry[] = [];
      const index = (await database()).transaction('logs').store.index('stateChangedAt');
      let cursor = await index.openCursor(rangeOf(state), 'prev');
      while (cursor && entries.length < limit) {
        const entry = readEntry(cursor.value);
        if (entry) entries.push(entry);
        cursor = await cursor.continue();
      }
      return entries;
    },
    unfinished: async () => {
      const verifiable = (await (await database()).getAllFromIndex('logs', 'verifyAt')).map(readEntry);
      const [queued, sending] = await Promise.all([inState('queued'), inState('sending')]);
      return [...queued, ...sending, ...verifiable.filter((entry) => entry?.state === 'sent')].filter(
        (entry) => entry !== undefined,
      );
    },
    prune: async () => {
      const open = await database();
      // In this order: a call is in the journal before it has a log.
      const sent = await open.getAllKeysFromIndex('logs', 'stateChangedAt', rangeOf('sent'));
      const known = new Set(await open.getAllKeys('calls'));
      const forgotten = sent.filter((callId) => !known.has(callId));
      if (forgotten.length === 0) return;
      const transaction = open.transaction('logs', 'readwrite');
      await Promise.all([...forgotten.map((callId) => transaction.store.delete(callId)), transaction.done]);
    },
  };
}

/** Every `changedAt` of a state: an array sorts after every number (IndexedDB 3.0, section 2.4). */
function rangeOf(state: LogState): IDBKeyRange {
  return IDBKeyRange.bound([state], [state, []]);
}
