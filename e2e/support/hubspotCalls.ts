import { expect } from 'playwright/test';
import type { LoggedCall } from '../../sandbox/hubspot/control.ts';
import type { Sandbox } from '../../sandbox/index.ts';

/** Waits, for `timeout` ms at most, until HubSpot holds exactly `count` calls. @returns them, newest first */
export async function waitForCalls(sandbox: Sandbox, count: number, timeout = 20_000): Promise<LoggedCall[]> {
  await expect.poll(() => sandbox.hubspot.calls().length, { timeout }).toBe(count);
  return sandbox.hubspot.calls();
}
