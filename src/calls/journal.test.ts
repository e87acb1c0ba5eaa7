import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { applyCallEvent, newCall } from './callMachine.ts';
import { databaseHandle } from './database.ts';
import { journal } from './journal.ts';

const open = () => journal(databaseHandle(`test-${crypto.randomUUID()}`));
const call = (at: number) =>
  newCall({
    id: crypto.randomUUID(),
    direction: 'outbound',
    remoteNumber: '+14155550132',
    localNumber: '1001',
    at,
  });

describe('the journal', () => {
  it('gives back what was written, newest first', async () => {
    const book = open();
    const [older, newer] = [call(1_000), call(2_000)];
    await book.write(newer);
    await book.write(older);
    expect(await book.get(older.id)).toEqual(older);
    expect(await book.newest(10)).toEqual([newer, older]);
    expect(await book.newest(1)).toEqual([newer]);
  });

  it('closes what a dead phone left open, and nothing else', async () => {
    const book = open();
    const ended = applyCallEvent(call(1_000), { type: 'ended', ending: 'busy', at: 1_500 });
    const alive = applyCallEvent(call(2_000), { type: 'answered', at: 2_100 });
    await book.write(ended);
    await book.write(applyCallEvent(alive, { type: 'seenAlive', at: 7_100 }));
    expect(await book.closeInterruptedCalls()).toMatchObject([
      { id: alive.id, phase: 'ended', ending: 'interrupted', endedAt: 7_100 },
    ]);
    expect(await book.get(ended.id)).toEqual(ended);
    expect(await book.closeInterruptedCalls()).toEqual([]);
  });

  it('finds a call by the provider’s name for it', async () => {
    const book = open();
    const named = applyCallEvent(call(1_000), { type: 'sipCallIdKnown', sipCallId: 'abc@host', at: 1_001 });
    await book.write(named);
    expect(await book.findBySipCallId('abc@host')).toEqual(named);
    expect(await book.findBySipCallId('other')).toBeUndefined();
  });
});
