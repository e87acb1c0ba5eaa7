import { browser } from '../browserApi/content.ts';
import type { Reply, Sender } from '../messaging/channel.ts';
import { pageContextChanged } from '../messaging/ports.ts';
import type { backgroundRequests, contentRequests, Result } from '../messaging/requests.ts';
import type { PageContext } from '../messaging/snapshots.ts';

// The wire format of messaging/channel.ts, checked by hand: the validator would be most of this script's size.

/** What can be done now; what is missing is not answered, which tells the asker that it cannot. */
export type ContentHandlers = {
  readonly [K in keyof typeof contentRequests]?: () => Result<typeof contentRequests, K>;
};

/** The reply to a request for the content script; undefined for everything that is not one, or does not come from this extension. */
export function replyTo(
  message: unknown,
  sender: Sender,
  handlers: ContentHandlers,
  extensionId: string | undefined,
): Reply | undefined {
  if (extensionId === undefined || sender.id !== extensionId) return undefined;
  const { to, request } = (message ?? {}) as { to?: unknown; request?: unknown };
  if (to !== 'content' || typeof request !== 'string' || !Object.hasOwn(handlers, request)) return undefined;
  const value = handlers[request as keyof ContentHandlers]?.();
  return value === undefined ? { ok: true } : { ok: true, value };
}

/** Answers the other parts' requests, each with what can be done at that time, until the signal aborts. */
export function answerRequests(handlersNow: () => ContentHandlers, signal: AbortSignal): void {
  const { onMessage } = browser.runtime;
  const listener = (message: unknown, sender: Sender, respond: (reply: Reply) => void) => {
    const reply = replyTo(message, sender, handlersNow(), browser.runtime.id);
    if (reply) respond(reply);
  };
  onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    try {
      onMessage.removeListener(listener);
    } catch {
      // The extension was replaced under us: no message will come any more.
    }
  });
}

/** Should the panel open by itself in this tab (S1-12)? False when the background does not answer. */
export async function mayOpenByItself(): Promise<boolean> {
  const reply = await send({
    to: 'background',
    request: 'pageStarted' satisfies keyof typeof backgroundRequests,
  });
  return (reply as { value?: { openPanel?: unknown } } | undefined)?.value?.openPanel === true;
}

/** Tells the background that the agent opened or closed the panel. */
export function tellPanelSeen(): void {
  void send({ to: 'background', request: 'panelSeen' satisfies keyof typeof backgroundRequests });
}

/** Tells the panel of this tab that it now stands beside another record. */
export function tellPageContext(context: PageContext | null): void {
  void send({ event: pageContextChanged, context });
}

/** Undefined when nobody answers: nothing listens yet, or the extension was replaced. */
async function send(message: unknown): Promise<unknown> {
  try {
    return await browser.runtime.sendMessage(message);
  } catch {
    return undefined;
  }
}
