/** One request as the client sent it. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
  readonly init: RequestInit;
}

/** The body of a request that must have been JSON. */
export function sentJson({ body }: SentRequest): Record<string, unknown> {
  return JSON.parse(body) as Record<string, unknown>;
}

/** A JSON answer. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
}

type Answerer = (request: SentRequest) => Response | Promise<Response>;

/** A fetch that gives the answers in turn and keeps what was asked; one more request than answers is an error. */
export function fakeFetch(...answers: (Response | Answerer)[]): {
  fetch: typeof globalThis.fetch;
  sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const request: SentRequest = {
      method: init.method ?? 'GET',
      url: new URL(String(input)),
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
      init,
    };
    sent.push(request);
    const next = answers.shift();
    if (!next) throw new Error(`no answer is left for ${request.method} ${request.url.pathname}`);
    return typeof next === 'function' ? next(request) : next;
  };
  return { fetch, sent };
}
