/**
 * Runs one of the project's commands: `node scripts/run.mjs COMMAND [ARGUMENTS]`, which is what `npm start`, `npm test`
 * and the others call.
 *
 * Plain JavaScript without packages, because it runs before anything is installed and on Node 20.19. It brings a Node that
 * runs TypeScript and the packages, then hands over to `scripts/COMMAND.ts`. Both steps are skipped when already done.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureNode } from './setup/node.mjs';
import { ensurePackages } from './setup/packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const [command = '', ...commandArguments] = process.argv.slice(2);
const script = path.join(root, 'scripts', `${command}.ts`);

if (!/^[a-z]+$/i.test(command) || !existsSync(script)) {
  console.error(`There is no command "${command}". See "scripts" in package.json.`);
  process.exit(2);
}

try {
  const node = ensureNode(root);
  const searchPath = [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH];
  const environment = { ...process.env, PATH: searchPath.join(path.delimiter) };
  ensurePackages(root, node, environment);
  const child = spawn(node, [script, ...commandArguments], { cwd: root, env: environment, stdio: 'inherit' });
  // The terminal sends Ctrl+C to the child as well; wait for it to clean up and take its exit code.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(`Set-up failed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
