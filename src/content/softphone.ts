import { addFrame } from './frame.ts';
import { addHost } from './host.ts';
import { addLauncher } from './launcher.ts';
import { mayOpenByItself, tellPanelSeen } from './messages.ts';
import { isConnected } from './orphan.ts';
import { readPanelMark, writePanelMark } from './panelMark.ts';

/** Launcher and panel in a page. */
export interface Softphone {
  /** Whether the panel was ever opened here. */
  readonly panelLoaded: boolean;
  open(): void;
  /** Closes for the agent, as the panel's own button asks. */
  close(): void;
}

/**
 * Puts launcher and panel into the page until the signal aborts; the panel is as the tab had it (S1-32), and in a new tab the
 * background says whether it opens by itself (S1-12).
 * @param orphaned called when the extension is gone and the agent comes near launcher or panel
 */
export function startSoftphone(signal: AbortSignal, orphaned: () => void): Softphone {
  const root = addHost(signal);
  const launcher = addLauncher(root, press);
  const frame = addFrame(root);
  let isOpen: boolean | undefined;
  let seen = false;

  root.addEventListener('pointerover', approach);
  root.addEventListener('focusin', approach);
  const mark = readPanelMark();
  show(mark === true);
  if (mark === undefined) void openInNewTab();

  return {
    get panelLoaded() {
      return frame.loaded;
    },
    open: () => change(true),
    close() {
      agentSawPanel();
      const hadFocus = frame.focused;
      change(false);
      if (hadFocus) launcher.focus();
    },
  };

  function approach(): void {
    if (!isConnected()) orphaned();
  }

  function press(): void {
    approach();
    if (signal.aborted) return;
    agentSawPanel();
    change(!isOpen);
    if (isOpen) frame.focus();
  }

  async function openInNewTab(): Promise<void> {
    const open = await mayOpenByItself();
    // The agent may have left the page, or pressed the launcher, before the answer came.
    if (!signal.aborted && readPanelMark() === undefined) change(open);
  }

  function change(open: boolean): void {
    writePanelMark(open);
    show(open);
  }

  function show(open: boolean): void {
    isOpen = open;
    launcher.show(open);
    frame.show(open);
  }

  function agentSawPanel(): void {
    if (!seen) tellPanelSeen();
    seen = true;
  }
}
