import type { Locator, Page } from 'playwright/test';
import { type ProblemCode, problemCatalogue } from '../src/problems/catalogue.ts';
import { waitForCalls } from './support/hubspotCalls.ts';
import {
  allowMicrophone,
  callNumber,
  callRegion,
  chooseProduct,
  hangUp,
  leaveSetup,
  openSetup,
  openSoftphone,
  panelOf,
  saveHubSpotApp,
  startConnecting,
  waitUntilConnected,
  waitUntilLogged,
  waitUntilReady,
} from './support/journey.ts';
import { agentOf, answerMicrophonePrompt, expect, sipProvider, test } from './support/stage.ts';

const heading = (page: Page, name: string) => panelOf(page).getByRole('heading', { name, exact: true });
const field = (page: Page, name: string) => panelOf(page).getByLabel(name, { exact: true });
const button = (page: Page, name: string) => panelOf(page).getByRole('button', { name, exact: true });
const dialBox = (page: Page) => panelOf(page).getByRole('combobox', { name: 'Name or number' });

/** One alert is in view, and says this problem's cause and what to do next. @returns it */
async function showsProblem(page: Page, code: ProblemCode): Promise<Locator> {
  const alert = panelOf(page).getByRole('alert');
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText(problemCatalogue[code].cause.replace(/\.$/, ''));
  await expect(alert).toContainText(problemCatalogue[code].nextStep);
  return alert;
}

/** The field is marked, and told with it are the cause and what to do next. */
async function isWrong(wrong: Locator, code: ProblemCode): Promise<void> {
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  const { cause, nextStep } = problemCatalogue[code];
  // A hint may stand behind it.
  const text = `${cause} ${nextStep}`.replaceAll(/[.?()]/g, '\\$&');
  await expect(wrong).toHaveAccessibleDescription(new RegExp(`^${text}`));
}

test.describe('connecting', () => {
  test('without the organisation’s HubSpot app, the way to the options is shown', async ({
    context,
    page,
    sandbox,
    launched,
  }) => {
    await openSoftphone(page);
    const notice = panelOf(page).getByText('Your organisation’s HubSpot app is not set up yet');
    await expect(notice).toBeVisible();
    await panelOf(page).getByRole('checkbox').check();
    await button(page, 'Connect HubSpot').click();
    await showsProblem(page, 'hubspotAppMissing');
    const [options] = await Promise.all([context.waitForEvent('page'), button(page, 'Open options').click()]);
    await expect(options.getByRole('heading', { name: 'Your organisation’s HubSpot app' })).toBeVisible();
    await options.close();

    await saveHubSpotApp(context, launched.extensionId, sandbox.hubspot.app);
    await page.bringToFront();
    await expect(notice).toHaveCount(0);
  });

  test('a closed window and a declined consent each have their text, and connecting works after them', async ({
    page,
    firstRunTo,
  }) => {
    await firstRunTo('connect');
    const closed = await startConnecting(page);
    await closed.close();
    await showsProblem(page, 'consentClosed');
    const agreement = panelOf(page).getByRole('checkbox');
    await expect(agreement).toBeChecked();

    const declined = await startConnecting(page);
    await declined.getByRole('button', { name: 'Cancel' }).click();
    await showsProblem(page, 'consentDenied');
    await expect(agreement).toBeChecked();

    const accepted = await startConnecting(page);
    await accepted.getByRole('button', { name: 'Connect app' }).click();
    await expect(heading(page, 'Choose your product')).toBeVisible();
  });

  test('S1-34: after HubSpot’s “You don’t have permission”, the panel quotes the cause and both fixes', async ({
    page,
    sandbox,
    firstRunTo,
  }) => {
    sandbox.hubspot.control.denyPermission();
    await firstRunTo('connect');
    const refused = await startConnecting(page);
    await expect(
      refused.getByRole('heading', { name: "You don't have permission to connect this app" }),
    ).toBeVisible();
    await refused.close();
    const alert = await showsProblem(page, 'consentClosed');
    await alert.getByText('HubSpot said “You don’t have permission to connect this app”').click();
    const fixes = alert.getByRole('listitem');
    await expect(fixes).toHaveCount(2);
    await expect(fixes.nth(0)).toContainText('App Marketplace Access');
    await expect(fixes.nth(1)).toContainText('Super Admin');
    await expect(fixes.nth(1)).toContainText(/Users & Teams › your user › Actions › Make super admin/);
    await expect(fixes.nth(1)).toContainText(/Log out of HubSpot and in again/);
    await expect(fixes.nth(1)).toContainText(/the right can be taken back; the connection stays/);
    await expect(fixes.nth(1)).toBeVisible();

    sandbox.hubspot.control.grantPermission();
    const accepted = await startConnecting(page);
    await accepted.getByRole('button', { name: 'Connect app' }).click();
    await expect(heading(page, 'Choose your product')).toBeVisible();
  });

  test('a wrong client secret and a wrong client ID are told, and corrected in the options', async ({
    context,
    launched,
    page,
    sandbox,
  }) => {
    const { app } = sandbox.hubspot;
    const other = '11111111-2222-3333-4444-555555555555';
    await saveHubSpotApp(context, launched.extensionId, { ...app, clientSecret: other });
    await page.bringToFront();
    await openSoftphone(page);
    const first = await startConnecting(page);
    await first.getByRole('button', { name: 'Connect app' }).click();
    await showsProblem(page, 'clientRefused');

    // HubSpot tells a wrong client ID to the person alone, in its window.
    await saveHubSpotApp(context, launched.extensionId, { ...app, clientId: other });
    await page.bringToFront();
    const second = await startConnecting(page);
    await expect(second.getByText(/client ID/)).toBeVisible();
    await second.close();
    await showsProblem(page, 'consentClosed');

    await saveHubSpotApp(context, launched.extensionId, app);
    await page.bringToFront();
    const third = await startConnecting(page);
    await third.getByRole('button', { name: 'Connect app' }).click();
    await expect(heading(page, 'Choose your product')).toBeVisible();
  });

  test('HubSpot that cannot be reached, or fails, is told', async ({ page, sandbox, firstRunTo }) => {
    await firstRunTo('connect');
    const tokenRequest = { method: 'POST', path: /\/token$/, times: 1 };
    for (const [status, code] of [
      ['disconnect', 'networkDown'],
      [500, 'hubspotUnavailable'],
    ] as const) {
      sandbox.hubspot.control.failNext({ status, ...tokenRequest });
      const consent = await startConnecting(page);
      await consent.getByRole('button', { name: 'Connect app' }).click();
      await expect(await showsProblem(page, code)).toContainText(/try again/);
    }
    // Nobody but the agent can try a consent again.
    const consent = await startConnecting(page);
    await consent.getByRole('button', { name: 'Connect app' }).click();
    await expect(heading(page, 'Choose your product')).toBeVisible();
  });
});

test('the options page names what is wrong with client ID and secret, and keeps both', async ({
  context,
  launched,
}) => {
  const options = await context.newPage();
  await options.goto(`chrome-extension://${launched.extensionId}/src/options/index.html`);
  const clientId = options.getByLabel('Client ID');
  const secret = options.getByLabel('Client secret');
  const save = options.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  await isWrong(clientId, 'fieldRequired');
  await isWrong(secret, 'fieldRequired');

  await clientId.fill('https://app.hubspot.com/oauth');
  await secret.fill('two words');
  await save.click();
  await isWrong(clientId, 'clientIdInvalid');
  await isWrong(secret, 'clientSecretInvalid');
  await expect(clientId).toHaveValue('https://app.hubspot.com/oauth');
  await expect(secret).toHaveValue('two words');
  await expect(options.getByText('Saved', { exact: true })).toHaveCount(0);
});

test('every wrong field of a product says what is wrong, and keeps what was typed', async ({
  page,
  sandbox,
  firstRunTo,
}) => {
  await firstRunTo('product');
  const product = field(page, 'Product');
  await product.selectOption({ label: 'Virtual Contact Center' });
  const domain = field(page, 'Contact Center Domain');
  for (const [typed, code] of [
    ['', 'fieldRequired'],
    ['contact.example.com', 'contactCenterDomainInvalid'],
  ] as const) {
    await domain.fill(typed);
    await button(page, 'Save').click();
    await isWrong(domain, code);
    await expect(domain).toHaveValue(typed);
  }

  await product.selectOption({ label: 'Other SIP provider' });
  const server = field(page, 'WebSocket server');
  const sipDomain = field(page, 'SIP domain');
  await button(page, 'Save').click();
  await isWrong(server, 'fieldRequired');
  await isWrong(sipDomain, 'fieldRequired');
  for (const typed of ['http://127.0.0.1:5060', 'ws://sbc.example.com/ws', 'wss://']) {
    await server.fill(typed);
    await sipDomain.fill('two words');
    await button(page, 'Save').click();
    await isWrong(server, 'websocketServerInvalid');
    await isWrong(sipDomain, 'sipDomainInvalid');
    await expect(server).toHaveValue(typed);
    await expect(sipDomain).toHaveValue('two words');
  }
  await chooseProduct(page, sipProvider(sandbox));
});

test.describe('logging in', () => {
  const prompt = async (page: Page, account: { username: string; password: string }) => {
    await field(page, 'Username').fill(account.username);
    await field(page, 'Password').fill(account.password);
    await button(page, 'Log in').click();
  };

  test('a wrong password, an unreachable server and a wrong SIP domain each have their text, and the user name stays', async ({
    page,
    sandbox,
    firstRunTo,
  }) => {
    await firstRunTo('logIn');
    const { username, password } = agentOf(sandbox);
    await expect(button(page, 'Log in')).toBeDisabled();
    await prompt(page, { username, password: 'wrong' });
    await showsProblem(page, 'credentialsRefused');
    await expect(field(page, 'Username')).toHaveValue(username);

    await sandbox.pbx.stop();
    await prompt(page, { username, password });
    await showsProblem(page, 'voiceServerUnreachable');
    await expect(field(page, 'Username')).toHaveValue(username);
    await expect(field(page, 'Password')).toHaveValue(password);
    await sandbox.pbx.restart();

    await button(page, 'Open Setup').click();
    await chooseProduct(page, { ...sipProvider(sandbox), sipDomain: 'other.example' });
    await expect(field(page, 'Username')).toHaveValue(username);
    await prompt(page, { username, password });
    await showsProblem(page, 'registrationRefused');

    await openSetup(page, 'Advanced');
    await chooseProduct(page, sipProvider(sandbox));
    await prompt(page, { username, password });
    await expect(heading(page, 'Allow the microphone')).toBeVisible();
  });

  test('a product without a voice server leads to Setup', async ({ page, firstRunTo }) => {
    await firstRunTo('product');
    await field(page, 'Product').selectOption({ label: '8x8 Work' });
    await button(page, 'Save').click();
    await expect(heading(page, 'Log in to 8x8 Work')).toBeVisible();
    await showsProblem(page, 'voiceServerMissing');
    await button(page, 'Open Setup').click();
    await expect(field(page, 'WebSocket server')).toBeVisible();
    await leaveSetup(page);
    await expect(heading(page, 'Log in to 8x8 Work')).toBeVisible();
  });
});

test('a refused microphone is told where it is asked for and in the panel, and can be allowed afterwards', async ({
  context,
  page,
  firstRunTo,
}) => {
  await firstRunTo('microphone');
  // Nobody answers Allow: a headless browser denies.
  const [tab] = await Promise.all([context.waitForEvent('page'), button(page, 'Allow microphone').click()]);
  await tab.getByRole('button', { name: 'Allow microphone' }).click();
  const alert = tab.getByRole('alert');
  await expect(alert).toContainText(/microphone/);
  await expect(alert).toContainText(/Allow/);
  await expect(tab.getByRole('button', { name: 'Allow microphone' })).toBeEnabled();
  await tab.close();

  await page.bringToFront();
  await expect(heading(page, 'Allow the microphone')).toBeVisible();
  await answerMicrophonePrompt(context);
  await allowMicrophone(page);
});

test.describe('dialling', () => {
  test.beforeEach(({ becomeReady }) => becomeReady());

  test('nothing, a name and a number that is none are told apart, and what was typed stays', async ({
    page,
    sandbox,
  }) => {
    for (const [typed, code] of [
      ['', 'numberMissing'],
      ['Zebulon Quux', 'nameNotChosen'],
      ['+999 123456789', 'numberInvalid'],
      ['+1 415 555', 'numberInvalid'],
    ] as const) {
      await dialBox(page).fill(typed);
      await button(page, 'Call').click();
      await showsProblem(page, code);
      await expect(dialBox(page)).toHaveValue(typed);
    }
    expect(sandbox.pbx.activity().dialogs).toBe(0);
    // The text goes as soon as it no longer fits.
    await dialBox(page).fill('+1');
    await expect(panelOf(page).getByRole('alert')).toHaveCount(0);
  });

  test('a search that HubSpot fails is told, and dialling by number works all the same', async ({
    page,
    sandbox,
    customerPhone,
  }) => {
    await customerPhone({ auto: true });
    sandbox.hubspot.control.failNext({ status: 500, times: 100, path: /\/contacts\/search$/ });
    await dialBox(page).fill('Ada');
    const { cause, nextStep } = problemCatalogue.hubspotUnavailable;
    // HubSpot's own words stand before the full stop.
    const told = panelOf(page)
      .getByRole('status')
      .filter({ hasText: cause.replace(/\.$/, '') });
    await expect(told).toContainText(nextStep);
    await expect(dialBox(page)).toHaveValue('Ada');

    await callNumber(page, '+1 415 555 0132');
    await waitUntilConnected(page);
    sandbox.hubspot.control.clearFaults();
    await hangUp(page);
    await waitUntilLogged(page);
    await waitForCalls(sandbox, 1);
  });

  test('a lost voice server is told while the phone tries to come back, and then the call can be made', async ({
    page,
    sandbox,
    customerPhone,
  }) => {
    await customerPhone({ auto: true });
    await sandbox.pbx.stop();
    await showsProblem(page, 'voiceServerLost');
    await dialBox(page).fill('+14155550132');
    await button(page, 'Call').click();
    await showsProblem(page, 'phoneConnecting');
    await expect(dialBox(page)).toHaveValue('+14155550132');
    await sandbox.pbx.restart();
    await waitUntilReady(page);
    await button(page, 'Call').click();
    await expect(callRegion(page)).toBeVisible();
  });
});
