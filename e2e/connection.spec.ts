import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { knownContacts } from '../sandbox/hubspot/knownContacts.ts';
import { seedOwners } from '../sandbox/hubspot/seed/accounts.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { waitForCalls } from './support/hubspotCalls.ts';
import {
  callContact,
  hangUp,
  leaveSetup,
  logIn,
  openSetup,
  openSoftphone,
  panelOf,
  putAway,
  waitUntilConnected,
  waitUntilLogged,
  waitUntilReady,
} from './support/journey.ts';
import { agentOf, expect, firstRunTo, launchAgentBrowser, test } from './support/stage.ts';

const { adaBrandt, yukiTanaka } = knownContacts;

const dialBox = (page: Page) => panelOf(page).getByRole('combobox', { name: 'Name or number' });

/** Calls a contact and hangs up; ends when the call is in HubSpot. */
async function callAndLog(page: Page, name: string): Promise<void> {
  await callContact(page, name);
  await waitUntilConnected(page);
  await hangUp(page);
  await waitUntilLogged(page);
}

/** Finds a contact, which takes the user's permission in HubSpot. */
async function searchWorks(page: Page): Promise<void> {
  await dialBox(page).fill('Yuki');
  await expect(
    panelOf(page)
      .getByRole('option', { name: /Yuki Tanaka/ })
      .first(),
  ).toBeVisible();
}

function ownerOf(firstName: string): string | undefined {
  return seedOwners.find((owner) => owner.firstName === firstName)?.id;
}

const registrations = ({ pbx }: Sandbox) =>
  pbx.registrations().map(({ user, contact }) => ({ user, contact }));

const refreshes = ({ hubspot }: Sandbox) =>
  hubspot.control.requests().filter(({ body }) => body.includes('grant_type=refresh_token'));

test('S1-25: Disconnect and Connect only switch the connection off and on', async ({
  context,
  page,
  sandbox,
  customerPhone,
  becomeReady,
}) => {
  await becomeReady();
  await customerPhone({ auto: true });
  await callAndLog(page, 'Ada Brandt');
  await putAway(page);

  const panel = panelOf(page);
  const recent = panel.getByRole('region', { name: 'Recent calls' }).getByRole('listitem');
  await expect(recent).toHaveCount(1);
  const registered = registrations(sandbox);
  const opened: string[] = [];
  context.on('page', (window) => void opened.push(window.url()));

  const integrations = await openSetup(page, 'Integrations');
  await integrations.getByRole('button', { name: 'Disconnect' }).click();
  await expect(integrations.getByRole('status')).toHaveText('Disconnected');
  await leaveSetup(page);
  await expect(panel.getByRole('heading', { name: 'HubSpot is disconnected' })).toBeVisible();
  await expect(panel.getByText(/Connecting again needs no new permission/)).toBeVisible();
  await expect(dialBox(page)).toHaveCount(0);

  await openSetup(page, 'Integrations');
  await integrations.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(integrations.getByRole('status')).toHaveText('Connected');
  await leaveSetup(page);
  const advanced = await openSetup(page, 'Advanced');
  await expect(advanced.getByRole('combobox').locator('option:checked')).toHaveText('Other SIP provider');
  await expect(advanced.getByLabel('SIP domain')).toHaveValue(sandbox.pbx.domain);
  await leaveSetup(page);

  // Neither consent nor login was asked for, and the calls are still there.
  await waitUntilReady(page);
  expect(opened).toEqual([]);
  expect(registrations(sandbox)).toEqual(registered);
  await expect(recent).toHaveCount(1);
  await expect(recent).toContainText('Ada Brandt');
  await expect(recent.getByText('Logged', { exact: true })).toBeVisible();
  await callAndLog(page, 'Ada Brandt');
  await waitForCalls(sandbox, 2);
});

test('S1-26, S1-27, S1-28: a user who was Super Admin to connect, is demoted and logs in again, goes on with searches and calls as themselves', async ({
  page,
  sandbox,
  customerPhone,
  becomeReady,
}) => {
  const { control } = sandbox.hubspot;
  control.setDefaultUser('tom');
  control.grantPermission('tom');
  await becomeReady();
  await customerPhone({ auto: true });

  await page.goto('https://app.hubspot.com/logout');
  await expect(page.getByText('You are logged out.')).toBeVisible();
  await expect(page.locator('offhook-root')).toHaveCount(0);
  control.denyPermission('tom');
  await page.getByRole('link', { name: /Tom Becker/ }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' }).click();

  await openSoftphone(page);
  await waitUntilReady(page);
  await callAndLog(page, 'Yuki Tanaka');
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([yukiTanaka.id]);
  expect(logged?.properties.hubspot_owner_id).toBe(ownerOf('Tom'));
});

test('S1-28: another user searches contacts and stores calls under a permission and a name of their own', async ({
  page,
  sandbox,
  customerPhone,
  becomeReady,
}) => {
  await becomeReady();
  await customerPhone({ auto: true });
  await callAndLog(page, 'Ada Brandt');
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([adaBrandt.id]);
  expect(logged?.properties.hubspot_owner_id).toBe(ownerOf('Nina'));
  expect(ownerOf('Nina')).not.toBe(ownerOf('Tom'));
});

test('an access token that expires is renewed unseen', async ({ page, sandbox, becomeReady }) => {
  await becomeReady();
  const { control } = sandbox.hubspot;
  control.clearRequests();
  control.expireAccessTokens();
  await searchWorks(page);
  await expect(panelOf(page).getByRole('alert')).toHaveCount(0);
  expect(refreshes(sandbox)).toHaveLength(1);
});

test('a connection that HubSpot ended is made again by one consent, and nothing else is asked', async ({
  page,
  sandbox,
  becomeReady,
}) => {
  await becomeReady();
  sandbox.hubspot.control.revokeAll();
  const panel = panelOf(page);
  await dialBox(page).fill('Yuki');
  await expect(panel.getByRole('heading', { name: 'Connect HubSpot again' })).toBeVisible();
  const [consent] = await Promise.all([
    page.context().waitForEvent('page'),
    panel.getByRole('button', { name: 'Connect', exact: true }).click(),
  ]);
  await consent.getByRole('button', { name: 'Connect app' }).click();
  await waitUntilReady(page);
  await searchWorks(page);
});

test('S1-35: settings and connection outlive the browser; only the login is asked for', async ({
  sandbox,
  microphoneWav,
}) => {
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'offhook-profile-'));
  const start = () => launchAgentBrowser(sandbox, { userDataDir, fakeMicrophoneWav: microphoneWav });
  try {
    const first = await start();
    const firstPage = await first.context.newPage();
    await firstPage.goto(sandbox.hubspot.contactsAddress);
    await firstRunTo('ready', { ...first, page: firstPage, sandbox });
    await first.close();

    sandbox.hubspot.control.clearRequests();
    const { context, close } = await start();
    const page = await context.newPage();
    await page.goto(sandbox.hubspot.contactsAddress);
    await openSoftphone(page);
    await expect(panelOf(page).getByRole('heading', { name: 'Log in to your phone' })).toBeVisible();
    const advanced = await openSetup(page, 'Advanced');
    await expect(advanced.getByRole('combobox').locator('option:checked')).toHaveText('Other SIP provider');
    await expect(advanced.getByLabel('SIP domain')).toHaveValue(sandbox.pbx.domain);
    await leaveSetup(page);
    const integrations = await openSetup(page, 'Integrations');
    await expect(integrations.getByRole('status')).toHaveText('Connected');
    await leaveSetup(page);

    await logIn(page, agentOf(sandbox));
    await context.grantPermissions(['microphone']);
    await waitUntilReady(page);
    await searchWorks(page);
    // The access token went with the browser; the refresh token fetched another.
    expect(refreshes(sandbox)).toHaveLength(1);
    expect(sandbox.hubspot.control.requests().some(({ path: at }) => at.includes('/authorize'))).toBe(false);
    await close();
  } finally {
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});
