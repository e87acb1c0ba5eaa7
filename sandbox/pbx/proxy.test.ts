import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Pbx, type PbxOptions, startPbx } from './index.ts';
import { headerOf, headersOf, type SipRequest } from './sip/message.ts';
import { SipClient } from './testing/sipClient.ts';

const PASSWORD = 'sandbox-agent-1001';
const EXTERNAL = 'sip:+12025550143@pbx.sandbox.test';

let pbx: Pbx;
let clients: SipClient[];

async function start(options?: PbxOptions): Promise<void> {
  pbx = await startPbx(options);
}
async function connect(user?: string, password?: string): Promise<SipClient> {
  const client = await SipClient.connect(pbx.websocketUrl);
  clients.push(client);
  if (user) expect((await client.register(user, password)).status).toBe(200);
  return client;
}
beforeEach(() => {
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await pbx.close();
});

/** A call from agent 1001 to a customer's phone that was answered. */
async function establishCall() {
  const agent = await connect('1001', PASSWORD);
  const customer = await connect('customer');
  const invite = await agent.invite(EXTERNAL, '1001', PASSWORD);
  const received = await customer.request('INVITE');
  customer.respond(received, 200, 'callee');
  const answer = await agent.responseTo(invite, 200);
  agent.acknowledge(invite, answer);
  await customer.request('ACK');
  return { agent, customer, invite, received, answer };
}

/** Sends a request and passes it through both ends; gives it as it arrived. */
async function passThrough(request: SipRequest, from: SipClient, to: SipClient): Promise<SipRequest> {
  from.send(request);
  const arrived = await to.request(request.method);
  to.respond(arrived, 200, 'unused');
  expect((await from.responseTo(request)).status).toBe(200);
  return arrived;
}

describe('a call', () => {
  it('goes from an agent to the customer and back, and leaves nothing behind', async () => {
    await start({ limits: { transactionMs: 50 } });
    const { agent, customer, invite, received, answer } = await establishCall();
    expect(received.uri).toBe(customer.contact);
    expect(headerOf(received, 'To')).toBe(`<${EXTERNAL}>`);
    expect(headersOf(received, 'Via')).toHaveLength(2);
    expect(headersOf(received, 'Via')[1]).toContain(';received=127.0.0.1');
    expect(headerOf(received, 'Max-Forwards')).toBe('69');
    expect(headerOf(received, 'Proxy-Authorization')).toBeUndefined();
    expect(headerOf(received, 'Record-Route')).toBe('<sip:pbx.sandbox.test;transport=ws;lr>');
    expect(received.body).toBe('v=0\r\n');
    expect(headersOf(answer, 'Via')).toHaveLength(1);
    expect(pbx.activity().dialogs).toBe(1);

    const bye = await passThrough(agent.inside('BYE', invite, answer), agent, customer);
    expect(headerOf(bye, 'Route')).toBeUndefined();
    expect(pbx.activity().dialogs).toBe(0);
    await expect.poll(() => pbx.activity().transactions).toBe(0);
  });

  it('rings, and can be taken back', async () => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const customer = await connect('customer');
    const invite = await agent.invite(EXTERNAL, '1001', PASSWORD);
    await agent.responseTo(invite, 100);
    const received = await customer.request('INVITE');
    customer.respond(received, 180, 'callee');
    await agent.responseTo(invite, 180);

    const cancel = cancelOf(agent, invite);
    agent.send(cancel);
    expect((await agent.responseTo(cancel)).status).toBe(200);
    const arrived = await customer.request('CANCEL');
    expect(headerOf(arrived, 'Via')).toBe(headerOf(received, 'Via'));
    customer.respond(arrived, 200, 'callee');
    customer.respond(received, 487, 'callee');
    expect(headerOf(await customer.request('ACK'), 'CSeq')).toBe(
      headerOf(received, 'CSeq')?.replace('INVITE', 'ACK'),
    );
    const final = await agent.responseTo(invite);
    expect(final.status).toBe(487);
    agent.acknowledge(invite, final);
    expect(pbx.activity().dialogs).toBe(0);
  });

  it.each(['INVITE', 'UPDATE', 'INFO', 'OPTIONS', 'NOTIFY', 'REFER', 'MESSAGE'])(
    'carries %s both ways',
    async (method) => {
      await start();
      const { agent, customer, invite, received, answer } = await establishCall();
      await passThrough(agent.inside(method, invite, answer), agent, customer);
      const back = await passThrough(customer.insideAsCallee(method, received, 'callee'), customer, agent);
      expect(back.uri).toBe(agent.contact);
    },
  );

  it('rings every phone of the customer; the first to answer has it', async () => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const [first, second] = [await connect('customer'), await connect('customer')];
    const invite = await agent.invite('sip:02025550143@pbx.sandbox.test', '1001', PASSWORD);
    const [one, two] = [await first.request('INVITE'), await second.request('INVITE')];
    first.respond(one, 180, 'first');
    second.respond(two, 180, 'second');
    await agent.responseTo(invite, 180);
    second.respond(two, 200, 'second');
    expect(headerOf(await agent.responseTo(invite, 200), 'To')).toContain('tag=second');
    await first.request('CANCEL');
    first.respond(one, 487, 'first');
    await first.request('ACK');
    expect(pbx.activity().dialogs).toBe(1);
  });

  it('gives the best refusal when all phones refuse', async () => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const [first, second] = [await connect('customer'), await connect('customer')];
    const invite = await agent.invite(EXTERNAL, '1001', PASSWORD);
    const [one, two] = [await first.request('INVITE'), await second.request('INVITE')];
    first.respond(one, 503, 'first');
    second.respond(two, 486, 'second');
    expect((await agent.responseTo(invite)).status).toBe(486);
  });

  it('comes from a customer with the number the phone says, without a password', async () => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const customer = await connect('customer');
    const from = '"Maria Johnson" <sip:+12025550143@pbx.sandbox.test>;tag=c';
    await customer.invite('sip:1001@pbx.sandbox.test', 'customer', undefined, { From: from });
    expect(headerOf(await agent.request('INVITE'), 'From')).toBe(from);
  });

  it('goes on over the new connection of an agent who came back', async () => {
    await start();
    const { agent, customer, received } = await establishCall();
    pbx.dropConnections();
    await expect.poll(() => pbx.registrations().length).toBe(1);
    const returned = await connect();
    await returned.register('1001', PASSWORD, { Contact: `<${agent.contact}>` });
    await passThrough(customer.insideAsCallee('BYE', received, 'callee'), customer, returned);
  });

  it('ends for the customer when the agent is gone', async () => {
    await start();
    const { customer, received } = await establishCall();
    pbx.dropConnections();
    await expect.poll(() => pbx.registrations().length).toBe(1);
    const bye = customer.insideAsCallee('BYE', received, 'callee');
    customer.send(bye);
    expect((await customer.responseTo(bye)).status).toBe(480);
    expect(pbx.activity().dialogs).toBe(0);
  });

  it('is taken back when the caller is lost while it rings', async () => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const customer = await connect('customer');
    await agent.invite(EXTERNAL, '1001', PASSWORD);
    const received = await customer.request('INVITE');
    customer.respond(received, 180, 'callee');
    await expect.poll(() => pbx.activity().dialogs).toBe(1);
    agent.close();
    await customer.request('CANCEL');
    customer.respond(received, 487, 'callee');
    await expect.poll(() => pbx.activity().dialogs).toBe(0);
  });

  it('ends with 480 when nobody answers, and 408 when no phone rings', async () => {
    await start({ limits: { noAnswerMs: 50, transactionMs: 400 } });
    const agent = await connect('1001', PASSWORD);
    const customer = await connect('customer');
    const invite = await agent.invite(EXTERNAL, '1001', PASSWORD);
    const received = await customer.request('INVITE');
    customer.respond(received, 180, 'callee');
    customer.respond(await customer.request('CANCEL'), 200, 'callee');
    customer.respond(received, 487, 'callee');
    expect((await agent.responseTo(invite, 480)).status).toBe(480);

    const silent = await agent.invite(EXTERNAL, '1001', PASSWORD);
    expect((await agent.responseTo(silent, 408)).status).toBe(408);
  });

  it('survives a restart of the PBX', async () => {
    await start();
    const { agent, customer, received } = await establishCall();
    await pbx.restart();
    const [newAgent, newCustomer] = [await connect(), await connect('customer')];
    await newAgent.register('1001', PASSWORD, { Contact: `<${agent.contact}>` });
    await passThrough(customer.insideAsCallee('BYE', received, 'callee'), newCustomer, newAgent);
  });
});

describe('numbers', () => {
  it.each([
    ['+1 202 555 0186', 486],
    ['2025550186', 486],
    ['0012025550104', 404],
    ['+12025550103', 603],
    ['1777', 404],
    ['nobody', 404],
    ['1002', 480],
    ['+4930901820', 480],
  ])('answers %s with %i', async (dialled, status) => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const invite = await agent.invite(
      `sip:${encodeURIComponent(dialled)}@pbx.sandbox.test`,
      '1001',
      PASSWORD,
    );
    expect((await agent.responseTo(invite)).status).toBe(status);
  });

  it('rings at the number that never answers until it is taken back', async () => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const invite = await agent.invite(
      `sip:${pbx.specialNumbers.neverAnswers}@pbx.sandbox.test`,
      '1001',
      PASSWORD,
    );
    await agent.responseTo(invite, 180);
    agent.send(cancelOf(agent, invite));
    expect((await agent.responseTo(invite, 487)).status).toBe(487);
  });
});

describe('refusals', () => {
  it('asks a stranger for a password, and an agent who names another caller to leave', async () => {
    await start();
    const stranger = await connect();
    const invite = await stranger.invite(EXTERNAL, '1001');
    expect((await stranger.responseTo(invite)).status).toBe(407);
    const posing = await stranger.invite(EXTERNAL, '1002', undefined);
    const challenge = await stranger.responseTo(posing);
    const again = stranger.authorized(posing, challenge, '1001', PASSWORD);
    stranger.send(again);
    expect((await stranger.responseTo(again)).status).toBe(403);
  });

  it.each([
    ['Max-Forwards 0', { 'Max-Forwards': '0' }, 483],
    ['a required extension', { 'Proxy-Require': 'privacy' }, 420],
    ['a malformed From', { From: 'nobody' }, 400],
    ['an unknown dialog', { To: '<sip:1002@pbx.sandbox.test>;tag=none' }, 481],
  ])('answers %s', async (_, headers, status) => {
    await start();
    const agent = await connect('1001', PASSWORD);
    const request = agent.build('INVITE', EXTERNAL, '1001', headers);
    agent.send(request);
    expect((await agent.responseTo(request)).status).toBe(status);
  });

  it('answers 481 to a CANCEL and a BYE of nothing, and 200 to OPTIONS', async () => {
    await start();
    const client = await connect();
    const statuses = [];
    for (const method of ['CANCEL', 'BYE', 'OPTIONS']) {
      const request = client.build(method, 'sip:pbx.sandbox.test', '1001');
      client.send(request);
      statuses.push((await client.responseTo(request)).status);
    }
    expect(statuses).toEqual([481, 481, 200]);
  });

  it('refuses to relay to a foreign domain, and sips', async () => {
    await start();
    const customer = await connect('customer');
    const statuses = [];
    for (const uri of ['sip:someone@elsewhere.test', 'sips:1001@pbx.sandbox.test']) {
      const request = await customer.invite(uri, 'customer');
      statuses.push((await customer.responseTo(request)).status);
    }
    expect(statuses).toEqual([403, 416]);
  });

  it('lives on after garbage', async () => {
    await start();
    const client = await connect();
    const valid = client.build('OPTIONS', 'sip:pbx.sandbox.test', '1001');
    const noise = [
      '',
      'x',
      '\u0000',
      'INVITE',
      'SIP/2.0 200 OK\r\n\r\n',
      'ACK sip:a SIP/2.0\r\n\r\n',
      '__proto__: 1\r\n\r\n',
      'é'.repeat(9000),
    ];
    for (const text of noise) client.sendText(text);
    client.send(valid);
    expect((await client.responseTo(valid)).status).toBe(200);
    expect(client.left).toEqual([]);
  });
});

describe('recordings', () => {
  it('tells the agent of an ended call where its recording is, after a reconnect too', async () => {
    await start({ recordings: { baseUrl: 'https://recordings.pbx.sandbox.test/files', delayMs: 20 } });
    const { agent, customer, invite, answer } = await establishCall();
    await passThrough(agent.inside('BYE', invite, answer), agent, customer);
    const message = await agent.request('MESSAGE');
    agent.respond(message, 200, 'agent');
    expect(headerOf(message, 'Content-Type')).toBe('application/vnd.offhook.recording+json');
    expect(headerOf(message, 'Call-ID')).not.toBe(headerOf(invite, 'Call-ID'));
    expect(JSON.parse(message.body)).toEqual({
      callId: headerOf(invite, 'Call-ID'),
      url: expect.stringMatching(
        /^https:\/\/recordings\.pbx\.sandbox\.test\/files\/recording-[0-9a-f]{16}-1s\.wav$/,
      ),
    });
  });

  it('waits for an agent who is away, and serves the recording itself', async () => {
    await start({ recordings: { delayMs: 0 } });
    const { customer, received } = await establishCall();
    pbx.dropConnections();
    await expect.poll(() => pbx.registrations().length).toBe(1);
    const bye = customer.insideAsCallee('BYE', received, 'callee');
    customer.send(bye);
    await customer.responseTo(bye);
    const returned = await connect('1001', PASSWORD);
    const { url } = JSON.parse((await returned.request('MESSAGE')).body);
    const file = await fetch(url);
    expect([file.status, file.headers.get('Content-Type')]).toEqual([200, 'audio/wav']);
  });
});

describe('the log', () => {
  it('holds every message with its time, direction, Call-ID and CSeq', async () => {
    await start();
    const before = performance.timeOrigin + performance.now();
    const client = await connect('1001', PASSWORD);
    const after = performance.timeOrigin + performance.now();
    const log = pbx.messages();
    expect(log.map(({ direction, firstLine }) => `${direction} ${firstLine}`)).toEqual([
      'received REGISTER sip:pbx.sandbox.test SIP/2.0',
      'sent SIP/2.0 401 Unauthorized',
      'received REGISTER sip:pbx.sandbox.test SIP/2.0',
      'sent SIP/2.0 200 OK',
    ]);
    expect(log.map(({ cseq }) => cseq)).toEqual(['1 REGISTER', '1 REGISTER', '2 REGISTER', '2 REGISTER']);
    expect(new Set(log.map(({ callId }) => callId)).size).toBe(1);
    expect(log.every(({ at }) => at >= before && at <= after)).toBe(true);
    expect(client.left).toEqual([]);
  });
});

it('refuses a WebSocket without the subprotocol sip (RFC 7118)', async () => {
  await start();
  const response = new Promise((resolve) => {
    const socket = new WebSocket(pbx.websocketUrl);
    socket.addEventListener('open', () => resolve('open'));
    socket.addEventListener('error', () => resolve('refused'));
  });
  expect(await response).toBe('refused');
});

function cancelOf(client: SipClient, invite: SipRequest): SipRequest {
  const names = ['Via', 'From', 'To', 'Call-ID'];
  const copied = Object.fromEntries(names.map((name) => [name, headerOf(invite, name) ?? '']));
  return client.build('CANCEL', invite.uri, 'unused', {
    ...copied,
    CSeq: (headerOf(invite, 'CSeq') ?? '').replace('INVITE', 'CANCEL'),
  });
}
