import type { CallEnding } from '../calls/callRecord.ts';
import type { Problem } from '../problems/problem.ts';

/** Where and as whom to register. The password stays in the memory of the phone. */
export interface SipAccount {
  /** `wss://…`, or `ws://` to this computer. */
  readonly websocketServer: string;
  readonly sipDomain: string;
  readonly username: string;
  readonly password: string;
}

export type RegistrationEvent =
  | { readonly type: 'connecting' }
  | { readonly type: 'registered' }
  /** `final`: trying again with the same account cannot help. */
  | { readonly type: 'registrationFailed'; readonly problem: Problem; readonly final: boolean }
  | { readonly type: 'connectionLost' };

export type LegEvent =
  /** The INVITE of an outgoing leg is on its way. */
  | { readonly type: 'inviteSent' }
  | { readonly type: 'ringingStarted' }
  | { readonly type: 'earlyMediaStarted' }
  | { readonly type: 'answered' }
  | { readonly type: 'holdChanged'; readonly onHold: boolean }
  /** The far end refused to be held or resumed; nothing changed. */
  | { readonly type: 'holdRefused' }
  /** The microphone could not be opened. */
  | { readonly type: 'microphoneFailed'; readonly problem: Problem }
  /** The microphone stopped during the call, and no other took its place. */
  | { readonly type: 'microphoneLost' }
  | { readonly type: 'ended'; readonly ending: CallEnding; readonly sipStatus?: number | undefined };

/** One SIP dialog and its media. */
export interface Leg {
  readonly sipCallId: string;
  /** Set once, right after the leg is made: no event comes before. */
  onEvent: (event: LegEvent) => void;
  answer(): void;
  /** Refuses an incoming leg with a SIP status, 603 (decline) or 486 (busy here). */
  decline(status: 486 | 603): void;
  hangUp(): void;
  setMuted(muted: boolean): void;
  /** @throws ProblemError when the dialog takes no new offer at the moment */
  setOnHold(onHold: boolean): void;
  /** RFC 4733 tones. */
  sendTones(tones: string): void;
}

/** An incoming leg, with what the far end says of itself: untrusted. */
export interface Invitation {
  readonly leg: Leg;
  readonly remoteUser: string;
  readonly remoteName: string;
}

/** A SIP MESSAGE (RFC 3428) from the provider: untrusted. */
export interface ProviderMessage {
  /** User and host of the From address: as true as the server's authentication. */
  readonly fromUser: string;
  readonly fromHost: string;
  readonly contentType: string;
  readonly body: string;
}

export interface SipListeners {
  onRegistration(event: RegistrationEvent): void;
  onInvitation(invitation: Invitation): void;
  onMessage(message: ProviderMessage): void;
}

/** A SIP user agent, whichever library it is made of. */
export interface SipEngine {
  /** Registers, and keeps it so until `stop`. Replaces an account that was registered before. */
  start(account: SipAccount, listeners: SipListeners): void;
  /** Unregisters and ends every leg. */
  stop(): void;
  /**
   * @param user user part of the SIP address: E.164 number, extension or service code
   * @param written the INVITE is not sent before this is fulfilled; everything up to it is done meanwhile
   */
  call(user: string, written: Promise<void>): Leg;
}
