import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright';
import { expect } from 'playwright/test';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const colorSchemes = ['light', 'dark'] as const;

/**
 * Fails when axe finds a violation in what a page's document shows, in light or in dark colours.
 * @param page the tab that the document is in
 * @param where what to name in the failure
 * @param only a selector in the document, to leave the rest of a foreign page out
 */
export async function expectAccessible(
  page: Page,
  where: string,
  { frame = page.mainFrame(), only = 'html' }: { frame?: Frame; only?: string } = {},
): Promise<void> {
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Evaluated by DevTools, where a script element would be stopped by the document's content security policy.
    await frame.evaluate(axeSource);
    await frame.waitForFunction(hasSettled, colorScheme);
    const violations = await frame.evaluate(violationsIn, only);
    expect.soft(violations, `${where}, ${colorScheme}`).toEqual([]);
  }
}

/** The panel's own document in a HubSpot page. */
export function panelFrame(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().includes('/src/panel/'));
  if (!frame) throw new Error('The page has no panel.');
  return frame;
}

/** Colours are the scheme's, and none is on its way from the other's. */
function hasSettled(colorScheme: string): boolean {
  const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  return matchMedia(`(prefers-color-scheme: ${colorScheme})`).matches && moving.length === 0;
}

async function violationsIn(only: string): Promise<string[]> {
  const { axe } = window as unknown as {
    axe: { run: (only: string, options: object) => Promise<AxeResults> };
  };
  const { violations, passes } = await axe.run(only, { resultTypes: ['violations', 'passes'] });
  if (passes.length === 0) return ['nothing to look at'];
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
