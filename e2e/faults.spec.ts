import { knownContacts } from '../sandbox/hubspot/knownContacts.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { killServiceWorkers } from './lab/targets.ts';
import { waitForCalls } from './support/hubspotCalls.ts';
import {
  callContact,
  callRegion,
  hangUp,
  incomingRegion,
  openSoftphone,
  panelOf,
  waitUntilConnected,
  waitUntilLogged,
  waitUntilReady,
} from './support/journey.ts';
import { expect, test } from './support/stage.ts';

const { adaBrandt } = knownContacts;

/** The request that writes a new log. */
const createCall = /\/objects\/[^/]+\/calls$/;

test.beforeEach(({ becomeReady }) => becomeReady());

test('a call outlives the service worker, and is logged once', async ({
  page,
  context,
  sandbox,
  customerPhone,
}) => {
  const customer = await customerPhone({ auto: true });
  const status = customer.getByRole('status', { name: 'Status' });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  expect(await killServiceWorkers(context)).toBeGreaterThan(0);
  await expect(customer.getByLabel('Heard')).toContainText(/Hz/, { timeout: 15_000 });
  await expect(status).toHaveText('In call');
  await killServiceWorkers(context);
  await hangUp(page);
  await waitUntilLogged(page);
  await waitForCalls(sandbox, 1);
});

/** The log is looked for half a minute after it was written; only then is it sure that there is no second. */
async function waitForLookForDoubles({ hubspot }: Sandbox): Promise<void> {
  const looked = () => hubspot.control.requests().some(({ path }) => /\/calls\/search$/.test(path));
  await expect.poll(looked, { timeout: 90_000 }).toBe(true);
}

test('a worker that dies again and again at the end loses and doubles nothing', async ({
  page,
  context,
  sandbox,
  customerPhone,
}) => {
  await customerPhone({ auto: true });
  test.setTimeout(150_000);
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  await hangUp(page);
  for (let time = 0; time < 3; time++) await killServiceWorkers(context);
  await waitForCalls(sandbox, 1);
  await waitForLookForDoubles(sandbox);
  await waitForCalls(sandbox, 1);
});

test('a call outlives every tab, and is logged once', async ({ page, context, sandbox, customerPhone }) => {
  const customer = await customerPhone({ auto: true });
  const status = customer.getByRole('status', { name: 'Status' });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  // The browser itself would go with its last tab.
  const other = await context.newPage();
  for (const open of context.pages()) if (open !== other) await open.close();
  await expect(customer.getByLabel('Heard')).toContainText(/Hz/, { timeout: 15_000 });
  await expect(status).toHaveText('In call');

  // Back on HubSpot the call is in front of the agent again.
  await other.goto(sandbox.hubspot.contactsAddress);
  await openSoftphone(other);
  await expect(callRegion(other, 'Ada Brandt')).toBeVisible();
  await hangUp(other);
  await expect(status).not.toHaveText('In call');
  await waitForCalls(sandbox, 1);
});

test('a call that ends while no tab is open is logged', async ({ page, context, sandbox, customerPhone }) => {
  const customer = await customerPhone({ auto: true });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  const other = await context.newPage();
  for (const open of context.pages()) if (open !== other) await open.close();
  await killServiceWorkers(context);
  await customer.getByRole('button', { name: 'Hang up' }).click();
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([adaBrandt.id]);
});

test('S1-32: a call outlives a reload and navigation, and the panel is there again', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  const customer = await customerPhone({ auto: true });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  await page.reload();
  await expect(callRegion(page, 'Ada Brandt')).toBeVisible();
  await page.goto(`https://app.hubspot.com/contacts/${sandbox.hubspot.portalId}/record/0-1/${adaBrandt.id}`);
  await expect(callRegion(page, 'Ada Brandt')).toBeVisible();
  await expect(customer.getByRole('status', { name: 'Status' })).toHaveText('In call');
  await hangUp(page);
  await waitUntilLogged(page);
  await waitForCalls(sandbox, 1);
});

for (const [name, fault] of [
  ['answers 500', { status: 500, times: 1 }],
  ['limits the rate', { status: 429, times: 1 }],
  ['writes the log and answers 502', { status: 502, times: 1, when: 'after' }],
] as const)
  test(`a call is logged once though HubSpot ${name}`, async ({ page, sandbox, customerPhone }) => {
    test.setTimeout(120_000);
    await customerPhone({ auto: true });
    await callContact(page, 'Ada Brandt');
    await waitUntilConnected(page);
    sandbox.hubspot.control.failNext({ ...fault, method: 'POST', path: createCall });
    await hangUp(page);
    await expect(panelOf(page).getByText('Waiting to log', { exact: true }).first()).toBeVisible();
    await expect(panelOf(page).getByText('Logged', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
    await waitForCalls(sandbox, 1);
  });

// The browser may send the request again by itself, and so write a log twice: then the second is found and removed.
for (const [name, when] of [
  ['the connection breaks before HubSpot writes the log', 'before'],
  ['the connection breaks after HubSpot wrote the log', 'after'],
] as const)
  test(`a call is logged once though ${name}`, async ({ page, sandbox, customerPhone }) => {
    test.setTimeout(150_000);
    await customerPhone({ auto: true });
    await callContact(page, 'Ada Brandt');
    await waitUntilConnected(page);
    sandbox.hubspot.control.failNext({
      status: 'disconnect',
      times: 1,
      when,
      method: 'POST',
      path: createCall,
    });
    await hangUp(page);
    await expect(panelOf(page).getByText('Logged', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
    const created = () =>
      sandbox.hubspot.control.requests().filter((r) => r.method === 'POST' && createCall.test(r.path));
    expect(created().length).toBeGreaterThan(1);
    await waitForLookForDoubles(sandbox);
    await waitForCalls(sandbox, 1);
  });

test('a refusal for good is shown with its reason, and tried again when the agent says so', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  await customerPhone({ auto: true });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  sandbox.hubspot.control.failNext({
    status: 400,
    times: 1,
    method: 'POST',
    path: /\/objects\/[^/]+\/calls$/,
  });
  await hangUp(page);
  const panel = panelOf(page);
  await expect(panel.getByText('Not logged', { exact: true }).first()).toBeVisible();
  await expect(panel.getByText(/HubSpot refused the request/).first()).toBeVisible();
  await panel.getByRole('button', { name: 'Try again' }).first().click();
  await waitUntilLogged(page);
  await waitForCalls(sandbox, 1);
});

test('a revoked connection keeps the log until HubSpot is connected again', async ({
  page,
  sandbox,
  context,
  customerPhone,
}) => {
  await customerPhone({ auto: true });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  sandbox.hubspot.control.revokeAll();
  await hangUp(page);
  const panel = panelOf(page);
  await expect(panel.getByText('Waiting to log', { exact: true }).first()).toBeVisible();
  await panel.getByRole('button', { name: 'Done' }).click();
  const [consent] = await Promise.all([
    context.waitForEvent('page'),
    panel.getByRole('button', { name: /^Connect( HubSpot)?$/ }).click(),
  ]);
  await consent.getByRole('button', { name: 'Connect app' }).click();
  await waitForCalls(sandbox, 1);
});

test('the phone registers again by itself when the server comes back', async ({ page, sandbox }) => {
  await sandbox.pbx.stop();
  await expect(panelOf(page).getByText('Connecting', { exact: true })).toBeVisible();
  await sandbox.pbx.restart();
  await waitUntilReady(page);
  expect(sandbox.pbx.registrations().filter(({ user }) => user === '1001')).toHaveLength(1);
});

test('one registration, whatever the number of tabs', async ({ page, context, sandbox }) => {
  for (let tab = 0; tab < 3; tab++) {
    const other = await context.newPage();
    await other.goto(sandbox.hubspot.contactsAddress);
    await openSoftphone(other);
    await waitUntilReady(other);
  }
  await page.bringToFront();
  expect(sandbox.pbx.registrations().filter(({ user }) => user === '1001')).toHaveLength(1);
});

test('an incoming call brings the panel up in the tab in view', async ({ page, customerPhone }) => {
  await page.getByRole('button', { name: 'Close softphone' }).click();
  const customer = await customerPhone({ number: adaBrandt.e164 });
  await page.bringToFront();
  await customer.getByRole('button', { name: 'Call agent' }).click();
  await expect(incomingRegion(page, 'Ada Brandt')).toBeVisible();
  await incomingRegion(page).getByRole('button', { name: 'Decline' }).click();
});
