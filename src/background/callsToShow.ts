import type { JournalReader } from '../calls/journal.ts';
import type { LogStore } from '../calls/logStore.ts';
import type { BackgroundSnapshot } from '../messaging/snapshots.ts';

const shownCalls = 50;
const shownProblems = 50;

/** The newest calls with their logs, and the newest logs that need somebody, however old their calls are. */
export async function callsToShow(
  journal: Pick<JournalReader, 'newest'>,
  logs: LogStore,
): Promise<Pick<BackgroundSnapshot, 'recentCalls' | 'logs'>> {
  const calls = await journal.newest(shownCalls);
  const [ofCalls, held, failed] = await Promise.all([
    // A call that goes on has one too: its notes are in it.
    logs.getMany(calls.map(({ id }) => id)),
    logs.newestInState('held', shownProblems),
    logs.newestInState('failed', shownProblems),
  ]);
  const shown = new Set(ofCalls.map(({ callId }) => callId));
  const others = [...held, ...failed]
    .filter(({ callId }) => !shown.has(callId))
    .sort((a, b) => b.changedAt - a.changedAt)
    .slice(0, shownProblems);
  return { recentCalls: calls.filter(({ phase }) => phase === 'ended'), logs: [...ofCalls, ...others] };
}
