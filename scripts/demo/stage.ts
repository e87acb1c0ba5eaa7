import type { BrowserContext, Page } from 'playwright';
import type { Sandbox } from '../../sandbox/index.ts';

/** Everything that the demo plays with. */
export interface DemoStage {
  context: BrowserContext;
  extensionId: string;
  /** The agent's HubSpot page. */
  page: Page;
  /** The customer's phone. */
  customer: Page;
  sandbox: Sandbox;
}
