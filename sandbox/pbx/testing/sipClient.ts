import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { digestResponse } from '../digest.ts';
import { PBX_DOMAIN } from '../domain.ts';
import { formatMessage } from '../sip/formatMessage.ts';
import {
  headerOf,
  headersOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  sequenceOf,
} from '../sip/message.ts';
import { parseMessage } from '../sip/parseMessage.ts';
import { createResponse } from '../sip/response.ts';
import { createBranch } from '../transactions.ts';

type Headers = Readonly<Record<string, string>>;

/** A bare user agent for tests: it sends what it is told, and hands out what it receives in order. */
export class SipClient {
  readonly contact = `sip:${randomUUID().slice(0, 8)}@${randomUUID().slice(0, 8)}.invalid;transport=ws`;
  readonly #socket: WebSocket;
  readonly #received: SipMessage[] = [];
  readonly #waiting = new Set<() => void>();
  #sequence = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const parsed = parseMessage(String(data));
      if (parsed.kind === 'message') this.#received.push(parsed.message);
      else if (parsed.kind === 'malformed')
        throw new Error(`the PBX sent a malformed message: ${parsed.problem}`);
      for (const wake of this.#waiting) wake();
    });
  }

  static async connect(url: string): Promise<SipClient> {
    const socket = new WebSocket(url, 'sip');
    const client = new SipClient(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return client;
  }

  /** The first message not yet taken that fits; takes it. Fails when none comes within two seconds. */
  async take<M extends SipMessage>(fits: (message: SipMessage) => message is M, what: string): Promise<M> {
    const deadline = Date.now() + 2_000;
    for (;;) {
      const at = this.#received.findIndex(fits);
      const [found] = at < 0 ? [] : this.#received.splice(at, 1);
      if (found) return found as M;
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(`no ${what}; received: ${this.#received.map(label).join(', ') || 'nothing'}`);
      await this.#nextMessage(left);
    }
  }

  request(method: string): Promise<SipRequest> {
    return this.take((m): m is SipRequest => m.kind === 'request' && m.method === method, method);
  }

  /** The next response to a request, 100 left out. */
  responseTo(request: SipRequest, status?: number): Promise<SipResponse> {
    const isIt = (message: SipMessage): message is SipResponse =>
      message.kind === 'response' &&
      headerOf(message, 'CSeq') === headerOf(request, 'CSeq') &&
      headerOf(message, 'Call-ID') === headerOf(request, 'Call-ID') &&
      (status === undefined ? message.status > 100 : message.status === status);
    return this.take(isIt, `${status ?? 'response'} to ${request.method}`);
  }

  /** Messages not taken yet. */
  get left(): readonly string[] {
    return this.#received.map(label);
  }

  send(message: SipMessage): void {
    this.#socket.send(formatMessage(message));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Builds a request outside of a dialog; `headers` replace or add. */
  build(method: string, uri: string, user: string, headers: Headers = {}): SipRequest {
    this.#sequence += 1;
    const all = {
      Via: `SIP/2.0/WS client.invalid;branch=${createBranch()}`,
      'Max-Forwards': '70',
      From: `<sip:${user}@${PBX_DOMAIN}>;tag=${randomUUID().slice(0, 8)}`,
      To: `<${uri}>`,
      'Call-ID': randomUUID(),
      CSeq: `${this.#sequence} ${method}`,
      Contact: `<${this.contact}>`,
      ...headers,
    };
    return {
      kind: 'request',
      method,
      uri,
      headers: Object.entries(all).map(([name, value]) => ({ name, value })),
      body: '',
    };
  }

  /** The same request once more, with credentials for the challenge it got. */
  authorized(
    request: SipRequest,
    challenge: SipResponse,
    username: string,
    password: string,
    count = 1,
  ): SipRequest {
    const isProxy = challenge.status === 407;
    const value = headerOf(challenge, isProxy ? 'Proxy-Authenticate' : 'WWW-Authenticate') ?? '';
    const nonce = /nonce="([^"]+)"/.exec(value)?.[1] ?? '';
    const nonceCount = count.toString(16).padStart(8, '0');
    const parts = {
      username,
      realm: PBX_DOMAIN,
      nonce,
      uri: request.uri,
      qop: 'auth',
      cnonce: 'c0ffee',
      nonceCount,
    };
    const response = digestResponse(request.method, password, parts);
    const credentials =
      `Digest username="${username}", realm="${PBX_DOMAIN}", nonce="${nonce}", uri="${request.uri}", ` +
      `response="${response}", algorithm=MD5, qop=auth, cnonce="c0ffee", nc=${nonceCount}`;
    this.#sequence = Math.max(this.#sequence, sequenceOf(request)?.number ?? 0) + 1;
    const replaced = new Map([
      ['Via', `SIP/2.0/WS client.invalid;branch=${createBranch()}`],
      ['CSeq', `${this.#sequence} ${request.method}`],
    ]);
    const headers = request.headers.map(({ name, value: old }) => ({
      name,
      value: replaced.get(name) ?? old,
    }));
    const credentialsName = isProxy ? 'Proxy-Authorization' : 'Authorization';
    return { ...request, headers: [...headers, { name: credentialsName, value: credentials }] };
  }

  /** Registers and gives the final response; answers one challenge when there is a password. */
  async register(user: string, password?: string, headers: Headers = {}): Promise<SipResponse> {
    const to = `<sip:${user}@${PBX_DOMAIN}>`;
    const request = this.build('REGISTER', `sip:${PBX_DOMAIN}`, user, { To: to, Expires: '600', ...headers });
    this.send(request);
    const response = await this.responseTo(request);
    if (response.status !== 401 || password === undefined) return response;
    const again = this.authorized(request, response, user, password);
    this.send(again);
    return this.responseTo(again);
  }

  /** Sends an INVITE, answers its challenge if there is one, and gives the request that went through. */
  async invite(uri: string, user: string, password?: string, headers: Headers = {}): Promise<SipRequest> {
    const request = {
      ...this.build('INVITE', uri, user, { 'Content-Type': 'application/sdp', ...headers }),
      body: 'v=0\r\n',
    };
    this.send(request);
    if (password === undefined) return request;
    const challenge = await this.responseTo(request, 407);
    this.acknowledge(request, challenge);
    const again = this.authorized(request, challenge, user, password);
    this.send(again);
    return again;
  }

  respond(request: SipRequest, status: number, toTag: string, headers: Headers = {}): void {
    const all = { Contact: `<${this.contact}>`, ...headers };
    const routes = headersOf(request, 'Record-Route').map((value) => ({ name: 'Record-Route', value }));
    const added = Object.entries(all).map(([name, value]) => ({ name, value }));
    this.send(createResponse(request, status, { toTag, headers: [...routes, ...added] }));
  }

  /** ACK for the final response of an INVITE: end to end for a 2xx, within the transaction else. */
  acknowledge(invite: SipRequest, response: SipResponse): void {
    const ack = this.inside('ACK', invite, response);
    if (response.status < 300) this.send(ack);
    else {
      const via = headerOf(invite, 'Via') ?? '';
      const headers = ack.headers.filter(({ name }) => name !== 'Via' && name !== 'Route');
      this.send({ ...ack, uri: invite.uri, headers: [{ name: 'Via', value: via }, ...headers] });
    }
  }

  /** A request of the caller within the dialog that an INVITE and a response made. */
  inside(method: string, invite: SipRequest, response: SipResponse, headers: Headers = {}): SipRequest {
    const number = sequenceOf(invite)?.number ?? 1;
    const uri = /<([^>]+)>/.exec(headerOf(response, 'Contact') ?? '')?.[1] ?? invite.uri;
    const routes = headersOf(response, 'Record-Route').reverse();
    return this.build(method, uri, 'unused', {
      From: headerOf(invite, 'From') ?? '',
      To: headerOf(response, 'To') ?? '',
      'Call-ID': headerOf(invite, 'Call-ID') ?? '',
      CSeq: `${method === 'ACK' ? number : ++this.#sequence} ${method}`,
      ...(routes.length > 0 && { Route: routes.join(', ') }),
      ...headers,
    });
  }

  /** A request of the called side within the dialog, from the INVITE it received and the tag it answered with. */
  insideAsCallee(method: string, invite: SipRequest, toTag: string, headers: Headers = {}): SipRequest {
    const uri = /<([^>]+)>/.exec(headerOf(invite, 'Contact') ?? '')?.[1] ?? '';
    return this.build(method, uri, 'unused', {
      From: `${headerOf(invite, 'To')};tag=${toTag}`,
      To: headerOf(invite, 'From') ?? '',
      'Call-ID': headerOf(invite, 'Call-ID') ?? '',
      Route: headersOf(invite, 'Record-Route').join(', '),
      ...headers,
    });
  }

  close(): void {
    this.#socket.terminate();
  }

  #nextMessage(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.#waiting.add(wake);
    });
  }
}

const label = (message: SipMessage): string =>
  message.kind === 'request' ? message.method : `${message.status} ${headerOf(message, 'CSeq')}`;
