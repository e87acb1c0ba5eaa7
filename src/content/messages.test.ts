import { beforeEach, describe, expect, test, vi } from 'vitest';
import { listenerFor, requesterOf, type Sender } from '../messaging/channel.ts';
import { backgroundRequests, contentRequests } from '../messaging/requests.ts';
import { ProblemError } from '../problems/problem.ts';

const extensionId = 'bgnnkjpbmfgcplgpfhodljcajdapjdkp';
const runtime = {
  id: extensionId as string | undefined,
  sendMessage: vi.fn<(message: unknown) => Promise<unknown>>(),
};
vi.stubGlobal('chrome', { runtime });
const { mayOpenByItself, replyTo, tellPanelSeen } = await import('./messages.ts');

const context = { portalId: 44012345, objectTypeId: '0-1', recordId: '7151' };

describe('requests to the content script', () => {
  const handlers = { pageContext: () => context, openPanel: vi.fn(), closePanel: vi.fn() };
  const own: Sender = { id: extensionId, url: `chrome-extension://${extensionId}/src/panel/index.html` };
  const request = requesterOf('content', contentRequests, async (message) =>
    replyTo(message, own, handlers, extensionId),
  );

  test('are answered as the channel expects', async () => {
    expect(await request('pageContext')).toEqual(context);
    expect(await request('openPanel')).toBeUndefined();
    expect(handlers.openPanel).toHaveBeenCalledOnce();
    expect(handlers.closePanel).not.toHaveBeenCalled();
  });

  test('know a page without an object', async () => {
    const none = { ...handlers, pageContext: () => null };
    const ask = requesterOf('content', contentRequests, async (m) => replyTo(m, own, none, extensionId));
    expect(await ask('pageContext')).toBeNull();
  });

  test('nothing is answered where nothing can be done', async () => {
    const ask = requesterOf('content', contentRequests, async (m) => replyTo(m, own, {}, extensionId));
    await expect(ask('openPanel')).rejects.toBeInstanceOf(ProblemError);
  });

  test.each<[string, unknown, Sender, string | undefined]>([
    [
      'another extension',
      { to: 'content', request: 'openPanel' },
      { ...own, id: 'a'.repeat(32) },
      extensionId,
    ],
    ['nobody', { to: 'content', request: 'openPanel' }, {}, extensionId],
    ['an extension that is gone', { to: 'content', request: 'openPanel' }, {}, undefined],
    ['for another part', { to: 'background', request: 'openPanel' }, own, extensionId],
    ['an unknown request', { to: 'content', request: 'toString' }, own, extensionId],
    ['an event', { event: 'pageContextChanged', context }, own, extensionId],
    ['no object', 'openPanel', own, extensionId],
    ['null', null, own, extensionId],
  ])('are left alone: %s', (_, message, sender, id) => {
    handlers.openPanel.mockClear();
    expect(replyTo(message, sender, handlers, id)).toBeUndefined();
    expect(handlers.openPanel).not.toHaveBeenCalled();
  });
});

describe('requests to the background', () => {
  const asked = vi.fn();
  const answers = (openPanel: () => boolean) => {
    const handlers = {
      pageStarted: () => ({ openPanel: openPanel() }),
      panelSeen: async () => asked('panelSeen'),
    };
    const { pageStarted, panelSeen } = backgroundRequests;
    const listen = listenerFor('background', { pageStarted, panelSeen }, handlers, () => true);
    runtime.sendMessage.mockImplementation(async (message) => listen(message, { id: extensionId }));
  };
  beforeEach(() => asked.mockClear());

  test.each([true, false])(
    'S1-12: the background says whether the panel opens by itself: %s',
    async (open) => {
      answers(() => open);
      expect(await mayOpenByItself()).toBe(open);
    },
  );

  test('a problem, no answer, nonsense and a broken channel leave it closed', async () => {
    answers(() => {
      throw new ProblemError('unexpected');
    });
    expect(await mayOpenByItself()).toBe(false);
    for (const answer of [undefined, null, 'yes', { ok: true }, { ok: true, value: { openPanel: 'yes' } }]) {
      runtime.sendMessage.mockResolvedValue(answer);
      expect(await mayOpenByItself()).toBe(false);
    }
    runtime.sendMessage.mockRejectedValue(new Error('Could not establish connection.'));
    expect(await mayOpenByItself()).toBe(false);
    runtime.sendMessage.mockImplementation(() => {
      throw new Error('Extension context invalidated.');
    });
    expect(await mayOpenByItself()).toBe(false);
  });

  test('panelSeen arrives', async () => {
    answers(() => false);
    tellPanelSeen();
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('panelSeen'));
  });
});
