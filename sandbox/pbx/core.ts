import { Authenticator } from './authentication.ts';
import { Bindings } from './bindings.ts';
import { type Dialog, Dialogs, tagOf } from './dialogs.ts';
import { isOwnHost } from './domain.ts';
import type { Flow } from './flow.ts';
import { hopsLeft, withSource } from './forwarding.ts';
import { ForwardingProxy } from './proxy.ts';
import { Registrar, type RegistrarLimits } from './registrar.ts';
import type { ServerTransaction } from './serverTransaction.ts';
import { problemOf } from './sip/checkRequest.ts';
import { formatMessage } from './sip/formatMessage.ts';
import { headerOf, type SipRequest } from './sip/message.ts';
import { parseMessage } from './sip/parseMessage.ts';
import { createResponse } from './sip/response.ts';
import { parseUri } from './sip/uri.ts';
import { Transactions } from './transactions.ts';

/** Times and limits of the PBX. */
export interface PbxLimits extends RegistrarLimits {
  /** How long a nonce is good for. */
  readonly nonceLifetimeMs: number;
  /** How long a phone rings before the caller gets 480. */
  readonly noAnswerMs: number;
  /** 64 times T1: how long a request waits for an answer (RFC 3261 section 17.1). */
  readonly transactionMs: number;
}

export interface PbxEvents {
  readonly onEnded: (dialog: Dialog) => void;
  readonly onRegistered: (user: string) => void;
}

const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, INFO, UPDATE, MESSAGE, NOTIFY, REFER, SUBSCRIBE';

/** The PBX without its sockets: takes in text from flows and sends text over flows. Never throws on what it reads. */
export class PbxCore {
  readonly bindings: Bindings;
  readonly dialogs: Dialogs;
  readonly transactions: Transactions;
  readonly #authenticator: Authenticator;
  readonly #registrar: Registrar;
  readonly #proxy: ForwardingProxy;
  readonly #events: PbxEvents;

  constructor(limits: PbxLimits, events: PbxEvents, now: () => number) {
    this.#events = events;
    this.bindings = new Bindings(now);
    this.dialogs = new Dialogs(this.bindings, now);
    this.transactions = new Transactions(limits.transactionMs);
    this.#authenticator = new Authenticator(limits.nonceLifetimeMs, now);
    this.#registrar = new Registrar(this.bindings, this.#authenticator, limits, now);
    this.#proxy = new ForwardingProxy({
      authenticator: this.#authenticator,
      bindings: this.bindings,
      dialogs: this.dialogs,
      transactions: this.transactions,
      noAnswerMs: limits.noAnswerMs,
      onEnded: events.onEnded,
    });
  }

  /** Takes in one WebSocket message. */
  receive(text: string, flow: Flow): void {
    const parsed = parseMessage(text);
    if (parsed.kind === 'keepAlive') flow.send('\r\n');
    else if (parsed.kind === 'malformed') refuse(parsed.request, parsed.problem, flow);
    else if (parsed.message.kind === 'response') this.transactions.receive(parsed.message);
    else {
      const problem = problemOf(parsed.message);
      if (problem !== undefined) refuse(parsed.message, problem, flow);
      else this.#receiveRequest(withSource(parsed.message, flow), flow);
    }
  }

  flowClosed(flow: Flow): void {
    this.bindings.remove((binding) => binding.flow.id === flow.id);
    this.transactions.flowClosed(flow);
  }

  /** Forgets what has expired. */
  sweep(): void {
    this.bindings.sweep();
    this.dialogs.sweep();
    this.#authenticator.sweep();
  }

  close(): void {
    this.transactions.close();
  }

  #receiveRequest(request: SipRequest, flow: Flow): void {
    const repeated = this.transactions.repeated(request);
    if (request.method === 'ACK') this.#receiveAcknowledgement(request, flow);
    else if (repeated) repeated.repeat();
    else if (request.method === 'CANCEL') this.#receiveCancel(this.transactions.open(request, flow));
    else if (request.method === 'REGISTER') this.#receiveRegister(this.transactions.open(request, flow));
    else this.#receiveForOthers(this.transactions.open(request, flow));
  }

  #receiveAcknowledgement(request: SipRequest, flow: Flow): void {
    const invite = this.transactions.inviteOf(request);
    if (invite?.wasRefused) invite.acknowledge();
    else if (hopsLeft(request) > 0) this.#proxy.acknowledge(request, flow);
  }

  #receiveCancel(server: ServerTransaction): void {
    const invite = this.transactions.inviteOf(server.request);
    server.answer(invite ? 200 : 481);
    if (!invite?.isAnswered) invite?.onCancel?.();
  }

  #receiveRegister(server: ServerTransaction): void {
    const { request, flow } = server;
    const isForUs = isOwnHost(parseUri(request.uri)?.host ?? '');
    server.respond(isForUs ? this.#registrar.register(request, flow) : createResponse(request, 404));
    for (const user of this.bindings.usersOver(flow)) this.#events.onRegistered(user);
  }

  #receiveForOthers(server: ServerTransaction): void {
    const { request } = server;
    const extensions = headerOf(request, 'Proxy-Require');
    if (extensions !== undefined) {
      const unsupported = [{ name: 'Unsupported', value: extensions }];
      server.respond(createResponse(request, 420, { headers: unsupported }));
    } else if (isForPbxItself(request)) {
      server.respond(createResponse(request, 200, { headers: [{ name: 'Allow', value: ALLOW }] }));
    } else if (hopsLeft(request) === 0) server.answer(483);
    else {
      if (request.method === 'INVITE') server.answer(100);
      const isInside = tagOf(request, 'To') !== undefined || request.method === 'BYE';
      if (isInside) this.#proxy.continueInside(server);
      else this.#proxy.startOutside(server);
    }
  }
}

/** OPTIONS to the domain asks whether the PBX is there (RFC 3261 section 11). */
function isForPbxItself(request: SipRequest): boolean {
  const uri = parseUri(request.uri);
  return request.method === 'OPTIONS' && uri?.user === undefined && isOwnHost(uri?.host ?? '');
}

/** 400 for a malformed request, as far as its header fields allow one; ACK is never answered (RFC 3261 section 17.1.1.3). */
function refuse(request: SipRequest | undefined, problem: string, flow: Flow): void {
  if (!request || request.method === 'ACK') return;
  const isAnswerable = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].every((name) => headerOf(request, name));
  if (isAnswerable)
    flow.send(formatMessage(createResponse(request, 400, { reason: `Bad Request: ${problem}` })));
}
