import type { CallDirection, CallEnding, CallRecord, ContactSummary, Match } from './callRecord.ts';

/** What can happen in a call, whoever carries the voice. Times in ms since the epoch. */
export type CallEvent =
  | { readonly type: 'ringingStarted'; readonly at: number }
  | { readonly type: 'answered'; readonly at: number }
  | { readonly type: 'muteChanged'; readonly muted: boolean; readonly at: number }
  | { readonly type: 'holdChanged'; readonly onHold: boolean; readonly at: number }
  | { readonly type: 'sipCallIdKnown'; readonly sipCallId: string; readonly at: number }
  | { readonly type: 'matched'; readonly match: Match; readonly at: number }
  | { readonly type: 'contactChosen'; readonly contact: ContactSummary; readonly at: number }
  | { readonly type: 'recordingAnnounced'; readonly url: string; readonly at: number }
  | { readonly type: 'seenAlive'; readonly at: number }
  | {
      readonly type: 'ended';
      readonly ending: CallEnding;
      readonly sipStatus?: number | undefined;
      readonly at: number;
    };

export interface NewCall {
  readonly id: string;
  readonly direction: CallDirection;
  readonly remoteNumber: string;
  readonly remoteName?: string | undefined;
  readonly localNumber: string;
  readonly portalId?: number | undefined;
  readonly contact?: ContactSummary | undefined;
  readonly at: number;
}

/** A call at its beginning: connecting when we place it, ringing when it is offered to us. */
export function newCall(call: NewCall): CallRecord {
  return {
    id: call.id,
    direction: call.direction,
    phase: call.direction === 'inbound' ? 'ringing' : 'connecting',
    remoteNumber: call.remoteNumber.slice(0, 200),
    ...(call.remoteName && { remoteName: call.remoteName.slice(0, 200) }),
    localNumber: call.localNumber.slice(0, 200),
    ...(call.portalId !== undefined && { portalId: call.portalId }),
    match: call.contact
      ? { state: 'found', contact: call.contact, chosenByAgent: true }
      : { state: 'pending' },
    startedAt: call.at,
    ...(call.direction === 'inbound' && { ringingAt: call.at }),
    lastSeenAt: call.at,
    muted: false,
    onHold: false,
  };
}

/**
 * The call after an event. Pure and total: an event that does not fit the phase changes nothing and gives back the same object,
 * because the network repeats, reorders and delays (a 180 after the 200, a BYE that crosses ours).
 */
export function applyCallEvent(call: CallRecord, event: CallEvent): CallRecord {
  // Clocks are set back now and then; a call's own order is kept all the same.
  const at = Math.max(event.at, call.lastSeenAt);
  if (call.phase === 'ended') return afterTheEnd(call, event);

  switch (event.type) {
    case 'ringingStarted':
      return call.phase === 'connecting'
        ? { ...call, phase: 'ringing', ringingAt: at, lastSeenAt: at }
        : call;
    case 'answered':
      return call.phase === 'established'
        ? call
        : { ...call, phase: 'established', answeredAt: at, lastSeenAt: at };
    case 'muteChanged':
      return call.muted === event.muted ? call : { ...call, muted: event.muted, lastSeenAt: at };
    case 'holdChanged':
      return call.phase !== 'established' || call.onHold === event.onHold
        ? call
        : { ...call, onHold: event.onHold, lastSeenAt: at };
    case 'seenAlive':
      return { ...call, lastSeenAt: at };
    case 'ended':
      return {
        ...call,
        phase: 'ended',
        endedAt: at,
        lastSeenAt: at,
        ending: endingOf(call, event.ending),
        ...(event.sipStatus !== undefined && { sipStatus: event.sipStatus }),
        onHold: false,
        muted: false,
      };
    default:
      return afterTheEnd(call, event);
  }
}

/** Events that a call takes at any time, over or not: who it was with, its name at the provider, and where its recording is. */
function afterTheEnd(call: CallRecord, event: CallEvent): CallRecord {
  switch (event.type) {
    case 'matched':
      // The agent's choice outranks any look-up, whichever comes later.
      return call.match.state === 'found' && call.match.chosenByAgent
        ? call
        : { ...call, match: event.match };
    case 'contactChosen':
      return { ...call, match: { state: 'found', contact: event.contact, chosenByAgent: true } };
    case 'sipCallIdKnown':
      return { ...call, sipCallId: event.sipCallId.slice(0, 300) };
    case 'recordingAnnounced':
      return call.recordingUrl === event.url ? call : { ...call, recordingUrl: event.url };
    default:
      return call;
  }
}

/** An answered call can only have been completed or broken off; one that was not answered cannot have been completed. */
function endingOf(call: CallRecord, told: CallEnding): CallEnding {
  if (call.phase === 'established') return told === 'network' || told === 'interrupted' ? told : 'completed';
  return told === 'completed' ? 'cancelled' : told;
}

/**
 * Closes a call whose phone died: it ended when it was last seen alive, not when somebody looked.
 */
export function closeInterrupted(call: CallRecord): CallRecord {
  return applyCallEvent(call, { type: 'ended', ending: 'interrupted', at: call.lastSeenAt });
}

/** Talk time in ms; 0 for a call that was not answered. */
export function talkTime(call: CallRecord, now: number): number {
  if (call.answeredAt === undefined) return 0;
  return Math.max(0, (call.endedAt ?? now) - call.answeredAt);
}
