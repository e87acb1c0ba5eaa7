import * as oauth from 'oauth4webapi';
import * as v from 'valibot';
import { ProblemError } from '../problems/problem.ts';
import { errorOfAnswer, HubSpotError, withoutTokens } from './errors.ts';

/** What was asked of HubSpot's OAuth service when it failed. */
export type OAuthRequestKind = 'authorization_code' | 'refresh_token' | 'introspection';

const text = v.fallback(v.optional(v.string()), undefined);
/** RFC 6749 section 5.2 with HubSpot's `status` and `message` beside it. */
const bodySchema = v.object({ error: text, error_description: text, status: text, message: text });

/** HubSpot's `status` values, as seen in public code (docs/facts/hubspot.md, section 1, "Error payloads"). */
const clientStatuses = new Set(['BAD_CLIENT_ID', 'BAD_CLIENT_SECRET']);
const redirectStatuses = new Set(['BAD_REDIRECT_URI', 'MISMATCH_REDIRECT_URI_AUTH_CODE']);
const grantStatuses = new Set(['BAD_AUTH_CODE', 'EXPIRED_AUTH_CODE', 'BAD_REFRESH_TOKEN']);

/**
 * What a failed OAuth request means to the person.
 * @param error anything that oauth4webapi or fetch threw
 * @param now ms since the epoch
 */
export async function authorizationProblem(
  error: unknown,
  kind: OAuthRequestKind,
  now: number,
): Promise<ProblemError> {
  if (error instanceof ProblemError) return error;
  const answer = await answerOf(error);
  if (!answer) return new HubSpotError(isTimeout(error) ? 'timeout' : 'network', { cause: error });
  const { status, body, retryAfter } = answer;
  const refusal = status >= 400 && status < 500 ? refusalOf(body, kind) : undefined;
  // Without the library's error as cause: it carries the answer, and a future answer might carry a secret.
  return refusal ?? errorOfAnswer({ status, body, retryAfter, now, writes: false });
}

function refusalOf(body: string, kind: OAuthRequestKind): ProblemError | undefined {
  const { error = '', error_description, status = '', message } = parse(body);
  const said = message ?? error_description;
  const options = { detail: said === undefined ? undefined : withoutTokens(said) };
  if (clientStatuses.has(status) || error === 'invalid_client' || error === 'unauthorized_client')
    return new ProblemError('clientRefused', options);
  if (redirectStatuses.has(status) || (kind === 'authorization_code' && /redirect/i.test(said ?? '')))
    return new ProblemError('redirectRefused', options);
  if (error !== 'invalid_grant' && !grantStatuses.has(status)) return undefined;
  return new ProblemError(kind === 'authorization_code' ? 'codeExpired' : 'reconnectNeeded', options);
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

/** The HTTP answer behind the library's error, or undefined when none came. */
async function answerOf(error: unknown): Promise<Answer | undefined> {
  if (error instanceof oauth.ResponseBodyError) {
    const { headers } = error.response;
    return {
      status: error.status,
      body: JSON.stringify(error.cause),
      retryAfter: headers.get('retry-after'),
    };
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) return readResponse(error.response);
  if (!(error instanceof oauth.OperationProcessingError)) return undefined;
  if (error.cause instanceof Response) return readResponse(error.cause);
  // An answer came, and it is not what OAuth or HubSpot document.
  return { status: 502, body: '', retryAfter: null };
}

async function readResponse(response: Response): Promise<Answer> {
  const body = response.bodyUsed ? '' : await response.text().catch(() => '');
  // A good status here means that the content was no OAuth answer.
  const status = response.ok ? 502 : response.status;
  return { status, body, retryAfter: response.headers.get('retry-after') };
}

function parse(body: string): v.InferOutput<typeof bodySchema> {
  try {
    const parsed = v.safeParse(bodySchema, JSON.parse(body));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
