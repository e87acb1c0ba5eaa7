/**
 * The browser's extension API for pages and the service worker: one place for the polyfill, so that one place drops it.
 * Content scripts use `./content.ts`, which leaves it out.
 */
import browser from 'webextension-polyfill';

export { browser };
