import { create } from 'zustand';
import type { BackgroundSnapshot, PageContext, PhoneSnapshot } from '../messaging/snapshots.ts';
import type { Problem } from '../problems/problem.ts';

/** What the owners said last, and what only this screen needs. It can be thrown away and rebuilt at any time. */
export interface PanelState {
  readonly background: BackgroundSnapshot | undefined;
  readonly phone: PhoneSnapshot | undefined;
  /** The page in view; null on pages without a list or record, and outside a tab. */
  readonly page: PageContext | null;
  /** The HubSpot tab around this panel. */
  readonly tabId: number | undefined;
  /** Why an owner's snapshots do not come, or make no sense. */
  readonly backgroundProblem: Problem | undefined;
  readonly phoneProblem: Problem | undefined;

  readonly setupOpen: boolean;
  /** This view's own log-in is under way: its form stays, whatever the registration does meanwhile. */
  readonly loggingIn: boolean;
}

export const usePanel = create<PanelState>()(() => ({
  background: undefined,
  phone: undefined,
  page: null,
  tabId: undefined,
  backgroundProblem: undefined,
  phoneProblem: undefined,
  setupOpen: false,
  loggingIn: false,
}));

export function openSetup(): void {
  usePanel.setState({ setupOpen: true });
}

export function closeSetup(): void {
  usePanel.setState({ setupOpen: false });
}

/** A part of a background that is known to be there: screens are shown only after its first snapshot. */
export function useBackground<T>(select: (background: BackgroundSnapshot) => T): T {
  return usePanel((state) => {
    if (!state.background) throw new Error('shown before the first snapshot');
    return select(state.background);
  });
}
