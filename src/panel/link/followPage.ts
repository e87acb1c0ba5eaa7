import * as v from 'valibot';
import { browser } from '../../browserApi/index.ts';
import { pageContextChanged } from '../../messaging/ports.ts';
import { type PageContext, pageContextSchema } from '../../messaging/snapshots.ts';
import { contentOf } from './requests.ts';

const messageSchema = v.object({
  event: v.literal(pageContextChanged),
  context: v.nullable(pageContextSchema),
});

interface OwnTab {
  /** The tab whose page holds this panel; absent in a window or side panel. */
  readonly tabId: number | undefined;
}

/**
 * Follows the page that the panel's own tab shows, from its content script alone.
 * Other tabs' content scripts talk to the same extension, and are left aside by the tab id that the browser states.
 */
export async function followPage(
  onPage: (page: PageContext | null) => void,
  signal: AbortSignal,
): Promise<OwnTab> {
  const inAFrame = window.top !== window;
  const tabId = inAFrame ? (await browser.tabs.getCurrent().catch(() => undefined))?.id : undefined;
  if (tabId === undefined || signal.aborted) return { tabId };

  const listener = (message: unknown, sender: { tab?: { id?: number | undefined } | undefined }) => {
    const told = v.safeParse(messageSchema, message);
    if (told.success && sender.tab?.id === tabId) onPage(told.output.context);
    return undefined;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));

  const read = contentOf(tabId)('pageContext');
  // A content script of an older version does not answer; the panel then works without a contact in view.
  read.then((page) => !signal.aborted && onPage(page)).catch(() => onPage(null));
  return { tabId };
}
