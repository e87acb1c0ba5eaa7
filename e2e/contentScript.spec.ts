import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page, Worker } from 'playwright/test';
import type { LaunchedBrowser } from './support/browser.ts';
import { closeSoftphone, panelOf } from './support/journey.ts';
import { expect, test } from './support/stage.ts';

const builtScript = path.resolve(import.meta.dirname, '../dist/src/content/index.js');

const launcher = (page: Page) => page.getByRole('button', { name: /^(Open|Close) softphone$/ });
const frame = (page: Page) => page.getByTitle('Offhook softphone');
const host = (page: Page) => page.locator('offhook-root');
const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

function serviceWorker({ context }: LaunchedBrowser): Worker {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('The service worker does not run.');
  return worker;
}

/** Asks a tab's content script as the panel and the background do. Undefined when it does not answer. */
function askContentScript(browser: LaunchedBrowser, request: string): Promise<unknown> {
  return serviceWorker(browser).evaluate(async (name) => {
    const [tab] = await chrome.tabs.query({ active: true });
    if (tab?.id === undefined) throw new Error('There is no tab.');
    return chrome.tabs.sendMessage(tab.id, { to: 'content', request: name }).catch(() => undefined);
  }, request);
}

const pageErrors: Error[] = [];
test.beforeEach(({ page }) => {
  pageErrors.length = 0;
  page.on('pageerror', (error) => pageErrors.push(error));
});
test.afterEach(() => expect(pageErrors).toEqual([]));

test('S1-12: the panel opens by itself on Contacts, until the agent has closed it once', async ({
  context,
  page,
  sandbox,
}) => {
  await expect(frame(page)).toBeVisible();
  await expect(panelOf(page).getByRole('heading').first()).toBeVisible();
  await closeSoftphone(page);
  await expect(frame(page)).toBeHidden();

  const other = await context.newPage();
  await other.goto(sandbox.hubspot.contactsAddress);
  await expect(launcher(other)).toHaveAccessibleName('Open softphone');
  await expect(frame(other)).toHaveCount(0);
});

test('S1-13: the launcher at the bottom right opens and closes the panel, by mouse and by keyboard', async ({
  page,
}) => {
  await closeSoftphone(page);
  const box = await launcher(page).boundingBox();
  const view = page.viewportSize();
  expect(box && view && box.x > view.width * 0.9 && box.y > view.height * 0.8).toBe(true);

  await expect(launcher(page)).toHaveAttribute('aria-expanded', 'false');
  await launcher(page).press('Enter');
  await expect(frame(page)).toBeVisible();
  await expect(launcher(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(frame(page)).toBeFocused();

  await panelOf(page).getByRole('button', { name: 'Close panel' }).click();
  await expect(frame(page)).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test('S1-32: the panel survives single-page navigation, with what was typed, and a reload', async ({
  page,
}) => {
  const agreement = panelOf(page).getByRole('checkbox', { name: /^I agree/ });
  await agreement.check();
  await rail(page, 'Deals').click();
  await expect(page).toHaveURL(/objects\/0-3/);
  await expect(agreement).toBeChecked();

  await page.reload();
  await expect(frame(page)).toBeVisible();
  await closeSoftphone(page);
  await page.reload();
  await expect(launcher(page)).toHaveAccessibleName('Open softphone');
  await expect(frame(page)).toHaveCount(0);
});

test('S1-11: launcher and panel are on Contacts pages only, and come back with them', async ({
  launched,
  page,
}) => {
  await expect(frame(page)).toBeVisible();
  await rail(page, 'Reports').click();
  await expect(page.getByRole('heading', { name: 'Sales dashboard' })).toBeVisible();
  await expect(host(page)).toHaveCount(0);
  expect(await askContentScript(launched, 'openPanel')).toBeUndefined();

  await page.goBack();
  await expect(frame(page)).toBeVisible();
  await expect(host(page)).toHaveCount(1);

  await page.goto('https://app.hubspot.com/login');
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(host(page)).toHaveCount(0);
});

test('the panel is told of the record in view, at once and at every change', async ({
  launched,
  page,
  sandbox,
}) => {
  const { portalId } = sandbox.hubspot;
  const [contact] = sandbox.hubspot.contacts();
  if (!contact) throw new Error('The sandbox has no contact.');
  await expect(panelOf(page).getByRole('heading').first()).toBeVisible();
  expect(await askContentScript(launched, 'pageContext')).toEqual({
    ok: true,
    value: { portalId, objectTypeId: '0-1' },
  });

  const told = await listenInExtension(launched);
  await page.bringToFront();
  const go = (address: string) => page.evaluate((url) => history.pushState(null, '', url), address);
  await go(`/contacts/${portalId}/record/0-1/${contact.id}`);
  await go(`/contacts/${portalId}/record/0-1/${contact.id}/view/1?tab=about`);
  await go(`/contacts/${portalId}/tasks`);
  await expect.poll(told).toEqual([{ portalId, objectTypeId: '0-1', recordId: contact.id }, null]);
  expect(await askContentScript(launched, 'pageContext')).toEqual({ ok: true, value: null });
});

test('the other parts open and close the panel; the page cannot pretend to be one', async ({
  launched,
  page,
}) => {
  await closeSoftphone(page);
  expect(await askContentScript(launched, 'openPanel')).toEqual({ ok: true });
  await expect(frame(page)).toBeVisible();
  expect(await askContentScript(launched, 'closePanel')).toEqual({ ok: true });
  await expect(frame(page)).toBeHidden();
  expect(await askContentScript(launched, 'readEverything')).toBeUndefined();

  await page.evaluate(() => {
    const forged = { to: 'content', request: 'openPanel' };
    window.postMessage(forged, '*');
    document.dispatchEvent(new CustomEvent('message', { detail: forged }));
  });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  await expect(frame(page)).toBeHidden();
  expect(await page.evaluate(() => typeof chrome === 'undefined' || chrome.runtime === undefined)).toBe(true);
});

test("the page's styles reach neither launcher nor panel", async ({ page }) => {
  await closeSoftphone(page);
  const before = await launcher(page).boundingBox();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      'offhook-root { display: none; position: static; z-index: -1; transform: scale(3); opacity: 0 } button { all: unset }',
    );
    document.adoptedStyleSheets.push(sheet);
  });
  await expect(launcher(page)).toBeVisible();
  expect(await launcher(page).boundingBox()).toEqual(before);
  await launcher(page).click();
  await expect(frame(page)).toBeVisible();
});

test('a second copy of the script replaces the first', async ({ context, page }) => {
  await closeSoftphone(page);
  const devtools = await context.newCDPSession(page);
  const worlds: { id: number; name: string }[] = [];
  devtools.on('Runtime.executionContextCreated', (created) => worlds.push(created.context));
  await devtools.send('Runtime.enable');
  const world = worlds.find(({ name }) => name.startsWith('Offhook'));
  if (!world) throw new Error(`The content script has no world: ${JSON.stringify(worlds)}`);
  const expression = await readFile(builtScript, 'utf8');
  const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression, contextId: world.id });
  expect(exceptionDetails).toBeUndefined();

  await expect(host(page)).toHaveCount(1);
  await launcher(page).click();
  await expect(frame(page)).toHaveCount(1);
  await expect(frame(page)).toBeVisible();
});

for (const approach of ['launcher', 'panel'] as const) {
  test(`launcher and panel that lost their extension leave as the agent comes to the ${approach}`, async ({
    launched,
    page,
  }) => {
    await expect(panelOf(page).getByRole('heading').first()).toBeVisible();
    await serviceWorker(launched)
      .evaluate(() => chrome.runtime.reload())
      .catch(() => {});
    await expect(async () => {
      await page.getByRole('heading').first().click();
      if (approach === 'launcher')
        await launcher(page)
          .hover({ timeout: 1_000 })
          .catch(() => {});
      else
        await frame(page)
          .click({ timeout: 1_000 })
          .catch(() => {});
      await expect(host(page)).toHaveCount(0, { timeout: 500 });
    }).toPass();
  });
}

/** Collects the contexts that content scripts tell the extension's pages. */
async function listenInExtension(browser: LaunchedBrowser): Promise<() => Promise<unknown[]>> {
  const listener = await browser.context.newPage();
  await listener.goto(`chrome-extension://${browser.extensionId}/src/options/index.html`);
  await listener.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    chrome.runtime.onMessage.addListener((message) => {
      if (message.event === 'pageContextChanged') told.push(message.context);
    });
  });
  return () => listener.evaluate(() => (window as unknown as { told: unknown[] }).told);
}
