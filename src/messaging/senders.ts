import type { Sender } from './channel.ts';

/** A page or worker of the extension itself; `extensionOrigin` is `chrome-extension://<id>`. */
export function isExtensionPage(sender: Sender, extensionId: string, extensionOrigin: string): boolean {
  return (
    sender.id === extensionId && sender.url !== undefined && sender.url.startsWith(`${extensionOrigin}/`)
  );
}

/** The extension's own content script in a tab: same extension, but a page's address. */
export function isContentScript(sender: Sender, extensionId: string, extensionOrigin: string): boolean {
  return (
    sender.id === extensionId &&
    sender.tab?.id !== undefined &&
    sender.url?.startsWith('https://') === true &&
    !isExtensionPage(sender, extensionId, extensionOrigin)
  );
}
