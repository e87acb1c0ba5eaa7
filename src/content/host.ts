import css from './host.css?inline';

/**
 * Puts the element that holds everything of ours into the page, removed when the signal aborts. It hangs beside the body, which
 * HubSpot's own rendering owns; its shadow root is open for screen-reader checks and tests.
 */
export function addHost(signal: AbortSignal): ShadowRoot {
  const host = document.createElement('offhook-root');
  host.lang = 'en';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  document.documentElement.append(host);
  signal.addEventListener('abort', () => host.remove());
  return root;
}
