import { knownContacts } from '../sandbox/hubspot/knownContacts.ts';
import { waitForCalls } from './support/hubspotCalls.ts';
import {
  answerCall,
  callContact,
  callNumber,
  callRegion,
  hangUp,
  incomingRegion,
  panelOf,
  waitUntilConnected,
  waitUntilLogged,
} from './support/journey.ts';
import { agentTone, expect, test } from './support/stage.ts';

const { adaBrandt, mateoSilva, rosaLindqvist } = knownContacts;

test.beforeEach(({ becomeReady }) => becomeReady());

test('a contact is called by name, heard both ways, and the call is found on the contact', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  const customer = await customerPhone({ tone: 440 });
  const call = await callContact(page, 'Ada Brandt');
  await expect(call).toHaveAccessibleName('Call with Ada Brandt');
  await customer.getByRole('button', { name: 'Answer' }).click();
  await waitUntilConnected(page);
  await expect(customer.getByLabel('Heard')).toContainText(/\b(99\d|10[01]\d) Hz/, { timeout: 15_000 });
  expect(agentTone).toBe(1_000);
  await hangUp(page);
  await expect(customer.getByRole('status', { name: 'Status' })).not.toHaveText('In call');
  await waitUntilLogged(page);

  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([adaBrandt.id]);
  const { properties } = logged ?? { properties: {} as Record<string, string | null> };
  expect(properties).toMatchObject({
    hs_call_direction: 'OUTBOUND',
    hs_call_status: 'COMPLETED',
    hs_call_from_number: '1001',
    hs_call_to_number: adaBrandt.e164,
    hs_call_source: 'INTEGRATIONS_PLATFORM',
    hs_call_external_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    hubspot_owner_id: expect.stringMatching(/^\d+$/),
    hs_timestamp: expect.stringMatching(/^\d{13}$/),
    hs_call_duration: expect.stringMatching(/^\d+$/),
  });
  expect(Number(properties.hs_call_duration)).toBeGreaterThan(0);

  // A person finds it where they look: on the contact's own page.
  await page.goto(`https://app.hubspot.com/contacts/${sandbox.hubspot.portalId}/record/0-1/${adaBrandt.id}`);
  await expect(page.locator('[data-test-id="call-card"]')).toHaveCount(1);
});

test('a number is called as it is typed, and its contact is found', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  await customerPhone({ auto: true });
  await callNumber(page, '(415) 555-0132');
  await expect(callRegion(page, 'Ada Brandt')).toBeVisible();
  await waitUntilConnected(page);
  await hangUp(page);
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([adaBrandt.id]);
});

test('the contact in view is called from its own record', async ({ page, sandbox, customerPhone }) => {
  await customerPhone({ auto: true });
  await page.goto(`https://app.hubspot.com/contacts/${sandbox.hubspot.portalId}/record/0-1/${mateoSilva.id}`);
  await panelOf(page)
    .getByRole('button', { name: `Call ${mateoSilva.phone}` })
    .click();
  await expect(callRegion(page, 'Mateo Silva')).toBeVisible();
  await waitUntilConnected(page);
  await hangUp(page);
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([mateoSilva.id]);
  expect(logged?.properties.hs_call_to_number).toBe(mateoSilva.e164);
});

test('an incoming call shows its contact, is answered, and is logged as inbound', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  const customer = await customerPhone({ number: adaBrandt.e164, tone: 440 });
  await customer.getByRole('button', { name: 'Call agent' }).click();
  await expect(incomingRegion(page, 'Ada Brandt')).toBeVisible();
  await answerCall(page, 'Ada Brandt');
  await waitUntilConnected(page);
  await expect(customer.getByLabel('Heard')).toContainText(/\b(99\d|10[01]\d) Hz/, { timeout: 15_000 });
  await customer.getByRole('button', { name: 'Hang up' }).click();
  await waitUntilLogged(page);
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([adaBrandt.id]);
  expect(logged?.properties).toMatchObject({
    hs_call_direction: 'INBOUND',
    hs_call_status: 'COMPLETED',
    hs_call_from_number: adaBrandt.e164,
    hs_call_to_number: '1001',
  });
});

test('an incoming call that is declined is logged too', async ({ page, sandbox, customerPhone }) => {
  const customer = await customerPhone({ number: adaBrandt.e164 });
  await customer.getByRole('button', { name: 'Call agent' }).click();
  await incomingRegion(page).getByRole('button', { name: 'Decline' }).click();
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.properties).toMatchObject({ hs_call_direction: 'INBOUND', hs_call_duration: '0' });
  expect(logged?.properties.hs_call_status).not.toBe('COMPLETED');
});

test('an incoming call that nobody takes is logged as not answered', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  const customer = await customerPhone({ number: adaBrandt.e164 });
  await customer.getByRole('button', { name: 'Call agent' }).click();
  await incomingRegion(page).waitFor();
  await customer.getByRole('button', { name: 'Hang up' }).click();
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.properties).toMatchObject({ hs_call_direction: 'INBOUND', hs_call_status: 'NO_ANSWER' });
});

test('mute, hold and keypad do what they say at the far end', async ({ page, customerPhone }) => {
  const customer = await customerPhone({ auto: true });
  const heard = customer.getByLabel('Heard');
  const call = await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  await expect(heard).toContainText(/\b(99\d|10[01]\d) Hz/, { timeout: 15_000 });

  await call.getByRole('button', { name: 'Mute' }).click();
  await expect(call.getByRole('button', { name: 'Unmute' })).toBeVisible();
  await expect(heard).toContainText('Silence');
  await call.getByRole('button', { name: 'Unmute' }).click();
  await expect(heard).toContainText(/\b(99\d|10[01]\d) Hz/, { timeout: 15_000 });

  await call.getByRole('button', { name: 'Hold' }).click();
  await expect(call.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(heard).toContainText('Silence');
  await call.getByRole('button', { name: 'Resume' }).click();
  await expect(heard).toContainText(/\b(99\d|10[01]\d) Hz/, { timeout: 15_000 });

  // Muted stays muted through hold and resume, whoever switches the track meanwhile.
  await call.getByRole('button', { name: 'Mute' }).click();
  await call.getByRole('button', { name: 'Hold' }).click();
  await call.getByRole('button', { name: 'Resume' }).click();
  await expect(call.getByRole('button', { name: 'Hold' })).toBeVisible();
  await expect(heard).toContainText('Silence');
  for (let look = 0; look < 6; look++) {
    await customer.waitForTimeout(250);
    await expect(heard).toContainText('Silence');
  }
  await call.getByRole('button', { name: 'Unmute' }).click();
  await expect(heard).toContainText(/\b(99\d|10[01]\d) Hz/, { timeout: 15_000 });

  await call.getByRole('button', { name: 'Keypad' }).click();
  for (const key of ['4', '2', '#'])
    await panelOf(page)
      .getByRole('group', { name: 'Keypad' })
      .getByRole('button', { name: new RegExp(`^${key}(?!\\d)`) })
      .click();
  await expect(customer.getByLabel('Digits received')).toHaveText('42#');
  await hangUp(page);
});

for (const [ending, number, words, status] of [
  ['busy', '+12025550186', 'The line is busy.', 'BUSY'],
  ['unknown', '+12025550104', 'This number does not exist.', 'FAILED'],
  ['declined', '+12025550103', 'The call was declined.', 'BUSY'],
] as const)
  test(`a number that is ${ending} has its own words, and is logged on the contact that the agent names`, async ({
    page,
    sandbox,
  }) => {
    await panelOf(page).getByRole('combobox', { name: 'Name or number' }).fill(number);
    await panelOf(page).getByRole('button', { name: 'Call', exact: true }).click();
    await expect(panelOf(page).getByText(words).first()).toBeVisible();
    // No contact has the number: the agent says whose call it was.
    await expect(panelOf(page).getByText('Not logged', { exact: true }).first()).toBeVisible();
    expect(sandbox.hubspot.calls()).toEqual([]);
    await panelOf(page).getByRole('combobox', { name: 'Choose the contact' }).fill('Mateo Silva');
    await panelOf(page).getByRole('option', { name: 'Mateo Silva' }).first().click();
    const [logged] = await waitForCalls(sandbox, 1);
    expect(logged?.associations.contacts).toEqual([mateoSilva.id]);
    expect(logged?.properties).toMatchObject({ hs_call_status: status, hs_call_duration: '0' });
  });

test('a call that the agent gives up is logged as cancelled', async ({ page, sandbox, customerPhone }) => {
  await customerPhone();
  await callContact(page, 'Ada Brandt');
  await expect(callRegion(page).getByText('Ringing…')).toBeVisible();
  await hangUp(page);
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.properties).toMatchObject({ hs_call_status: 'CANCELED', hs_call_duration: '0' });
});

test('a second caller is told busy, shown to the agent at once, and logged', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  await customerPhone({ auto: true });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  const second = await customerPhone({ number: mateoSilva.e164 });
  await second.getByRole('button', { name: 'Call agent' }).click();
  await expect(callRegion(page, 'Ada Brandt').getByRole('alert')).toContainText(mateoSilva.e164);
  const [busy] = await waitForCalls(sandbox, 1);
  expect(busy?.associations.contacts).toEqual([mateoSilva.id]);
  expect(busy?.properties).toMatchObject({ hs_call_direction: 'INBOUND', hs_call_status: 'BUSY' });
  await expect(callRegion(page, 'Ada Brandt').getByRole('button', { name: 'Hang up' })).toBeVisible();
  await hangUp(page);
  await waitForCalls(sandbox, 2);
});

test('a number of several contacts is never logged on the first by itself', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  await customerPhone({ auto: true });
  await callNumber(page, rosaLindqvist.e164);
  await waitUntilConnected(page);
  await hangUp(page);
  await expect(panelOf(page).getByText('Not logged', { exact: true }).first()).toBeVisible();
  expect(sandbox.hubspot.calls()).toEqual([]);
  await panelOf(page)
    .getByRole('button', { name: /Rosa Lindqvist/ })
    .first()
    .click();
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([rosaLindqvist.id]);
});

test('notes and outcome of the agent are in the log', async ({ page, sandbox, customerPhone }) => {
  await customerPhone({ auto: true });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  const notes = panelOf(page).getByRole('textbox', { name: 'Notes' });
  await notes.fill('Wants <b>two</b> & more');
  await hangUp(page);
  await waitForCalls(sandbox, 1);
  await panelOf(page).getByRole('combobox', { name: 'Outcome' }).selectOption({ label: 'Connected' });
  await panelOf(page).getByRole('button', { name: 'Save log' }).click();
  await expect
    .poll(() => sandbox.hubspot.calls()[0]?.properties.hs_call_disposition)
    .toBe('f240bbac-87c9-4f6e-bf70-924b57d47db7');
  expect(sandbox.hubspot.calls()).toHaveLength(1);
  expect(sandbox.hubspot.calls()[0]?.properties.hs_call_body).toContain(
    'Wants &lt;b&gt;two&lt;/b&gt; &amp; more',
  );
});

test('S1-30, S1-31: the log is written at the end by itself, and the recording is added when it is ready', async ({
  page,
  sandbox,
  customerPhone,
}) => {
  await customerPhone({ auto: true });
  await callContact(page, 'Ada Brandt');
  await waitUntilConnected(page);
  await hangUp(page);
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.properties.hs_call_recording_url ?? null).toBeNull();
  await expect
    .poll(() => sandbox.hubspot.calls()[0]?.properties.hs_call_recording_url, { timeout: 15_000 })
    .toMatch(/^https:\/\/.+\.wav$/);
  expect(sandbox.hubspot.calls()).toHaveLength(1);
});
