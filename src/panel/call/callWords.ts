import type { CallRecord, ContactSummary } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { type ProblemCode, problemCatalogue } from '../../problems/catalogue.ts';

/** The contact that a call is with: the agent's choice for the log, else the one match. */
export function contactOf(call: CallRecord, log?: Pick<LogEntry, 'contact'>): ContactSummary | undefined {
  return log?.contact ?? (call.match.state === 'found' ? call.match.contact : undefined);
}

/** Whom a call is with, in one line. What the far end calls itself counts only where there is no number: anyone can claim a name. */
export function nameOf(call: CallRecord, log?: Pick<LogEntry, 'contact'>): string {
  return contactOf(call, log)?.name || call.remoteNumber || call.remoteName || 'Unknown caller';
}

/** Up to two letters for the picture of a person; none for a bare number. */
export function initialsOf(name: string): string {
  const words = name
    .split(/\s+/)
    .map((word) => word.match(/\p{L}/u)?.[0])
    .filter((letter) => letter !== undefined);
  const [first] = words;
  const last = words.length > 1 ? words.at(-1) : '';
  return first ? `${first}${last}`.toLocaleUpperCase() : '';
}

/** The state of a call that is up, in words. */
export function liveStateOf(call: CallRecord): string {
  if (call.phase === 'connecting') return 'Connecting…';
  if (call.phase === 'ringing') return 'Ringing…';
  const states = [call.onHold && 'On hold', call.muted && 'Muted'].filter(Boolean);
  return states.length > 0 ? states.join(' · ') : 'Connected';
}

/** How a call ended: in a few words, and what to do about it where something can be done. */
export interface EndingWords {
  readonly title: string;
  readonly detail?: string;
}

function ofProblem(code: ProblemCode): EndingWords {
  return { title: problemCatalogue[code].cause, detail: problemCatalogue[code].nextStep };
}

export function endingWords({ direction, ending, answeredAt }: CallRecord): EndingWords {
  const inbound = direction === 'inbound';
  switch (ending) {
    case undefined:
    case 'completed':
      return { title: 'Call ended' };
    case 'busy':
      return ofProblem('farEndBusy');
    case 'noAnswer':
      return inbound ? { title: 'Missed call' } : ofProblem('farEndNoAnswer');
    case 'declined':
      return inbound ? { title: 'You declined this call' } : ofProblem('farEndDeclined');
    case 'cancelled':
      return inbound
        ? { title: 'Missed call', detail: 'The caller hung up before you answered.' }
        : { title: 'You hung up before an answer' };
    case 'notFound':
      return ofProblem('farEndNotFound');
    case 'unavailable':
      return ofProblem('farEndUnavailable');
    case 'phoneBusy':
      return ofProblem('phoneBusy');
    case 'answeredElsewhere':
      return { title: 'Answered on another of your phones' };
    case 'failed':
      return ofProblem('callFailed');
    case 'network':
      return answeredAt === undefined
        ? ofProblem('callNetworkLost')
        : { ...ofProblem('callNetworkLost'), title: 'The connection was lost during the call.' };
    case 'interrupted':
      return ofProblem('callInterrupted');
  }
}

/** Whether the far end can be called back: it may have hidden its number. */
export function canRedial(call: CallRecord): boolean {
  return /\d/.test(call.remoteNumber);
}

/** How long both sides could talk, in ms; undefined when nobody answered. */
export function talkTimeOf(call: CallRecord): number | undefined {
  if (call.answeredAt === undefined) return undefined;
  return Math.max(0, (call.endedAt ?? call.lastSeenAt) - call.answeredAt);
}
