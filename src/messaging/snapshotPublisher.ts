/**
 * Publishes an owner's snapshot after changes: one at a time, so that an older one never overtakes a newer one; changes that come
 * meanwhile share the next.
 */
export function snapshotPublisher<Snapshot>(
  current: () => Promise<Snapshot>,
  publish: (snapshot: Snapshot) => void,
): { changed: () => void } {
  let stale = false;
  let publishing = false;

  async function run(): Promise<void> {
    publishing = true;
    try {
      while (stale) {
        stale = false;
        publish(await current());
      }
    } finally {
      publishing = false;
    }
  }

  return {
    changed: () => {
      stale = true;
      if (!publishing) void run();
    },
  };
}
