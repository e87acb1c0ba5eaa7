import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { AccessToken } from '../oauth/grants.ts';
import { invalidJson, unsupportedMediaType } from './errors.ts';

/** What API handlers find in their context. */
export interface ApiEnv {
  // Absent when a test calls the application without a server.
  Bindings: Partial<HttpBindings>;
  Variables: { token: AccessToken };
}

/** Context of an API handler. */
export type ApiContext = Context<ApiEnv>;

/** The request's JSON body. Throws 415 for another content type and 400 for what is no JSON. */
export async function jsonBody(c: ApiContext): Promise<unknown> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw unsupportedMediaType();
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    throw invalidJson(error instanceof Error ? error.message : 'not JSON');
  }
}

/** Comma separated and repeated values of a query parameter, as `properties=a,b&properties=c`. */
export function listParameter(c: ApiContext, name: string): string[] {
  return (c.req.queries(name) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '');
}

/** `limit` and `after` of a list request. Throws 400 outside 1 to `maximum`. */
export function pageParameters(
  c: ApiContext,
  standard: number,
  maximum: number,
): { limit: number; after: string | undefined } {
  const text = c.req.query('limit') ?? String(standard);
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > maximum)
    throw invalidJson(`limit must be between 1 and ${maximum}`);
  return { limit, after: c.req.query('after') || undefined };
}
