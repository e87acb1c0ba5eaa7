import type { Authenticator } from './authentication.ts';
import type { Binding, Bindings } from './bindings.ts';
import { CUSTOMER_USER, isOwnHost } from './domain.ts';
import type { Flow } from './flow.ts';
import { listOf } from './sip/list.ts';
import {
  headerOf,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
  sequenceOf,
} from './sip/message.ts';
import { formatNameAddress, type NameAddress, parseNameAddress } from './sip/nameAddress.ts';
import { createResponse } from './sip/response.ts';

/** Limits of a registration, in seconds. */
export interface RegistrarLimits {
  /** Shorter registrations are refused with 423. */
  readonly minExpiresS: number;
  /** Longer ones are cut to this. */
  readonly maxExpiresS: number;
}

const DEFAULT_EXPIRES_S = 600;

/** Answers REGISTER (RFC 3261 section 10.3), with Path (RFC 3327) and outbound flows (RFC 5626). */
export class Registrar {
  readonly #bindings: Bindings;
  readonly #authenticator: Authenticator;
  readonly #limits: RegistrarLimits;
  readonly #now: () => number;

  constructor(bindings: Bindings, authenticator: Authenticator, limits: RegistrarLimits, now: () => number) {
    this.#bindings = bindings;
    this.#authenticator = authenticator;
    this.#limits = limits;
    this.#now = now;
  }

  /** The response to a REGISTER that came over a flow; changes the bindings when it is 200. */
  register(request: SipRequest, flow: Flow): SipResponse {
    const to = parseNameAddress(headerOf(request, 'To') ?? '');
    const user = to?.uri.user;
    if (!to || user === undefined || !isOwnHost(to.uri.host)) return createResponse(request, 404);

    // Customers' phones stand for the public network and have no password.
    if (user !== CUSTOMER_USER) {
      const { refusal, ...authenticated } = this.#authenticator.authenticate(request, 'registrar');
      if (refusal) return refusal;
      if ('username' in authenticated && authenticated.username !== user) {
        return createResponse(request, 403, { reason: 'Forbidden: address of another user' });
      }
    }
    return this.#refusalOf(request, user) ?? this.#update(request, user, flow);
  }

  #update(request: SipRequest, user: string, flow: Flow): SipResponse {
    if (headerOf(request, 'Contact') === '*') this.#bindings.remove((binding) => binding.user === user);
    else {
      for (const contact of contactsOf(request)) {
        const seconds = expiresOf(contact, request);
        const binding = this.#bindingFor(request, contact, user, flow, seconds);
        this.#bindings.put(binding);
        if (seconds === 0) this.#bindings.remove((other) => other === binding);
      }
    }
    return createResponse(request, 200, { headers: this.#registered(request, user) });
  }

  #bindingFor(request: SipRequest, contact: NameAddress, user: string, flow: Flow, seconds: number): Binding {
    const [instance, registration] = ['+sip.instance', 'reg-id'].map((name) => contact.parameters.get(name));
    return {
      user,
      contact: contact.uri,
      flow,
      instance: instance && registration ? `${instance} ${registration}` : undefined,
      path: listOf(headersOf(request, 'Path')),
      callId: headerOf(request, 'Call-ID') ?? '',
      sequence: sequenceOf(request)?.number ?? 0,
      expiresAt: this.#now() + Math.min(seconds, this.#limits.maxExpiresS) * 1000,
    };
  }

  /** Everything is checked before anything changes: a REGISTER works as a whole or not at all (section 10.3). */
  #refusalOf(request: SipRequest, user: string): SipResponse | undefined {
    const values = listOf(headersOf(request, 'Contact'));
    if (values.includes('*') && (values.length > 1 || headerOf(request, 'Expires') !== '0')) {
      return createResponse(request, 400, { reason: 'Contact * needs Expires 0 and no other contact' });
    }
    const contacts = contactsOf(request);
    if (contacts.some((contact) => Number.isNaN(expiresOf(contact, request)))) {
      return createResponse(request, 400, { reason: 'Malformed expires' });
    }
    const isBrief = (seconds: number) => seconds > 0 && seconds < this.#limits.minExpiresS;
    if (contacts.some((contact) => isBrief(expiresOf(contact, request)))) {
      const shortest = { name: 'Min-Expires', value: String(this.#limits.minExpiresS) };
      return createResponse(request, 423, { headers: [shortest] });
    }
    const [callId, sequence] = [headerOf(request, 'Call-ID'), sequenceOf(request)?.number ?? 0];
    const isOutOfOrder = this.#bindings
      .of(user)
      .some((binding) => binding.callId === callId && binding.sequence >= sequence);
    return isOutOfOrder ? createResponse(request, 500, { reason: 'CSeq is out of order' }) : undefined;
  }

  #registered(request: SipRequest, user: string): SipHeader[] {
    const now = this.#now();
    const contacts = this.#bindings.of(user).map((binding) => {
      const expires = String(Math.max(1, Math.round((binding.expiresAt - now) / 1000)));
      const parameters = new Map([['expires', expires]]);
      const address = { displayName: undefined, uri: binding.contact, parameters };
      return { name: 'Contact', value: formatNameAddress(address) };
    });
    const supported = listOf(headersOf(request, 'Supported'));
    const path = supported.includes('path') ? headersOf(request, 'Path') : [];
    const isOutbound =
      supported.includes('outbound') && contactsOf(request).some((c) => c.parameters.has('reg-id'));
    return [
      ...contacts,
      ...path.map((value) => ({ name: 'Path', value })),
      ...(isOutbound ? [{ name: 'Require', value: 'outbound' }] : []),
      { name: 'Date', value: new Date(now).toUTCString() },
    ];
  }
}

function contactsOf(request: SipRequest): NameAddress[] {
  return listOf(headersOf(request, 'Contact'))
    .map(parseNameAddress)
    .filter((contact) => contact !== undefined);
}

/** Seconds a contact asks for; NaN when it is no number. */
function expiresOf(contact: NameAddress, request: SipRequest): number {
  const text = contact.parameters.get('expires') ?? headerOf(request, 'Expires') ?? String(DEFAULT_EXPIRES_S);
  return /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
}
