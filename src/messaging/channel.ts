import * as v from 'valibot';
import { type Problem, ProblemError, problemOf, problemSchema } from '../problems/problem.ts';
import type { Params, RequestMap, Result } from './requests.ts';

/** The parts that answer requests. */
export type Part = 'background' | 'phone' | 'content';

/** Where a message came from, as the browser says it (never as the message says it). */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

const envelopeSchema = v.strictObject({
  to: v.picklist(['background', 'phone', 'content']),
  request: v.pipe(v.string(), v.maxLength(50)),
  params: v.optional(v.unknown()),
});

const replySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.optional(v.unknown()) }),
  v.object({ ok: v.literal(false), problem: problemSchema }),
]);

export type Reply = { ok: true; value?: unknown } | { ok: false; problem: Problem };

/** One handler for each request; a request without a result needs no `return`. */
export type Handlers<M extends RequestMap> = {
  readonly [K in keyof M]: [Result<M, K>] extends [undefined]
    ? (params: Params<M, K>, sender: Sender) => Promise<void>
    : (params: Params<M, K>, sender: Sender) => Promise<Result<M, K>> | Result<M, K>;
};

/**
 * A listener for `runtime.onMessage`.
 * Answers only messages for `part`, from senders that `mayRequest` allows; parameters are checked before the handler sees them.
 * @returns undefined for everybody else's messages, so that other listeners may answer
 */
export function listenerFor<M extends RequestMap>(
  part: Part,
  requests: M,
  handlers: Handlers<M>,
  mayRequest: (request: string, sender: Sender) => boolean,
): (message: unknown, sender: Sender) => Promise<Reply> | undefined {
  return (message, sender) => {
    const envelope = v.safeParse(envelopeSchema, message);
    if (!envelope.success || envelope.output.to !== part) return undefined;
    return answer(envelope.output.request, envelope.output.params, sender);
  };

  async function answer(request: string, given: unknown, sender: Sender): Promise<Reply> {
    try {
      const shape = Object.hasOwn(requests, request) ? requests[request] : undefined;
      if (!shape || !mayRequest(request, sender))
        throw new ProblemError('invalidRequest', { detail: request });
      const params = v.safeParse(shape.params, given);
      if (!params.success) throw new ProblemError('invalidRequest', { detail: request });
      const value = await handlers[request as keyof M]?.(params.output as Params<M, keyof M>, sender);
      return value === undefined ? { ok: true } : { ok: true, value };
    } catch (error) {
      return { ok: false, problem: problemOf(error) };
    }
  }
}

/** Carries one message to the other parts and brings back the answer: `runtime.sendMessage`, or `tabs.sendMessage` bound to a tab. */
export type Send = (message: unknown) => Promise<unknown>;

/**
 * A caller for the requests of `part`.
 * @throws ProblemError what the other part answered, or `phoneUnreachable` / `unexpected` when nobody did
 */
export function requesterOf<M extends RequestMap>(part: Part, requests: M, send: Send) {
  return async <K extends keyof M & string>(
    request: K,
    ...[params]: undefined extends Params<M, K> ? [] : [Params<M, K>]
  ): Promise<Result<M, K>> => {
    const noAnswer = part === 'phone' ? 'phoneUnreachable' : 'unexpected';
    let answered: unknown;
    try {
      answered = await send({ to: part, request, ...(params !== undefined && { params }) });
    } catch (error) {
      throw new ProblemError(noAnswer, { cause: error });
    }
    const reply = v.safeParse(replySchema, answered);
    if (!reply.success) throw new ProblemError(noAnswer);
    if (!reply.output.ok) throw new ProblemError(reply.output.problem);
    const value = v.safeParse((requests[request] as M[K]).result, reply.output.value);
    if (!value.success) throw new ProblemError('unexpected', { cause: value.issues });
    return value.output as Result<M, K>;
  };
}
