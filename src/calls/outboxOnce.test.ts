import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ContactSummary, Match } from './callRecord.ts';
import { databaseHandle } from './database.ts';
import { journal as openJournal } from './journal.ts';
import { logStore } from './logStore.ts';
import { createOutbox } from './outbox.ts';
import { ada, endedCall, erik, type Fate, fakeCrm } from './testing/fakeCrm.ts';

const fates = fc.array(
  fc.constantFrom<Fate>(
    'ok',
    'sentTwice',
    'lostBefore',
    'lostAfter',
    'diesBefore',
    'diesAfter',
    'rateLimited',
    'serverErrorAfter',
  ),
  { maxLength: 8 },
);
const matches = fc.constantFrom<Match>(
  { state: 'found', contact: ada, chosenByAgent: false },
  { state: 'unknown' },
);

/** What happens meanwhile: news of a call, what the agent does, and how many moments to let pass before it. */
const happenings = fc.array(
  fc.record({
    what: fc.constantFrom('recording', 'notes', 'contact', 'account'),
    call: fc.nat({ max: 2 }),
    after: fc.nat({ max: 6 }),
  }),
  { maxLength: 8 },
);

it('ends with exactly one log for each call, up to date, whatever is lost and whenever the worker dies', async () => {
  await fc.assert(
    fc.asyncProperty(
      fates,
      fc.array(matches, { minLength: 1, maxLength: 3 }),
      happenings,
      fc.boolean(),
      async (fated, matched, happening, announced) => {
        let clock = 1_700_000_000_000;
        const now = () => clock;
        const database = databaseHandle(`test-${crypto.randomUUID()}`);
        const journal = openJournal(database);
        const store = logStore(database);
        const crm = fakeCrm(now, [...fated]);
        crm.state.match = { state: 'found', contact: ada, chosenByAgent: false };
        const calls = matched.map((match) => endedCall(crypto.randomUUID(), clock, match));
        const wanted = new Map<string, { notes: string; recordingUrl?: string }>(
          calls.map(({ id }) => [id, { notes: '' }]),
        );

        function startWorker() {
          const { writer, died } = crm.worker();
          const outbox = createOutbox({
            journal,
            store,
            writer,
            now,
            random: () => 0.5,
            wakeAt: () => {},
            onChange: () => {},
          });
          return { outbox, died };
        }
        let worker = startWorker();

        const ahead = happening.map((next) => ({ ...next }));
        let count = 0;
        async function happen({ what, call }: { what: string; call: number }): Promise<void> {
          const { outbox } = worker;
          const id = calls[call % calls.length]?.id ?? '';
          const text = `${what} ${++count}`;
          const before = wanted.get(id) ?? { notes: '' };
          if (what === 'account') crm.state.portalId = 3 - crm.state.portalId;
          if (what === 'contact') await outbox.chooseContact(id, { ...erik, name: text } as ContactSummary);
          if (what === 'notes') {
            wanted.set(id, { ...before, notes: text });
            await outbox.annotate(id, { notes: text });
          }
          if (what === 'recording') {
            const recordingUrl = `https://recordings.example/${count}.wav`;
            wanted.set(id, { ...before, recordingUrl });
            const record = await journal.get(id);
            if (record) await journal.write({ ...record, recordingUrl });
            await outbox.accept(id);
          }
        }
        crm.state.meanwhile = async () => {
          const [next] = ahead;
          if (!next || next.after-- > 0) return;
          ahead.shift();
          await happen(next);
        };

        for (const call of calls) await journal.write(call);
        if (announced) for (const { id } of calls) await worker.outbox.accept(id);
        // Each round is a new worker: the one before it died with whatever it was doing, or of having nothing to do.
        for (let round = 0; round < 40; round++) {
          await Promise.race([worker.outbox.reconcile(), worker.died]);
          worker = startWorker();
          const entries = await store.getMany(calls.map(({ id }) => id));
          const done = entries.every(({ state, verifyAt }) => state === 'sent' && verifyAt === undefined);
          if (entries.length === calls.length && done) {
            const next = ahead.shift();
            if (!next) break;
            await happen(next);
          }
          clock = Math.max(clock + 1, ...entries.map((e) => Math.max(e.nextAttemptAt, e.verifyAt ?? 0)));
        }

        const found = calls.map(({ id }) => crm.logs.filter(({ callId }) => callId === id));
        expect(found.map((logs) => logs.length)).toEqual(calls.map(() => 1));
        for (const [log] of found) {
          const { notes, recordingUrl } = wanted.get(log?.callId ?? '') ?? {};
          expect(log?.properties.hs_call_body).toBe(notes);
          expect(log?.properties.hs_call_recording_url).toBe(recordingUrl);
          const entry = await store.get(log?.callId ?? '');
          expect(entry).toMatchObject({ state: 'sent', hubspotCallId: log?.id, portalId: log?.portalId });
          expect(entry?.contact?.id).toBe(log?.contactId);
        }
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);
