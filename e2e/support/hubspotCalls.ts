import { expect } from 'playwright/test';
import type { LoggedCall } from '../../sandbox/hubspot/control.ts';
import type { Sandbox } from '../../sandbox/index.ts';

/** The only call that HubSpot holds; fails when there are none or more. */
export function onlyCall({ hubspot }: Sandbox): LoggedCall {
  const calls = hubspot.calls();
  expect(calls).toHaveLength(1);
  return calls[0] as LoggedCall;
}

/** Waits until HubSpot holds exactly `count` calls. @returns them, newest first */
export async function waitForCalls(sandbox: Sandbox, count: number): Promise<LoggedCall[]> {
  await expect.poll(() => sandbox.hubspot.calls().length, { timeout: 20_000 }).toBe(count);
  return sandbox.hubspot.calls();
}
