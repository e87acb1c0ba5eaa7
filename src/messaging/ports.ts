/** Over this port the phone sends its snapshot, whole, at once and at every change. */
export const phoneSnapshotPort = 'phoneSnapshots';

/**
 * Events: messages that nobody answers.
 * The background has no port: one that stays open tells nothing about a worker that died, as the phone holds the same port's other end,
 * and one that is opened again at every death would never let the worker sleep.
 */
export const backgroundSnapshotChanged = 'backgroundSnapshotChanged';

/** From the content script to the panel in its tab: the page in view changed. The panel takes it from its own tab only. */
export const pageContextChanged = 'pageContextChanged';
