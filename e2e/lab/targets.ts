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
 * when one has stopped. The next event or message starts them again. Ports disconnect; offscreen documents stay.
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
    const stopped = new Promise<void>((resolve) => {
      worker.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
      });
    });
    await worker.send('ServiceWorker.enable');
    await worker.send('ServiceWorker.stopAllWorkers');
    // Told by its status, not by its target, which a worker that is started again at once takes over.
    if (ids.size > 0) await stopped;
    return ids.size;
  } finally {
    await Promise.all([session.detach(), worker.detach()]);
  }
}

function isExtensionWorker({ type, url }: BrowserTarget): boolean {
  return type === 'service_worker' && url.startsWith('chrome-extension://');
}
