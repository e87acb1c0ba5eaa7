import { browser } from '../browserApi/content.ts';

const replaced = 'offhook:replaced';

/**
 * Ends this instance when a later one starts in the page, or when the extension was updated or removed: its scripts stay in open
 * pages, cut off from the extension, and no event says so. So it looks when the page comes into view and when it navigates; the
 * softphone looks when the agent comes near.
 */
export function stopWhenOrphaned(life: AbortController): void {
  const { signal } = life;
  const look = () => {
    if (!isConnected()) life.abort();
  };
  document.dispatchEvent(new Event(replaced));
  document.addEventListener(replaced, () => life.abort(), { signal });
  document.addEventListener('visibilitychange', look, { signal });
  window.addEventListener('focus', look, { signal });
  // A click into the panel's frame takes the focus from the page; no pointer event tells of it.
  window.addEventListener('blur', look, { signal });
  window.addEventListener('pageshow', look, { signal });
  navigation.addEventListener('currententrychange', look, { signal });
}

/** False once the extension that injected this script is gone. */
export function isConnected(): boolean {
  return browser.runtime?.id !== undefined;
}
