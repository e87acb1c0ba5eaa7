import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './npm.mjs';

/** The version that set-up brings, and that the project is tested on. */
export const toolsNodeVersion = '24.21.0';

/**
 * Whether a Node runs this project: it executes TypeScript without a flag (22.18, 23.6 and later) and belongs to a line that
 * our tools declare to support, which the short-lived 23 and 25 are not.
 *
 * @param {string} version as in `process.versions.node`
 * @param {unknown} typescript `process.features.typescript`: `'strip'` or `'transform'` where TypeScript runs
 */
export function runsTheProject(version, typescript) {
  const major = Number(version.split('.')[0]);
  return Boolean(typescript) && major >= 22 && major !== 23 && major !== 25;
}

/**
 * Finds or installs a Node that runs the project, and returns the path of its binary.
 *
 * npm carries the official binaries as packages named after the platform; the package called `node` itself needs an install
 * script, which npm may refuse to run.
 *
 * @param {string} root the project's folder
 * @returns {string}
 */
export function ensureNode(root) {
  if (runsTheProject(process.versions.node, process.features.typescript)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const packageName = `node-${platform}-${process.arch}`;
  const tools = path.join(root, '.tools');
  const folder = path.join(tools, 'node_modules', packageName);
  const binary = path.join(folder, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (installedVersion(folder) !== toolsNodeVersion || !existsSync(binary)) {
    console.log(
      `Node ${process.versions.node} is too old to run this project: installing Node ${toolsNodeVersion} into .tools`,
    );
    try {
      const what = `${packageName}@${toolsNodeVersion}`;
      runNpm(['install', '--prefix', tools, '--no-save', '--no-package-lock', what], {
        cwd: root,
        node: process.execPath,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : error;
      throw new Error(`${reason}\nInstall Node 22.18 or later, or Node 24, by hand and try again.`);
    }
  }
  return binary;
}

/** @param {string} folder of an installed package */
function installedVersion(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}
