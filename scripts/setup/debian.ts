import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Whether packages can be installed with apt here: Debian itself (Ubuntu's chromium is a snap) and root. */
export function canInstallPackages(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Installs Debian packages without starting the services that come with them.
 *
 * @throws {Error} with apt's output when it fails
 */
export function installPackages(packages: readonly string[]): void {
  const startedAt = performance.now();
  console.log(`Installing from Debian: ${packages.join(' ')}`);
  const startServices = forbidServices();
  try {
    // An update that fails for one of several sources is no obstacle yet; the installation tells.
    apt(['update']);
    const { status, output } = apt(['install', '-y', '--no-install-recommends', ...packages]);
    if (status !== 0) throw new Error(`apt-get install ${packages.join(' ')} failed:\n${output}`);
  } finally {
    startServices();
  }
  console.log(`Installed from Debian in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function apt(aptArguments: string[]): { status: number | null; output: string } {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0'];
  const done = spawnSync('apt-get', [...options, ...aptArguments], {
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return {
    status: done.status,
    output: `${done.error?.message ?? ''}${done.stdout ?? ''}${done.stderr ?? ''}`,
  };
}

const policyFile = '/usr/sbin/policy-rc.d';

/**
 * Tells Debian's package scripts to start no service (exit code 101 of policy-rc.d, see invoke-rc.d(8)).
 *
 * @returns a function that puts the previous policy back
 */
function forbidServices(): () => void {
  const backup = `${policyFile}.offhook`;
  const hadPolicy = existsSync(policyFile);
  if (hadPolicy) renameSync(policyFile, backup);
  writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => (hadPolicy ? renameSync(backup, policyFile) : rmSync(policyFile));
}
