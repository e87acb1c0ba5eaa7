import { describe, expect, it } from 'vitest';
import { readAccount, readOwnerId } from './account.ts';
import { answer } from './testing/fakeFetch.ts';
import { fakeHttp } from './testing/fakeHttp.ts';

const details = {
  portalId: 8101234,
  uiDomain: 'app-eu1.hubspot.com',
  timeZone: 'Europe/Berlin',
  accountType: 'STANDARD',
};

describe('readAccount', () => {
  it('reads the account', async () => {
    const { http, sent } = fakeHttp(answer(200, details));
    await expect(readAccount(http)).resolves.toEqual({
      portalId: 8101234,
      uiDomain: 'app-eu1.hubspot.com',
      timeZone: 'Europe/Berlin',
    });
    expect(sent[0]?.url.pathname).toBe('/account-info/2026-03/details');
  });

  it.each(['app.hubspot.com.evil.example', 'evil.example/app.hubspot.com', ''])(
    'takes no host outside HubSpot into links: %j',
    async (uiDomain) => {
      const { http } = fakeHttp(answer(200, { ...details, uiDomain }));
      await expect(readAccount(http)).rejects.toMatchObject({ kind: 'server' });
    },
  );
});

describe('readOwnerId', () => {
  it('asks by the user id', async () => {
    const { http, sent } = fakeHttp(answer(200, { id: '77410300', userId: 61204417 }));
    await expect(readOwnerId(http, 61204417)).resolves.toBe('77410300');
    expect(sent[0]?.url.pathname + (sent[0]?.url.search ?? '')).toBe(
      '/crm/owners/2026-03/61204417?idProperty=userId',
    );
  });

  it('knows a user who is no owner', async () => {
    const { http } = fakeHttp(answer(404, { message: 'resource not found' }));
    await expect(readOwnerId(http, 1)).resolves.toBeUndefined();
  });
});
