/** The part of a runtime port that a broadcast needs. */
interface SnapshotPort {
  postMessage(message: unknown): void;
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** Sends an owner's snapshot to every view: at once when it connects, then after every change. */
export function snapshotBroadcast<Snapshot>(current: () => Promise<Snapshot>) {
  const ports = new Set<SnapshotPort>();
  let stale = false;
  let sending = false;

  /** One snapshot at a time, so that an older one never overtakes a newer one; changes meanwhile share the next. */
  async function send(): Promise<void> {
    sending = true;
    while (stale && ports.size > 0) {
      stale = false;
      const snapshot = await current();
      for (const port of ports) port.postMessage(snapshot);
    }
    sending = false;
  }

  function changed(): void {
    stale = true;
    if (!sending) void send();
  }

  return {
    add: (port: SnapshotPort) => {
      ports.add(port);
      port.onDisconnect.addListener(() => ports.delete(port));
      changed();
    },
    changed,
  };
}
