import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../problems/problem.ts';
import { type DatabaseHandle, databaseHandle } from './database.ts';
import { journal as openJournal } from './journal.ts';
import { logStore } from './logStore.ts';
import { LogWriteError, type LogWriter } from './logWriter.ts';
import { createOutbox, searchLagMs } from './outbox.ts';
import { ada, endedCall, erik, fakeCrm } from './testing/fakeCrm.ts';

describe('what changes while a log is written', () => {
  let database: DatabaseHandle;
  let clock: number;
  const now = () => clock;
  const id = '0b6f3c1e-6f0c-4b57-9a44-2f6f0a3d1c11';
  const recordingUrl = 'https://recordings.example/1.wav';

  beforeEach(() => {
    database = databaseHandle(`test-${crypto.randomUUID()}`);
    clock = 1_700_000_000_000;
  });

  const open = (writer: LogWriter) =>
    createOutbox({
      journal: openJournal(database),
      store: logStore(database),
      writer,
      now,
      random: () => 0.5,
      wakeAt: () => {},
      onChange: () => {},
    });
  const write = (record: Parameters<ReturnType<typeof openJournal>['write']>[0]) =>
    openJournal(database).write(record);
  const entry = () => logStore(database).get(id);

  describe('the account', () => {
    it('is the one of the first create: the log is looked for and changed there', async () => {
      const hubspot = fakeCrm(now, ['lostAfter']);
      const outbox = open(hubspot.writer);
      await write(endedCall(id, clock));
      await outbox.accept(id);
      await outbox.flush();
      hubspot.state.portalId = 2;
      clock += searchLagMs;
      await outbox.flush();
      await outbox.annotate(id, { notes: 'call back' });
      await outbox.flush();
      clock += searchLagMs;
      await outbox.flush();
      expect(hubspot.logs).toMatchObject([{ portalId: 1, properties: { hs_call_body: 'call back' } }]);
      expect(await entry()).toMatchObject({ state: 'sent', portalId: 1 });
      expect((await entry())?.verifyAt).toBeUndefined();
    });

    it('is the one in which the agent chose the contact', async () => {
      const hubspot = fakeCrm(now);
      const outbox = open(hubspot.writer);
      await write(endedCall(id, clock, { state: 'none' }));
      await outbox.accept(id);
      await outbox.flush();
      hubspot.state.connected = false;
      await outbox.chooseContact(id, ada);
      await outbox.flush();
      hubspot.state.connected = true;
      hubspot.state.portalId = 2;
      await outbox.connectionRestored();
      expect(hubspot.logs).toMatchObject([{ portalId: 1, contactId: ada.id }]);
    });
  });

  describe('news', () => {
    it.each([
      ['before the create', 'properties'],
      ['during the create', 'create'],
    ] as const)('%s is not lost', async (_, during) => {
      const hubspot = fakeCrm(now);
      const call = endedCall(id, clock);
      const announce = async () => {
        await write({ ...call, recordingUrl });
        await outbox.accept(id);
      };
      const outbox = open({
        ...hubspot.writer,
        [during]: async (...given: never[]) => {
          const result = await (hubspot.writer[during] as (...given: never[]) => Promise<unknown>)(...given);
          if ((await openJournal(database).get(id))?.recordingUrl === undefined) await announce();
          return result;
        },
      });
      await write(call);
      await outbox.accept(id);
      await outbox.flush();
      expect(hubspot.logs).toMatchObject([{ properties: { hs_call_recording_url: recordingUrl } }]);
    });

    it('during a change of the log is not lost', async () => {
      const hubspot = fakeCrm(now);
      const call = endedCall(id, clock);
      const outbox = open({
        ...hubspot.writer,
        update: async (...given) => {
          await hubspot.writer.update(...given);
          await write({ ...call, recordingUrl });
          await outbox.accept(id);
        },
      });
      await write(call);
      await outbox.accept(id);
      await outbox.flush();
      await outbox.annotate(id, { notes: 'call back' });
      await outbox.flush();
      expect(hubspot.logs).toMatchObject([
        { properties: { hs_call_recording_url: recordingUrl, hs_call_body: 'call back' } },
      ]);
    });
  });

  describe('the agent’s choice of contact', () => {
    const chosenDuringMatch = async (match: Parameters<typeof endedCall>[2]) => {
      const hubspot = fakeCrm(now);
      let chosen = false;
      const outbox = open({
        ...hubspot.writer,
        match: async () => {
          if (!chosen) await outbox.chooseContact(id, erik);
          chosen = true;
          return match ?? { state: 'none' };
        },
      });
      await write(endedCall(id, clock, { state: 'unknown' }));
      await outbox.accept(id);
      await outbox.flush();
      return hubspot;
    };

    it('outranks a match that was being looked up', async () => {
      const hubspot = await chosenDuringMatch({ state: 'found', contact: ada, chosenByAgent: false });
      expect(hubspot.logs).toMatchObject([{ contactId: erik.id }]);
      expect(await entry()).toMatchObject({ state: 'sent', contact: erik });
    });

    it('outranks a match that found nobody', async () => {
      const hubspot = await chosenDuringMatch({ state: 'none' });
      expect(hubspot.logs).toMatchObject([{ contactId: erik.id }]);
    });

    it('comes too late once a create is under way, which HubSpot may have done', async () => {
      const hubspot = fakeCrm(now);
      const outbox = open({
        ...hubspot.writer,
        create: async (...given) => {
          await outbox.chooseContact(id, erik);
          return hubspot.writer.create(...given);
        },
      });
      await write(endedCall(id, clock));
      await outbox.accept(id);
      await outbox.flush();
      expect(hubspot.logs).toMatchObject([{ contactId: ada.id }]);
      expect(await entry()).toMatchObject({ state: 'sent', contact: ada });
    });
  });

  it('a permission that was missing: what was refused for it is tried again with the next connection', async () => {
    const hubspot = fakeCrm(now);
    let refusal: LogWriteError | undefined = new LogWriteError(problem('scopeMissing'), 'never');
    const outbox = open({
      ...hubspot.writer,
      create: async (...given) => {
        if (refusal) throw refusal;
        return hubspot.writer.create(...given);
      },
    });
    await write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    expect(await entry()).toMatchObject({ state: 'failed' });
    refusal = new LogWriteError(problem('hubspotRefused'), 'never');
    await outbox.connectionRestored();
    expect(await entry()).toMatchObject({ state: 'failed', problem: { code: 'hubspotRefused' } });
    refusal = undefined;
    await outbox.connectionRestored();
    expect(hubspot.logs).toHaveLength(0);
    await outbox.retry(id);
    await outbox.flush();
    expect(hubspot.logs).toHaveLength(1);
  });
});

describe('the look whether a log is there twice', () => {
  const id = '0b6f3c1e-6f0c-4b57-9a44-2f6f0a3d1c11';

  /** Logs a call, then looks until nothing is left to do. @returns when it looked, in ms after the log */
  async function looks(lagMs: number, onFind?: (look: number) => void): Promise<number[]> {
    let clock = 1_700_000_000_000;
    const begun = clock;
    const database = databaseHandle(`test-${crypto.randomUUID()}`);
    const hubspot = fakeCrm(() => clock, [], lagMs);
    const at: number[] = [];
    const store = logStore(database);
    const outbox = createOutbox({
      journal: openJournal(database),
      store,
      writer: {
        ...hubspot.writer,
        findByCallId: async (...given) => {
          at.push(clock - begun);
          onFind?.(at.length);
          return hubspot.writer.findByCallId(...given);
        },
      },
      now: () => clock,
      random: () => 0.5,
      wakeAt: () => {},
      onChange: () => {},
    });
    await openJournal(database).write(endedCall(id, clock));
    await outbox.accept(id);
    await outbox.flush();
    for (;;) {
      const verifyAt = (await store.get(id))?.verifyAt;
      if (verifyAt === undefined || at.length > 500) return at;
      clock = verifyAt;
      await outbox.flush();
    }
  }
  const minutes = (count: number) => count * 60_000;

  it('is made once where the search knows the log', async () => {
    expect(await looks(0)).toEqual([searchLagMs]);
  });

  it('is made a handful of times, ever more rarely, where the search never finds it', async () => {
    const expected = [0, 1, 3, 7, 15].map((after) => searchLagMs + minutes(after));
    expect(await looks(Number.POSITIVE_INFINITY)).toEqual(expected);
  });

  it('goes on while HubSpot cannot be asked, for a day', async () => {
    const at = await looks(0, () => {
      throw new LogWriteError(problem('networkDown'), 'later');
    });
    expect(at.length).toBeLessThan(120);
    expect(at.at(-1)).toBeGreaterThan(minutes(23 * 60));
    expect(
      await looks(0, (look) => {
        if (look < 10) throw new LogWriteError(problem('networkDown'), 'later');
      }),
    ).toHaveLength(10);
  });
});
