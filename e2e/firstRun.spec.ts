import type { Locator, Page } from 'playwright/test';
import { expectAccessible, panelFrame } from './support/accessibility.ts';
import {
  chooseProduct,
  connectHubSpot,
  leaveSetup,
  logIn,
  openSetup,
  openSoftphone,
  panelOf,
  saveHubSpotApp,
  startConnecting,
  waitUntilReady,
} from './support/journey.ts';
import { agentOf, expect, sipProvider, test } from './support/stage.ts';

const heading = (page: Page, name: string) => panelOf(page).getByRole('heading', { name, exact: true });
const productBox = (page: Page) => panelOf(page).getByRole('combobox', { name: 'Product' });
const field = (page: Page, name: string) => panelOf(page).getByLabel(name, { exact: true });
const save = (page: Page) => panelOf(page).getByRole('button', { name: 'Save', exact: true });

test('S1-2: Offhook is installed as an extension of Chrome, before anything else', async ({
  context,
  launched,
  page,
}) => {
  const extensions = await context.newPage();
  await extensions.goto('chrome://extensions/');
  const card = extensions.locator(`extensions-item#${launched.extensionId}`);
  await expect(card.locator('#name')).toHaveText('Offhook: the softphone for HubSpot');
  await expect(card.getByRole('switch', { name: /^On/ })).toBeChecked();
  await extensions.close();

  // What the agent sees on HubSpot's page is that extension's own document.
  await openSoftphone(page);
  await expect(heading(page, 'Offhook')).toBeVisible();
  expect(page.frames().map((frame) => new URL(frame.url()).protocol)).toContain('chrome-extension:');
});

test('S1-11: from HubSpot’s home page the menu leads to Contacts, and there is the softphone', async ({
  page,
}) => {
  const menu = page.getByRole('navigation', { name: 'Main' });
  await page.goto('https://app.hubspot.com/home');
  await expect(page.getByRole('heading', { name: /^Good day/ })).toBeVisible();
  await expect(page.locator('offhook-root')).toHaveCount(0);
  await menu.getByRole('link', { name: 'Contacts' }).click();
  await expect(page.getByRole('button', { name: /^(Open|Close) softphone$/ })).toBeVisible();
  await openSoftphone(page);
  await expect(heading(page, 'Connect to HubSpot')).toBeVisible();
});

test('S1-14: a user of two HubSpot accounts chooses the one to use, in HubSpot and later in Setup', async ({
  page,
  sandbox,
  firstRunTo,
}) => {
  sandbox.hubspot.control.setDefaultUser('grace');
  await firstRunTo('connect');
  const window = await startConnecting(page);
  await expect(window.getByRole('heading', { name: 'Choose an account' })).toBeVisible();
  await expect(window.getByRole('link', { name: /Northwind Trading/ })).toBeVisible();
  await window.getByRole('link', { name: /Fabrikam Labs/ }).click();
  await expect(window.getByText(/Fabrikam Labs/)).toBeVisible();
  await window.getByRole('button', { name: 'Connect app' }).click();
  await chooseProduct(page, sipProvider(sandbox));

  const integrations = await openSetup(page, 'Integrations');
  const inUse = integrations.getByRole('definition').first();
  await expect(inUse).toHaveText('fabrikamlabs.example (8105678)');
  await expect(integrations.getByRole('definition').last()).toHaveText(
    'grace.okafor@northwindtrading.example',
  );

  const [second] = await Promise.all([
    page.context().waitForEvent('page'),
    integrations.getByRole('button', { name: 'Connect another account' }).click(),
  ]);
  await second.getByRole('link', { name: /Northwind Trading/ }).click();
  await second.getByRole('button', { name: 'Connect app' }).click();
  await expect(inUse).toHaveText('northwindtrading.example (8101234)');
  const choice = integrations.getByRole('group', { name: 'Choose an account' });
  await expectAccessible(page, 'Setup › Integrations, two accounts', { frame: panelFrame(page) });
  await choice.getByRole('button', { name: /^fabrikamlabs\.example/ }).click();
  await expect(inUse).toHaveText('fabrikamlabs.example (8105678)');
});

test('S1-15: Connect HubSpot works only once the agreement box is ticked', async ({
  context,
  page,
  sandbox,
  firstRunTo,
}) => {
  await firstRunTo('connect');
  const agreement = panelOf(page).getByRole('checkbox', {
    name: 'I agree that Offhook may use my HubSpot contacts and calls',
  });
  const connect = panelOf(page).getByRole('button', { name: 'Connect HubSpot' });
  await expect(agreement).not.toBeChecked();
  await expect(connect).toBeDisabled();
  await agreement.check();
  await expect(connect).toBeEnabled();
  await agreement.uncheck();
  await expect(connect).toBeDisabled();
  // By the keyboard, too: a form is sent by Enter in a field.
  await agreement.press('Enter');
  expect(sandbox.hubspot.control.requests().filter(({ path }) => path.includes('oauth'))).toEqual([]);
  expect(context.pages().filter((open) => open.url().includes('/oauth/'))).toEqual([]);

  await agreement.check();
  const [window] = await Promise.all([context.waitForEvent('page'), connect.click()]);
  await expect(window.getByRole('heading', { name: 'Connecting Offhook to HubSpot' })).toBeVisible();
});

test('S1-16, S1-17: a product must be chosen before anything else works, from these three', async ({
  context,
  page,
  sandbox,
  firstRunTo,
}) => {
  await firstRunTo('product');
  const panel = panelOf(page);
  await expect(heading(page, 'Choose your product')).toBeVisible();
  await expect(productBox(page)).toHaveValue('');
  await expect(productBox(page).locator('option:not([disabled])')).toHaveText([
    '8x8 Work',
    'Virtual Contact Center',
    'Other SIP provider',
  ]);

  const nothingElse = async (where: Page) => {
    const there = panelOf(where);
    await expect(there.getByRole('combobox')).toHaveCount(1);
    await expect(there.getByRole('textbox')).toHaveCount(0);
    await expect(there.getByRole('button').filter({ visible: true })).toHaveText(['', 'Save']);
    await expect(there.getByRole('button', { name: 'Close panel' })).toBeVisible();
    await expect(there.getByText('Offline')).toBeVisible();
  };
  await nothingElse(page);
  await save(page).click();
  await expect(productBox(page)).toHaveAccessibleDescription(/No product is chosen/);
  await expect(heading(page, 'Choose your product')).toBeVisible();

  // Neither a reload nor another tab gets past it.
  await page.reload();
  await expect(heading(page, 'Choose your product')).toBeVisible();
  const other = await context.newPage();
  await other.goto(sandbox.hubspot.contactsAddress);
  await openSoftphone(other);
  await expect(heading(other, 'Choose your product')).toBeVisible();
  await nothingElse(other);
  await expect(panel.getByRole('button', { name: 'Setup', exact: true })).toHaveCount(0);
});

test('S1-19, S1-20, S1-21: domain and token belong to the Contact Center; the domain is required, the token optional', async ({
  page,
  firstRunTo,
}) => {
  await firstRunTo('product');
  const domain = field(page, 'Contact Center Domain');
  const token = field(page, 'Data Request Token');
  for (const product of ['8x8 Work', 'Other SIP provider']) {
    await productBox(page).selectOption({ label: product });
    await expect(field(page, 'WebSocket server')).toBeVisible();
    await expect(domain).toHaveCount(0);
    await expect(token).toHaveCount(0);
  }

  await productBox(page).selectOption({ label: 'Virtual Contact Center' });
  await expect(domain).toBeVisible();
  await expect(token).toHaveAccessibleDescription(/recording/);
  await save(page).click();
  await expect(domain).toHaveAccessibleDescription(/This field is empty.*Fill it in/);
  await expect(domain).toHaveAttribute('aria-invalid', 'true');
  await expect(token).not.toHaveAttribute('aria-invalid', 'true');

  // What was typed is there again after a look at another product.
  await domain.fill('vcc-na12.8x8.com');
  await token.fill('typed-token');
  await productBox(page).selectOption({ label: '8x8 Work' });
  await expect(domain).toHaveCount(0);
  await productBox(page).selectOption({ label: 'Virtual Contact Center' });
  await expect(domain).toHaveValue('vcc-na12.8x8.com');
  await expect(token).toHaveValue('typed-token');

  await token.fill('');
  await save(page).click();
  await expect(heading(page, 'Log in to Virtual Contact Center')).toBeVisible();
});

test('S1-18, S1-21, S1-22: later the product is changed by gear › Advanced › Save, and what the other had is kept', async ({
  page,
  firstRunTo,
  sandbox,
}) => {
  await firstRunTo('product');
  await chooseProduct(page, {
    product: 'Virtual Contact Center',
    contactCenterDomain: 'NA12',
    dataRequestToken: 'a-data-request-token',
  });
  const advanced = await openSetup(page, 'Advanced');
  const box = advanced.getByRole('combobox', { name: 'Product' });
  await expect(box.locator('option:checked')).toHaveText('Virtual Contact Center');
  await expect(advanced.getByLabel('Contact Center Domain')).toHaveValue('vcc-na12.8x8.com');
  // A stored token is never shown again.
  await expect(advanced.getByLabel('Data Request Token')).toHaveValue('');
  await expect(advanced.getByLabel('Data Request Token')).toHaveAttribute('placeholder', /^Saved/);

  // Without Save nothing changes.
  await box.selectOption({ label: '8x8 Work' });
  await leaveSetup(page);
  await expect(heading(page, 'Log in to Virtual Contact Center')).toBeVisible();

  await openSetup(page, 'Advanced');
  await chooseProduct(page, sipProvider(sandbox));
  await expect(heading(page, 'Log in to your phone')).toBeVisible();
  await page.reload();
  await expect(heading(page, 'Log in to your phone')).toBeVisible();

  await openSetup(page, 'Advanced');
  await expect(box.locator('option:checked')).toHaveText('Other SIP provider');
  await expect(advanced.getByLabel('WebSocket server')).toHaveValue(new RegExp(sandbox.pbx.websocketUrl));
  await box.selectOption({ label: 'Virtual Contact Center' });
  await expect(advanced.getByLabel('Contact Center Domain')).toHaveValue('vcc-na12.8x8.com');
  await expect(advanced.getByLabel('Data Request Token')).toHaveAttribute('placeholder', /^Saved/);
});

test('S1-22, S1-23, S1-24: Save leads back to Contacts with the login prompt, and Integrations › HubSpot shows Connected', async ({
  page,
  sandbox,
  firstRunTo,
}) => {
  await firstRunTo('product');
  const tabs = page.context().pages().length;
  await chooseProduct(page, sipProvider(sandbox));
  expect(page.url()).toBe(sandbox.hubspot.contactsAddress);
  expect(page.context().pages()).toHaveLength(tabs);
  await expect(heading(page, 'Log in to your phone')).toBeVisible();
  await expect(field(page, 'Username')).toBeVisible();
  await expect(field(page, 'Password')).toBeVisible();
  await expect(panelOf(page).getByRole('status').filter({ hasText: 'Not logged in' })).toBeVisible();

  const integrations = await openSetup(page, 'Integrations');
  await expect(integrations.getByRole('heading', { name: 'HubSpot', exact: true })).toBeVisible();
  await expect(integrations.getByRole('status')).toHaveText('Connected');
  await expect(integrations.getByText('northwindtrading.example (8101234)')).toBeVisible();
  await expect(integrations.getByText('nina.alvarez@northwindtrading.example')).toBeVisible();
});

test('S1-29: the first launch makes HubSpot ask this very user for permission, and no launch after it', async ({
  context,
  page,
  sandbox,
  firstRunTo,
}) => {
  await firstRunTo('connect');
  const window = await startConnecting(page);
  await expect(window.getByRole('heading', { name: 'Connecting Offhook to HubSpot' })).toBeVisible();
  await expect(window.getByText('Nina Alvarez, nina.alvarez@northwindtrading.example')).toBeVisible();
  await expect(window.getByRole('listitem').filter({ hasText: 'View your contacts' })).toBeVisible();
  const apiRequests = () => sandbox.hubspot.control.requests().filter(({ host }) => host === 'api');
  // Nothing of the user's is touched before the answer.
  expect(apiRequests()).toEqual([]);
  await window.getByRole('button', { name: 'Connect app' }).click();
  await expect(heading(page, 'Choose your product')).toBeVisible();

  const seen: string[] = [];
  context.on('page', (opened) => void seen.push(opened.url()));
  await page.reload();
  await expect(heading(page, 'Choose your product')).toBeVisible();
  expect(seen).toEqual([]);
});

test('S1-33: every state has a heading and a status of its own', async ({
  context,
  launched,
  page,
  sandbox,
}) => {
  const panel = panelOf(page);
  const shown: string[] = [];
  /** The panel shows this state, and showed none like it before. */
  const shows = async (title: string, word: string, reason: string | RegExp, more?: Locator) => {
    await expect(heading(page, title)).toBeVisible();
    const status = panel.getByRole('banner').getByRole('status');
    await expect(status).toContainText(word);
    await expect(status).toContainText(reason);
    if (more) await expect(more).toBeVisible();
    const state = `${title} | ${await status.textContent()} | ${more ? await more.textContent() : ''}`;
    expect(shown).not.toContain(state);
    shown.push(state);
  };

  await saveHubSpotApp(context, launched.extensionId, sandbox.hubspot.app);
  await page.bringToFront();
  await openSoftphone(page);
  await shows('Connect to HubSpot', 'Offline', 'HubSpot is not connected');

  // HubSpot keeps its permission error to its own window; what is left to see is that somebody closed it.
  sandbox.hubspot.control.denyPermission();
  const refused = await startConnecting(page);
  await expect(
    refused.getByRole('heading', { name: "You don't have permission to connect this app" }),
  ).toBeVisible();
  await shows(
    'Connect to HubSpot',
    'Connecting',
    'Waiting for HubSpot',
    panel.getByText(/^Finish in the HubSpot window/),
  );
  await refused.close();
  await shows(
    'Connect to HubSpot',
    'Offline',
    'HubSpot is not connected',
    panel.getByRole('alert').getByText(/ask a Super Admin to give you App Marketplace Access/),
  );
  sandbox.hubspot.control.grantPermission();

  await connectHubSpot(page);
  await shows('Choose your product', 'Offline', 'No product is chosen');
  await chooseProduct(page, sipProvider(sandbox));
  await shows('Log in to your phone', 'Offline', 'Not logged in');
  await logIn(page, agentOf(sandbox));
  await shows('Allow the microphone', 'Offline', 'Microphone not allowed');
  await context.grantPermissions(['microphone']);
  await waitUntilReady(page);
  await shows('Recent calls', 'Ready', 'Logged in as 1001');

  const integrations = await openSetup(page, 'Integrations');
  await integrations.getByRole('button', { name: 'Disconnect' }).click();
  await expect(integrations.getByRole('status')).toHaveText('Disconnected');
  await leaveSetup(page);
  await shows('HubSpot is disconnected', 'Offline', 'HubSpot is disconnected');
  await panel.getByRole('button', { name: 'Connect', exact: true }).click();
  await waitUntilReady(page);

  sandbox.hubspot.control.revokeAll();
  await panel.getByRole('combobox', { name: 'Name or number' }).fill('Ada');
  await shows('Connect HubSpot again', 'Offline', 'Connect HubSpot again');
});
