import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startDaemon, waitUntilReady } from './daemon.ts';

/** A daemon as Kamailio: a parent that waits for its worker and prints the worker's process id. */
const FORKING = ['-c', "trap 'kill $!' TERM; sleep 600 & echo $!; wait"] as const;

const logPath = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'offhook-daemon-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return join(directory, 'daemon.log');
};
/** A zombie, dead but not yet reaped by its new parent, is not alive. */
const isAlive = async (pid: number) =>
  /^State:\s+[^ZX]/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''));
const workerIn = async (path: string) => {
  await expect.poll(() => readFile(path, 'utf8')).toMatch(/^\d+\n/);
  return Number(await readFile(path, 'utf8'));
};

test('stop ends the daemon and its children, and may be called again', async () => {
  const daemon = startDaemon('forking', 'sh', FORKING, await logPath());
  const worker = await workerIn(daemon.logPath);
  await daemon.stop();
  expect(daemon.running).toBe(false);
  await expect.poll(() => isAlive(worker)).toBe(false);
  await daemon.stop();
});

test('a daemon that ends while starting is reported with its log', async () => {
  const daemon = startDaemon('broken', 'sh', ['-c', 'echo port taken; exit 1'], await logPath());
  await expect(waitUntilReady(daemon, () => Promise.reject(new Error('no answer')))).rejects.toThrow(
    /broken ended while starting.*port taken/s,
  );
});

test('a program that is not there is reported', async () => {
  const daemon = startDaemon('absent', 'no-such-program', [], await logPath());
  await expect(waitUntilReady(daemon, () => Promise.reject(new Error('no answer')))).rejects.toThrow(
    'absent ended while starting',
  );
});

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'no daemon outlives a process ended by %s',
  async (signal) => {
    const path = await logPath();
    const module = fileURLToPath(new URL('daemon.ts', import.meta.url));
    const script = `import(${JSON.stringify(module)}).then(({ startDaemon }) => {
    startDaemon('forking', 'sh', ${JSON.stringify(FORKING)}, ${JSON.stringify(path)});
    setInterval(() => {}, 1000);
  });`;
    const owner = spawn(process.execPath, ['--experimental-strip-types', '-e', script], { stdio: 'inherit' });
    const worker = await workerIn(path);
    owner.kill(signal);
    await expect.poll(() => isAlive(worker), { timeout: 5_000 }).toBe(false);
  },
);
