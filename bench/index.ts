import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { readExtensionId } from '../e2e/support/extensionId.ts';
import { startSandbox } from '../sandbox/index.ts';
import { formatTable } from '../scripts/formatTable.ts';
import { type CallRig, setUpCalls } from './callRig.ts';
import { measureClickToInvite } from './clickToInvite.ts';
import { measureEndToLog } from './endToLog.ts';
import { type Figure, formatFigures, toJson } from './figure.ts';
import { measurePageCost } from './pageCost/pageCost.ts';
import { readSizes } from './sizes.ts';

const { values: options } = parseArgs({
  options: {
    /** Prints the line of JSON and nothing else. */
    json: { type: 'boolean', default: false },
    loads: { type: 'string', default: '10' },
    calls: { type: 'string', default: '20' },
  },
});
const loads = readCount('loads', options.loads);
const calls = readCount('calls', options.calls);
const root = path.resolve(import.meta.dirname, '..');
const extensionDir = path.join(root, 'dist');
const say = (text: string) => options.json || console.log(`${text}\n`);

await build({ root, logLevel: 'error' });
const sizes = readSizes(extensionDir);
say(
  formatTable(
    ['file', 'bytes', 'gzipped'],
    sizes.files.map(({ file, bytes, gzip }) => [file, String(bytes), String(gzip)]),
  ),
);
say(formatFigures('sizes', sizes.figures));

say(
  `Loading a list of 100 contacts ${loads} times each: without Offhook, with its launcher, with its panel open.`,
);
const pageCost = await onSandbox();
say(formatFigures('cost to the page', pageCost));

say(`Making ${calls} calls twice.`);
const speed = await onCalls(async (rig) => [
  await measureClickToInvite(rig, calls),
  await measureEndToLog(rig, calls),
]);
say(formatFigures('speed of calls', speed));

console.log(toJson({ loads, calls, sizes, pageCost, speed }));

async function onSandbox(): Promise<Figure[]> {
  const sandbox = await startSandbox({ extensionId: readExtensionId(extensionDir) });
  try {
    return await measurePageCost({ extensionDir, sandbox, url: sandbox.hubspot.contactsAddress, loads });
  } finally {
    await sandbox.close();
  }
}

async function onCalls<T>(measure: (rig: CallRig) => Promise<T>): Promise<T> {
  const rig = await setUpCalls(extensionDir);
  try {
    return await measure(rig);
  } finally {
    await rig.close();
  }
}

function readCount(name: string, given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} takes a whole number of at least 1.`);
  return count;
}
