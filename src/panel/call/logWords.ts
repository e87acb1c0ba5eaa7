import type { LogEntry } from '../../calls/logEntry.ts';

/** What the agent reads about a call's log (design: names on screen). */
export interface LogWords {
  readonly word: 'Logged' | 'Waiting to log' | 'Not logged';
  readonly reason?: string;
  readonly mayTryAgain: boolean;
  /** The log waits for the agent to say who the call was with. */
  readonly needsContact: boolean;
}

/** An ended call without an entry is on its way from the phone to the outbox. */
export function logWords(log: Pick<LogEntry, 'state' | 'problem'> | undefined): LogWords {
  const problem = log?.problem;
  const reason = problem ? `${problem.cause} ${problem.nextStep}` : undefined;
  const withReason = reason === undefined ? {} : { reason };
  switch (log?.state) {
    case 'sent':
      return { word: 'Logged', mayTryAgain: false, needsContact: false };
    case 'held':
    case 'failed': {
      const needsContact =
        problem?.code === 'noMatch' || problem?.code === 'severalMatches' || problem?.code === 'contactGone';
      return { word: 'Not logged', ...withReason, mayTryAgain: true, needsContact };
    }
    case 'draft':
      return {
        word: 'Waiting to log',
        reason: 'The log is written when the call ends.',
        mayTryAgain: false,
        needsContact: false,
      };
    default:
      // Offhook tries by itself; trying now helps only where a try has failed.
      return {
        word: 'Waiting to log',
        ...withReason,
        mayTryAgain: problem !== undefined,
        needsContact: false,
      };
  }
}
