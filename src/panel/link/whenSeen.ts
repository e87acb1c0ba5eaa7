/** Whether anybody can see this document: its tab is in front, and its frame, which has no size while hidden, is shown. */
function isSeen(): boolean {
  return document.visibilityState === 'visible' && window.innerHeight > 0;
}

/** Resolves as soon as the document can be seen; at once when it is. */
export async function whenSeen(): Promise<void> {
  if (isSeen()) return;
  await new Promise<void>((resolve) => {
    const seen = new AbortController();
    const look = () => {
      if (!isSeen()) return;
      seen.abort();
      resolve();
    };
    document.addEventListener('visibilitychange', look, { signal: seen.signal });
    window.addEventListener('resize', look, { signal: seen.signal });
  });
}
