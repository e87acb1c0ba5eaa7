import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A program of the lab, running in a process group of its own. */
export interface Daemon {
  readonly name: string;
  /** Where its standard output and error go. */
  readonly logPath: string;
  readonly running: boolean;
  /** Ends the whole process group: SIGTERM, then SIGKILL after 3 s. Resolves when it has gone; may be called again. */
  stop(): Promise<void>;
}

/** From util-linux: runs a program so that it gets a signal when its parent dies. */
const SETPRIV = 'setpriv';
const GRACE_MS = 3_000;
const groups = new Set<number>();
let guarded = false;

/**
 * Starts `command` as the leader of a process group, its output appended to `logPath`. The group is ended by `stop()`,
 * when this process exits or is interrupted, and, through the parent-death signal, even when this process is killed
 * outright.
 */
export function startDaemon(name: string, command: string, args: readonly string[], logPath: string): Daemon {
  guardExit();
  const log = openSync(logPath, 'a');
  const child = spawn(SETPRIV, ['--pdeathsig', 'TERM', '--', command, ...args], {
    detached: true,
    stdio: ['ignore', log, log],
    // Debian keeps daemons in /usr/sbin, which an ordinary user's search path may lack.
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/bin` },
  });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) groups.add(pid);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    name,
    logPath,
    get running() {
      return isRunning(child);
    },
    async stop() {
      if (pid === undefined) return;
      signalGroup(pid, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), GRACE_MS);
      await gone;
      clearTimeout(timer);
      // The leader has gone; children that outlived it go now.
      signalGroup(pid, 'SIGKILL');
      groups.delete(pid);
    },
  };
}

/**
 * Repeats `probe` until it resolves. Rejects with the end of the daemon's log when the daemon has ended or
 * `timeoutMs` have passed. `probe` must itself reject within a fraction of a second when there is no answer.
 */
export async function waitUntilReady(
  daemon: Daemon,
  probe: () => Promise<unknown>,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await probe();
      return;
    } catch (error) {
      if (!daemon.running || Date.now() > deadline) {
        const why = daemon.running ? `did not answer within ${timeoutMs} ms` : 'ended while starting';
        throw new Error(`${daemon.name} ${why}; end of its log:\n${logTail(daemon.logPath)}`, {
          cause: error,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

function logTail(path: string): string {
  return readFileSync(path, 'utf8').split('\n').slice(-25).join('\n');
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // ESRCH: the group has gone already, which is what was wanted.
  }
}

function guardExit(): void {
  if (guarded) return;
  guarded = true;
  const killAll = () => {
    for (const leader of groups) signalGroup(leader, 'SIGKILL');
  };
  process.once('exit', killAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killAll();
      // Our handler replaced the default action; with it removed, the same signal ends the process as usual.
      process.kill(process.pid, signal);
    });
  }
}
