import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { HubSpotError } from './errors.ts';
import { createHubSpotHttp } from './http.ts';
import { paths } from './paths.ts';
import { answer, fakeFetch } from './testing/fakeFetch.ts';

const schema = v.object({ id: v.string() });
const expired = () =>
  answer(401, {
    status: 'error',
    category: 'EXPIRED_AUTHENTICATION',
    message: 'The OAuth token used … expired',
  });

function client(answers: Parameters<typeof fakeFetch>, tokens: { refreshed?: () => Promise<string> } = {}) {
  const { fetch, sent } = fakeFetch(...answers);
  const rejected: string[] = [];
  const slept: number[] = [];
  let time = 1_000_000;
  const http = createHubSpotHttp({
    fetch,
    now: () => time,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
    accessToken: async () => 'old',
    refreshAccessToken: async (token) => {
      rejected.push(token);
      return tokens.refreshed ? tokens.refreshed() : 'new';
    },
  });
  return { http, sent, rejected, slept };
}

const get = { method: 'GET', path: paths.call('7'), schema } as const;
const post = { method: 'POST', path: paths.calls, body: { properties: {} }, schema } as const;

async function failure(promise: Promise<unknown>): Promise<HubSpotError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HubSpotError) return error;
  throw new Error('expected a HubSpotError', { cause: error });
}

describe('createHubSpotHttp', () => {
  it('sends the token, the query and JSON, without cookies or cache', async () => {
    const { http, sent } = client([answer(201, { id: '1', more: true })]);
    const result = await http.request({ ...post, query: { a: 'b c' } });
    expect(result).toEqual({ id: '1' });
    const [request] = sent;
    expect(request?.url.href).toBe('https://api.hubapi.com/crm/objects/2026-03/calls?a=b+c');
    expect(request?.headers.get('authorization')).toBe('Bearer old');
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.body).toBe('{"properties":{}}');
    expect(request?.init).toMatchObject({ credentials: 'omit', cache: 'no-store', redirect: 'error' });
  });

  it('calls fetch as the browser wants it, not as a method', async () => {
    let receiver: unknown = 'none';
    const http = createHubSpotHttp({
      fetch: async function (this: unknown) {
        receiver = this;
        return answer(200, { id: '1' });
      },
      now: Date.now,
      accessToken: async () => 'token',
      refreshAccessToken: async () => 'token',
    });
    await http.request(get);
    expect(receiver).toBeUndefined();
  });

  it('refreshes an expired token once and repeats the request with the new one', async () => {
    const { http, sent, rejected } = client([expired(), answer(200, { id: '1' })]);
    await expect(http.request(post)).resolves.toEqual({ id: '1' });
    expect(rejected).toEqual(['old']);
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer old', 'Bearer new']);
    expect(sent[1]?.body).toBe(sent[0]?.body);
  });

  it('never refreshes twice for one request', async () => {
    const { http, sent, rejected } = client([expired(), expired()]);
    expect((await failure(http.request(get))).kind).toBe('unauthorized');
    expect(rejected).toHaveLength(1);
    expect(sent).toHaveLength(2);
  });

  it('does not repeat with the token that was rejected', async () => {
    const { http, sent } = client([expired()], { refreshed: async () => 'old' });
    expect((await failure(http.request(get))).kind).toBe('unauthorized');
    expect(sent).toHaveLength(1);
  });

  it('spends no refresh where HubSpot saw no token', async () => {
    const { http, rejected } = client([answer(401, { category: 'INVALID_AUTHENTICATION' })]);
    await failure(http.request(get));
    expect(rejected).toEqual([]);
  });

  it('says that a write without an answer may have been done, and a read not', async () => {
    const broken = () => Promise.reject(new TypeError('Failed to fetch'));
    const write = await failure(client([broken]).http.request(post));
    expect([write.kind, write.mayHaveBeenDone, write.problem.code]).toEqual(['network', true, 'networkDown']);
    const read = await failure(client([broken]).http.request(get));
    expect([read.kind, read.mayHaveBeenDone]).toEqual(['network', false]);
    const search = { method: 'POST', path: paths.callSearch, body: {}, schema } as const;
    expect((await failure(client([broken]).http.request(search))).mayHaveBeenDone).toBe(false);
  });

  it('gives up after the timeout, also when the body never ends', async () => {
    const silent = ({ init }: { init: RequestInit }) =>
      new Promise<Response>((_, reject) =>
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      );
    const noAnswer = await failure(client([silent]).http.request({ ...post, timeoutMs: 5 }));
    expect([noAnswer.kind, noAnswer.mayHaveBeenDone]).toEqual(['timeout', true]);

    const endless = ({ init }: { init: RequestInit }) =>
      new Response(
        new ReadableStream({
          start: (controller) =>
            init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason)),
        }),
      );
    expect((await failure(client([endless]).http.request({ ...get, timeoutMs: 5 }))).kind).toBe('timeout');
  });

  it('throws the caller’s reason when the caller aborts', async () => {
    const controller = new AbortController();
    const silent = ({ init }: { init: RequestInit }) =>
      new Promise<Response>((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        controller.abort(new Error('typed on'));
      });
    await expect(client([silent]).http.request({ ...get, signal: controller.signal })).rejects.toThrow(
      'typed on',
    );
  });

  it('refuses an answer that is not what HubSpot documents, and names the field', async () => {
    const wrong = await failure(client([answer(201, { id: 7 })]).http.request(post));
    expect([wrong.kind, wrong.mayHaveBeenDone]).toEqual(['server', true]);
    expect(wrong.problem.cause).toContain('id');
    expect((await failure(client([answer(200, '<html>')]).http.request(get))).kind).toBe('server');
  });

  it('keeps five searches a second over all callers, and lets other requests pass', async () => {
    const search = { method: 'POST', path: paths.contactSearch, body: {}, schema } as const;
    const answers = Array.from({ length: 13 }, () => answer(200, { id: '1' }));
    const { http, slept } = client(answers);
    await Promise.all(Array.from({ length: 5 }, () => http.request(search)));
    await http.request(get);
    expect(slept).toEqual([]);
    await Promise.all(Array.from({ length: 7 }, () => http.request(search)));
    expect(slept).toHaveLength(2);
    expect(Math.min(...slept)).toBeGreaterThanOrEqual(1_000);
  });
});
