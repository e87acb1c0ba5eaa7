import { browser } from '../browserApi/content.ts';

/** The panel in the page (S1-12). */
export interface Frame {
  /** From the first opening on, open or not: somebody there wants to know the page in view. */
  readonly loaded: boolean;
  /** Whether the keyboard is in the panel. */
  readonly focused: boolean;
  show(open: boolean): void;
  focus(): void;
}

/**
 * The iframe of the panel in the host's shadow root: loaded at the first opening and then kept, hidden or not, so that what
 * the agent typed is there when it opens again.
 */
export function addFrame(root: ShadowRoot): Frame {
  let frame: HTMLIFrameElement | undefined;
  return {
    get loaded() {
      return frame !== undefined;
    },
    get focused() {
      return frame !== undefined && root.activeElement === frame;
    },
    show(open) {
      if (!frame && open) {
        frame = document.createElement('iframe');
        frame.title = 'Offhook softphone';
        // No delegated permission: microphone and sound belong to the phone, outside the page.
        frame.allow = '';
        frame.src = browser.runtime.getURL('src/panel/index.html');
        root.append(frame);
      }
      if (frame) frame.hidden = !open;
    },
    focus: () => frame?.focus(),
  };
}
