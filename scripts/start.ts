import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sine } from '../e2e/lab/tone.ts';
import { encodeWav } from '../e2e/lab/wav.ts';
import { launchBrowser } from '../e2e/support/browser.ts';
import { readExtensionId } from '../e2e/support/extensionId.ts';
import { startSandbox } from '../sandbox/index.ts';
import { firstAgent, firstRunSteps, setUpOrganisation } from './demo/demoSteps.ts';
import type { DemoStage } from './demo/stage.ts';
import { runDemo } from './demo.ts';
import { root, runProgram } from './runProgram.ts';
import { ensureChromium } from './setup/chromium.ts';

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: !hasDisplay() },
    /** Leaves the first run, from the agreement to the microphone, to the person. */
    'first-run': { type: 'boolean', default: false },
  },
});
const extensionDir = path.join(root, 'dist');

ensureChromium();
const buildExitCode = await runProgram('vite', ['build', '--logLevel', 'warn']);
if (buildExitCode !== 0) process.exit(buildExitCode ?? 1);

const cleanUps: (() => Promise<unknown>)[] = [];
try {
  const stage = await setTheStage(values.headless);
  if (values.headless) await runDemo(stage);
  else await handOver(stage);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}

async function setTheStage(headless: boolean): Promise<DemoStage> {
  const sandbox = await startSandbox({ extensionId: readExtensionId(extensionDir), recordings: true });
  cleanUps.push(() => sandbox.close());
  const browser = await launchBrowser({
    extensionDir,
    sandbox,
    headless,
    ...(headless ? { fakeMicrophoneWav: await writeTone() } : {}),
  });
  cleanUps.push(() => browser.close());
  const { context, extensionId } = browser;
  const page = context.pages()[0] ?? (await context.newPage());
  const customer = await context.newPage();
  await customer.goto(sandbox.pbx.customerPageUrl());
  return { context, extensionId, page, customer, sandbox };
}

/** Leaves the browser to the person in front of it, ready to call, until it is closed. */
async function handOver(stage: DemoStage): Promise<void> {
  const { context, page, sandbox } = stage;
  const { hubspot, pbx } = sandbox;
  const agent = firstAgent(pbx.agents);
  if (values['first-run']) {
    await setUpOrganisation(stage);
    await page.goto(hubspot.contactsAddress);
    console.log(`
  1. Open the softphone at the bottom right, agree, and connect HubSpot.
  2. Product: Other SIP provider, WebSocket server ${pbx.websocketUrl}, SIP domain ${pbx.domain}
  3. Log in as ${agent.username} with the password ${agent.password}, and allow the microphone.`);
  } else for (const { run } of firstRunSteps) await run(stage);
  await page.bringToFront();
  console.log(`
HubSpot's Contacts page is open, and the customer's phone in the tab beside it. Call any contact: the customer's phone rings. It can
call you, too.${values['first-run'] ? '' : ' To see the first run from its beginning: npm start -- --first-run'}

  Customer's phone   ${pbx.customerPageUrl()}
  What HubSpot holds https://app.hubspot.com/sandbox-crm

Close the browser to end.`);
  await new Promise((resolve) => context.once('close', resolve));
}

/** A microphone that can be recognised: 1,000 Hz in bursts, because noise suppression turns a steady tone down. */
async function writeTone(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'offhook-tone-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'tone.wav');
  await writeFile(file, encodeWav(sine({ frequency: 1_000, seconds: 2, rate: 48_000, burstSeconds: 1 })));
  return file;
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
