import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../problems/problem.ts';
import { listenerFor, requesterOf, type Sender } from './channel.ts';
import { isContentScript, isExtensionPage } from './senders.ts';

const requests = {
  double: { params: v.object({ n: v.number() }), result: v.number() },
  ping: { params: v.undefined_(), result: v.undefined_() },
} as const;

const handlers = {
  double: ({ n }: { n: number }) => {
    if (n < 0) throw new ProblemError('numberInvalid', { detail: 'negative' });
    return n * 2;
  },
  ping: async () => {},
};
const listener = listenerFor('background', requests, handlers, (_, sender) => sender.id === 'me');
const send = (message: unknown) =>
  (listener(JSON.parse(JSON.stringify(message)), { id: 'me' }) ?? Promise.resolve()).then((reply) =>
    JSON.parse(JSON.stringify(reply ?? null)),
  );

describe('a request', () => {
  const request = requesterOf('background', requests, send);

  it('brings back the answer', async () => {
    expect(await request('double', { n: 21 })).toBe(42);
    expect(await request('ping')).toBeUndefined();
  });

  it('brings back the problem with its words', async () => {
    await expect(request('double', { n: -1 })).rejects.toMatchObject({
      problem: { code: 'numberInvalid', cause: expect.stringContaining('(negative)') },
    });
  });

  it('says when nobody answers', async () => {
    const deaf = requesterOf('phone', requests, async () => undefined);
    await expect(deaf('ping')).rejects.toMatchObject({ problem: { code: 'phoneUnreachable' } });
    const dead = requesterOf('background', requests, async () => {
      throw new Error('Could not establish connection.');
    });
    await expect(dead('ping')).rejects.toMatchObject({ problem: { code: 'unexpected' } });
  });

  it('does not believe an answer of another shape', async () => {
    const lying = requesterOf('background', requests, async () => ({ ok: true, value: 'forty-two' }));
    await expect(lying('double', { n: 21 })).rejects.toMatchObject({ problem: { code: 'unexpected' } });
  });
});

describe('a listener', () => {
  it('leaves other parts’ messages alone', () => {
    expect(listener({ to: 'phone', request: 'ping' }, { id: 'me' })).toBeUndefined();
    expect(listener('nonsense', { id: 'me' })).toBeUndefined();
    expect(listener({ to: 'background', request: 'ping', extra: 1 }, { id: 'me' })).toBeUndefined();
  });

  it.each([
    ['an unknown request', { to: 'background', request: 'erase' }, { id: 'me' }],
    ['a name from Object.prototype', { to: 'background', request: 'constructor' }, { id: 'me' }],
    ['wrong parameters', { to: 'background', request: 'double', params: { n: '1' } }, { id: 'me' }],
    ['a sender that may not', { to: 'background', request: 'ping' }, { id: 'somebody else' }],
  ])('refuses %s', async (_, message, sender) => {
    const ping = vi.spyOn(handlers, 'ping');
    expect(await listener(message, sender)).toMatchObject({ ok: false, problem: { code: 'invalidRequest' } });
    expect(ping).not.toHaveBeenCalled();
  });
});

describe('senders', () => {
  const [id, origin] = ['abc', 'chrome-extension://abc'];
  const panel: Sender = { id, url: `${origin}/src/panel/index.html`, tab: { id: 1 } };
  const content: Sender = { id, url: 'https://app.hubspot.com/contacts/1', tab: { id: 1 } };

  it('tells the extension’s pages from its content scripts', () => {
    expect(isExtensionPage(panel, id, origin)).toBe(true);
    expect(isContentScript(panel, id, origin)).toBe(false);
    expect(isExtensionPage(content, id, origin)).toBe(false);
    expect(isContentScript(content, id, origin)).toBe(true);
  });

  it('takes neither from another extension or from a look-alike address', () => {
    expect(isExtensionPage({ ...panel, id: 'other' }, id, origin)).toBe(false);
    expect(isExtensionPage({ id, url: `${origin}.evil.example/` }, id, origin)).toBe(false);
    expect(isContentScript({ ...content, id: 'other' }, id, origin)).toBe(false);
  });
});
