import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, CDPSession } from 'playwright';

/** What one load of a page took of the page's own process, until `settleMs` after its load event. */
export interface LoadCost {
  /** CPU time of the main thread, ms. */
  mainThreadMs: number;
  /** Of it in scripts, isolated worlds included, ms. */
  scriptMs: number;
  /** JavaScript heap after a forced collection, isolated worlds included, kB. */
  heapKb: number;
  /** Tasks longer than 50 ms (Long Tasks API). */
  longTasks: number;
  /** Requests that the page made; those of an extension's frame in it are not the page's. */
  requests: number;
}

const settleMs = 3_000;

/**
 * Loads a page in a new tab and measures it.
 * @param initScript runs in the page before its own scripts
 */
export async function measureLoad(
  context: BrowserContext,
  url: string,
  initScript?: string,
): Promise<LoadCost> {
  const page = await context.newPage();
  try {
    let requests = 0;
    page.on('request', (request) => {
      if (!request.url().startsWith('chrome-extension:')) requests += 1;
    });
    if (initScript !== undefined) await page.addInitScript(initScript);
    const devtools = await context.newCDPSession(page);
    // Thread time, unlike the wall clock, leaves out what other processes did meanwhile.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url, { waitUntil: 'load' });
    await wait(settleMs);
    const { TaskDuration, ScriptDuration } = await readMetrics(devtools);
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize } = await readMetrics(devtools);
    return {
      mainThreadMs: Number(TaskDuration) * 1000,
      scriptMs: Number(ScriptDuration) * 1000,
      heapKb: Number(JSHeapUsedSize) / 1000,
      longTasks: await page.evaluate(countLongTasks),
      requests,
    };
  } finally {
    await page.close();
  }
}

async function readMetrics(devtools: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Runs in the page. A buffered observer is told of everything since the page began. */
function countLongTasks(): Promise<number> {
  return new Promise((resolve) => {
    let count = 0;
    new PerformanceObserver((list) => {
      count += list.getEntries().length;
    }).observe({ type: 'longtask', buffered: true });
    setTimeout(() => resolve(count), 50);
  });
}
