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
 */
export async function killServiceWorkers(context: BrowserContext): Promise<number> {
  const session = await browserSession(context);
  try {
    const workers = (await listTargets(session)).filter(isExtensionWorker);
    for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
    const ids = new Set(workers.map((worker) => worker.targetId));
    // A worker that has been started again meanwhile has another id.
    while ((await listTargets(session)).some((target) => ids.has(target.targetId))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return workers.length;
  } finally {
    await session.detach();
  }
}

function isExtensionWorker({ type, url }: BrowserTarget): boolean {
  return type === 'service_worker' && url.startsWith('chrome-extension://');
}
