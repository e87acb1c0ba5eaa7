import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { test as base, expect } from 'playwright/test';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import type { CustomerPageOptions } from '../../sandbox/pbx/customerPage.ts';
import { sine } from '../lab/tone.ts';
import { encodeWav } from '../lab/wav.ts';
import { type LaunchedBrowser, launchBrowser } from './browser.ts';
import { readExtensionId } from './extensionId.ts';
import { findChromium } from './findChromium.ts';
import * as journey from './journey.ts';

const extensionDir = path.resolve(import.meta.dirname, '../../dist');

/** What the agent's fake microphone says, in Hz. */
export const agentTone = 1_000;

export interface Stage {
  sandbox: Sandbox;
  /** The agent's browser, new, with the extension. */
  launched: LaunchedBrowser;
  context: BrowserContext;
  /** HubSpot's Contacts list in the agent's browser. */
  page: Page;
  /** Opens a customer's phone, in a browser of its own. */
  customerPhone: (options?: CustomerPageOptions) => Promise<Page>;
  /** Takes the agent from the first look to Ready, through the interface. */
  becomeReady: () => Promise<void>;
}

/** Tests on the whole: the built extension, the sandbox's HubSpot and PBX, and a customer. */
export const test = base.extend<Stage, { microphoneWav: string; customerBrowser: Browser }>({
  microphoneWav: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const directory = await mkdtemp(path.join(tmpdir(), 'offhook-microphone-'));
      const wav = path.join(directory, 'agent.wav');
      // In bursts: noise suppression takes a steady tone for noise.
      const tone = sine({ frequency: agentTone, seconds: 9.6, rate: 48_000, burstSeconds: 0.3 });
      await writeFile(wav, encodeWav(tone));
      await use(wav);
      await rm(directory, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  customerBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const executablePath = findChromium();
      const browser = await chromium.launch({
        ...(executablePath !== undefined && { executablePath }),
        args: [
          '--allow-loopback-in-peer-connection',
          '--autoplay-policy=no-user-gesture-required',
          '--disable-quic',
        ],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  sandbox: async ({}, use) => {
    const sandbox = await startSandbox({ extensionId: readExtensionId(extensionDir), recordings: true });
    await use(sandbox);
    await sandbox.close();
  },
  launched: async ({ sandbox, microphoneWav }, use) => {
    const launched = await launchBrowser({
      extensionDir,
      sandbox,
      headless: true,
      fakeMicrophoneWav: microphoneWav,
    });
    await use(launched);
    await launched.close();
  },
  context: async ({ launched }, use) => use(launched.context),
  page: async ({ context, sandbox }, use) => {
    const page = await context.newPage();
    await page.goto(sandbox.hubspot.contactsAddress);
    await use(page);
  },
  customerPhone: async ({ customerBrowser, sandbox }, use) => {
    const context = await customerBrowser.newContext();
    await use(async (options) => {
      const page = await context.newPage();
      await page.goto(sandbox.pbx.customerPageUrl(options));
      await page.getByRole('status', { name: 'Status' }).filter({ hasText: 'Ready' }).waitFor();
      return page;
    });
    await context.close();
  },
  becomeReady: async ({ page, context, launched, sandbox }, use) => {
    await use(async () => {
      await journey.saveHubSpotApp(context, launched.extensionId, sandbox.hubspot.app);
      await page.bringToFront();
      await journey.openSoftphone(page);
      await journey.connectHubSpot(page);
      await journey.chooseProduct(page, sipProvider(sandbox));
      await journey.logIn(page, agentOf(sandbox));
      await answerMicrophonePrompt(context);
      await journey.allowMicrophone(page);
    });
  },
});

export { expect };

/** The sandbox's PBX as an agent enters it. */
export function sipProvider({ pbx }: Sandbox): journey.ProductChoice {
  return { product: 'Other SIP provider', websocketServer: pbx.websocketUrl, sipDomain: pbx.domain };
}

export function agentOf({ pbx }: Sandbox): { username: string; password: string } {
  const [agent] = pbx.agents;
  if (!agent) throw new Error('The PBX has no agent.');
  return agent;
}

/**
 * Answers Allow when the next tab asks for the microphone. A headless browser denies at once what a person would be asked;
 * granted once the tab is open, and not before, it is the same to the extension.
 */
export async function answerMicrophonePrompt(context: BrowserContext): Promise<void> {
  context.once('page', () => void context.grantPermissions(['microphone']));
}
