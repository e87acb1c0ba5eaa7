import { randomBytes } from 'node:crypto';
import { type ClientHandlers, ClientTransaction } from './clientTransaction.ts';
import { PBX_DOMAIN } from './domain.ts';
import type { Flow } from './flow.ts';
import { ServerTransaction } from './serverTransaction.ts';
import { listOf } from './sip/list.ts';
import {
  headersOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  sequenceOf,
  withTopHeader,
} from './sip/message.ts';
import { BRANCH_COOKIE, formatVia, parseVia, type Via } from './sip/via.ts';

/** Every transaction under way (RFC 3261 section 17). */
export class Transactions {
  readonly #servers = new Map<string, ServerTransaction>();
  readonly #clients = new Map<string, ClientTransaction>();
  readonly #timeoutMs: number;

  /** @param timeoutMs 64 times T1, 32 s by RFC 3261. */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.#servers.size + this.#clients.size;
  }

  /** Opens the transaction of a received request. */
  open(request: SipRequest, flow: Flow): ServerTransaction {
    const key = serverKey(request, request.method);
    const transaction = new ServerTransaction(request, flow, this.#timeoutMs, () =>
      this.#servers.delete(key),
    );
    this.#servers.set(key, transaction);
    return transaction;
  }

  /** The transaction of a request that came again. */
  repeated(request: SipRequest): ServerTransaction | undefined {
    return this.#servers.get(serverKey(request, request.method));
  }

  /** The INVITE that an ACK or CANCEL is about (RFC 3261 sections 9.2 and 17.2.3). */
  inviteOf(request: SipRequest): ServerTransaction | undefined {
    return this.#servers.get(serverKey(request, 'INVITE'));
  }

  /** Sends a request over a flow with a Via of the PBX on top. */
  send(request: SipRequest, flow: Flow, handlers: ClientHandlers): ClientTransaction {
    const branch = createBranch();
    const key = `${branch} ${request.method}`;
    const forget = () => this.#clients.delete(key);
    const sent = withTopHeader(request, 'Via', ownVia(branch));
    const transaction = new ClientTransaction(sent, flow, this.#timeoutMs, handlers, forget);
    this.#clients.set(key, transaction);
    transaction.start();
    return transaction;
  }

  /** Hands a response to the request it answers; one that answers none of ours is dropped. */
  receive(response: SipResponse): void {
    const method = sequenceOf(response)?.method ?? '';
    this.#clients.get(`${topViaOf(response)?.parameters.get('branch') ?? ''} ${method}`)?.receive(response);
  }

  /** Ends what can no longer be answered, on both sides. */
  flowClosed(flow: Flow): void {
    for (const client of [...this.#clients.values()]) if (client.flow.id === flow.id) client.flowClosed();
    for (const server of [...this.#servers.values()]) {
      if (server.flow.id !== flow.id) continue;
      if (!server.isAnswered) server.onCancel?.();
      else server.terminate();
    }
  }

  close(): void {
    for (const transaction of [...this.#clients.values(), ...this.#servers.values()]) transaction.terminate();
  }
}

/** The Via that the PBX puts on top of what it sends. */
export const ownVia = (branch: string): string =>
  formatVia({
    transport: 'WS',
    host: PBX_DOMAIN,
    port: undefined,
    parameters: new Map([['branch', branch]]),
  });

export const createBranch = (): string => `${BRANCH_COOKIE}${randomBytes(12).toString('hex')}`;

/** The Via of whoever sent this message last. */
function topViaOf(message: SipMessage): Via | undefined {
  return parseVia(listOf(headersOf(message, 'Via'))[0] ?? '');
}

/** RFC 3261 section 17.2.3: branch, sent-by and method. */
function serverKey(request: SipRequest, method: string): string {
  const via = topViaOf(request);
  return `${via?.parameters.get('branch') ?? ''} ${via?.host ?? ''}:${via?.port ?? ''} ${method}`;
}
