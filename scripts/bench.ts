import { runProgram } from './runProgram.ts';
import { ensureChromium } from './setup/chromium.ts';
import { ensureLabPackages } from './setup/labPackages.ts';

ensureChromium();
const labObstacle = ensureLabPackages();
if (labObstacle !== undefined) console.warn(`The SIP lab is not available: ${labObstacle}`);
process.exitCode = (await runProgram(process.execPath, ['bench/index.ts', ...process.argv.slice(2)])) ?? 1;
