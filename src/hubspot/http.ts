import * as v from 'valibot';
import { errorOfAnswer, HubSpotError } from './errors.ts';
import { apiOrigin, isSearchPath } from './paths.ts';
import { createRateLimiter, type RateLimiter, sleep as realSleep } from './rateLimiter.ts';

/** Five searches a second for each account, of all objects together (docs/facts/hubspot.md, section 3). */
const searchLimit = { requests: 5, windowMs: 1_000 } as const;

export interface HubSpotHttpOptions {
  readonly fetch: typeof globalThis.fetch;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** A token that should be valid. */
  readonly accessToken: () => Promise<string>;
  /** A newer token than the one that HubSpot rejected. */
  readonly refreshAccessToken: (rejected: string) => Promise<string>;
}

export interface HubSpotRequest<Schema extends v.GenericSchema> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** One of `paths`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What the answer must look like. */
  readonly schema: Schema;
  /** From sending to the last byte of the answer; waiting for the search limit does not count. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface HubSpotHttp {
  /**
   * Makes one request to HubSpot's API.
   * An expired token is refreshed once and the request repeated once; nothing else is repeated here.
   * @throws HubSpotError every refusal and failure
   * @throws ProblemError what the token functions throw
   * @throws the signal's reason when the caller aborts
   */
  request<Schema extends v.GenericSchema>(request: HubSpotRequest<Schema>): Promise<v.InferOutput<Schema>>;
}

/** A client for one HubSpot account. The search limit is kept over everybody who shares the instance. */
export function createHubSpotHttp(options: HubSpotHttpOptions): HubSpotHttp {
  const { now, accessToken, refreshAccessToken } = options;
  const searches: RateLimiter = createRateLimiter({
    ...searchLimit,
    now,
    sleep: options.sleep ?? realSleep,
  });

  return {
    async request(request) {
      const token = await accessToken();
      try {
        return await attempt(request, token);
      } catch (error) {
        if (!isExpired(error)) throw error;
        const newer = await refreshAccessToken(token);
        // HubSpot calls a garbage token expired too: the same token again cannot do better.
        if (newer === token) throw error;
        return await attempt(request, newer);
      }
    },
  };

  async function attempt<Schema extends v.GenericSchema>(
    request: HubSpotRequest<Schema>,
    token: string,
  ): Promise<v.InferOutput<Schema>> {
    const send = () => exchange(request, token);
    const { status, body, retryAfter } = await (isSearchPath(request.path)
      ? searches.run(send, request.signal)
      : send());
    const writes = isWrite(request);
    if (status < 200 || status > 299) throw errorOfAnswer({ status, body, retryAfter, now: now(), writes });
    return readAnswer(request.schema, status, body, writes);
  }

  async function exchange(
    request: HubSpotRequest<v.GenericSchema>,
    token: string,
  ): Promise<{ status: number; body: string; retryAfter: string | null }> {
    const { method, path, query = {}, body, timeoutMs = 15_000, signal } = request;
    const url = new URL(path, apiOrigin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const timeout = AbortSignal.timeout(timeoutMs);
    // Taken out of the options: the browser's fetch refuses to be called as a method of another object.
    const { fetch } = options;
    try {
      const response = await fetch(url.href, {
        method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        // The token alone says who asks: HubSpot's session cookies stay out, and so does any cached answer.
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
      return {
        status: response.status,
        body: await response.text(),
        retryAfter: response.headers.get('retry-after'),
      };
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      throw new HubSpotError(timeout.aborted ? 'timeout' : 'network', {
        cause,
        mayHaveBeenDone: isWrite(request),
      });
    }
  }
}

function isWrite({ method, path }: HubSpotRequest<v.GenericSchema>): boolean {
  return method !== 'GET' && !isSearchPath(path);
}

/**
 * A 401 that a new token may cure. Without a category it may be one; `INVALID_AUTHENTICATION` says that no token was
 * seen, which is no reason to spend a refresh.
 */
function isExpired(error: unknown): boolean {
  return (
    error instanceof HubSpotError &&
    error.kind === 'unauthorized' &&
    error.category !== 'INVALID_AUTHENTICATION'
  );
}

function readAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  status: number,
  body: string,
  writes: boolean,
): v.InferOutput<Schema> {
  let parsed: unknown;
  try {
    // 204 No Content.
    parsed = body === '' ? undefined : JSON.parse(body);
  } catch (cause) {
    throw new HubSpotError('server', { status, mayHaveBeenDone: writes, cause });
  }
  const answer = v.safeParse(schema, parsed);
  if (answer.success) return answer.output;
  const where = answer.issues.map((issue) => v.getDotPath(issue) ?? 'answer').slice(0, 5);
  throw new HubSpotError('server', {
    status,
    mayHaveBeenDone: writes,
    hubspotMessage: `unexpected answer: ${where.join(', ')}`,
  });
}
