import { type BrowserOptions, type LaunchedBrowser, launchBrowser } from '../../e2e/support/browser.ts';
import { closeSoftphone } from '../../e2e/support/journey.ts';
import type { Figure } from '../figure.ts';
import { addedFigures, plainFigures } from './compare.ts';
import { createEmptyExtension } from './emptyExtension.ts';
import { type LoadCost, measureLoad } from './measureLoad.ts';

/** The tab had the panel open before this load. */
const panelOpen = "sessionStorage.setItem('offhook:panel', 'open')";

/**
 * What Offhook costs a HubSpot page: the same page in two browsers that differ in nothing else, loaded in turn, each time
 * in a new tab. Once with the launcher alone, as most pages have it, and once with the panel open.
 *
 * @param loads how many of each are counted; one more of each warms up
 */
export async function measurePageCost(
  options: Pick<BrowserOptions, 'extensionDir' | 'sandbox'> & { url: string; loads: number },
): Promise<Figure[]> {
  const { extensionDir, sandbox, url, loads } = options;
  const empty = await createEmptyExtension();
  const browsers: LaunchedBrowser[] = [];
  const launch = async (folder: string) => {
    const browser = await launchBrowser({ extensionDir: folder, sandbox, headless: true });
    browsers.push(browser);
    return browser.context;
  };
  try {
    const without = await launch(empty.folder);
    const withOffhook = await launch(extensionDir);
    await putPanelAway(withOffhook, url);

    const plain: LoadCost[] = [];
    const launcher: LoadCost[] = [];
    const panel: LoadCost[] = [];
    for (let round = 0; round <= loads; round += 1) {
      const costs = [
        await measureLoad(without, url),
        await measureLoad(withOffhook, url),
        await measureLoad(withOffhook, url, panelOpen),
      ] as const;
      if (round === 0) continue;
      plain.push(costs[0]);
      launcher.push(costs[1]);
      panel.push(costs[2]);
    }
    return [
      ...plainFigures(plain),
      ...addedFigures('launcher', plain, launcher, true),
      ...addedFigures('panel open', plain, panel, false),
    ];
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await empty.remove();
  }
}

/** From then on the panel no longer opens by itself (S1-12). */
async function putPanelAway(context: LaunchedBrowser['context'], url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  await closeSoftphone(page);
  await page.close();
}
