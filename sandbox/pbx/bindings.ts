import type { Flow } from './flow.ts';
import { isSamePlace, type SipUri } from './sip/uri.ts';

/** One registered contact of a user (RFC 3261 section 10). */
export interface Binding {
  readonly user: string;
  /** The contact's URI, as registered. */
  readonly contact: SipUri;
  /** Where the REGISTER came from, and the only way to reach the contact (RFC 5626 section 5.3). */
  readonly flow: Flow;
  /** Value of `+sip.instance` with `reg-id`; replaces an older binding of the same device (RFC 5626 section 6). */
  readonly instance: string | undefined;
  /** Route to the contact from REGISTER's Path (RFC 3327). */
  readonly path: readonly string[];
  readonly callId: string;
  readonly sequence: number;
  /** Clock of the registrar, ms. */
  readonly expiresAt: number;
}

/** The location service: who is registered where. */
export class Bindings {
  #bindings: Binding[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Every binding that has not expired. */
  all(): Binding[] {
    return this.#bindings.filter((binding) => binding.expiresAt > this.#now());
  }

  of(user: string): Binding[] {
    return this.all().filter((binding) => binding.user === user);
  }

  /** Whoever registered this contact, whatever the URI's parameters. */
  withContact(contact: SipUri): Binding | undefined {
    return this.all().find((binding) => isSamePlace(binding.contact, contact));
  }

  /** Users with a binding over this flow. */
  usersOver(flow: Flow): string[] {
    return this.all()
      .filter((binding) => binding.flow.id === flow.id)
      .map((binding) => binding.user);
  }

  /** Adds a binding in place of the one for the same contact or the same device. */
  put(binding: Binding): void {
    this.#bindings = [
      ...this.#bindings.filter((other) => other.user !== binding.user || !isSameDevice(other, binding)),
      binding,
    ];
  }

  remove(unwanted: (binding: Binding) => boolean): void {
    this.#bindings = this.#bindings.filter((binding) => !unwanted(binding));
  }

  /** Forgets what has expired. */
  sweep(): void {
    this.#bindings = this.all();
  }
}

const isSameDevice = (one: Binding, other: Binding): boolean =>
  isSamePlace(one.contact, other.contact) || (one.instance !== undefined && one.instance === other.instance);
