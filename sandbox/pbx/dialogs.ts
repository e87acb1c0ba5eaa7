import type { Bindings } from './bindings.ts';
import type { Flow } from './flow.ts';
import { headerOf, type SipMessage, type SipRequest, type SipResponse } from './sip/message.ts';
import { parseNameAddress } from './sip/nameAddress.ts';
import { parseUri, type SipUri } from './sip/uri.ts';

/** One end of a dialog. */
export interface Party {
  readonly tag: string;
  /** The registered user, when the PBX knows who it is. */
  readonly user: string | undefined;
  contact: SipUri | undefined;
  /** The flow this party was last heard on. */
  flow: Flow;
}

/** One leg through the PBX (RFC 3261 section 12). */
export interface Dialog {
  readonly callId: string;
  readonly caller: Party;
  readonly callee: Party;
  /** Clock of the PBX, ms; undefined while the dialog is early. */
  confirmedAt: number | undefined;
  /** Since when neither end could be reached. */
  unreachableSince?: number | undefined;
}

/** A dialog whose ends have both been away for this long is forgotten. */
const LOST_AFTER_MS = 60_000;

/** The dialogs that INVITEs through the PBX have made, so that later requests find the other end. */
export class Dialogs {
  readonly #dialogs = new Set<Dialog>();
  readonly #bindings: Bindings;
  readonly #now: () => number;

  constructor(bindings: Bindings, now: () => number) {
    this.#bindings = bindings;
    this.#now = now;
  }

  all(): Dialog[] {
    return [...this.#dialogs];
  }

  /** Notes the dialog that a response to an INVITE makes or confirms (RFC 3261 section 12.1.1). */
  learn(
    request: SipRequest,
    response: SipResponse,
    caller: Omit<Party, 'tag' | 'contact'>,
    callee: Omit<Party, 'tag' | 'contact'>,
  ): void {
    const [callId, from, to] = [headerOf(request, 'Call-ID'), tagOf(request, 'From'), tagOf(response, 'To')];
    if (!callId || !from || !to || response.status <= 100 || response.status >= 300) return;
    const known = this.all().find((d) => d.callId === callId && d.caller.tag === from && d.callee.tag === to);
    const dialog = known ?? {
      callId,
      caller: { ...caller, tag: from, contact: contactOf(request) },
      callee: { ...callee, tag: to, contact: contactOf(response) },
      confirmedAt: undefined,
    };
    if (response.status >= 200) dialog.confirmedAt ??= this.#now();
    this.#dialogs.add(dialog);
  }

  /** The dialog of a request within one, with its sender and its receiver. */
  of(request: SipRequest): { dialog: Dialog; from: Party; to: Party } | undefined {
    const [callId, from, to] = [headerOf(request, 'Call-ID'), tagOf(request, 'From'), tagOf(request, 'To')];
    for (const dialog of this.#dialogs) {
      if (dialog.callId !== callId) continue;
      const { caller, callee } = dialog;
      if (caller.tag === from && callee.tag === to) return { dialog, from: caller, to: callee };
      if (callee.tag === from && caller.tag === to) return { dialog, from: callee, to: caller };
    }
    return undefined;
  }

  /** Where a party is now: where its contact is registered, else the flow it was last heard on; undefined when gone. */
  flowTo(party: Party): Flow | undefined {
    const registered = party.contact && this.#bindings.withContact(party.contact)?.flow;
    return [registered, party.flow].find((flow) => flow?.isOpen);
  }

  /** Forgets a dialog; true when it was still known. */
  end(dialog: Dialog): boolean {
    return this.#dialogs.delete(dialog);
  }

  /** Forgets the dialogs of an INVITE that stayed early: all when it failed, the other branches' when it succeeded. */
  endEarly(invite: SipRequest): void {
    const [callId, from] = [headerOf(invite, 'Call-ID'), tagOf(invite, 'From')];
    for (const dialog of this.#dialogs) {
      const isOfInvite = dialog.callId === callId && dialog.caller.tag === from;
      if (isOfInvite && dialog.confirmedAt === undefined) this.#dialogs.delete(dialog);
    }
  }

  /** Forgets dialogs whose ends have both been gone for a while. */
  sweep(): void {
    const now = this.#now();
    for (const dialog of this.#dialogs) {
      const isReachable = [dialog.caller, dialog.callee].some((party) => this.flowTo(party));
      dialog.unreachableSince = isReachable ? undefined : (dialog.unreachableSince ?? now);
      if (!isReachable && now - (dialog.unreachableSince ?? now) >= LOST_AFTER_MS)
        this.#dialogs.delete(dialog);
    }
  }
}

/** The tag of a From or To header field. */
export function tagOf(message: SipMessage, name: 'From' | 'To'): string | undefined {
  return parseNameAddress(headerOf(message, name) ?? '')?.parameters.get('tag');
}

/** The remote target a message offers. */
export function contactOf(message: SipMessage): SipUri | undefined {
  const value = headerOf(message, 'Contact');
  return value === undefined ? undefined : (parseNameAddress(value)?.uri ?? parseUri(value));
}
