import { beforeEach, describe, expect, it } from 'vitest';
import { endedCall } from '../calls/testing/fakeCrm.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { HubSpotHttp } from '../hubspot/http.ts';
import { ProblemError } from '../problems/problem.ts';
import type { Connections } from './connections.ts';
import { hubspotLogWriter } from './logWriter.ts';

describe('the owner of a log', () => {
  const record = endedCall('0b6f3c1e-6f0c-4b57-9a44-2f6f0a3d1c11', 1_700_000_000_000);
  let asked: number;
  let known: string | undefined;
  let answer: () => Promise<{ id: string }>;

  beforeEach(() => {
    asked = 0;
    known = undefined;
  });

  function open() {
    const http = {
      request: () => {
        asked++;
        return answer();
      },
    } as Partial<HubSpotHttp> as HubSpotHttp;
    const connections = {
      http: async () => http,
      connection: async () => ({ portalId: 1, userId: 7, ...(known && { ownerId: known }) }),
    } as unknown as Connections;
    const writer = hubspotLogWriter(
      connections,
      async () => 'US',
      async (_portal, ownerId) => {
        known = ownerId;
      },
    );
    return async (sent: Record<string, string> = {}) =>
      (await writer.properties(1, record, {}, undefined, sent)).hubspot_owner_id;
  }

  it('is looked up once', async () => {
    answer = async () => ({ id: '41' });
    const owner = open();
    expect([await owner(), await owner()]).toEqual(['41', '41']);
    expect(asked).toBe(1);
  });

  it.each([
    ['a missing permission', new HubSpotError('forbidden', { status: 403 })],
    ['a server that fails', new HubSpotError('server', { status: 502 })],
    ['a connection that is gone', new ProblemError('reconnectNeeded')],
    ['a bug', new TypeError('x is not a function')],
  ])('is left out for %s, and asked for again at the next write', async (_, error) => {
    answer = () => Promise.reject(error);
    const owner = open();
    expect(await owner()).toBeUndefined();
    answer = async () => ({ id: '41' });
    expect(await owner()).toBe('41');
  });

  it('is not asked for again of a user who is none', async () => {
    answer = () => Promise.reject(new HubSpotError('notFound', { status: 404 }));
    const owner = open();
    expect([await owner(), await owner()]).toEqual([undefined, undefined]);
    expect(asked).toBe(1);
  });

  it('stays what HubSpot holds while it cannot be looked up', async () => {
    answer = () => Promise.reject(new HubSpotError('server', { status: 502 }));
    expect(await open()({ hubspot_owner_id: '41' })).toBe('41');
  });
});
