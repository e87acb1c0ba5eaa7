import { expect } from 'playwright/test';
import type { LoggedCall } from '../../sandbox/hubspot/control.ts';
import type { Sandbox } from '../../sandbox/index.ts';

/** Waits until HubSpot holds exactly `count` calls. @returns them, newest first */
export async function waitForCalls(sandbox: Sandbox, count: number): Promise<LoggedCall[]> {
  await expect.poll(() => sandbox.hubspot.calls().length, { timeout: 20_000 }).toBe(count);
  return sandbox.hubspot.calls();
}
