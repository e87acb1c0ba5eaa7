import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { test as base, expect } from 'playwright/test';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import type { CustomerPageOptions } from '../../sandbox/pbx/customerPage.ts';
import { sine } from '../lab/tone.ts';
import { encodeWav } from '../lab/wav.ts';
import { type BrowserOptions, type LaunchedBrowser, launchBrowser } from './browser.ts';
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
  /** Takes the agent from the first look to a later screen of the first run, through the interface. */
  firstRunTo: (end: FirstRunScreen) => Promise<void>;
  /** The whole first run. */
  becomeReady: () => Promise<void>;
}

interface WorkerStage {
  /** A WAV file with what the agent's microphone hears. */
  microphoneWav: string;
  customerBrowser: Browser;
}

/** The screens of the first run at which it can be left, in their order. */
type FirstRunScreen = 'connect' | 'product' | 'logIn' | 'microphone' | 'ready';

/** Tests on the whole: the built extension, the sandbox's HubSpot and PBX, and a customer. */
export const test = base.extend<Stage, WorkerStage>({
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
    const launched = await launchAgentBrowser(sandbox, { fakeMicrophoneWav: microphoneWav });
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
  firstRunTo: async ({ page, context, launched, sandbox }, use) => {
    await use((end) => firstRunTo(end, { page, context, extensionId: launched.extensionId, sandbox }));
  },
  becomeReady: async ({ firstRunTo }, use) => use(() => firstRunTo('ready')),
});

export { expect };

/** The sandbox's PBX as an agent enters it. */
export function sipProvider({ pbx }: Sandbox): Extract<journey.ProductChoice, { sipDomain: string }> {
  return { product: 'Other SIP provider', websocketServer: pbx.websocketUrl, sipDomain: pbx.domain };
}

export function agentOf({ pbx }: Sandbox): { username: string; password: string } {
  const [agent] = pbx.agents;
  if (!agent) throw new Error('The PBX has no agent.');
  return agent;
}

/** An agent's browser of its own beside, or instead of, the stage's: for tests that close it, or start it in their own way. */
export function launchAgentBrowser(
  sandbox: Sandbox,
  more: Pick<BrowserOptions, 'fakeMicrophoneWav' | 'userDataDir' | 'args'>,
): Promise<LaunchedBrowser> {
  return launchBrowser({ extensionDir, sandbox, headless: true, ...more });
}

/** Goes through the first run until the panel shows the screen `end`. */
export async function firstRunTo(
  end: FirstRunScreen,
  agent: { page: Page; context: BrowserContext; extensionId: string; sandbox: Sandbox },
): Promise<void> {
  const { page, context, extensionId, sandbox } = agent;
  await journey.saveHubSpotApp(context, extensionId, sandbox.hubspot.app);
  await page.bringToFront();
  await journey.openSoftphone(page);
  if (end === 'connect') return;
  await journey.connectHubSpot(page);
  if (end === 'product') return;
  await journey.chooseProduct(page, sipProvider(sandbox));
  if (end === 'logIn') return;
  await journey.logIn(page, agentOf(sandbox));
  if (end === 'microphone') return;
  await answerMicrophonePrompt(context);
  await journey.allowMicrophone(page);
}

/**
 * Answers Allow when the next tab asks for the microphone. A headless browser denies at once what a person would be asked;
 * granted once the tab is open, and not before, it is the same to the extension.
 */
export async function answerMicrophonePrompt(context: BrowserContext): Promise<void> {
  context.once('page', () => void context.grantPermissions(['microphone']));
}
