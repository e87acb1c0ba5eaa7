/** The few calls that a content script makes, without the polyfill: every kilobyte here is paid for by HubSpot's pages. */
export const browser = { runtime: chrome.runtime };
