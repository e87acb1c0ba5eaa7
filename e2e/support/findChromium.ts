import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';

/**
 * The path of a browser that loads unpacked extensions: `CHROME_PATH`, else an installed Chromium, else Playwright's own
 * download. Google Chrome is left out: from version 137 on it ignores `--load-extension`.
 *
 * @throws {Error} when `CHROME_PATH` names no program
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return chosen;
    throw new Error(`CHROME_PATH is "${chosen}", which is no program that can be run.`);
  }
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const names = ['chromium', 'chromium-browser'];
  const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...candidates, chromium.executablePath()].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
