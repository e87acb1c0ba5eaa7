import { spawnSync } from 'node:child_process';
import { findChromium } from '../../e2e/support/findChromium.ts';
import { canInstallPackages, installPackages } from './debian.ts';

/**
 * Finds or installs a Chromium, and names it to child processes in `CHROME_PATH`.
 *
 * @returns the path of its binary
 * @throws {Error} saying what to do when none can be had
 */
export function ensureChromium(): string {
  const found = findChromium() ?? installFromDebian() ?? downloadWithPlaywright();
  process.env.CHROME_PATH = found;
  return found;
}

function installFromDebian(): string | undefined {
  if (!canInstallPackages()) return undefined;
  try {
    installPackages(['chromium', 'fonts-dejavu-core', 'fonts-liberation']);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return findChromium();
}

function downloadWithPlaywright(): string {
  console.log('Downloading Chromium with Playwright');
  const done = spawnSync('playwright', ['install', 'chromium'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const found = done.status === 0 ? findChromium() : undefined;
  if (found === undefined) {
    throw new Error(
      'No Chromium was found, and none could be installed. Install one (on Debian: apt-get install chromium), or set CHROME_PATH to a ' +
        'Chromium or Chrome for Testing. Google Chrome itself does not load unpacked extensions.',
    );
  }
  return found;
}
