import type { CallRecord } from '../calls/callRecord.ts';
import type { PanelState } from './store.ts';

/** What the panel shows when no call is up. */
export type Base =
  | { readonly name: 'starting' }
  | { readonly name: 'connect' }
  | { readonly name: 'chooseAccount' }
  | { readonly name: 'disconnected' }
  | { readonly name: 'reconnect' }
  | { readonly name: 'product' }
  | { readonly name: 'logIn' }
  | { readonly name: 'microphone' }
  | { readonly name: 'ready' }
  | { readonly name: 'setup' }
  /** An ended call that the agent has not put away. */
  | { readonly name: 'ended'; readonly call: CallRecord };

export interface Screen {
  /** Calls that are not over: shown before everything else, whatever state the rest is in. Newest first. */
  readonly live: readonly CallRecord[];
  readonly base: Base;
}

type Known = Pick<PanelState, 'background' | 'phone' | 'setupOpen' | 'loggingIn'>;

/** Chooses the screen. First run goes in the order of S1-14 to S1-23: connect, account, product, log in, microphone, ready. */
export function screenFor(known: Known): Screen {
  const calls = known.phone?.calls ?? [];
  return { live: calls.filter((call) => call.phase !== 'ended'), base: baseFor(known, calls) };
}

function baseFor({ background, phone, setupOpen, loggingIn }: Known, calls: readonly CallRecord[]): Base {
  if (!background) return { name: 'starting' };
  const { connection, settings } = background;
  if (setupOpen && settings.product) return { name: 'setup' };
  const ended = calls.find((call) => call.phase === 'ended');
  if (ended) return { name: 'ended', call: ended };

  if (connection.state === 'notConnected' || connection.state === 'connecting') return { name: 'connect' };
  if (connection.state === 'chooseAccount') return { name: 'chooseAccount' };
  if (connection.state === 'disconnected') return { name: 'disconnected' };
  if (connection.state === 'reconnectNeeded') return { name: 'reconnect' };
  if (!settings.product) return { name: 'product' };

  if (!phone) return { name: 'starting' };
  const { state } = phone.registration;
  if (loggingIn || state === 'loggedOut' || state === 'failed') return { name: 'logIn' };
  if (phone.microphone === 'prompt' || phone.microphone === 'denied') return { name: 'microphone' };
  return { name: 'ready' };
}
