import { runProgram } from './runProgram.ts';

process.exitCode =
  (await runProgram('biome', ['check', '--error-on-warnings', ...process.argv.slice(2)])) ?? 1;
