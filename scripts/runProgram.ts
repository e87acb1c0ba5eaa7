import { spawn } from 'node:child_process';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs a program in the project's folder, its output streaming to ours. Programs of the installed packages are found by name,
 * because `scripts/run.mjs` puts them on the search path.
 *
 * @returns its exit code; null when a signal ended it
 */
export function runProgram(
  program: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(program, programArguments, {
      cwd: root,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', reject);
    child.on('exit', resolve);
  });
}
