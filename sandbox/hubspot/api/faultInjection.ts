import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import type { Fault } from '../faults.ts';
import type { World } from '../world.ts';
import type { ApiContext, ApiEnv } from './env.ts';
import { HubSpotError, rateLimited } from './errors.ts';

/** Applies the faults and delays that tests and the sandbox's page asked for. */
export function faultInjection(world: World): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const wait = world.faults.takeDelay(c.req.path);
    if (wait > 0) await delay(wait);
    const fault = world.faults.take(c.req.method, c.req.path);
    if (!fault) return next();
    if (fault.when === 'after') await next();
    // An answer that was made is thrown away: the client sees only the fault.
    c.res = await failure(c, fault);
    return undefined;
  };
}

async function failure(c: ApiContext, fault: Fault): Promise<Response> {
  if (fault.status === 'disconnect') {
    c.env?.incoming?.socket.destroy();
    return new Response(null, { status: 499 });
  }
  if (fault.status === 'timeout') {
    const { outgoing } = c.env ?? {};
    // Silence until the client, or the closing sandbox, ends the connection.
    if (outgoing && !outgoing.destroyed) await once(outgoing, 'close');
    return new Response(null, { status: 499 });
  }
  const headers = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  return Response.json(errorFor(fault.status).body, { status: fault.status, headers });
}

function errorFor(status: number): HubSpotError {
  if (status === 429) return rateLimited('TEN_SECONDLY_ROLLING');
  const messages: Record<number, string> = {
    423: 'The record is currently locked. Try again in a few seconds.',
    477: 'This account is being migrated between data centers.',
    500: 'internal error',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
  };
  return new HubSpotError(status, {
    status: 'error',
    message: messages[status] ?? 'error',
    correlationId: randomUUID(),
  });
}
