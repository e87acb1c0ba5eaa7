import { runProgram } from './runProgram.ts';

process.exitCode = (await runProgram('vitest', ['run', '--project', 'unit', ...process.argv.slice(2)])) ?? 1;
