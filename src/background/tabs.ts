import { browser } from '../browserApi/index.ts';
import { requesterOf } from '../messaging/channel.ts';
import { contentRequests } from '../messaging/requests.ts';

/** Opens the panel in a tab. False where no launcher is: another site, or a HubSpot page outside Contacts. */
export async function openPanelIn(tabId: number): Promise<boolean> {
  const request = requesterOf('content', contentRequests, (message) =>
    browser.tabs.sendMessage(tabId, message),
  );
  try {
    await request('openPanel');
    return true;
  } catch {
    return false;
  }
}

/**
 * Brings the panel up where the agent looks: in the tabs in view, else in the Contacts tab that was in view last.
 * Tabs are asked without knowing their addresses, so that the extension needs no right to read them.
 */
export async function openPanelInView(): Promise<void> {
  const tabs = await browser.tabs.query({});
  tabs.sort((a, b) => Number(b.active) - Number(a.active) || (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  for (const tab of tabs) if (tab.id !== undefined && (await openPanelIn(tab.id))) return;
}
