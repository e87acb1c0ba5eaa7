const key = 'offhook:panel';

/** Whether the panel was open in this tab before the page was loaded again (S1-32); undefined in a new tab. */
export function readPanelMark(): boolean | undefined {
  try {
    const mark = sessionStorage.getItem(key);
    return mark === null ? undefined : mark === 'open';
  } catch {
    return undefined;
  }
}

/** Keeps it for the tab. HubSpot's page can read and change it, and learns and gains nothing. */
export function writePanelMark(open: boolean): void {
  try {
    sessionStorage.setItem(key, open ? 'open' : 'closed');
  } catch {
    // Storage is blocked or full: the panel is forgotten at the next load.
  }
}
