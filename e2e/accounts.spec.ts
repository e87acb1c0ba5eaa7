import type { Page } from 'playwright/test';
import { chooseProduct, openSetup, panelOf, startConnecting } from './support/journey.ts';
import { expect, sipProvider, test } from './support/stage.ts';

/** Gives access to one of the user's two accounts, in HubSpot's window. */
async function giveAccess(consent: Page, account: RegExp): Promise<void> {
  await consent.getByRole('link', { name: account }).click();
  await consent.getByRole('button', { name: 'Connect app' }).click();
}

test('S1-14: a further account is added in Setup, and the one to use is chosen there', async ({
  page,
  sandbox,
  firstRunTo,
}) => {
  sandbox.hubspot.control.setDefaultUser('grace');
  await firstRunTo('connect');
  await giveAccess(await startConnecting(page), /Northwind Trading/);
  await chooseProduct(page, sipProvider(sandbox));

  const integrations = await openSetup(page, 'Integrations');
  await expect(integrations.getByText('northwindtrading.example (8101234)')).toBeVisible();
  const choice = integrations.getByRole('group', { name: 'Choose an account' });
  await expect(choice).toHaveCount(0);
  const add = integrations.getByRole('button', { name: 'Connect another account' });

  // Given up: the account in use stays in use.
  const [closed] = await Promise.all([page.context().waitForEvent('page'), add.click()]);
  await expect(integrations.getByRole('status')).toHaveText('Connected');
  await closed.close();
  await expect(integrations.getByRole('alert')).toContainText('was closed before access was given');
  await expect(integrations.getByRole('status')).toHaveText('Connected');

  const [consent] = await Promise.all([page.context().waitForEvent('page'), add.click()]);
  await giveAccess(consent, /Fabrikam Labs/);
  await expect(integrations.getByText('fabrikamlabs.example (8105678)')).toBeVisible();
  await expect(choice.getByRole('button', { name: /8105678/ })).toHaveAttribute('aria-current', 'true');

  const first = choice.getByRole('button', { name: /8101234/ });
  await first.click();
  await expect(first).toHaveAttribute('aria-current', 'true');
  await expect(integrations.getByText('northwindtrading.example (8101234)')).toBeVisible();
  await expect(panelOf(page).getByRole('alert')).toHaveCount(0);
});
