import { knownContacts } from '../../sandbox/hubspot/knownContacts.ts';
import { waitForCalls } from '../support/hubspotCalls.ts';
import * as journey from '../support/journey.ts';
import { agentTone, answerMicrophonePrompt, expect, test as stage } from '../support/stage.ts';
import { type Lab, startLab } from './lab.ts';
import { attachToOffscreen } from './offscreen.ts';
import { dominant, loudest } from './tone.ts';

/** What baresip says, in Hz. */
const customerTone = 440;
/** Below this many dBFS a tone counts as not there. */
const audible = -40;

const { adaBrandt } = knownContacts;

/** The agent registered at Kamailio instead of the sandbox's PBX. */
const test = stage.extend<{ lab: Lab }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  lab: async ({}, use) => {
    const lab = await startLab({ customerNumber: adaBrandt.e164 });
    await use(lab);
    await lab.close();
  },
  becomeReady: async ({ page, context, launched, sandbox, lab }, use) => {
    await use(async () => {
      await journey.saveHubSpotApp(context, launched.extensionId, sandbox.hubspot.app);
      await page.bringToFront();
      await journey.openSoftphone(page);
      await journey.connectHubSpot(page);
      await journey.chooseProduct(page, {
        product: 'Other SIP provider',
        websocketServer: lab.websocketUrl,
        sipDomain: lab.domain,
      });
      await journey.logIn(page, lab.agent);
      await answerMicrophonePrompt(context);
      await journey.allowMicrophone(page);
    });
  },
});

test.beforeEach(({ becomeReady }) => becomeReady());

/** Fails on silence, on one-way audio, and on a wrong tone. */
async function expectSoundBothWays(
  context: Parameters<typeof attachToOffscreen>[0],
  lab: Lab,
): Promise<void> {
  await expect
    .poll(async () => dominant(loudest(await lab.customer.heard())), { timeout: 20_000 })
    .toMatchObject({ frequency: expect.closeTo(agentTone, -1) });
  const heard = dominant(loudest(await lab.customer.heard()));
  expect(heard.level).toBeGreaterThan(audible);
  const offscreen = await attachToOffscreen(context, '/src/phone/index.html');
  await expect
    .poll(() => offscreen.hear(), { timeout: 20_000 })
    .toMatchObject({ frequency: expect.closeTo(customerTone, -1) });
  expect((await offscreen.hear()).level).toBeGreaterThan(audible);
  await offscreen.detach();
}

test('a call out has sound both ways, takes hold and tones, and is logged', async ({
  page,
  context,
  lab,
  sandbox,
}) => {
  const call = await journey.callContact(page, 'Ada Brandt');
  await lab.customer.waitFor('established');
  await journey.waitUntilConnected(page);
  await expectSoundBothWays(context, lab);

  await call.getByRole('button', { name: 'Keypad' }).click();
  const keypad = journey.panelOf(page).getByRole('group', { name: 'Keypad' });
  for (const key of ['1', '9'])
    await keypad.getByRole('button', { name: new RegExp(`^${key}(?!\\d)`) }).click();
  await expect.poll(() => lab.customer.dtmf()).toBe('19');

  await call.getByRole('button', { name: 'Hold' }).click();
  await expect(call.getByRole('button', { name: 'Resume' })).toBeVisible();
  await call.getByRole('button', { name: 'Resume' }).click();
  await expect(call.getByRole('button', { name: 'Hold' })).toBeVisible();

  await journey.hangUp(page);
  await lab.customer.waitFor('idle');
  await journey.waitUntilLogged(page);
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([adaBrandt.id]);
  expect(logged?.properties).toMatchObject({ hs_call_direction: 'OUTBOUND', hs_call_status: 'COMPLETED' });
});

test('a call in has sound both ways, and is logged', async ({ page, context, lab, sandbox }) => {
  await lab.customer.call(lab.agent.username);
  await journey.answerCall(page, 'Ada Brandt');
  await lab.customer.waitFor('established');
  await expectSoundBothWays(context, lab);
  await journey.hangUp(page);
  await lab.customer.waitFor('idle');
  const [logged] = await waitForCalls(sandbox, 1);
  expect(logged?.associations.contacts).toEqual([adaBrandt.id]);
  expect(logged?.properties).toMatchObject({
    hs_call_direction: 'INBOUND',
    hs_call_status: 'COMPLETED',
    hs_call_from_number: adaBrandt.e164,
  });
});

test('the phone registers again by itself after a restart of Kamailio', async ({ page, lab }) => {
  await lab.kamailio.restart();
  await journey.waitUntilReady(page);
  await journey.callContact(page, 'Ada Brandt');
  await lab.customer.waitFor('established');
  await journey.hangUp(page);
  await lab.customer.waitFor('idle');
});
