/**
 * Reports the page's address now and after every navigation, single-page ones included, until the signal aborts.
 * The Navigation API's event reaches the isolated world too, so that neither polling nor patching `history` is needed.
 */
export function watchAddress(report: (url: string) => void, signal: AbortSignal): void {
  navigation.addEventListener('currententrychange', () => report(location.href), { signal });
  report(location.href);
}
