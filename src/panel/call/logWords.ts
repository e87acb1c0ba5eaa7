import type { LogEntry } from '../../calls/logEntry.ts';
import type { Problem } from '../../problems/problem.ts';

/** What the agent reads about a call's log (design: names on screen). */
export interface LogWords {
  readonly word: 'Logged' | 'Waiting to log' | 'Not logged';
  /** Why it, or its last change, is not in HubSpot yet, where that is known. */
  readonly problem: Problem | undefined;
  readonly mayTryAgain: boolean;
  /** The log waits for the agent to say who the call was with. */
  readonly needsContact: boolean;
}

const solvedByChoosing: ReadonlySet<string> = new Set(['noMatch', 'severalMatches', 'contactGone']);

/** The log is in HubSpot; what was written to it last is not. */
const changeRefused = (problem: Problem): Problem => ({
  ...problem,
  cause: `HubSpot has this call without your last change. ${problem.cause}`,
});

/** An ended call without an entry is on its way from the phone to the outbox. */
export function logWords(log: Pick<LogEntry, 'state' | 'problem' | 'hubspotCallId'> | undefined): LogWords {
  const problem = log?.problem;
  switch (log?.state) {
    case 'sent':
      return { word: 'Logged', problem: undefined, mayTryAgain: false, needsContact: false };
    case 'held':
    case 'failed':
      if (log.hubspotCallId !== undefined)
        return {
          word: 'Logged',
          problem: problem && changeRefused(problem),
          mayTryAgain: true,
          needsContact: false,
        };
      return {
        word: 'Not logged',
        problem,
        mayTryAgain: true,
        needsContact: problem !== undefined && solvedByChoosing.has(problem.code),
      };
    default:
      // Offhook tries by itself; trying now helps only where a try has failed.
      return { word: 'Waiting to log', problem, mayTryAgain: problem !== undefined, needsContact: false };
  }
}
