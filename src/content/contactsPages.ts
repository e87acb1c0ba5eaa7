import { contextOf, type HubSpotPage, readPage } from './hubspotPage.ts';
import { answerRequests, type ContentHandlers, tellPageContext } from './messages.ts';
import { watchAddress } from './navigation.ts';
import { type Softphone, startSoftphone } from './softphone.ts';

/**
 * Keeps launcher and panel on HubSpot's Contacts pages (S1-11) across single-page navigation: added on entering, removed
 * on leaving, told of the record in view.
 */
export function followContactsPages(life: AbortController): void {
  let page: HubSpotPage = null;
  let visit: { readonly softphone: Softphone; readonly end: () => void } | undefined;

  answerRequests(handlersNow, life.signal);
  watchAddress(report, life.signal);

  function report(url: string): void {
    const before = contextOf(page);
    page = readPage(url);
    if (page === null) {
      visit?.end();
      visit = undefined;
      return;
    }
    visit ??= startVisit();
    const context = contextOf(page);
    if (visit.softphone.panelLoaded && JSON.stringify(context) !== JSON.stringify(before))
      tellPageContext(context);
  }

  function handlersNow(): ContentHandlers {
    if (!visit) return {};
    const { softphone } = visit;
    return {
      pageContext: () => contextOf(page),
      openPanel: () => softphone.open() as undefined,
      closePanel: () => softphone.close() as undefined,
    };
  }

  function startVisit() {
    const controller = new AbortController();
    const softphone = startSoftphone(AbortSignal.any([life.signal, controller.signal]), () => life.abort());
    return { softphone, end: () => controller.abort() };
  }
}
