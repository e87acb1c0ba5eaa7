import * as v from 'valibot';
import type { ProblemCode } from '../problems/catalogue.ts';
import { ProblemError } from '../problems/problem.ts';

export type HubSpotErrorKind =
  /** 401 after the token was refreshed, or when a new one could not help. */
  | 'unauthorized'
  | 'forbidden'
  | 'rateLimited'
  | 'notFound'
  | 'conflict'
  /** 400 and the other 4xx: the request itself is wrong. */
  | 'invalid'
  /** 423: another write holds the record. */
  | 'locked'
  /** 477: the account moves between data centres; can last hours. */
  | 'migrating'
  /** 5xx, or an answer that is not what HubSpot documents. */
  | 'server'
  | 'network'
  | 'timeout';

export type RateLimitPolicy = 'secondly' | 'tenSecondly' | 'daily' | 'unknown';

export interface HubSpotErrorFacts {
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  readonly category?: string | undefined;
  /** What HubSpot said, without tokens; at most 500 characters. */
  readonly hubspotMessage?: string | undefined;
  readonly errors?: readonly HubSpotErrorDetail[] | undefined;
  readonly correlationId?: string | undefined;
  readonly policy?: RateLimitPolicy | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly mayHaveBeenDone?: boolean | undefined;
  readonly cause?: unknown;
}

export interface HubSpotErrorDetail {
  readonly message?: string | undefined;
  readonly code?: string | undefined;
}

/** A request that HubSpot did not fulfil. */
export class HubSpotError extends ProblemError {
  readonly kind: HubSpotErrorKind;
  readonly status: number | undefined;
  readonly category: string | undefined;
  readonly hubspotMessage: string | undefined;
  readonly errors: readonly HubSpotErrorDetail[];
  readonly correlationId: string | undefined;
  /** Which limit was reached; only with `rateLimited`. */
  readonly policy: RateLimitPolicy | undefined;
  /** How long to wait before the same request can succeed, where that is known. */
  readonly retryAfterMs: number | undefined;
  /** For writes: HubSpot may have done it all the same, because its answer never came or could not be read. */
  readonly mayHaveBeenDone: boolean;

  constructor(kind: HubSpotErrorKind, facts: HubSpotErrorFacts = {}) {
    super(problemCodeOf(kind, facts), { detail: detailOf(facts), cause: facts.cause });
    this.name = 'HubSpotError';
    this.kind = kind;
    this.status = facts.status;
    this.category = facts.category;
    this.hubspotMessage = facts.hubspotMessage;
    this.errors = facts.errors ?? [];
    this.correlationId = facts.correlationId;
    this.policy = facts.policy;
    this.retryAfterMs = facts.retryAfterMs;
    this.mayHaveBeenDone = facts.mayHaveBeenDone ?? false;
  }

  /** The same request would be refused again: nothing but a change of the request, or of rights in HubSpot, helps. */
  get final(): boolean {
    return finalKinds.has(this.kind);
  }
}

const finalKinds: ReadonlySet<HubSpotErrorKind> = new Set(['invalid', 'notFound', 'conflict', 'forbidden']);

/** The 403 of a scope that is not granted: by category, or in the older wording (docs/facts/hubspot.md, section 1). */
const scopeWording = /does not have proper permissions|required scopes?|MISSING_SCOPES/i;

function problemCodeOf(kind: HubSpotErrorKind, { category, hubspotMessage }: HubSpotErrorFacts): ProblemCode {
  switch (kind) {
    case 'unauthorized':
      return 'reconnectNeeded';
    case 'forbidden':
      return category === 'MISSING_SCOPES' || scopeWording.test(hubspotMessage ?? '')
        ? 'scopeMissing'
        : 'hubspotRefused';
    case 'rateLimited':
      return 'hubspotRateLimited';
    case 'notFound':
    case 'conflict':
    case 'invalid':
      return 'hubspotRefused';
    case 'locked':
    case 'migrating':
    case 'server':
    case 'timeout':
      return 'hubspotUnavailable';
    case 'network':
      return 'networkDown';
  }
}

function detailOf({ hubspotMessage, errors = [], status }: HubSpotErrorFacts): string | undefined {
  // The list of single errors says in words what the message often carries as JSON.
  const single = errors.find((error) => error.message)?.message;
  return single ?? hubspotMessage ?? (status === undefined ? undefined : `HTTP ${status}`);
}

const optionalText = v.fallback(v.optional(v.string()), undefined);

/** Error payloads differ between services and years: every field is optional, and a field of the wrong kind counts as absent. */
const errorBodySchema = v.object({
  message: optionalText,
  category: optionalText,
  errorType: optionalText,
  policyName: optionalText,
  correlationId: optionalText,
  errors: v.fallback(
    v.optional(v.array(v.fallback(v.object({ message: optionalText, code: optionalText }), {}))),
    undefined,
  ),
});

/** Waits where HubSpot names none: from its own client's delays and what integrations report (docs/facts/hubspot.md, sections 1 and 3). */
const waitMs = {
  secondly: 1_000,
  tenSecondly: 10_000,
  daily: 3_600_000,
  unknown: 10_000,
  locked: 2_000,
  migrating: 60_000,
} as const;

export interface ErrorAnswer {
  readonly status: number;
  /** The body as text; anything. */
  readonly body: string;
  readonly retryAfter?: string | null | undefined;
  /** ms since the epoch, for a Retry-After that is a date. */
  readonly now: number;
  /** Whether the request writes. */
  readonly writes: boolean;
}

/** Reads an answer that is not 2xx by the table "Error payloads" of docs/facts/hubspot.md, section 1. */
export function errorOfAnswer({ status, body, retryAfter, now, writes }: ErrorAnswer): HubSpotError {
  const told = parseErrorBody(body);
  const wait = retryAfterMs(retryAfter, now);
  const facts: HubSpotErrorFacts = {
    status,
    category: told.category ?? told.errorType,
    hubspotMessage: told.message === undefined ? undefined : withoutTokens(told.message).slice(0, 500),
    errors: told.errors?.slice(0, 20).map(({ message, code }) => ({
      code,
      message: message === undefined ? undefined : withoutTokens(message).slice(0, 500),
    })),
    correlationId: told.correlationId,
    retryAfterMs: wait,
  };
  switch (status) {
    case 401:
      return new HubSpotError('unauthorized', facts);
    case 403:
      return new HubSpotError('forbidden', facts);
    case 404:
      return new HubSpotError('notFound', facts);
    case 409:
      return new HubSpotError('conflict', facts);
    case 423:
      return new HubSpotError('locked', {
        ...facts,
        retryAfterMs: Math.max(wait ?? 0, waitMs.locked),
      });
    case 429: {
      const policy = policyOf(told.policyName, told.message);
      return new HubSpotError('rateLimited', { ...facts, policy, retryAfterMs: wait ?? waitMs[policy] });
    }
    case 477:
      return new HubSpotError('migrating', { ...facts, retryAfterMs: wait ?? waitMs.migrating });
    default:
      return status >= 400 && status < 500
        ? new HubSpotError('invalid', facts)
        : new HubSpotError('server', { ...facts, mayHaveBeenDone: writes });
  }
}

function parseErrorBody(body: string): v.InferOutput<typeof errorBodySchema> {
  try {
    const parsed = v.safeParse(errorBodySchema, JSON.parse(body));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\d{1,7}$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function policyOf(policyName: string | undefined, message: string | undefined): RateLimitPolicy {
  const told = `${policyName ?? ''} ${message ?? ''}`.toLowerCase();
  if (told.includes('daily')) return 'daily';
  if (told.includes('ten_secondly')) return 'tenSecondly';
  if (told.includes('secondly')) return 'secondly';
  return 'unknown';
}

/** HubSpot quotes the token in some messages; nothing that could be one may reach a screen, a store or a log. */
export function withoutTokens(text: string): string {
  return text.replaceAll(/token \([^)]*\)/gi, 'token').replaceAll(/[\w\-.~+/=]{40,}/g, '…');
}
