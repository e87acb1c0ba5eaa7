import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright';

/*
 * What an agent does, step by step, by the names on the screen. `page` is always the HubSpot page in front of the agent;
 * each step ends when the screen shows that it worked.
 */

/** An organisation's own HubSpot app, as the options page takes it. */
export interface HubSpotApp {
  clientId: string;
  clientSecret: string;
}

/** What the agent fills in under Product (S1-16 to S1-21). */
export type ProductChoice =
  | { product: '8x8 Work' | 'Other SIP provider'; websocketServer: string; sipDomain: string }
  | { product: 'Virtual Contact Center'; contactCenterDomain: string; dataRequestToken?: string };

/** The panel in the page's iframe. */
export function panelOf(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Offhook softphone"]');
}

/** Opens the panel by the launcher, unless it is open already or opens by itself. */
export async function openSoftphone(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Open|Close) softphone$/ }).waitFor();
  const closed = page.getByRole('button', { name: 'Open softphone' });
  // It may open by itself between the look and the click: then there is nothing left to click on.
  if (await closed.isVisible()) await closed.click({ timeout: 2_000 }).catch(() => {});
  await page.getByRole('button', { name: 'Close softphone' }).waitFor();
  await panelOf(page).locator('body').waitFor();
}

/** Closes the panel; waits for it to open by itself first, as it does in a new browser (S1-12). */
export async function closeSoftphone(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close softphone' }).click();
  await page.getByRole('button', { name: 'Open softphone' }).waitFor();
}

/** Enters the organisation's HubSpot app on the options page, in a tab of its own. */
export async function saveHubSpotApp(
  context: BrowserContext,
  extensionId: string,
  app: HubSpotApp,
): Promise<void> {
  const options = await context.newPage();
  await options.goto(`chrome-extension://${extensionId}/src/options/index.html`);
  await options.getByRole('textbox', { name: 'Client ID' }).fill(app.clientId);
  await options.getByLabel('Client secret', { exact: true }).fill(app.clientSecret);
  await options.getByRole('button', { name: 'Save', exact: true }).click();
  await options.getByText('Saved', { exact: true }).waitFor();
  await options.close();
}

/** Ticks the agreement box and presses Connect HubSpot (S1-15). @returns the window with HubSpot's consent page */
export async function startConnecting(page: Page): Promise<Page> {
  const panel = panelOf(page);
  await panel
    .getByRole('checkbox', { name: 'I agree that Offhook may use my HubSpot contacts and calls' })
    .check();
  const [consent] = await Promise.all([
    page.context().waitForEvent('page'),
    panel.getByRole('button', { name: 'Connect HubSpot' }).click(),
  ]);
  return consent;
}

/** Connects HubSpot with the account of the page in view, consent included; ends at the choice of a product. */
export async function connectHubSpot(page: Page): Promise<void> {
  const consent = await startConnecting(page);
  await consent.getByRole('button', { name: 'Connect app' }).click();
  await productBox(page).waitFor();
}

/** Chooses and saves the product (S1-16 to S1-22); ends at the log-in prompt (S1-23). */
export async function chooseProduct(page: Page, choice: ProductChoice): Promise<void> {
  const panel = panelOf(page);
  await productBox(page).selectOption({ label: choice.product });
  for (const [name, value] of Object.entries(fieldsOf(choice)))
    await panel.getByLabel(name, { exact: true }).fill(value);
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await panel.getByRole('button', { name: 'Log in' }).waitFor();
}

/** Logs in to the product; ends when the prompt is gone. */
export async function logIn(page: Page, account: { username: string; password: string }): Promise<void> {
  const panel = panelOf(page);
  await panel.getByRole('textbox', { name: 'Username' }).fill(account.username);
  await panel.getByLabel('Password', { exact: true }).fill(account.password);
  const button = panel.getByRole('button', { name: 'Log in' });
  await button.click();
  await button.waitFor({ state: 'detached' });
}

/** Grants the microphone in the tab that the panel opens, where only a tab can ask; ends when the phone is ready. */
export async function allowMicrophone(page: Page): Promise<void> {
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    panelOf(page).getByRole('button', { name: 'Allow microphone' }).click(),
  ]);
  await tab.getByRole('button', { name: 'Allow microphone' }).click();
  await waitUntilReady(page);
  await tab.close();
  await page.bringToFront();
}

/** Opens Setup by the gear, at one of its tabs (S1-18, S1-24). @returns the tab's content */
export async function openSetup(page: Page, tab: 'Advanced' | 'Integrations'): Promise<Locator> {
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Setup', exact: true }).click();
  await panel.getByRole('tab', { name: tab }).click();
  return panel.getByRole('tabpanel', { name: tab });
}

/** Leaves Setup for what the panel showed before. */
export async function leaveSetup(page: Page): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Back' }).click();
}

/** Waits for the status Ready: registered, and with a microphone. */
export async function waitUntilReady(page: Page): Promise<void> {
  await panelOf(page).getByText('Ready', { exact: true }).waitFor();
}

/** Types a name or number and presses Call. @returns the region of the call */
export async function callNumber(page: Page, nameOrNumber: string): Promise<Locator> {
  await panelOf(page).getByRole('combobox', { name: 'Name or number' }).fill(nameOrNumber);
  return pressCall(page);
}

/** Finds a contact by name, chooses it and presses Call. @returns the region of the call */
export async function callContact(page: Page, name: string): Promise<Locator> {
  const panel = panelOf(page);
  await panel.getByRole('combobox', { name: 'Name or number' }).fill(name);
  await panel.getByRole('option', { name }).first().click();
  return pressCall(page);
}

async function pressCall(page: Page): Promise<Locator> {
  await panelOf(page).getByRole('button', { name: 'Call', exact: true }).click();
  const call = callRegion(page);
  await call.waitFor();
  return call;
}

/** The region of the call with this name or number, or of any. */
export function callRegion(page: Page, nameOrNumber?: string): Locator {
  const name = nameOrNumber === undefined ? /^Call with / : `Call with ${nameOrNumber}`;
  return panelOf(page).getByRole('region', { name });
}

/** The region of an incoming call from this name or number, or from any. */
export function incomingRegion(page: Page, nameOrNumber?: string): Locator {
  const name = nameOrNumber === undefined ? /^Incoming call from / : `Incoming call from ${nameOrNumber}`;
  return panelOf(page).getByRole('region', { name });
}

/** Waits for an incoming call and answers it. @returns the region of the call */
export async function answerCall(page: Page, nameOrNumber?: string): Promise<Locator> {
  await incomingRegion(page, nameOrNumber).getByRole('button', { name: 'Answer' }).click();
  const call = callRegion(page, nameOrNumber);
  await call.waitFor();
  return call;
}

/** Waits until the customer has answered, which starts the timer. */
export async function waitUntilConnected(page: Page): Promise<void> {
  await callRegion(page).getByRole('timer').waitFor();
}

/** Hangs up the only call. */
export async function hangUp(page: Page): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Hang up' }).click();
}

/** Puts the ended call away; ends where the next one can be made. */
export async function putAway(page: Page): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Done' }).click();
  await panelOf(page).getByRole('combobox', { name: 'Name or number' }).waitFor();
}

/** Waits until the newest call is in HubSpot. */
export async function waitUntilLogged(page: Page): Promise<void> {
  await panelOf(page).getByText('Logged', { exact: true }).first().waitFor();
}

function productBox(page: Page): Locator {
  return panelOf(page).getByRole('combobox', { name: 'Product' });
}

function fieldsOf(choice: ProductChoice): Record<string, string> {
  if (choice.product !== 'Virtual Contact Center')
    return { 'WebSocket server': choice.websocketServer, 'SIP domain': choice.sipDomain };
  const { contactCenterDomain, dataRequestToken } = choice;
  return {
    'Contact Center Domain': contactCenterDomain,
    ...(dataRequestToken !== undefined && { 'Data Request Token': dataRequestToken }),
  };
}
