import type { BrowserContext, CDPSession } from 'playwright';

/** A DevTools target: page, service worker, offscreen document (its type is `background_page`) and others. */
export interface BrowserTarget {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

/** A DevTools session with the whole browser; `detach()` it when done. */
export async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (!browser) throw new Error('this context has no browser to speak to');
  return browser.newBrowserCDPSession();
}

/** Every target, those that Playwright does not show as well. */
export async function listTargets(session: CDPSession): Promise<readonly BrowserTarget[]> {
  // Without the filter, which matches everything, targets of the type `tab` and others are left out.
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  return targetInfos.map(({ targetId, type, url }) => ({ targetId, type, url }));
}

/**
 * Ends the service workers of all extensions, as Chromium does with an idle one, and resolves with how many there were
 * when they have gone. The next event or message starts them again. Ports disconnect; offscreen documents stay.
 * Needs a page, whichever: closing the workers' targets instead leaves Chromium with one that never goes when done repeatedly.
 */
export async function killServiceWorkers(context: BrowserContext): Promise<number> {
  const [page] = context.pages();
  if (!page) throw new Error('without a page there is nobody to ask for the death of workers');
  const [session, worker] = await Promise.all([browserSession(context), context.newCDPSession(page)]);
  try {
    const ids = new Set(
      (await listTargets(session)).filter(isExtensionWorker).map(({ targetId }) => targetId),
    );
    await worker.send('ServiceWorker.enable');
    await worker.send('ServiceWorker.stopAllWorkers');
    // A worker that has been started again meanwhile has another id.
    while ((await listTargets(session)).some(({ targetId }) => ids.has(targetId)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    return ids.size;
  } finally {
    await Promise.all([session.detach(), worker.detach()]);
  }
}

function isExtensionWorker({ type, url }: BrowserTarget): boolean {
  return type === 'service_worker' && url.startsWith('chrome-extension://');
}
