import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outbox } from '../calls/outbox.ts';
import { settingsSchema } from '../settings/settings.ts';
import type { Connections } from './connections.ts';
import { requestHandlers } from './requestHandlers.ts';
import { stored } from './stored.ts';
import { memoryArea } from './testing/memoryArea.ts';

describe('the background’s answers', () => {
  const connectionRestored = vi.fn<Outbox['connectionRestored']>(async () => {});
  const sender = {};
  const http = vi.fn<Connections['http']>(async () => ({ request: async () => ({ results: [] }) as never }));
  let handlers: ReturnType<typeof requestHandlers>;

  beforeEach(() => {
    connectionRestored.mockClear();
    handlers = requestHandlers({
      settings: stored(memoryArea(), 'settings', settingsSchema, { region: 'US', panelSeen: false }),
      connections: {
        connect: async () => {},
        choose: async () => {},
        activePortalId: async () => 1,
        http,
      } as Partial<Connections> as Connections,
      outbox: { connectionRestored } as Partial<Outbox> as Outbox,
      journal: { get: async () => undefined, newest: async () => [] },
      redirectUri: 'https://abc.chromiumapp.org/hubspot',
      now: () => 1_700_000_000_000,
      snapshot: async () => Promise.reject(new Error('not asked for')),
      startPhone: async () => {},
      openPanelInView: async () => {},
      openPage: async () => {},
      openOptions: async () => {},
      onChange: () => {},
    });
  });

  it('S1-15: connect nothing before the agreement is given', async () => {
    await expect(handlers.connectHubSpot({ agreed: false }, sender)).rejects.toMatchObject({
      problem: { code: 'agreementMissing' },
    });
  });

  it('search the account in use, or the one that is named', async () => {
    await handlers.searchContacts({ text: 'Ada' }, sender);
    await handlers.searchContacts({ text: 'Ada', portalId: 2 }, sender);
    expect(http.mock.calls).toEqual([[1], [2]]);
  });

  it('try waiting logs again after a connection', async () => {
    await handlers.connectHubSpot({ agreed: true }, sender);
    expect(connectionRestored).toHaveBeenCalledTimes(1);
  });

  it('try them again after a change of account', async () => {
    await handlers.chooseAccount({ portalId: 1 }, sender);
    expect(connectionRestored).toHaveBeenCalledTimes(1);
  });

  it('try them again after a change of the HubSpot app, once it is saved', async () => {
    await handlers.saveHubSpotApp({ clientId: '', clientSecret: '' }, sender);
    expect(connectionRestored).not.toHaveBeenCalled();
    const id = '0b6f3c1e-6f0c-4b57-9a44-2f6f0a3d1c11';
    await handlers.saveHubSpotApp({ clientId: id, clientSecret: id }, sender);
    expect(connectionRestored).toHaveBeenCalledTimes(1);
  });
});
