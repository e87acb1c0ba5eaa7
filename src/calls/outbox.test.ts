import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../problems/problem.ts';
import { newCall } from './callMachine.ts';
import type { CallRecord } from './callRecord.ts';
import { type DatabaseHandle, databaseHandle } from './database.ts';
import { journal as openJournal } from './journal.ts';
import { logStore } from './logStore.ts';
import { LogWriteError, type LogWriter } from './logWriter.ts';
import { createOutbox, searchLagMs } from './outbox.ts';
import { ada, endedCall, erik, fakeCrm } from './testing/fakeCrm.ts';

describe('the outbox', () => {
  let database: DatabaseHandle;
  let clock: number;
  let wakes: number[];
  const now = () => clock;

  beforeEach(() => {
    database = databaseHandle(`test-${crypto.randomUUID()}`);
    clock = 1_700_000_000_000;
    wakes = [];
  });

  const open = (writer: LogWriter, store = logStore(database)) =>
    createOutbox({
      journal: openJournal(database),
      store,
      writer,
      now,
      random: () => 0.5,
      wakeAt: (at) => wakes.push(at),
      onChange: () => {},
    });
  const write = (record: CallRecord) => openJournal(database).write(record);
  const entry = (id: string) => logStore(database).get(id);
  const id = '0b6f3c1e-6f0c-4b57-9a44-2f6f0a3d1c11';

  it('logs an ended call once, on its contact', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    expect(hubspot.logs).toMatchObject([{ callId: id, contactId: '77' }]);
    expect(await entry(id)).toMatchObject({ state: 'sent', hubspotCallId: '1' });
    await outbox.accept(id);
    await outbox.flush();
    expect(hubspot.requests).toEqual(['create']);
  });

  it('takes calls that nobody announced', async () => {
    const hubspot = fakeCrm(now);
    await write(endedCall(id, clock));
    await open(hubspot.writer).reconcile();
    expect(hubspot.logs).toHaveLength(1);
  });

  it('takes a call that is announced while it looks for the last time', async () => {
    const hubspot = fakeCrm(now);
    const store = logStore(database);
    let announced = false;
    const outbox = open(hubspot.writer, {
      ...store,
      unfinished: async () => {
        const found = await store.unfinished();
        if (!announced) {
          announced = true;
          await write(endedCall(id, clock));
          await outbox.accept(id);
        }
        return found;
      },
    });
    await outbox.flush();
    expect(hubspot.logs).toHaveLength(1);
  });

  it('forgets the logs of calls that the journal has forgotten', async () => {
    const hubspot = fakeCrm(now);
    await write(endedCall(id, clock));
    await open(hubspot.writer).reconcile();
    await (await database()).delete('calls', id);
    await open(hubspot.writer).reconcile();
    expect(await entry(id)).toBeUndefined();
  });

  it('keeps a call that goes on as a draft, with its notes', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    const call = newCall({
      id,
      direction: 'inbound',
      remoteNumber: '+14155550132',
      localNumber: '1001',
      at: clock,
    });
    await write(call);
    await outbox.accept(id);
    await outbox.annotate(id, { notes: 'asks for an offer' });
    await outbox.flush();
    expect(hubspot.requests).toEqual([]);
    expect(await entry(id)).toMatchObject({ state: 'draft' });
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    expect(hubspot.logs[0]?.properties.hs_call_body).toBe('asks for an offer');
  });

  it('writes later notes by an update, not by a second log', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    await outbox.annotate(id, { notes: 'call back on Monday' });
    await outbox.flush();
    expect(hubspot.requests).toEqual(['create', 'update']);
    expect(hubspot.logs).toHaveLength(1);
    expect(hubspot.logs[0]?.properties.hs_call_body).toBe('call back on Monday');
  });

  it('S1-30: adds a recording that becomes known after the log was written', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    const call = endedCall(id, clock);
    await write(call);
    await outbox.accept(id);
    await outbox.flush();
    await write({ ...call, recordingUrl: 'https://recordings.example/1.wav' });
    await outbox.accept(id);
    await outbox.flush();
    expect(hubspot.logs).toHaveLength(1);
    expect(hubspot.logs[0]?.properties.hs_call_recording_url).toBe('https://recordings.example/1.wav');
  });

  it('holds a call that nobody fits until the agent chooses', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    await write(endedCall(id, clock, { state: 'none' }));
    await outbox.accept(id);
    await outbox.flush();
    expect(await entry(id)).toMatchObject({ state: 'held', problem: { code: 'noMatch' } });
    await outbox.chooseContact(id, ada);
    await outbox.flush();
    expect(hubspot.logs).toMatchObject([{ contactId: '77' }]);
  });

  it('never takes the first of several contacts by itself', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    const contacts = [ada, erik];
    await write(endedCall(id, clock, { state: 'several', contacts }));
    await outbox.accept(id);
    await outbox.flush();
    expect(await entry(id)).toMatchObject({ state: 'held', candidates: contacts });
    expect(hubspot.logs).toHaveLength(0);
  });

  it('looks again for a contact when the agent says try again', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    await write(endedCall(id, clock, { state: 'none' }));
    await outbox.accept(id);
    await outbox.flush();
    hubspot.state.match = { state: 'found', contact: ada, chosenByAgent: false };
    await outbox.retry(id);
    await outbox.flush();
    expect(hubspot.logs).toHaveLength(1);
  });

  it('keeps every log while HubSpot needs a new consent, and writes them once it is given', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open(hubspot.writer);
    hubspot.state.connected = false;
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    expect(await entry(id)).toMatchObject({ state: 'queued', problem: { code: 'reconnectNeeded' } });
    hubspot.state.connected = true;
    await outbox.connectionRestored();
    expect(hubspot.logs).toHaveLength(1);
  });

  it('removes a log that the browser wrote twice by sending the request again', async () => {
    const hubspot = fakeCrm(now, ['sentTwice']);
    const outbox = open(hubspot.writer);
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    expect(hubspot.logs).toHaveLength(2);
    expect(wakes.at(-1)).toBe(clock + searchLagMs);
    clock += searchLagMs;
    await outbox.flush();
    expect(hubspot.logs).toMatchObject([{ id: '2' }]);
    expect(await entry(id)).toMatchObject({ state: 'sent', hubspotCallId: '2' });
    clock += 86_400_000;
    await outbox.flush();
    expect(hubspot.requests).toEqual(['create', 'find', 'remove']);
  });

  it('looks again while the search does not know the log, and not for ever', async () => {
    const hubspot = fakeCrm(now, [], 7 * 86_400_000);
    const outbox = open(hubspot.writer);
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    for (let look = 0; look < 5_000 && (await entry(id))?.verifyAt !== undefined; look++) {
      clock += 3_600_000;
      await outbox.flush();
    }
    expect(await entry(id)).toMatchObject({ state: 'sent' });
    expect((await entry(id))?.verifyAt).toBeUndefined();
    expect(hubspot.logs).toHaveLength(1);
  });

  it('empties a property that the agent took back', async () => {
    const hubspot = fakeCrm(now);
    const outbox = open({
      ...hubspot.writer,
      properties: async (_portal, record, annotation) => ({
        hs_call_external_id: record.id,
        ...(annotation.outcome && { hs_call_disposition: annotation.outcome }),
      }),
    });
    await write(endedCall(id, clock));
    await outbox.annotate(id, { outcome: 'busy' });
    await outbox.accept(id);
    await outbox.flush();
    await outbox.annotate(id, { outcome: '' });
    await outbox.flush();
    expect(hubspot.logs[0]?.properties.hs_call_disposition).toBe('');
  });

  it('stops at a refusal for good and says why, until the agent tries again', async () => {
    const hubspot = fakeCrm(now);
    let refuse = true;
    const outbox = open({
      ...hubspot.writer,
      create: (portal, log) => {
        if (refuse) throw new LogWriteError(problem('hubspotRefused', 'bad property'), 'never');
        return hubspot.writer.create(portal, log);
      },
    });
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    expect(await entry(id)).toMatchObject({ state: 'failed', problem: { code: 'hubspotRefused' } });
    clock += 86_400_000;
    await outbox.flush();
    expect(hubspot.logs).toHaveLength(0);
    refuse = false;
    await outbox.retry(id);
    await outbox.flush();
    expect(hubspot.logs).toHaveLength(1);
  });
});
