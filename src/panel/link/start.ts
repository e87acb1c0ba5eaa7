import { browser } from '../../browserApi/index.ts';
import { phoneSnapshotPort } from '../../messaging/ports.ts';
import { phoneSnapshotSchema } from '../../messaging/snapshots.ts';
import { problem, problemOf } from '../../problems/problem.ts';
import { usePanel } from '../store.ts';
import { followBackground } from './followBackground.ts';
import { followPage } from './followPage.ts';
import { followSnapshots } from './followSnapshots.ts';
import { background } from './requests.ts';
import { whenSeen } from './whenSeen.ts';

/** Links the store to the owners of what the panel shows, until the signal ends it. */
export function startLink(signal: AbortSignal): void {
  const set = usePanel.setState;

  void followBackground(
    {
      onSnapshot: (snapshot) => set({ background: snapshot, backgroundProblem: undefined }),
      onProblem: (backgroundProblem) => set({ backgroundProblem }),
    },
    signal,
  );
  void followSnapshots({
    open: async () => {
      try {
        await background('startPhone');
      } catch (error) {
        set({ phoneProblem: problemOf(error) });
        throw error;
      }
      return browser.runtime.connect({ name: phoneSnapshotPort });
    },
    schema: phoneSnapshotSchema,
    onSnapshot: (snapshot) => set({ phone: snapshot, phoneProblem: undefined }),
    onInvalid: () => set({ phoneProblem: problem('invalidRequest') }),
    whenVisible: whenSeen,
    signal,
  });
  void followPage((page) => set({ page }), signal).then(({ tabId }) => set({ tabId }));
}
