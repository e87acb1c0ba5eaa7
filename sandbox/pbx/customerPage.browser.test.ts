import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../e2e/support/findChromium.ts';
import { type Pbx, startPbx } from './index.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
];
const POLL = { timeout: 15_000 };

let pbx: Pbx;
let browser: Browser;
let context: BrowserContext;
let agentScript: string;

beforeAll(async () => {
  const executablePath = findChromium();
  [pbx, browser, agentScript] = await Promise.all([
    startPbx(),
    chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ARGUMENTS }),
    buildAgentScript(),
  ]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await pbx.close();
});
beforeEach(async () => {
  context = await browser.newContext();
  return () => context.close();
});

describe("the customer's phone", { timeout: 60_000 }, () => {
  it('takes a call, and both ends hear each other', async () => {
    const customer = await openCustomer({ tone: 440 });
    const agent = await openAgent();
    await agent.evaluate(() => window.agent.call('+12025550143'));
    await expect.poll(() => statusOf(customer), POLL).toBe('Incoming call');
    await customer.getByRole('button', { name: 'Answer', exact: true }).click();
    await expect.poll(() => statusOf(customer), POLL).toBe('In call');
    await expectSoundBothWays(agent, customer);

    await agent.evaluate(() => window.agent.session?.sendDTMF('159#', { duration: 100 }));
    await expect.poll(() => customer.getByLabel('Digits received').textContent(), POLL).toBe('159#');
    const rfc4733 = 'RFC2833' as never;
    await agent.evaluate(
      (transportType) => window.agent.session?.sendDTMF('8*0', { duration: 300, transportType }),
      rfc4733,
    );
    await expect.poll(() => customer.getByLabel('Digits received').textContent(), POLL).toBe('159#8*0');

    await customer.getByRole('button', { name: 'Hang up', exact: true }).click();
    await expect.poll(() => agent.evaluate(() => window.agent.session?.isEnded()), POLL).toBe(true);
    await expect.poll(() => statusOf(customer), POLL).toBe('Ready');
    expect(pbx.activity().dialogs).toBe(0);
  });

  it('calls an agent with its own number and name', async () => {
    const customer = await openCustomer({ number: '+12025550199', name: 'Maria Johnson' });
    const agent = await openAgent();
    await customer.getByRole('button', { name: 'Call agent', exact: true }).click();
    await expect.poll(() => agent.evaluate(() => window.agent.session?.isInProgress()), POLL).toBe(true);
    const caller = await agent.evaluate(() => window.agent.session?.remote_identity.toString());
    expect(caller).toMatch(/^"Maria Johnson" <sip:\+12025550199@pbx\.sandbox\.test>/);
    await agent.evaluate(() => window.agent.answer());
    await expectSoundBothWays(agent, customer);
    await agent.evaluate(() => window.agent.session?.terminate());
    await expect.poll(() => statusOf(customer), POLL).toBe('Ready');
  });

  it('answers by itself when asked to, and stops ringing when the agent gives up', async () => {
    const customer = await openCustomer({ auto: true });
    const agent = await openAgent();
    await agent.evaluate(() => window.agent.call('+12025550143'));
    await expect.poll(() => statusOf(customer), POLL).toBe('In call');
    await agent.evaluate(() => window.agent.session?.terminate());
    await expect.poll(() => statusOf(customer), POLL).toBe('Ready');

    await customer.getByLabel('Answer automatically').uncheck();
    await agent.evaluate(() => window.agent.call('+12025550143'));
    await expect.poll(() => statusOf(customer), POLL).toBe('Incoming call');
    await agent.evaluate(() => window.agent.session?.terminate());
    await expect.poll(() => statusOf(customer), POLL).toBe('Ready');
  });

  it('declines, and says what is wrong with a number, keeping it', async () => {
    const customer = await openCustomer({});
    const agent = await openAgent();
    await agent.evaluate(() => window.agent.call('+12025550143'));
    await customer.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect.poll(() => agent.evaluate(() => window.agent.session?.isEnded()), POLL).toBe(true);
    expect(pbx.messages().some(({ firstLine }) => firstLine === 'SIP/2.0 603 Decline')).toBe(true);

    await customer.getByLabel('My number').fill('12-ab');
    await customer.getByRole('button', { name: 'Call agent', exact: true }).click();
    expect(await customer.getByRole('alert').textContent()).toContain('5 to 15 digits');
    expect(await customer.getByLabel('My number').inputValue()).toBe('12-ab');
  });
});

const statusOf = (page: Page) => page.getByLabel('Status', { exact: true }).textContent();

async function openCustomer(options: Parameters<Pbx['customerPageUrl']>[0]): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pbx.customerPageUrl(options));
  await expect.poll(() => statusOf(page), POLL).toBe('Ready');
  return page;
}

async function openAgent(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${pbx.httpUrl}/nothing`);
  await page.addScriptTag({ content: agentScript });
  const [{ username, password } = { username: '', password: '' }] = pbx.agents;
  await page.evaluate(
    ([url, ...account]) => {
      window.agent = new window.AgentPhone(url, ...account);
    },
    [pbx.websocketUrl, username, password] as const,
  );
  await expect.poll(() => page.evaluate(() => window.agent.isRegistered()), POLL).toBe(true);
  return page;
}

async function expectSoundBothWays(agent: Page, customer: Page): Promise<void> {
  await expect
    .poll(() => customer.getByLabel('Heard', { exact: true }).textContent(), POLL)
    .toMatch(/^(999|100[01]) Hz$/);
  const distance = () => agent.evaluate(() => Math.abs(window.agent.heard() - 440));
  await expect.poll(distance, POLL).toBeLessThan(5);
}

async function buildAgentScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('./testing/agentPage.ts', import.meta.url)),
        name: 'agentPage',
        formats: ['iife'],
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const [chunk] = outputs.flatMap((output) => ('output' in output ? output.output : []));
  if (chunk?.type !== 'chunk') throw new Error("the agent's page was not built");
  return chunk.code;
}
