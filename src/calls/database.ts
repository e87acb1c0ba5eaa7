import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface OffhookSchema extends DBSchema {
  /** The journal: what happened in each call. Written by the phone only. */
  calls: { key: string; value: unknown; indexes: { startedAt: number } };
  /** The outbox: the log of each call. Written by the background only. */
  logs: { key: string; value: unknown; indexes: { stateChangedAt: [string, number]; verifyAt: number } };
}

export type Database = IDBPDatabase<OffhookSchema>;

/** Gives the open database; rejected while it cannot be opened, and tried anew at the next call. */
export type DatabaseHandle = () => Promise<Database>;

/**
 * The extension's one database, opened at first use and held open by phone and background both. A connection that breaks (a disk
 * fault, cleared site data, a newer version that wants it) is opened anew at the next use: a call outlives it.
 */
export function databaseHandle(name = 'offhook'): DatabaseHandle {
  let current: Promise<Database> | undefined;

  return () => {
    if (current) return current;
    const opened = openDB<OffhookSchema>(name, 2, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        if (oldVersion < 1) {
          database.createObjectStore('calls', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
          database.createObjectStore('logs', { keyPath: 'callId' });
        }
        if (oldVersion < 2) {
          const logs = transaction.objectStore('logs');
          logs.createIndex('stateChangedAt', ['state', 'changedAt']);
          // Only the few entries that have one are in it.
          logs.createIndex('verifyAt', 'verifyAt');
        }
      },
      // A newer version in the other part must not wait for this one.
      blocking: (_current, _blocked, event) => {
        forget();
        (event.target as IDBDatabase | null)?.close();
      },
      terminated: forget,
    });
    function forget(): void {
      if (current === opened) current = undefined;
    }
    current = opened;
    opened.catch(forget);
    return opened;
  };
}
