import { type Browser, chromium, type Page } from 'playwright';
import { launchBrowser } from '../e2e/support/browser.ts';
import { readExtensionId } from '../e2e/support/extensionId.ts';
import { findChromium } from '../e2e/support/findChromium.ts';
import {
  chooseProduct,
  connectHubSpot,
  logIn,
  openSoftphone,
  saveHubSpotApp,
  waitUntilReady,
} from '../e2e/support/journey.ts';
import { knownContacts } from '../sandbox/hubspot/knownContacts.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';

/** An agent who is ready to call, and a customer who answers at once. */
export interface CallRig {
  sandbox: Sandbox;
  /** The agent's HubSpot page, with the panel open. */
  page: Page;
  /** Which the customer's phone answers, in E.164. */
  customerNumber: string;
  close(): Promise<void>;
}

/** Takes the whole first-run path, by the interface. The customer has a browser apart, as he has in life. */
export async function setUpCalls(extensionDir: string): Promise<CallRig> {
  const cleanUps: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  };
  try {
    const sandbox = await startSandbox({ extensionId: readExtensionId(extensionDir) });
    cleanUps.push(() => sandbox.close());
    const args = ['--use-fake-device-for-media-stream'];
    const browser = await launchBrowser({ extensionDir, sandbox, headless: true, args });
    cleanUps.push(browser.close);
    const { context, extensionId } = browser;
    await context.grantPermissions(['microphone']);

    const page = await context.newPage();
    await page.goto(sandbox.hubspot.contactsAddress);
    await openSoftphone(page);
    await saveHubSpotApp(context, extensionId, sandbox.hubspot.app);
    await page.bringToFront();
    await connectHubSpot(page);
    const { websocketUrl, domain, agents } = sandbox.pbx;
    await chooseProduct(page, {
      product: 'Other SIP provider',
      websocketServer: websocketUrl,
      sipDomain: domain,
    });
    const [agent] = agents;
    if (!agent) throw new Error('The PBX has no agent.');
    await logIn(page, agent);
    await waitUntilReady(page);

    const customerNumber = knownContacts.adaBrandt.e164;
    const customer = await startCustomer(sandbox, customerNumber);
    cleanUps.push(() => customer.close());
    return { sandbox, page, customerNumber, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startCustomer({ pbx }: Sandbox, number: string): Promise<Browser> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
  const page = await browser.newPage();
  await page.goto(pbx.customerPageUrl({ number, auto: true }));
  await page.getByRole('status').filter({ hasText: 'Ready' }).waitFor();
  return browser;
}
