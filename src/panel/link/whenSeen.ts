/**
 * Resolves as soon as somebody can see this document: its tab is in front, and its frame is shown. Neither `visibilityState` nor the
 * window's size tell a frame that is hidden (display: none) from one that is shown; what is never drawn never intersects.
 */
export function whenSeen(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.documentElement);
  });
}
