import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What every page, frame, worker and hidden document of a browser writes to its console. */
interface ConsoleText {
  /** Command-line switches with which the browser is to be started. */
  args: readonly string[];
  read: () => Promise<string>;
  remove: () => Promise<void>;
}

/** Chromium's own log has them all; DevTools would have to be attached to each, and misses what was said before. */
export async function recordConsole(): Promise<ConsoleText> {
  const directory = await mkdtemp(path.join(tmpdir(), 'offhook-console-'));
  const file = path.join(directory, 'chromium.log');
  return {
    args: ['--enable-logging', `--log-file=${file}`],
    read: () => readFile(file, 'utf8'),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
