import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface OffhookSchema extends DBSchema {
  /** The journal: what happened in each call. Written by the phone only. */
  calls: { key: string; value: unknown; indexes: { startedAt: number } };
  /** The outbox: the log of each call. Written by the background only. */
  logs: { key: string; value: unknown; indexes: { changedAt: number } };
}

export type Database = IDBPDatabase<OffhookSchema>;

/** Opens the extension's one database. Phone and background both hold it open. */
export function openDatabase(name = 'offhook'): Promise<Database> {
  return openDB<OffhookSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('calls', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
      database.createObjectStore('logs', { keyPath: 'callId' }).createIndex('changedAt', 'changedAt');
    },
    // A newer version in the other part must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
  });
}
