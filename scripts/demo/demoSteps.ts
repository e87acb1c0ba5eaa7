import type { Page } from 'playwright';
import {
  allowMicrophone,
  callContact,
  chooseProduct,
  closeSoftphone,
  hangUp,
  logIn,
  openSoftphone,
  panelOf,
  saveHubSpotApp,
  startConnecting,
  waitUntilConnected,
  waitUntilLogged,
} from '../../e2e/support/journey.ts';
import { knownContacts } from '../../sandbox/hubspot/knownContacts.ts';
import type { DemoStep } from './runSteps.ts';
import type { DemoStage } from './stage.ts';

/** The contact that the demo calls. */
export const demoContact = knownContacts.adaBrandt;

const demoContactName = `${demoContact.firstName} ${demoContact.lastName}`;

/** What the agent writes down. */
export const demoNote = 'Wants a quote for 40 seats by Friday.';

/** How long the two talk at least, in ms. */
export const conversation = 4_000;

/** What the customer's phone shows while it hears the agent's microphone: 950 to 1,049 Hz. */
const microphoneTone = /^(9[5-9]\d|10[0-4]\d) Hz$/;

/** What only an administrator does, once: name the organisation's HubSpot app. */
export async function setUpOrganisation({ context, extensionId, sandbox }: DemoStage): Promise<void> {
  await saveHubSpotApp(context, extensionId, sandbox.hubspot.app);
}

/** From the first look at the softphone to a phone that is ready. */
export const firstRunSteps: readonly DemoStep<DemoStage>[] = [
  onPage('Open the softphone', async ({ page, sandbox }) => {
    await page.goto(sandbox.hubspot.contactsAddress);
    await openSoftphone(page);
  }),
  onPage("Enter the organisation's HubSpot app", async (stage) => {
    await setUpOrganisation(stage);
    await stage.page.bringToFront();
  }),
  {
    name: 'Agree, and connect HubSpot',
    run: async ({ page }) => {
      const consent = await startConnecting(page);
      await consentButton(consent).waitFor();
      return consent;
    },
  },
  onPage("Give consent in HubSpot's window", async ({ context, page }) => {
    const consent = context.pages().find((each) => new URL(each.url()).pathname.startsWith('/oauth'));
    if (consent === undefined) throw new Error("HubSpot's window is gone.");
    await consentButton(consent).click();
    await panelOf(page).getByRole('combobox', { name: 'Product' }).waitFor();
  }),
  onPage('Choose the product', ({ page, sandbox: { pbx } }) =>
    chooseProduct(page, {
      product: 'Other SIP provider',
      websocketServer: pbx.websocketUrl,
      sipDomain: pbx.domain,
    }),
  ),
  onPage('Log in', ({ page, sandbox }) => logIn(page, firstAgent(sandbox.pbx.agents))),
  onPage('Allow the microphone', async ({ context, page }) => {
    // A headless browser denies at once what a person would be asked. Granted when the tab is open, and not before, it is the same to
    // the extension as a click on Allow.
    context.once('page', () => context.grantPermissions(['microphone']));
    await allowMicrophone(page);
  }),
];

/** From the first look at the softphone to the call in HubSpot. */
export const demoSteps: readonly DemoStep<DemoStage>[] = [
  ...firstRunSteps,
  onPage(`Call ${demoContactName}`, async ({ page }) => {
    await callContact(page, demoContactName);
  }),
  onPage('The customer answers', async ({ page, customer }) => {
    await customer.getByRole('button', { name: 'Answer' }).click();
    await waitUntilConnected(page);
  }),
  {
    name: 'Talk: what the customer hears',
    run: async ({ customer }) => {
      await customer.waitForTimeout(conversation);
      await customer.getByLabel('Heard').filter({ hasText: microphoneTone }).waitFor();
      return customer;
    },
  },
  onPage('Take a note', ({ page }) => panelOf(page).getByRole('textbox', { name: 'Notes' }).fill(demoNote)),
  onPage('Hang up', ({ page }) => hangUp(page)),
  onPage('Find the call logged', ({ page }) => waitUntilLogged(page)),
  onPage('See it on the contact', async ({ page, sandbox }) => {
    await page.goto(
      `https://app.hubspot.com/contacts/${sandbox.hubspot.portalId}/record/0-1/${demoContact.id}`,
    );
    await closeSoftphone(page);
    await page
      .locator('[data-test-id="call-card"]')
      .getByRole('link', { name: /recording/i })
      .waitFor();
  }),
];

function consentButton(consent: Page) {
  return consent.getByRole('button', { name: 'Connect app' });
}

/** A step that ends on the agent's page. */
function onPage(name: string, act: (stage: DemoStage) => Promise<void>): DemoStep<DemoStage> {
  return {
    name,
    run: async (stage): Promise<Page> => {
      await act(stage);
      return stage.page;
    },
  };
}

/** The log-in that the demo uses. */
export function firstAgent<Agent>(agents: readonly Agent[]): Agent {
  const [agent] = agents;
  if (agent === undefined) throw new Error('The PBX has no agent.');
  return agent;
}
