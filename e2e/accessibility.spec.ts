import type { Page } from 'playwright/test';
import { knownContacts } from '../sandbox/hubspot/knownContacts.ts';
import { expectAccessible, panelFrame } from './support/accessibility.ts';
import {
  answerCall,
  callContact,
  chooseProduct,
  hangUp,
  incomingRegion,
  leaveSetup,
  openSetup,
  panelOf,
  putAway,
  startConnecting,
  waitUntilConnected,
  waitUntilLogged,
} from './support/journey.ts';
import { agentOf, expect, sipProvider, test } from './support/stage.ts';

const { adaBrandt } = knownContacts;

const inPanel = (page: Page, where: string) => expectAccessible(page, where, { frame: panelFrame(page) });
const heading = (page: Page, name: string) => panelOf(page).getByRole('heading', { name, exact: true });
const button = (page: Page, name: string) => panelOf(page).getByRole('button', { name, exact: true });

test('launcher and first run have no accessibility violation, in light and in dark', async ({
  page,
  sandbox,
  firstRunTo,
}) => {
  test.setTimeout(120_000);
  await firstRunTo('connect');
  await expectAccessible(page, 'launcher, open', { only: 'offhook-root' });
  await inPanel(page, 'connect');
  const consent = await startConnecting(page);
  await inPanel(page, 'consent under way');
  await consent.close();
  await expect(panelOf(page).getByRole('alert')).toBeVisible();
  await panelOf(page).getByText('HubSpot said “You don’t have permission to connect this app”').click();
  await inPanel(page, 'connect, with a problem');
  const again = await startConnecting(page);
  await again.getByRole('button', { name: 'Connect app' }).click();

  await expect(heading(page, 'Choose your product')).toBeVisible();
  await inPanel(page, 'product');
  const product = panelOf(page).getByRole('combobox', { name: 'Product' });
  for (const label of ['8x8 Work', 'Virtual Contact Center', 'Other SIP provider']) {
    await product.selectOption({ label });
    await inPanel(page, `product ${label}`);
  }
  await button(page, 'Save').click();
  await expect(panelOf(page).locator('[aria-invalid=true]')).toHaveCount(2);
  await inPanel(page, 'product, with problems');
  await chooseProduct(page, sipProvider(sandbox));

  await inPanel(page, 'log in');
  await panelOf(page).getByLabel('Username').fill(agentOf(sandbox).username);
  await panelOf(page).getByLabel('Password').fill('wrong');
  await button(page, 'Log in').click();
  await expect(panelOf(page).getByRole('alert')).toBeVisible();
  await inPanel(page, 'log in, with a problem');
  await panelOf(page).getByLabel('Password').fill(agentOf(sandbox).password);
  await button(page, 'Log in').click();
  await expect(heading(page, 'Allow the microphone')).toBeVisible();
  await inPanel(page, 'microphone');

  await button(page, 'Close panel').click();
  await expectAccessible(page, 'launcher, closed', { only: 'offhook-root' });
});

test('the phone and its calls have no accessibility violation, in light and in dark', async ({
  page,
  sandbox,
  customerPhone,
  becomeReady,
}) => {
  test.setTimeout(120_000);
  await becomeReady();
  const customer = await customerPhone({ number: adaBrandt.e164 });
  await inPanel(page, 'ready');
  await button(page, 'Keypad').click();
  await inPanel(page, 'ready, keypad open');
  await button(page, 'Keypad').click();
  await button(page, 'Call').click();
  await inPanel(page, 'ready, with a problem');
  await panelOf(page).getByRole('combobox').fill('Lindqvist');
  await expect(panelOf(page).getByRole('option').first()).toBeVisible();
  await inPanel(page, 'search results');

  await callContact(page, 'Ada Brandt');
  await inPanel(page, 'ringing');
  await customer.getByRole('button', { name: 'Answer' }).click();
  await waitUntilConnected(page);
  await inPanel(page, 'in call');
  await button(page, 'Mute').click();
  await button(page, 'Hold').click();
  await expect(button(page, 'Resume')).toBeEnabled();
  await inPanel(page, 'muted and on hold');
  await button(page, 'Resume').click();
  await expect(button(page, 'Hold')).toBeEnabled();
  await button(page, 'Keypad').click();
  await inPanel(page, 'in call, keypad open');
  await hangUp(page);
  await waitUntilLogged(page);
  await inPanel(page, 'after a call');
  await putAway(page);
  await inPanel(page, 'ready, with a recent call');

  await customer.getByRole('button', { name: 'Call agent' }).click();
  await expect(incomingRegion(page, 'Ada Brandt')).toBeVisible();
  await inPanel(page, 'incoming');
  await answerCall(page);
  await waitUntilConnected(page);
  sandbox.hubspot.control.failNext({ status: 400, times: 1, method: 'POST', path: /\/calls$/ });
  await hangUp(page);
  await expect(panelOf(page).getByText('Not logged', { exact: true }).first()).toBeVisible();
  await inPanel(page, 'after a call that was not logged');
  await putAway(page);

  await page.goto(`https://app.hubspot.com/contacts/${sandbox.hubspot.portalId}/record/0-1/${adaBrandt.id}`);
  await expect(button(page, `Call ${adaBrandt.phone}`)).toBeVisible();
  await inPanel(page, 'ready, beside a record');
});

test('Setup, options and microphone page have no accessibility violation, in light and in dark', async ({
  context,
  launched,
  page,
  firstRunTo,
}) => {
  await firstRunTo('logIn');
  await openSetup(page, 'Advanced');
  await inPanel(page, 'Setup › Advanced');
  await leaveSetup(page);
  const integrations = await openSetup(page, 'Integrations');
  await inPanel(page, 'Setup › Integrations');
  await integrations.getByRole('button', { name: 'Disconnect' }).click();
  await expect(integrations.getByRole('status')).toHaveText('Disconnected');
  await inPanel(page, 'Setup › Integrations, disconnected');
  await leaveSetup(page);
  await inPanel(page, 'disconnected');

  const tab = await context.newPage();
  const pages = `chrome-extension://${launched.extensionId}/src/options`;
  await tab.goto(`${pages}/index.html`);
  const save = tab.getByRole('button', { name: 'Save', exact: true });
  await expect(save).toBeVisible();
  await expectAccessible(tab, 'options');
  await tab.getByLabel('Client ID').fill('no');
  await save.click();
  await expect(tab.locator('[aria-invalid=true]')).toBeVisible();
  await expectAccessible(tab, 'options, with a problem');

  await tab.goto(`${pages}/microphone.html`);
  await expect(tab.getByRole('heading', { name: 'Allow the microphone' })).toBeVisible();
  await expectAccessible(tab, 'microphone page');
  await tab.getByRole('button', { name: 'Allow microphone' }).click();
  await expect(tab.getByRole('alert')).toBeVisible();
  await expectAccessible(tab, 'microphone page, refused');
});
