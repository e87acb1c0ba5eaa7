import { randomBytes, timingSafeEqual } from 'node:crypto';
import { AGENTS } from './accounts.ts';
import { type DigestCredentials, digestResponse, formatChallenge, parseCredentials } from './digest.ts';
import { PBX_DOMAIN } from './domain.ts';
import { headersOf, type SipRequest, type SipResponse } from './sip/message.ts';
import { createResponse } from './sip/response.ts';
import { isSamePlace, parseUri } from './sip/uri.ts';

/** Registrars ask with 401 and Authorization, proxies with 407 and Proxy-Authorization (RFC 3261 section 22). */
export type Role = 'registrar' | 'proxy';

/** The agent a request comes from, or the response that asks for (better) credentials. */
export type Authentication =
  | { readonly username: string; readonly refusal?: undefined }
  | { readonly refusal: SipResponse };

/** Checks digests, and remembers every nonce it gave out with the last count used with it. */
export class Authenticator {
  readonly #nonces = new Map<string, { readonly expiresAt: number; lastCount: number }>();
  readonly #nonceLifetimeMs: number;
  readonly #now: () => number;

  /** @param nonceLifetimeMs how long a nonce is good for; an older one is refused with stale=true. */
  constructor(nonceLifetimeMs: number, now: () => number) {
    this.#nonceLifetimeMs = nonceLifetimeMs;
    this.#now = now;
  }

  /**
   * Authenticates a request. An unknown user and a wrong password both get a new challenge and nothing else, as from
   * Kamailio's auth_challenge and Asterisk's PJSIP; an expired nonce or a count used before gets stale=true
   * (RFC 2617 section 3.2.1), which a client answers without asking its user again.
   */
  authenticate(request: SipRequest, role: Role): Authentication {
    const credentials = credentialsIn(request, role);
    if (!credentials || !isRight(credentials, request))
      return { refusal: this.#challenge(request, role, false) };
    if (!this.#use(credentials)) return { refusal: this.#challenge(request, role, true) };
    return { username: credentials.username };
  }

  /** Forgets what has expired. */
  sweep(): void {
    for (const [nonce, { expiresAt }] of this.#nonces)
      if (expiresAt <= this.#now()) this.#nonces.delete(nonce);
  }

  #use(credentials: DigestCredentials): boolean {
    const nonce = this.#nonces.get(credentials.nonce);
    const count = Number.parseInt(credentials.nonceCount, 16);
    if (!nonce || nonce.expiresAt <= this.#now() || count <= nonce.lastCount) return false;
    nonce.lastCount = count;
    return true;
  }

  #challenge(request: SipRequest, role: Role, stale: boolean): SipResponse {
    const nonce = randomBytes(16).toString('hex');
    this.#nonces.set(nonce, { expiresAt: this.#now() + this.#nonceLifetimeMs, lastCount: 0 });
    const name = role === 'registrar' ? 'WWW-Authenticate' : 'Proxy-Authenticate';
    const value = formatChallenge(PBX_DOMAIN, nonce, stale);
    return createResponse(request, role === 'registrar' ? 401 : 407, { headers: [{ name, value }] });
  }
}

/** The name of the header field a role reads its credentials from. */
const credentialsHeader = (role: Role): string =>
  role === 'registrar' ? 'Authorization' : 'Proxy-Authorization';

function credentialsIn(request: SipRequest, role: Role): DigestCredentials | undefined {
  return headersOf(request, credentialsHeader(role))
    .map(parseCredentials)
    .find((credentials) => credentials?.realm === PBX_DOMAIN);
}

function isRight(credentials: DigestCredentials, request: SipRequest): boolean {
  const agent = AGENTS.find(({ username }) => username === credentials.username);
  const asked = parseUri(request.uri);
  const signed = parseUri(credentials.uri);
  if (!agent || !asked || !signed || !isSamePlace(asked, signed)) return false;
  // Without qop there is no count, and a recorded request could be played again.
  if (credentials.algorithm.toUpperCase() !== 'MD5' || credentials.qop !== 'auth') return false;
  const expected = digestResponse(request.method, agent.password, credentials);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(credentials.response));
}
