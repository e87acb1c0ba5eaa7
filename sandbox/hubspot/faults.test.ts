import { request } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tlsIdentity } from '../tls.ts';
import { type HubSpotSandbox, startHubSpot } from './index.ts';
import { testExtensionId, testHubSpot } from './testing/testHubSpot.ts';

const calls = '/crm/objects/2026-03/calls';
const input = { properties: { hs_timestamp: '1' } };

describe('faults on request', () => {
  test.each([
    [500, 'internal error'],
    [429, 'You have reached your ten_secondly_rolling limit.'],
    [477, 'This account is being migrated between data centers.'],
  ])('%i hits as many requests as asked for and nothing else', async (status, message) => {
    const { call, world } = testHubSpot();
    world.faults.add({ status, times: 2, path: '/calls', method: 'POST', retryAfter: 7 });
    expect((await call('GET', calls)).status).toBe(200);
    for (let time = 0; time < 2; time += 1) {
      const answer = await call('POST', calls, input);
      expect([answer.status, answer.body.message, answer.headers.get('retry-after')]).toEqual([
        status,
        message,
        '7',
      ]);
    }
    expect(world.store.list(8101234, 'calls')).toEqual([]);
    expect((await call('POST', calls, input)).status).toBe(201);
  });

  test('a fault after the act leaves the record and loses the answer', async () => {
    const { call, world } = testHubSpot();
    world.faults.add({ status: 502, times: 1, when: 'after' });
    expect((await call('POST', calls, input)).status).toBe(502);
    expect(world.store.list(8101234, 'calls')).toHaveLength(1);
  });
});

describe('limits', () => {
  test('the sixth search of a second is refused, without rate headers', async () => {
    const { call, world } = testHubSpot({ clock: 'still' });
    const search = (type: string) => call('POST', `/crm/objects/2026-03/${type}/search`, {});
    for (const type of ['contacts', 'calls', 'contacts', 'companies', 'calls']) {
      const answer = await search(type);
      expect([answer.status, answer.headers.get('x-hubspot-ratelimit-max')]).toEqual([200, null]);
    }
    const refused = await search('contacts');
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({
      status: 'error',
      errorType: 'RATE_LIMIT',
      policyName: 'SECONDLY',
      message: 'You have reached your secondly limit.',
    });
    expect(refused.body.category).toBeUndefined();
    world.clock.advance(1_001);
    expect((await search('contacts')).status).toBe(200);
  });

  test('100 requests go in ten seconds, and each tells how many are left', async () => {
    const { call, world } = testHubSpot({ clock: 'still' });
    for (let left = 99; left >= 0; left -= 1) {
      const { headers } = await call('GET', calls);
      expect(headers.get('x-hubspot-ratelimit-remaining')).toBe(String(left));
    }
    const refused = await call('GET', calls);
    expect([refused.status, refused.body.policyName]).toEqual([429, 'TEN_SECONDLY_ROLLING']);
    world.clock.advance(10_001);
    expect((await call('GET', calls)).status).toBe(200);
  });
});

describe('over the network', () => {
  let hubspot: HubSpotSandbox;
  let ca: string;
  beforeAll(async () => {
    const tls = await tlsIdentity();
    ca = tls.cert;
    hubspot = await startHubSpot({ extensionId: testExtensionId, tls });
  });
  beforeEach(() => hubspot.control.clearRequests());
  afterAll(() => hubspot.close());

  function get(host: string, path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port: hubspot.port, ca, servername: 'app.hubspot.com', path, headers: { host } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  test.each([
    ['app.hubspot.com', '/home', 200],
    ['app-eu1.hubspot.com', '/home', 200],
    ['api.hubapi.com', '/home', 404],
    ['api.hubapi.com', '/crm/v3/owners/', 401],
    ['127.0.0.1', '/crm/v3/owners', 401],
    ['127.0.0.1', '/oauth/authorize', 200],
    ['other.example', '/home', 421],
  ])('%s%s answers %i', async (host, path, status) => {
    expect(await get(host, path)).toBe(status);
  });

  test('a broken connection is an error for the client, and requests are recorded', async () => {
    hubspot.control.failNext({ status: 'disconnect', times: 1 });
    await expect(get('api.hubapi.com', '/crm/v3/owners')).rejects.toThrow();
    expect(await get('api.hubapi.com', '/crm/v3/owners?limit=1')).toBe(401);
    expect(hubspot.control.requests()).toMatchObject([
      { host: 'api', method: 'GET', path: '/crm/v3/owners', status: 0 },
      { host: 'api', query: '?limit=1', status: 401 },
    ]);
  });

  test('closing ends requests that wait for an answer', async () => {
    const other = await startHubSpot({ extensionId: testExtensionId, tls: await tlsIdentity() });
    other.control.failNext({ status: 'timeout', times: 1 });
    const hanging = new Promise((_, reject) => {
      const outgoing = request({
        host: '127.0.0.1',
        port: other.port,
        ca,
        servername: 'api.hubapi.com',
        path: '/crm/v3/owners',
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
    const outcome = expect(hanging).rejects.toThrow();
    while (other.control.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    await outcome;
  });

  test("the browser's resolver rules name every host", () => {
    for (const host of ['app', 'app-na2', 'app-na3', 'app-eu1', 'app-ap1']) {
      expect(hubspot.resolverRules).toContain(`MAP ${host}.hubspot.com:443 127.0.0.1:${hubspot.port}`);
    }
    expect(hubspot.resolverRules).toContain(`MAP api.hubapi.com:443 127.0.0.1:${hubspot.port}`);
  });
});
