import { problem } from '../../problems/problem.ts';
import { applyCallEvent, newCall } from '../callMachine.ts';
import type { CallRecord, Match } from '../callRecord.ts';
import { LogWriteError, type LogWriter } from '../logWriter.ts';
import { searchLagMs } from '../outbox.ts';

/** How a request to the CRM can go. */
export type Fate =
  | 'sentTwice'
  | 'ok'
  | 'lostBefore'
  | 'lostAfter'
  | 'diesBefore'
  | 'diesAfter'
  | 'rateLimited'
  | 'serverErrorAfter';

/** A log in the CRM. */
export interface FakeLog {
  readonly id: string;
  readonly portalId: number;
  readonly callId: string;
  readonly contactId: string;
  readonly at: number;
  properties: Record<string, string>;
}

const lost = () => new LogWriteError(problem('networkDown'), 'later', { mayHaveBeenDone: true });

/** A CRM of many accounts whose search lags, and whose requests meet the fates given, then succeed. */
export function fakeCrm(now: () => number, fates: Fate[] = [], lagMs = searchLagMs - 1_000) {
  const logs: FakeLog[] = [];
  const requests: string[] = [];
  let lastId = 0;
  const state = {
    match: { state: 'none' } as Match,
    connected: true,
    /** The account that is in use. */
    portalId: 1,
    /** Awaited before and after everything that a worker asks for: what may happen meanwhile. */
    meanwhile: async (): Promise<void> => {},
  };

  /** The writer of one service worker. Fulfils `died` at the fate that kills it; from then on nothing of it goes on. */
  function worker(): { readonly writer: LogWriter; readonly died: Promise<void> } {
    let die = (): void => {};
    let dead = false;
    const died = new Promise<void>((resolve) => {
      die = () => {
        dead = true;
        resolve();
      };
    });

    async function meanwhile(): Promise<void> {
      if (!dead) await state.meanwhile();
      if (dead) await new Promise(() => {});
    }
    async function look<T>(act: () => T): Promise<T> {
      await meanwhile();
      const result = act();
      await meanwhile();
      return result;
    }
    async function request<T>(name: string, act: () => T): Promise<T> {
      await meanwhile();
      requests.push(name);
      if (!state.connected) throw new LogWriteError(problem('reconnectNeeded'), 'connection');
      const fate = fates.shift() ?? 'ok';
      if (fate === 'rateLimited')
        throw new LogWriteError(problem('hubspotRateLimited'), 'later', { retryAfterMs: 1_000 });
      if (fate === 'lostBefore') throw lost();
      if (fate === 'diesBefore') die();
      await (dead && meanwhile());
      let result = act();
      // The browser sent it again by itself; the second answer is the one that comes.
      if (fate === 'sentTwice') result = act();
      if (fate === 'diesAfter') die();
      await meanwhile();
      if (fate === 'lostAfter' || fate === 'serverErrorAfter') throw lost();
      return result;
    }

    const writer: LogWriter = {
      currentPortalId: () => look(() => state.portalId),
      properties: (_portal, record, annotation) =>
        look(() => ({
          hs_call_external_id: record.id,
          hs_call_body: annotation.notes ?? '',
          ...(record.recordingUrl && { hs_call_recording_url: record.recordingUrl }),
        })),
      match: () => look(() => state.match),
      create: (portalId, { properties, contactId }) =>
        request('create', () => {
          const id = String(++lastId);
          const callId = properties.hs_call_external_id ?? '';
          logs.push({ id, portalId, callId, contactId, at: now(), properties });
          return id;
        }),
      update: (portalId, id, properties) =>
        request('update', () => {
          const log = logs.find((candidate) => candidate.id === id && candidate.portalId === portalId);
          if (!log) throw new LogWriteError(problem('hubspotRefused', 'not found'), 'never');
          log.properties = { ...log.properties, ...properties };
        }),
      remove: (portalId, id) =>
        request('remove', () => {
          const at = logs.findIndex((log) => log.id === id && log.portalId === portalId);
          if (at >= 0) logs.splice(at, 1);
        }),
      findByCallId: (portalId, callId) =>
        request('find', () =>
          logs
            .filter((log) => log.portalId === portalId && log.callId === callId && log.at + lagMs <= now())
            .map(({ id }) => id),
        ),
    };
    return { writer, died };
  }
  return { logs, requests, state, worker, writer: worker().writer };
}

export const ada = { id: '77', name: 'Ada Brandt' };
export const erik = { id: '78', name: 'Erik Lindqvist' };

/** A call of five seconds that is over; with no account of its own. */
export function endedCall(
  id: string,
  at: number,
  match: Match = { state: 'found', contact: ada, chosenByAgent: false },
): CallRecord {
  const placed = newCall({
    id,
    direction: 'outbound',
    remoteNumber: '+14155550132',
    localNumber: '1001',
    at,
  });
  return [
    { type: 'answered', at: at + 100 } as const,
    { type: 'matched', match, at: at + 100 } as const,
    { type: 'ended', ending: 'completed', at: at + 5_000 } as const,
  ].reduce(applyCallEvent, placed);
}
