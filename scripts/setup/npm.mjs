import { spawnSync } from 'node:child_process';

/**
 * Runs npm and shows what it says only when it fails.
 *
 * Under `npm run`, `npm_execpath` is the very npm that the user called; run by hand, npm is looked up in the search path.
 *
 * @param {string[]} npmArguments
 * @param {{cwd: string, node: string, env?: NodeJS.ProcessEnv}} options `node` is the binary that runs npm
 * @throws {Error} with npm's output when npm can't be started or fails
 */
export function runNpm(npmArguments, { cwd, node, env = process.env }) {
  const npmScript = env.npm_execpath;
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd, env, encoding: /** @type {const} */ ('utf8') };
  const done = npmScript?.endsWith('.js')
    ? spawnSync(node, [npmScript, ...npmArguments, ...quiet], options)
    : spawnSync('npm', [...npmArguments, ...quiet], { ...options, shell: process.platform === 'win32' });
  if (done.error) throw new Error(`npm can't be started: ${done.error.message}`);
  if (done.status !== 0)
    throw new Error(`"npm ${npmArguments.join(' ')}" failed:\n${done.stdout}${done.stderr}`);
}
