import * as v from 'valibot';
import { closeInterrupted } from './callMachine.ts';
import { type CallRecord, callRecordSchema } from './callRecord.ts';
import type { DatabaseHandle } from './database.ts';

/** How many calls the journal keeps. */
const capacity = 5_000;

function readRecord(stored: unknown): CallRecord | undefined {
  const read = v.safeParse(callRecordSchema, stored);
  return read.success ? read.output : undefined;
}

export interface JournalReader {
  get(callId: string): Promise<CallRecord | undefined>;
  /** The newest calls first. */
  newest(limit: number): Promise<CallRecord[]>;
}

export interface Journal extends JournalReader {
  /** Written, when the promise is fulfilled; rejected when the disk is full or the database is gone. */
  write(record: CallRecord): Promise<void>;
  /** Closes every call that a dead phone left open, and gives those back. Called once, when the phone starts. */
  closeInterruptedCalls(): Promise<CallRecord[]>;
  /** The call that the provider knows by this SIP Call-ID, among the last 200. */
  findBySipCallId(sipCallId: string): Promise<CallRecord | undefined>;
}

export function journalReader(database: DatabaseHandle): JournalReader {
  return {
    get: async (callId) => readRecord(await (await database()).get('calls', callId)),
    newest: async (limit) => {
      const records: CallRecord[] = [];
      let cursor = await (await database())
        .transaction('calls')
        .store.index('startedAt')
        .openCursor(null, 'prev');
      while (cursor && records.length < limit) {
        const record = readRecord(cursor.value);
        if (record) records.push(record);
        cursor = await cursor.continue();
      }
      return records;
    },
  };
}

/** Durable call records, written at every transition and before anybody is told. */
export function journal(database: DatabaseHandle): Journal {
  const reader = journalReader(database);
  return {
    ...reader,
    write: async (record) => {
      // A killed browser loses neither kind. Strict outlives a power cut as well, and takes 10 ms that a click on Call need not wait for.
      const durability = record.phase === 'connecting' ? 'relaxed' : 'strict';
      const transaction = (await database()).transaction('calls', 'readwrite', { durability });
      await Promise.all([transaction.store.put(record), transaction.done]);
    },
    closeInterruptedCalls: async () => {
      const transaction = (await database()).transaction('calls', 'readwrite', { durability: 'strict' });
      const closed: CallRecord[] = [];
      for await (const cursor of transaction.store) {
        const record = readRecord(cursor.value);
        if (!record || record.phase === 'ended') continue;
        const ended = closeInterrupted(record);
        closed.push(ended);
        await cursor.update(ended);
      }
      let surplus = (await transaction.store.count()) - capacity;
      for await (const cursor of transaction.store.index('startedAt')) {
        if (surplus-- <= 0) break;
        await cursor.delete();
      }
      await transaction.done;
      return closed;
    },
    findBySipCallId: async (sipCallId) =>
      (await reader.newest(200)).find((record) => record.sipCallId === sipCallId),
  };
}
