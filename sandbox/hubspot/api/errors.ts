import { randomUUID } from 'node:crypto';

/** One entry of `errors[]` in a HubSpot error body. */
export interface ErrorDetail {
  message: string;
  code?: string;
  in?: string;
  context?: Record<string, readonly string[]>;
}

/** An answer other than success, with HubSpot's body (docs/facts/hubspot.md, section 1, "Error payloads"). */
export class HubSpotError extends Error {
  override readonly name = 'HubSpotError';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(String(body.message ?? status));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

function standard(
  status: number,
  category: string,
  message: string,
  more: Record<string, unknown> = {},
): HubSpotError {
  return new HubSpotError(status, {
    status: 'error',
    message,
    correlationId: randomUUID(),
    ...more,
    category,
  });
}

/** 400 for a request body or parameter that the API does not take. */
export function validationError(message: string, errors?: readonly ErrorDetail[]): HubSpotError {
  return standard(400, 'VALIDATION_ERROR', message, errors ? { errors } : {});
}

/** 400 for a body that is no JSON object of the documented shape. */
export function invalidJson(detail: string): HubSpotError {
  return standard(400, 'VALIDATION_ERROR', `Invalid input JSON on line 1, column 1: ${detail}`);
}

/** 401 without usable credentials. */
export function missingCredentials(): HubSpotError {
  return standard(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
  );
}

/** 401 for an access token past its life; HubSpot gives the age in the largest whole unit. */
export function expiredToken(expiredAt: number, now: number): HubSpotError {
  const seconds = Math.max(0, Math.floor((now - expiredAt) / 1000));
  const days = Math.floor(seconds / 86_400);
  const age = days > 0 ? `${days} day(s)` : `${seconds} second(s)`;
  return standard(
    401,
    'EXPIRED_AUTHENTICATION',
    `The OAuth token used to make this call expired ${age} ago.`,
    {
      context: { 'expire time': [new Date(expiredAt).toISOString()] },
    },
  );
}

/** 403 when the token lacks the scope of the endpoint. */
export function missingScopes(requiredScopes: readonly string[]): HubSpotError {
  return standard(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      errors: [{ message: 'One or more of the following scopes are required.', context: { requiredScopes } }],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}

/** 404 for a path or record that does not exist. */
export function notFound(): HubSpotError {
  return standard(404, 'OBJECT_NOT_FOUND', 'resource not found');
}

/** 409 for a contact with an e-mail address that is taken. */
export function duplicateContact(existingId: string): HubSpotError {
  return standard(409, 'CONFLICT', `Contact already exists. Existing ID: ${existingId}`);
}

/** 415 for a body in a format that the endpoint does not read. */
export function unsupportedMediaType(): HubSpotError {
  return new HubSpotError(415, {
    status: 'error',
    message: 'HTTP 415 Unsupported Media Type',
    correlationId: randomUUID(),
  });
}

/** Rate limit policies and the wording of each. */
const policies = {
  SECONDLY: 'You have reached your secondly limit.',
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  DAILY: 'You have reached your daily limit.',
} as const;

/** 429; note `errorType` where other errors have `category`. */
export function rateLimited(policyName: keyof typeof policies): HubSpotError {
  return new HubSpotError(429, {
    status: 'error',
    message: policies[policyName],
    errorType: 'RATE_LIMIT',
    correlationId: randomUUID(),
    policyName,
    requestId: randomUUID(),
  });
}
