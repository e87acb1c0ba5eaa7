/** Names of the ports over which an owner sends its snapshot, whole, at once and at every change. */
export const snapshotPorts = { background: 'backgroundSnapshots', phone: 'phoneSnapshots' } as const;

/** From the content script to the panel in its tab: the page in view changed. The panel takes it from its own tab only. */
export const pageContextChanged = 'pageContextChanged';
