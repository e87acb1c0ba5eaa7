import type { Problem } from '../problems/problem.ts';
import type { CallRecord, ContactSummary, Match } from './callRecord.ts';
import type { Annotation } from './logEntry.ts';

/** What the outbox needs of the CRM. Every method throws `LogWriteError` only. */
export interface LogWriter {
  /** The account in which calls are logged that began while none was connected; undefined while none is. */
  currentPortalId(): Promise<number | undefined>;
  /**
   * The properties that the log of this call should have.
   * @param sent what the CRM holds already: what cannot be learnt at the moment stays as it is
   */
  properties(
    portalId: number,
    record: CallRecord,
    annotation: Annotation,
    contact: ContactSummary | undefined,
    sent: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>>;
  match(portalId: number, number: string): Promise<Match>;
  /** @returns the id of the log */
  create(portalId: number, log: { properties: Record<string, string>; contactId: string }): Promise<string>;
  update(portalId: number, hubspotCallId: string, properties: Record<string, string>): Promise<void>;
  remove(portalId: number, hubspotCallId: string): Promise<void>;
  /** Logs that carry our call id, oldest first. The search behind it lags behind writes. */
  findByCallId(portalId: number, callId: string): Promise<string[]>;
}

/** Why a log could not be written, and what that means for the next try. */
export class LogWriteError extends Error {
  readonly problem: Problem;
  /** `later`: try again by itself · `connection`: try again once HubSpot is connected · `never`: HubSpot refused for good. */
  readonly again: 'later' | 'connection' | 'never';
  /** The answer never came: HubSpot may have done it. */
  readonly mayHaveBeenDone: boolean;
  /** How long HubSpot asks to wait, in ms. */
  readonly retryAfterMs: number | undefined;

  constructor(
    problem: Problem,
    again: 'later' | 'connection' | 'never',
    options: { mayHaveBeenDone?: boolean; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(`${problem.code}: ${problem.cause}`, { cause: options.cause });
    this.name = 'LogWriteError';
    this.problem = problem;
    this.again = again;
    this.mayHaveBeenDone = options.mayHaveBeenDone ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}
