import type { Frame, Page } from 'playwright/test';
import type { Sandbox } from '../sandbox/index.ts';
import { recordConsole } from './support/consoleText.ts';
import { panelOf } from './support/journey.ts';
import { agentOf, expect, firstRunTo, launchAgentBrowser, test } from './support/stage.ts';

const dialBox = (page: Page) => panelOf(page).getByRole('combobox', { name: 'Name or number' });

/** Every secret that the extension has had to handle, as the requests that carried them show. */
function secretsOf(sandbox: Sandbox): string[] {
  const requests = sandbox.hubspot.control.requests();
  const accessTokens = requests.flatMap(
    ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? [],
  );
  const refreshTokens = requests.flatMap(({ body }) => new URLSearchParams(body).get('refresh_token') ?? []);
  const codes = requests.flatMap(({ body }) => new URLSearchParams(body).get('code') ?? []);
  expect([accessTokens.length, refreshTokens.length, codes.length].every((count) => count > 0)).toBe(true);
  const given = [sandbox.hubspot.app.clientSecret, agentOf(sandbox).password];
  return [...new Set([...accessTokens, ...refreshTokens, ...codes, ...given])];
}

/** What a page or frame holds for whoever can read it: its markup, shadow roots included, and what is in its fields. */
function contentsOf(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const read = (root: Document | ShadowRoot): string =>
      [...root.querySelectorAll('*')]
        .map((element) => {
          const own = [...element.attributes].map(({ value }) => value);
          const field = element instanceof HTMLInputElement ? element.value : '';
          return [...own, field, element.shadowRoot ? read(element.shadowRoot) : ''].join(' ');
        })
        .concat(root.textContent ?? '')
        .join('\n');
    return read(document);
  });
}

test('no token and no secret is within reach of HubSpot’s page, its addresses or a console', async ({
  sandbox,
  microphoneWav,
}) => {
  const console = await recordConsole();
  const launched = await launchAgentBrowser(sandbox, {
    fakeMicrophoneWav: microphoneWav,
    args: console.args,
  });
  try {
    const { context, extensionId } = launched;
    const addresses: string[] = [];
    context.on('request', (request) => void addresses.push(request.url()));
    const page = await context.newPage();
    await page.goto(sandbox.hubspot.contactsAddress);
    await firstRunTo('ready', { page, context, extensionId, sandbox });
    sandbox.hubspot.control.expireAccessTokens();
    await dialBox(page).fill('Ada');
    await expect(
      panelOf(page)
        .getByRole('option', { name: /Ada Brandt/ })
        .first(),
    ).toBeVisible();
    const secrets = secretsOf(sandbox);

    await test.step('the page’s own scripts see nothing of the extension', async () => {
      expect(await page.evaluate(() => typeof chrome === 'object' && 'storage' in chrome)).toBe(false);
    });

    await test.step('the content script is kept out of storage', async () => {
      const devtools = await context.newCDPSession(page);
      const worlds: { id: number; name: string }[] = [];
      devtools.on('Runtime.executionContextCreated', (created) => worlds.push(created.context));
      await devtools.send('Runtime.enable');
      const world = worlds.find(({ name }) => name.startsWith('Offhook'));
      if (!world) throw new Error('The content script has no world.');
      for (const area of ['local', 'session']) {
        const answer = await devtools.send('Runtime.evaluate', {
          contextId: world.id,
          awaitPromise: true,
          returnByValue: true,
          expression: `chrome.storage.${area}.get(null).then((all) => JSON.stringify(all), (error) => 'refused: ' + error.message)`,
        });
        expect(answer.result.value).toMatch(/^refused: Access to storage is not allowed/);
      }
    });

    await test.step('pages, panel and options hold none', async () => {
      const options = await context.newPage();
      await options.goto(`chrome-extension://${extensionId}/src/options/index.html`);
      await expect(options.getByLabel('Client ID')).toHaveValue(sandbox.hubspot.app.clientId);
      const contents = await Promise.all(
        [page, options].flatMap((open) => open.frames().map((frame) => contentsOf(frame))),
      );
      expect(contents).toHaveLength(3);
      contents.push(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])));
      // The same look finds what is there to be seen.
      expect(contents.join()).toContain(sandbox.hubspot.app.clientId);
      for (const secret of secrets) expect(contents.join()).not.toContain(secret);
    });

    await test.step('addresses carry none, but for the code that HubSpot sends back', async () => {
      const seen = sandbox.hubspot.control
        .requests()
        .map(({ path, query, headers }) => [path, query, headers.referer].join(' '));
      expect(seen.some((address) => address.includes('/authorize'))).toBe(true);
      const others = addresses.filter(
        (address) => !address.startsWith(`https://${extensionId}.chromiumapp.org/`),
      );
      for (const secret of secrets) expect([...seen, ...others].join('\n')).not.toContain(secret);
    });

    await test.step('nobody wrote one to a console', async () => {
      const [worker] = context.serviceWorkers();
      await worker?.evaluate(() => globalThis.console.info('a line from the service worker'));
      await page.frames()[1]?.evaluate(() => globalThis.console.info('a line from the panel'));
      await expect.poll(console.read).toContain('a line from the service worker');
      await expect.poll(console.read).toContain('a line from the panel');
      const written = await console.read();
      for (const secret of secrets) expect(written).not.toContain(secret);
    });

    await test.step('the password is stored nowhere', async () => {
      const [worker] = context.serviceWorkers();
      const stored = await worker?.evaluate(async () =>
        JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
      );
      expect(stored).toContain(sandbox.hubspot.app.clientSecret);
      expect(stored).not.toContain(agentOf(sandbox).password);
    });
  } finally {
    await launched.close();
    await console.remove();
  }
});
