import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './npm.mjs';

/**
 * Installs what package-lock.json names, unless that is what node_modules holds.
 *
 * Not by `npm ci`, which empties node_modules first: `npm install --no-save` takes the same versions from the lock file, changes
 * nothing but node_modules, and keeps what is right in there.
 *
 * @param {string} root the project's folder
 * @param {string} node the Node binary to run npm with
 * @param {NodeJS.ProcessEnv} environment with that Node first in PATH
 */
export function ensurePackages(root, node, environment) {
  const lock = readJson(path.join(root, 'package-lock.json'))?.packages;
  // npm writes this file at the end of every installation, so an interrupted one counts as none.
  const installed = readJson(path.join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (lock === undefined || !fits(lock[''], readJson(path.join(root, 'package.json')))) {
    throw new Error(
      'package-lock.json is missing, or does not fit package.json. Run "npm install" to bring it up to date.',
    );
  }
  if (installed !== undefined && isInstalled(lock, installed)) return;
  console.log('Installing packages');
  const startedAt = performance.now();
  runNpm(['install', '--no-save'], { cwd: root, node, env: environment });
  console.log(`Installed packages in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/**
 * Compares the lock file with npm's record of what it installed. Packages for other platforms are optional in the lock file and
 * absent from the record.
 *
 * @param {Record<string, LockedPackage>} lock
 * @param {Record<string, LockedPackage>} installed
 */
export function isInstalled(lock, installed) {
  const missing = Object.entries(lock).some(([folder, { version, integrity, optional }]) => {
    if (folder === '') return false;
    const found = installed[folder];
    if (found === undefined) return !optional;
    return found.version !== version || found.integrity !== integrity;
  });
  return !missing && Object.entries(installed).every(([folder, { optional }]) => folder in lock || optional);
}

/**
 * Whether the lock file was made from this package.json.
 *
 * @param {Dependencies | undefined} locked the lock file's entry for the project itself
 * @param {Dependencies | undefined} wanted package.json
 */
export function fits(locked, wanted) {
  const sorted = (/** @type {Record<string, string>} */ versions = {}) =>
    JSON.stringify(Object.entries(versions).sort());
  return ['dependencies', 'devDependencies'].every(
    (kind) => sorted(locked?.[kind]) === sorted(wanted?.[kind]),
  );
}

/**
 * @typedef {{version?: string, integrity?: string, optional?: boolean}} LockedPackage
 * @typedef {{dependencies?: Record<string, string>, devDependencies?: Record<string, string>}} Dependencies
 */

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
