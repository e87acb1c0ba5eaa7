import type { SPECIAL_NUMBERS } from './accounts.ts';
import type { Authenticator } from './authentication.ts';
import type { Binding, Bindings } from './bindings.ts';
import { contactOf, type Dialog, type Dialogs } from './dialogs.ts';
import { destinationOf } from './dialPlan.ts';
import { CUSTOMER_USER, isOwnHost } from './domain.ts';
import type { Flow } from './flow.ts';
import { fork } from './fork.ts';
import { forwarded, withoutOwnRoutes } from './forwarding.ts';
import type { ServerTransaction } from './serverTransaction.ts';
import { formatMessage } from './sip/formatMessage.ts';
import { headerOf, type SipRequest, type SipResponse, withTopHeader } from './sip/message.ts';
import { parseNameAddress } from './sip/nameAddress.ts';
import { formatUri, parseUri } from './sip/uri.ts';
import { answerAsSpecialNumber } from './specialNumbers.ts';
import { createBranch, ownVia, type Transactions } from './transactions.ts';

interface ProxyParts {
  readonly authenticator: Authenticator;
  readonly bindings: Bindings;
  readonly dialogs: Dialogs;
  readonly transactions: Transactions;
  readonly noAnswerMs: number;
  /** A confirmed dialog was ended by a BYE. */
  readonly onEnded: (dialog: Dialog) => void;
}

type Route =
  | { readonly bindings: readonly Binding[] }
  | { readonly special: keyof typeof SPECIAL_NUMBERS }
  | { readonly status: number; readonly reason?: string };

/** Forwards requests between registered user agents (RFC 3261 section 16). */
export class ForwardingProxy {
  readonly #parts: ProxyParts;

  constructor(parts: ProxyParts) {
    this.#parts = parts;
  }

  /** Forwards a request that starts something: a call, a message, a question. */
  startOutside(server: ServerTransaction): void {
    const caller = this.#callerOf(server);
    if (caller === undefined) return;
    const request = withoutOwnRoutes(server.request);
    const route = this.#routeOf(request);
    if ('status' in route) server.answer(route.status, route.reason);
    else if ('special' in route) answerAsSpecialNumber(server, route.special, this.#parts.noAnswerMs);
    else this.#forwardTo(route.bindings, request, server, caller);
  }

  /** Forwards a request within a dialog to the other end, wherever that is connected now. */
  continueInside(server: ServerTransaction): void {
    const { dialogs, transactions } = this.#parts;
    const request = withoutOwnRoutes(server.request);
    const flow = this.#flowInside(request, server.flow);
    const found = dialogs.of(request);
    const onFinal = () => {
      const isEnded = request.method === 'BYE' && found && dialogs.end(found.dialog);
      if (isEnded && found.dialog.confirmedAt !== undefined) this.#parts.onEnded(found.dialog);
    };
    if (flow === 'unknown') server.answer(481);
    else if (flow === 'gone') {
      server.answer(480, 'Connection lost');
      onFinal();
    } else {
      fork({
        transactions,
        server,
        targets: [{ request: forwarded(request, { recordRoute: false }), flow }],
        onResponse: (response) => {
          if (found && isSuccess(response)) found.to.contact = contactOf(response) ?? found.to.contact;
          if (response.status >= 200) onFinal();
        },
      });
    }
  }

  /** Forwards the ACK of a 2xx, which has no transaction of its own (RFC 3261 section 16.11). */
  acknowledge(received: SipRequest, from: Flow): void {
    const request = withoutOwnRoutes(received);
    const flow = this.#flowInside(request, from);
    if (typeof flow === 'string') return;
    flow.send(
      formatMessage(withTopHeader(forwarded(request, { recordRoute: false }), 'Via', ownVia(createBranch()))),
    );
  }

  /** Notes where the sender is now, and finds the flow to the other end. */
  #flowInside(request: SipRequest, from: Flow): Flow | 'gone' | 'unknown' {
    const { bindings, dialogs } = this.#parts;
    const found = dialogs.of(request);
    if (found) {
      found.from.flow = from;
      if (request.method === 'INVITE' || request.method === 'UPDATE') {
        found.from.contact = contactOf(request) ?? found.from.contact;
      }
      return dialogs.flowTo(found.to) ?? 'gone';
    }
    // Dialogs of SUBSCRIBE and REFER are not kept; their requests go by the contact they name.
    const uri = parseUri(request.uri);
    return (uri && bindings.withContact(uri)?.flow) ?? 'unknown';
  }

  /** Where a request outside of a dialog goes, or what it is refused with. */
  #routeOf(request: SipRequest): Route {
    const { bindings } = this.#parts;
    const uri = parseUri(request.uri);
    if (!uri || uri.scheme === 'sips') return { status: 416 };
    if (uri.scheme !== 'tel' && !isOwnHost(uri.host)) {
      const binding = bindings.withContact(uri);
      return binding ? { bindings: [binding] } : { status: 403, reason: 'Relaying denied' };
    }
    const destination = destinationOf(uri.user ?? '');
    if (destination.kind === 'unknown') return { status: 404 };
    if (destination.kind === 'special') {
      return request.method === 'INVITE' ? { special: destination.name } : { status: 405 };
    }
    const registered = bindings.of(destination.user);
    return registered.length > 0 ? { bindings: registered } : { status: 480 };
  }

  /** The user who calls; undefined when the request was refused. */
  #callerOf(server: ServerTransaction): string | undefined {
    const { authenticator, bindings } = this.#parts;
    if (bindings.usersOver(server.flow).includes(CUSTOMER_USER)) return CUSTOMER_USER;
    const authentication = authenticator.authenticate(server.request, 'proxy');
    if (authentication.refusal) {
      server.respond(authentication.refusal);
      return undefined;
    }
    const from = parseNameAddress(headerOf(server.request, 'From') ?? '')?.uri;
    if (from?.user === authentication.username) return authentication.username;
    server.answer(403, 'Forbidden: From names another user');
    return undefined;
  }

  #forwardTo(
    bindings: readonly Binding[],
    request: SipRequest,
    server: ServerTransaction,
    caller: string,
  ): void {
    const { dialogs, transactions, noAnswerMs } = this.#parts;
    const isInvite = request.method === 'INVITE';
    const targets = bindings.map((binding) => ({
      flow: binding.flow,
      user: binding.user,
      request: forwarded(request, {
        uri: formatUri(binding.contact),
        path: binding.path,
        recordRoute: isInvite,
      }),
    }));
    fork({
      transactions,
      server,
      targets,
      noAnswerMs: isInvite ? noAnswerMs : undefined,
      onResponse: (response, target) => {
        if (!isInvite) return;
        if (target) dialogs.learn(request, response, { user: caller, flow: server.flow }, target);
        if (response.status >= 200) dialogs.endEarly(request);
      },
    });
  }
}

const isSuccess = ({ status }: SipResponse): boolean => status >= 200 && status < 300;
