import * as v from 'valibot';

/** As much of `runtime.Port` as is needed here. */
export interface SnapshotPort {
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  disconnect(): void;
}

interface Following<Snapshot> {
  /** Opens the port, after whatever its owner needs to be there. */
  readonly open: () => Promise<SnapshotPort>;
  readonly schema: v.GenericSchema<unknown, Snapshot>;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** The owner sent something that is no snapshot: parts of two versions are running. */
  readonly onInvalid: () => void;
  /** Resolves once somebody can see this view: a hidden one must not wake the service worker all day. */
  readonly whenVisible: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** An owner sends at once. One that stays silent this long does not hold the other end of the port. */
export const silenceMs = 3_000;
const firstDelayMs = 200;
const longestDelayMs = 5_000;

/** Keeps a port to the owner of a snapshot open until the signal ends it; service workers stop after 30 s, and their ports with them. */
export async function followSnapshots<Snapshot>(following: Following<Snapshot>): Promise<void> {
  const { signal, whenVisible } = following;
  let delayMs = firstDelayMs;
  while (!signal.aborted) {
    await whenVisible();
    if (signal.aborted) return;
    const heard = await followOnce(following).catch(() => false);
    delayMs = heard ? firstDelayMs : Math.min(delayMs * 2, longestDelayMs);
    await wait(delayMs, signal);
  }
}

/** @returns whether a snapshot came before the port closed */
async function followOnce<Snapshot>({ open, schema, onSnapshot, onInvalid, signal }: Following<Snapshot>) {
  const port = await open();
  return new Promise<boolean>((resolve) => {
    let heard = false;
    const finish = () => {
      clearTimeout(silence);
      signal.removeEventListener('abort', leave);
      resolve(heard);
    };
    const leave = () => {
      port.disconnect();
      finish();
    };
    const silence = setTimeout(leave, silenceMs);
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    port.onDisconnect.addListener(finish);
    port.onMessage.addListener((message) => {
      clearTimeout(silence);
      heard = true;
      const snapshot = v.safeParse(schema, message);
      if (snapshot.success) onSnapshot(snapshot.output);
      else onInvalid();
    });
  });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
