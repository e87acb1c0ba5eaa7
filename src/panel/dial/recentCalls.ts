import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { nameOf, talkTimeOf } from '../call/callWords.ts';

/** One line of the recent calls. */
export interface RecentCall {
  readonly call: CallRecord;
  /** Absent until the outbox has heard of the call. */
  readonly log: LogEntry | undefined;
  readonly name: string;
  /** Absent where it is the name already. */
  readonly number: string | undefined;
  /** An incoming call that nobody took. */
  readonly missed: boolean;
  /** ms; absent when nobody answered. */
  readonly talkTime: number | undefined;
}

/** The journal's newest calls with their logs, in the order given. */
export function recentCallsOf(calls: readonly CallRecord[], logs: readonly LogEntry[]): RecentCall[] {
  const logOf = new Map(logs.map((log) => [log.callId, log]));
  return calls.map((call): RecentCall => {
    const log = logOf.get(call.id);
    const name = nameOf(call, log);
    return {
      call,
      log,
      name,
      number: call.remoteNumber === name ? undefined : call.remoteNumber,
      missed: isMissed(call),
      talkTime: talkTimeOf(call),
    };
  });
}

function isMissed({ direction, answeredAt, ending }: CallRecord): boolean {
  return (
    direction === 'inbound' &&
    answeredAt === undefined &&
    ending !== 'answeredElsewhere' &&
    ending !== 'declined'
  );
}
