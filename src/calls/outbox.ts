import { problem, problemOf } from '../problems/problem.ts';
import type { CallRecord, ContactSummary } from './callRecord.ts';
import type { JournalReader } from './journal.ts';
import {
  type Annotation,
  changedLogEntry,
  dueAt,
  type LogEntry,
  type LogEntryChanges,
  newLogEntry,
} from './logEntry.ts';
import type { LogStore } from './logStore.ts';
import { LogWriteError, type LogWriter } from './logWriter.ts';
import { retryDelay } from './retryDelay.ts';

/**
 * How long after a create whose answer never came the search is believed, in ms. HubSpot's index lags
 * (docs/facts/hubspot.md, section 3, "Freshness": 10 s after a create in others' experience); before that, silence proves nothing.
 */
export const searchLagMs = 30_000;

/** How often at most the search is asked whether a log is there twice; and how long after the first look it is asked again, in ms: then twice that, and so on. */
const verifyLooks = 5;
const verifyAgainMs = 60_000;
/** How long after a look that could not be made another is tried, and after which age of the call no more, in ms. */
const verifyUnansweredMs = 15 * 60_000;
const giveUpVerifyingMs = 86_400_000;

/** Logs written side by side; few, so that a backlog leaves HubSpot's burst limit to the agent's searches. */
const atOnce = 4;

export interface OutboxParts {
  readonly journal: JournalReader;
  readonly store: LogStore;
  readonly writer: LogWriter;
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Has `flush` called again at this time (ms since the epoch), even if the worker dies until then. */
  readonly wakeAt: (at: number) => void;
  readonly onChange: () => void;
}

export interface Outbox {
  /** The journal has news of this call. Fulfilled when the outbox has taken it durably; the request to HubSpot follows. */
  accept(callId: string): Promise<void>;
  /** Takes every call of the journal that nobody announced, what a dead worker missed; forgets what is logged and out of the journal. */
  reconcile(): Promise<void>;
  annotate(callId: string, annotation: Annotation): Promise<void>;
  chooseContact(callId: string, contact: ContactSummary): Promise<void>;
  /** Tries again at once, what was refused for good included. */
  retry(callId: string): Promise<void>;
  /** Tries what waits for a connection or a permission: to be called when either may be there. */
  connectionRestored(): Promise<void>;
  /** Writes everything that is due, one after the other. Calls while one runs share it, and it looks again before it ends. */
  flush(): Promise<void>;
}

/**
 * One log for each call: never none, never two.
 * What is to be written is derived from the journal and the annotation; what differs from what HubSpot confirmed is written.
 * A create is marked before it is sent; one whose answer never came is looked up by our call id before any second try.
 */
export function createOutbox({ journal, store, writer, now, random, wakeAt, onChange }: OutboxParts): Outbox {
  let running: Promise<void> | undefined;
  let lookAgain = false;
  /**
   * Calls that were announced since the last attempt at their log read them. A worker that dies loses these; its attempt is then
   * still to be made, and reads the call anew.
   */
  const news = new Set<string>();

  const change = async (callId: string, to: (entry: LogEntry) => LogEntryChanges): Promise<LogEntry> => {
    const entry = await store.update(callId, (stored) => {
      const current = stored ?? newLogEntry(callId, now());
      return changedLogEntry(current, to(current), now());
    });
    onChange();
    return entry as LogEntry;
  };

  const queued = () => ({
    state: 'queued' as const,
    problem: undefined,
    attempts: 0,
    nextAttemptAt: now(),
  });
  const queue = (callId: string) => change(callId, queued);

  async function accept(callId: string): Promise<void> {
    // Before anything else: an attempt that ends from now on sees it, one that ended before has written `sent`, which is read below.
    news.add(callId);
    const record = await journal.get(callId);
    const known = await store.get(callId);
    if (!record) return;
    if (record.phase !== 'ended') {
      if (!known) await change(callId, () => ({ state: 'draft' }));
      return;
    }
    // News of a call whose log waits for the agent or failed for good does not make HubSpot change its mind.
    if (!known || known.state === 'draft' || known.state === 'sent') await queue(callId);
    void flush();
  }

  async function reconcile(): Promise<void> {
    for (const record of await journal.newest(500)) {
      if (record.phase !== 'ended') continue;
      const known = await store.get(record.id);
      if (!known || known.state === 'draft') await queue(record.id);
    }
    await store.prune();
    await flush();
  }

  function flush(): Promise<void> {
    lookAgain = true;
    running ??= run();
    return running;
  }

  async function run(): Promise<void> {
    try {
      let entries: LogEntry[] = [];
      while (lookAgain) {
        lookAgain = false;
        entries = await store.unfinished();
        const due = entries.filter((entry) => dueAt(entry) <= now());
        if (due.length === 0) continue;
        // The call that just ended comes before what has been waiting anyway.
        due.sort((a, b) => b.changedAt - a.changedAt);
        await Promise.all(due.slice(0, atOnce).map(attempt));
        lookAgain = true;
      }
      const next = Math.min(...entries.map(dueAt));
      if (Number.isFinite(next)) wakeAt(next);
    } finally {
      // At once after the last look: who asks from now on starts another run.
      running = undefined;
    }
  }

  async function attempt(entry: LogEntry): Promise<void> {
    news.delete(entry.callId);
    const record = await journal.get(entry.callId);
    if (record?.phase !== 'ended') {
      await change(entry.callId, () => ({ state: 'draft' }));
      return;
    }
    try {
      await (entry.state === 'sent' ? verify(entry, record) : write(entry, record));
    } catch (error) {
      if (entry.state === 'sent') {
        await verifyUnanswered(entry, record);
        return;
      }
      await postpone(entry, error);
    }
  }

  async function write(entry: LogEntry, record: CallRecord): Promise<void> {
    const portalId = await portalOf(entry, record);
    if (portalId === undefined) throw new LogWriteError(problem('hubspotNotConnected'), 'connection');
    const sent = entry.sentProperties ?? {};
    if (entry.hubspotCallId !== undefined) {
      const properties = await writer.properties(portalId, record, entry.annotation, entry.contact, sent);
      await update(entry, portalId, entry.hubspotCallId, properties);
      return;
    }
    const contact = await contactFor(entry, record, portalId);
    if (!contact) return;
    const properties = await writer.properties(portalId, record, entry.annotation, contact, sent);

    if (entry.createStartedAt !== undefined) {
      const [found] = await writer.findByCallId(portalId, entry.callId);
      if (found !== undefined) {
        await change(entry.callId, () => ({
          hubspotCallId: found,
          createStartedAt: undefined,
          verifyAt: now() + searchLagMs,
        }));
        await update({ ...entry, sentProperties: {} }, portalId, found, properties);
        return;
      }
      const believedAt = entry.createStartedAt + searchLagMs;
      if (now() < believedAt) {
        await change(entry.callId, () => ({ state: 'sending', nextAttemptAt: believedAt }));
        return;
      }
    }
    await create(entry, portalId, contact, properties);
  }

  /** Once anything of the log belongs to an account, no other one will do: the agent may change accounts at any time. */
  async function portalOf(entry: LogEntry | undefined, record: CallRecord | undefined) {
    return entry?.portalId ?? record?.portalId ?? (await writer.currentPortalId());
  }

  async function create(
    entry: LogEntry,
    portalId: number,
    contact: ContactSummary,
    properties: Record<string, string>,
  ): Promise<void> {
    const marked = await change(entry.callId, (current) =>
      choseAnother(current, entry)
        ? {}
        : {
            state: 'sending',
            contact,
            portalId,
            createStartedAt: now(),
            // Should the worker die with the request, nobody looks before the search can know.
            nextAttemptAt: now() + searchLagMs,
          },
    );
    // Queued by the choice, and tried anew with it.
    if (choseAnother(marked, { ...entry, contact })) return;
    const hubspotCallId = await writer.create(portalId, { properties, contactId: contact.id });
    await confirm(entry, hubspotCallId, properties, { verifyAt: now() + searchLagMs });
  }

  /**
   * Looks once whether HubSpot holds the log twice, and removes what is not ours to keep. A browser may send a POST again by itself,
   * and tells nobody, when a kept-alive connection breaks before the answer (Chromium, HttpNetworkTransaction::ShouldResendRequest).
   */
  async function verify(entry: LogEntry, record: CallRecord): Promise<void> {
    const portalId = await portalOf(entry, record);
    if (portalId === undefined) return verifyUnanswered(entry, record);
    const found = await writer.findByCallId(portalId, entry.callId);
    if (!found.some((id) => id === entry.hubspotCallId)) return verifyLater(entry);
    for (const id of found) if (id !== entry.hubspotCallId) await writer.remove(portalId, id);
    await change(entry.callId, () => ({ verifyAt: undefined, verifyLooks: undefined }));
  }

  /** The search does not know the log: not yet, or no longer, because somebody deleted it. */
  async function verifyLater(entry: LogEntry): Promise<void> {
    const looks = (entry.verifyLooks ?? 0) + 1;
    await change(entry.callId, () =>
      looks < verifyLooks
        ? { verifyAt: now() + verifyAgainMs * 2 ** (looks - 1), verifyLooks: looks }
        : { verifyAt: undefined, verifyLooks: undefined },
    );
  }

  /** The search cannot be asked, which says nothing about the log. */
  async function verifyUnanswered(entry: LogEntry, record: CallRecord): Promise<void> {
    const isOld = now() - (record.endedAt ?? record.lastSeenAt) > giveUpVerifyingMs;
    await change(entry.callId, () => ({ verifyAt: isOld ? undefined : now() + verifyUnansweredMs }));
  }

  async function update(
    entry: LogEntry,
    portalId: number,
    hubspotCallId: string,
    properties: Record<string, string>,
  ): Promise<void> {
    const sent = entry.sentProperties ?? {};
    const changed = Object.entries(properties).filter(([name, value]) => sent[name] !== value);
    // A property that is no longer wanted is emptied: HubSpot has no other way to take a value back.
    const emptied = Object.keys(sent).filter((name) => sent[name] !== '' && !(name in properties));
    const patch = {
      ...Object.fromEntries(emptied.map((name) => [name, ''])),
      ...Object.fromEntries(changed),
    };
    if (Object.keys(patch).length > 0) await writer.update(portalId, hubspotCallId, patch);
    await confirm(entry, hubspotCallId, properties);
  }

  /** Writes down what HubSpot now holds; what the agent changed while the request was under way stays to be written. */
  async function confirm(
    entry: LogEntry,
    hubspotCallId: string,
    properties: Record<string, string>,
    also: Partial<LogEntry> = {},
  ): Promise<void> {
    await change(entry.callId, (current) => ({
      ...also,
      hubspotCallId,
      sentProperties: properties,
      createStartedAt: undefined,
      problem: undefined,
      attempts: 0,
      ...(sameAnnotation(current, entry) && !news.has(entry.callId)
        ? { state: 'sent' as const }
        : { state: 'queued' as const, nextAttemptAt: now() }),
    }));
  }

  /** The contact to log on, or undefined when the agent has to say: then the entry is held. */
  async function contactFor(
    entry: LogEntry,
    record: CallRecord,
    portalId: number,
  ): Promise<ContactSummary | undefined> {
    if (entry.contact) return entry.contact;
    if (record.match.state === 'found') return record.match.contact;
    // Looked up anew even when nobody fitted during the call: a contact may have been added since.
    const match =
      record.match.state === 'several' ? record.match : await writer.match(portalId, record.remoteNumber);
    if (match.state === 'found') return match.contact;
    await change(entry.callId, (current) => {
      if (choseAnother(current, entry)) return {};
      return {
        state: 'held',
        problem: problem(match.state === 'several' ? 'severalMatches' : 'noMatch'),
        ...(match.state === 'several' ? { candidates: match.contacts, portalId } : { candidates: undefined }),
      };
    });
    return undefined;
  }

  async function postpone(entry: LogEntry, error: unknown): Promise<void> {
    const failure =
      error instanceof LogWriteError
        ? error
        : new LogWriteError(problemOf(error), 'later', { mayHaveBeenDone: true });
    await change(entry.callId, (current) => {
      if (current.createStartedAt === undefined && choseAnother(current, entry)) return {};
      const attempts = current.attempts + 1;
      const wait = failure.retryAfterMs ?? retryDelay(attempts, random());
      // Only a create can be doubled; and only one that HubSpot did not refuse.
      const unresolved =
        failure.mayHaveBeenDone || isLookup(current, entry) ? current.createStartedAt : undefined;
      return {
        attempts,
        problem: failure.problem,
        createStartedAt: unresolved,
        state: failure.again === 'never' ? 'failed' : 'queued',
        nextAttemptAt: Math.max(
          failure.again === 'connection' ? now() + 3_600_000 : now() + wait,
          unresolved === undefined ? 0 : unresolved + searchLagMs,
        ),
      };
    });
  }

  return {
    accept,
    reconcile,
    flush,
    annotate: async (callId, annotation) => {
      const entry = await change(callId, (current) => ({
        annotation: { ...current.annotation, ...annotation },
        ...(current.state === 'sent' && { state: 'queued' as const, nextAttemptAt: now() }),
      }));
      if (entry.state === 'queued') void flush();
    },
    chooseContact: async (callId, contact) => {
      const record = await journal.get(callId);
      const portalId = await portalOf(await store.get(callId), record);
      await change(callId, (current) => {
        // HubSpot has the log on another contact already, or may have.
        if (current.hubspotCallId !== undefined || current.createStartedAt !== undefined) return {};
        return {
          ...(record?.phase === 'ended' && queued()),
          contact,
          candidates: undefined,
          portalId: current.portalId ?? portalId,
        };
      });
      void flush();
    },
    retry: async (callId) => {
      if (!(await store.get(callId))) return;
      await queue(callId);
      void flush();
    },
    connectionRestored: async () => {
      for (const { callId } of await store.inState('queued'))
        await change(callId, (current) => (current.state === 'queued' ? { nextAttemptAt: now() } : {}));
      // Refused for good, until a consent gives what was missing.
      for (const { callId } of await store.inState('failed'))
        await change(callId, (current) =>
          current.state === 'failed' && current.problem?.code === 'scopeMissing' ? queued() : {},
        );
      await flush();
    },
  };
}

/** The create was started by an earlier attempt, and this one failed before a create of its own. */
function isLookup(current: LogEntry, entry: LogEntry): boolean {
  return current.createStartedAt === entry.createStartedAt;
}

/** The agent chose a contact since the attempt with this entry began. */
function choseAnother(current: LogEntry, entry: LogEntry): boolean {
  return current.contact?.id !== entry.contact?.id;
}

function sameAnnotation(a: LogEntry, b: LogEntry): boolean {
  return a.annotation.notes === b.annotation.notes && a.annotation.outcome === b.annotation.outcome;
}
