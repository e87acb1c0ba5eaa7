import * as v from 'valibot';
import { browser } from '../../browserApi/index.ts';
import { backgroundSnapshotChanged } from '../../messaging/ports.ts';
import { isExtensionPage } from '../../messaging/senders.ts';
import { type BackgroundSnapshot, backgroundSnapshotSchema } from '../../messaging/snapshots.ts';
import { type Problem, problem, problemOf } from '../../problems/problem.ts';
import { background } from './requests.ts';
import { whenSeen } from './whenSeen.ts';

const eventSchema = v.object({ event: v.literal(backgroundSnapshotChanged), snapshot: v.unknown() });
const againMs = 1_000;

interface BackgroundFollower {
  readonly onSnapshot: (snapshot: BackgroundSnapshot) => void;
  readonly onProblem: (problem: Problem) => void;
}

/** Follows the background's snapshot: asks for the first, then takes each that it sends when something changed. */
export async function followBackground(
  { onSnapshot, onProblem }: BackgroundFollower,
  signal: AbortSignal,
): Promise<void> {
  const listener = (message: unknown, sender: { id?: string; url?: string }) => {
    const event = v.safeParse(eventSchema, message);
    if (!event.success || !isExtensionPage(sender, browser.runtime.id, location.origin)) return undefined;
    const snapshot = v.safeParse(backgroundSnapshotSchema, event.output.snapshot);
    if (snapshot.success) onSnapshot(snapshot.output);
    else onProblem(problem('invalidRequest'));
    return undefined;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));

  await whenSeen();
  while (!signal.aborted) {
    try {
      onSnapshot(await background('snapshot'));
      return;
    } catch (error) {
      onProblem(problemOf(error));
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}
