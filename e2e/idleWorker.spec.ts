import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { startSandbox } from '../sandbox/index.ts';
import { readExtensionId } from './support/extensionId.ts';
import { findChromium } from './support/findChromium.ts';

const extensionDir = path.resolve(import.meta.dirname, '../dist');

interface Target {
  readonly type: string;
  readonly url: string;
}

/**
 * A browser that nobody debugs: with a debugger attached a worker may live on. Its targets are listed by address, without
 * attaching to any.
 */
async function startUnwatchedBrowser(args: readonly string[], url: string) {
  const profile = await mkdtemp(path.join(tmpdir(), 'offhook-idle-'));
  const browser = spawn(
    findChromium() ?? 'chromium',
    [
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      ...args,
      url,
    ],
    { stdio: 'ignore' },
  );
  let origin = '';
  await expect
    .poll(async () => {
      const [port] = (await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split(
        '\n',
      );
      origin = port ? `http://127.0.0.1:${port}` : '';
      return origin;
    })
    .not.toBe('');
  return {
    targets: async () => (await (await fetch(`${origin}/json/list`)).json()) as Target[],
    openTab: (address: string) =>
      fetch(`${origin}/json/new?${encodeURIComponent(address)}`, { method: 'PUT' }),
    close: async () => {
      const gone = new Promise((resolve) => browser.once('exit', resolve));
      browser.kill();
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

test('an idle worker dies though the panel is open, stays dead, and comes back when it is needed', async () => {
  test.setTimeout(180_000);
  const sandbox = await startSandbox({ extensionId: readExtensionId(extensionDir) });
  const browser = await startUnwatchedBrowser(
    [
      `--disable-extensions-except=${extensionDir}`,
      `--load-extension=${extensionDir}`,
      `--host-resolver-rules=${sandbox.resolverRules}`,
      `--ignore-certificate-errors-spki-list=${sandbox.spki}`,
    ],
    sandbox.hubspot.contactsAddress,
  );
  const has = async (type: string, ending: string) =>
    (await browser.targets()).some((target) => target.type === type && target.url.endsWith(ending));
  const workerLives = () => has('service_worker', '/service-worker-loader.js');
  try {
    await expect.poll(workerLives, { timeout: 20_000 }).toBe(true);
    // First use: the panel opens by itself.
    await expect.poll(() => has('iframe', '/src/panel/index.html'), { timeout: 20_000 }).toBe(true);
    await expect.poll(workerLives, { timeout: 90_000, intervals: [1_000] }).toBe(false);
    for (let second = 0; second < 10; second++) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await workerLives()).toBe(false);
    }
    expect(await has('iframe', '/src/panel/index.html')).toBe(true);
    await browser.openTab(sandbox.hubspot.contactsAddress);
    await expect.poll(workerLives, { timeout: 20_000 }).toBe(true);
  } finally {
    await browser.close();
    await sandbox.close();
  }
});
