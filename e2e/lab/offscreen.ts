import type { BrowserContext, CDPSession } from 'playwright';
import * as v from 'valibot';
import { type HeardTone, listenTo } from './listen.ts';
import { browserSession, listTargets } from './targets.ts';

/** An extension's offscreen document, reached over DevTools: Playwright has no page for it, and the product no hook. */
export interface OffscreenDocument {
  /** Evaluates an expression there, awaits its promise, and returns its value, which must survive JSON. */
  evaluate(expression: string): Promise<unknown>;
  /**
   * What the person at this computer hears: the strongest tone of the audio element that plays a stream. Nothing
   * playing, a muted element, and silence are `{ frequency: 0, level: -200 }`. Listens for `milliseconds` (500).
   */
  hear(milliseconds?: number): Promise<HeardTone>;
  detach(): Promise<void>;
}

const HeardToneSchema = v.object({ frequency: v.number(), level: v.number() });

const ReplySchema = v.object({
  id: v.number(),
  error: v.optional(v.object({ message: v.string() })),
  result: v.optional(
    v.object({
      result: v.optional(v.object({ value: v.optional(v.unknown()) })),
      exceptionDetails: v.optional(
        v.object({
          text: v.string(),
          exception: v.optional(v.object({ description: v.optional(v.string()) })),
        }),
      ),
    }),
  ),
});
type Reply = v.InferOutput<typeof ReplySchema>;

/**
 * Attaches to the offscreen document whose address ends in `path`. Rejects when none appears within `timeoutMs`.
 */
export async function attachToOffscreen(
  context: BrowserContext,
  path: string,
  timeoutMs = 10_000,
): Promise<OffscreenDocument> {
  const session = await browserSession(context);
  const targetId = await waitForOffscreen(session, path, timeoutMs);
  // Not flat: Playwright hands out no sessions of targets that it does not know, so messages go inside messages.
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (reply: Reply) => void>();
  let requests = 0;
  session.on('Target.receivedMessageFromTarget', (received) => {
    if (received.sessionId !== sessionId) return;
    const reply = v.safeParse(ReplySchema, JSON.parse(received.message));
    if (!reply.success) return;
    waiting.get(reply.output.id)?.(reply.output);
    waiting.delete(reply.output.id);
  });

  const evaluate = async (expression: string) => {
    const id = ++requests;
    const answered = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    const message = {
      id,
      method: 'Runtime.evaluate',
      params: { expression, awaitPromise: true, returnByValue: true },
    };
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify(message) });
    const { error, result } = await answered;
    if (error) throw new Error(`the offscreen document: ${error.message}`);
    const thrown = result?.exceptionDetails;
    if (thrown) throw new Error(`in the offscreen document: ${thrown.exception?.description ?? thrown.text}`);
    return result?.result?.value;
  };

  return {
    evaluate,
    async hear(milliseconds = 500) {
      return v.parse(HeardToneSchema, await evaluate(`(${hearPlayer})(${listenTo}, ${milliseconds})`));
    },
    detach: () => session.detach(),
  };
}

async function waitForOffscreen(session: CDPSession, path: string, timeoutMs: number): Promise<string> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const targets = await listTargets(session);
    const found = targets.find(
      ({ type, url }) =>
        type === 'background_page' && url.startsWith('chrome-extension://') && url.endsWith(path),
    );
    if (found) return found.targetId;
    if (Date.now() > deadline) {
      const seen = targets.map(({ type, url }) => `${type} ${url}`).join('\n');
      throw new Error(`no offscreen document "${path}" among:\n${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs in the offscreen document, sent there as text: uses nothing from outside itself. */
function hearPlayer(listen: typeof listenTo, milliseconds: number): Promise<HeardTone> {
  const streams = [...document.querySelectorAll('audio')]
    .filter((player) => !player.paused && !player.muted && player.volume > 0)
    .map((player) => player.srcObject)
    .filter((source) => source instanceof MediaStream);
  return listen(streams.at(-1) ?? new MediaStream(), milliseconds);
}
