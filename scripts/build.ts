import path from 'node:path';
import { checkPackage } from './checkPackage.ts';
import { root, runProgram } from './runProgram.ts';

const exitCode = await runProgram('vite', ['build']);
process.exitCode =
  exitCode === 0 ? Math.min(1, checkPackage(path.join(root, 'dist')).failed) : (exitCode ?? 1);
