import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestResponse, parseCredentials } from './digest.ts';
import { type Pbx, startPbx } from './index.ts';
import { headerOf } from './sip/message.ts';
import { SipClient } from './testing/sipClient.ts';

const PASSWORD = 'sandbox-agent-1001';
const ADDRESS = { To: '<sip:1001@pbx.sandbox.test>', Expires: '600' };

let pbx: Pbx;
let client: SipClient;
beforeEach(async () => {
  pbx = await startPbx();
  client = await SipClient.connect(pbx.websocketUrl);
});
afterEach(async () => {
  client.close();
  await pbx.close();
});

describe('REGISTER', () => {
  it('binds the contact after a challenge, and says for how long', async () => {
    const response = await client.register('1001', PASSWORD);
    expect(response.status).toBe(200);
    expect(headerOf(response, 'Contact')).toBe(`<${client.contact}>;expires=600`);
    expect(pbx.registrations()).toEqual([{ user: '1001', contact: client.contact, expiresInS: 600 }]);
  });

  it.each([
    ['a wrong password', '1001', 'wrong'],
    ['an unknown user', '1009', PASSWORD],
  ])('asks again after %s, without stale', async (_, user, password) => {
    const response = await client.register(user, password);
    expect(response.status).toBe(401);
    expect(headerOf(response, 'WWW-Authenticate')).not.toContain('stale');
    expect(pbx.registrations()).toEqual([]);
  });

  it("refuses a right password for another user's address", async () => {
    const request = client.build('REGISTER', 'sip:pbx.sandbox.test', '1001', {
      ...ADDRESS,
      To: '<sip:1002@pbx.sandbox.test>',
    });
    client.send(request);
    const again = client.authorized(request, await client.responseTo(request), '1001', PASSWORD);
    client.send(again);
    expect((await client.responseTo(again)).status).toBe(403);
  });

  it('refuses a right response of the old form without qop, which could be played again', async () => {
    const request = client.build('REGISTER', 'sip:pbx.sandbox.test', '1001', ADDRESS);
    client.send(request);
    const again = client.authorized(request, await client.responseTo(request), '1001', PASSWORD);
    const headers = again.headers.map(({ name, value }) => {
      const credentials = name === 'Authorization' && parseCredentials(value);
      if (!credentials) return { name, value };
      const response = digestResponse('REGISTER', PASSWORD, { ...credentials, qop: undefined });
      return {
        name,
        value: value.replace(/response="[^"]+"/, `response="${response}"`).replace(', qop=auth', ''),
      };
    });
    client.send({ ...again, headers });
    expect((await client.responseTo(again)).status).toBe(401);
  });

  it('refuses credentials for another URI, realm or algorithm', async () => {
    const request = client.build('REGISTER', 'sip:pbx.sandbox.test', '1001', ADDRESS);
    client.send(request);
    const challenge = await client.responseTo(request);
    const spoilt: [RegExp, string][] = [
      [/realm="[^"]+"/, 'realm="other.test"'],
      [/uri="[^"]+"/, 'uri="sip:other.test"'],
      [/MD5/, 'SHA-256'],
    ];
    for (const [from, to] of spoilt) {
      const again = client.authorized(request, challenge, '1001', PASSWORD);
      const headers = again.headers.map(({ name, value }) => ({ name, value: value.replace(from, to) }));
      client.send({ ...again, headers });
      expect((await client.responseTo(again)).status).toBe(401);
    }
    // What spoilt them was the change, not the nonce.
    const right = client.authorized(request, challenge, '1001', PASSWORD);
    client.send(right);
    expect((await client.responseTo(right)).status).toBe(200);
  });

  it('takes each nonce count once, and marks a repeated one as stale', async () => {
    const request = client.build('REGISTER', 'sip:pbx.sandbox.test', '1001', ADDRESS);
    client.send(request);
    const challenge = await client.responseTo(request);
    const answers = [];
    for (const count of [1, 1, 2]) {
      const sent = client.authorized(request, challenge, '1001', PASSWORD, count);
      client.send(sent);
      const response = await client.responseTo(sent);
      answers.push([response.status, /stale=true/.test(headerOf(response, 'WWW-Authenticate') ?? '')]);
    }
    expect(answers).toEqual([
      [200, false],
      [401, true],
      [200, false],
    ]);
  });

  it('marks an expired nonce as stale', async () => {
    await pbx.close();
    pbx = await startPbx({ limits: { nonceLifetimeMs: 0 } });
    client = await SipClient.connect(pbx.websocketUrl);
    const response = await client.register('1001', PASSWORD);
    expect([response.status, headerOf(response, 'WWW-Authenticate')]).toEqual([
      401,
      expect.stringContaining('stale=true'),
    ]);
  });

  it('lets a customer in without a password', async () => {
    expect((await client.register('customer')).status).toBe(200);
  });

  it('refuses a short registration with the shortest one it takes, and cuts a long one', async () => {
    const brief = await client.register('customer', undefined, { Expires: '5' });
    expect([brief.status, headerOf(brief, 'Min-Expires')]).toEqual([423, '30']);
    const long = await client.register('customer', undefined, { Expires: '999999' });
    expect(headerOf(long, 'Contact')).toMatch(/;expires=3600$/);
  });

  it('prefers the expires of the contact', async () => {
    const response = await client.register('customer', undefined, {
      Contact: `<${client.contact}>;expires=120`,
    });
    expect(headerOf(response, 'Contact')).toMatch(/;expires=120$/);
  });

  it('removes a contact with expires 0, and all with *', async () => {
    await client.register('1001', PASSWORD);
    expect(headerOf(await client.register('1001', PASSWORD, { Expires: '0' }), 'Contact')).toBeUndefined();
    await client.register('1001', PASSWORD);
    await client.register('1001', PASSWORD, { Contact: '*', Expires: '0' });
    expect(pbx.registrations()).toEqual([]);
    expect((await client.register('1001', PASSWORD, { Contact: '*', Expires: '60' })).status).toBe(400);
  });

  it('replaces the contact of the same device (RFC 5626), and says so', async () => {
    const device = (contact: string) => ({
      Contact: `<${contact}>;reg-id=1;+sip.instance="<urn:uuid:00000000-0000-0000-0000-00000000000a>"`,
      Supported: 'path, gruu, outbound',
    });
    await client.register('1001', PASSWORD, device('sip:old@a.invalid;transport=ws'));
    const response = await client.register('1001', PASSWORD, device('sip:new@b.invalid;transport=ws'));
    expect(pbx.registrations().map(({ contact }) => contact)).toEqual(['sip:new@b.invalid;transport=ws']);
    expect(headerOf(response, 'Require')).toBe('outbound');
  });

  it('refuses an older CSeq of the same Call-ID', async () => {
    const id = { 'Call-ID': 'one-registration' };
    await client.register('customer', undefined, { ...id, CSeq: '10 REGISTER' });
    expect((await client.register('customer', undefined, { ...id, CSeq: '7 REGISTER' })).status).toBe(500);
  });

  it('gives back Path to a client that knows it (RFC 3327)', async () => {
    const headers = { Path: '<sip:edge.test;lr>', Supported: 'path' };
    expect(headerOf(await client.register('customer', undefined, headers), 'Path')).toBe(
      '<sip:edge.test;lr>',
    );
  });

  it('refuses another domain', async () => {
    const request = client.build('REGISTER', 'sip:elsewhere.test', '1001', ADDRESS);
    client.send(request);
    expect((await client.responseTo(request)).status).toBe(404);
  });

  it('forgets a contact whose connection is lost', async () => {
    await client.register('1001', PASSWORD);
    pbx.dropConnections();
    await expect.poll(() => pbx.registrations()).toEqual([]);
  });

  it('keeps customers when it drops the agents', async () => {
    const customer = await SipClient.connect(pbx.websocketUrl);
    await customer.register('customer');
    await client.register('1001', PASSWORD);
    pbx.dropConnections();
    await expect.poll(() => pbx.registrations().map(({ user }) => user)).toEqual(['customer']);
    customer.close();
  });
});
