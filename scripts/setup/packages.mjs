import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './npm.mjs';

/**
 * Installs exactly what package-lock.json names, unless that is what node_modules holds.
 *
 * @param {string} root the project's folder
 * @param {string} node the Node binary to run npm with
 * @param {NodeJS.ProcessEnv} environment with that Node first in PATH
 */
export function ensurePackages(root, node, environment) {
  const lock = readLock(path.join(root, 'package-lock.json'));
  // npm writes this file at the end of every installation, so an interrupted one counts as none.
  const installed = readLock(path.join(root, 'node_modules', '.package-lock.json'));
  if (lock === undefined) throw new Error('package-lock.json is missing or unreadable.');
  if (installed !== undefined && isInstalled(lock, installed)) return;
  console.log('Installing packages');
  const startedAt = performance.now();
  runNpm(['ci'], { cwd: root, node, env: environment });
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
  return !missing && Object.keys(installed).every((folder) => folder in lock);
}

/**
 * @typedef {{version?: string, integrity?: string, optional?: boolean}} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
