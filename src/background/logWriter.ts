import { LogWriteError, type LogWriter } from '../calls/logWriter.ts';
import { readOwnerId } from '../hubspot/account.ts';
import { callProperties } from '../hubspot/callProperties.ts';
import { createCall, deleteCall, findCallByExternalId, updateCall } from '../hubspot/calls.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { HubSpotHttp } from '../hubspot/http.ts';
import { matchNumber } from '../hubspot/match.ts';
import { callProperty } from '../hubspot/paths.ts';
import type { ProblemCode } from '../problems/catalogue.ts';
import { ProblemError, problemOf } from '../problems/problem.ts';
import type { Connections } from './connections.ts';

/** Problems of the connection itself: waiting does not mend them, connecting does. */
const needsConnection: ReadonlySet<ProblemCode> = new Set([
  'hubspotNotConnected',
  'reconnectNeeded',
  'hubspotAppMissing',
  'clientRefused',
]);

/** What an error of the HubSpot client means for the outbox. */
export function logWriteError(error: unknown): LogWriteError {
  const problem = problemOf(error);
  if (needsConnection.has(problem.code)) return new LogWriteError(problem, 'connection', { cause: error });
  if (error instanceof HubSpotError)
    return new LogWriteError(problem, error.final ? 'never' : 'later', {
      mayHaveBeenDone: error.mayHaveBeenDone,
      retryAfterMs: error.retryAfterMs,
      cause: error,
    });
  // Nobody knows what an unknown failure did: the log is looked up before it is written again.
  const mayHaveBeenDone = !(error instanceof ProblemError);
  return new LogWriteError(problem, 'later', { mayHaveBeenDone, cause: error });
}

/** Writes logs into HubSpot over this user's connections. */
export function hubspotLogWriter(
  connections: Connections,
  region: () => Promise<string>,
  rememberOwner: (portalId: number, ownerId: string) => Promise<unknown>,
): LogWriter {
  async function withHttp<Result>(
    portalId: number,
    use: (http: HubSpotHttp) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await use(await connections.http(portalId));
    } catch (error) {
      throw logWriteError(error);
    }
  }

  /** Users who are known to be no owner, for as long as this worker lives. */
  const notOwners = new Set<string>();

  /** Undefined when the user is no owner, and when nobody can tell: a log without an owner is better than none. */
  async function ownerOf(portalId: number): Promise<string | undefined> {
    try {
      const connection = await connections.connection(portalId);
      if (!connection || connection.ownerId) return connection?.ownerId;
      const user = `${portalId}/${connection.userId}`;
      if (notOwners.has(user)) return undefined;
      const ownerId = await readOwnerId(await connections.http(portalId), connection.userId);
      if (ownerId) await rememberOwner(portalId, ownerId);
      else notOwners.add(user);
      return ownerId;
    } catch {
      return undefined;
    }
  }

  return {
    currentPortalId: () => connections.activePortalId(),
    properties: async (portalId, record, annotation, contact, sent) =>
      callProperties(record, annotation, {
        ownerId: (await ownerOf(portalId)) ?? sent[callProperty.ownerId],
        appName: 'Offhook',
        contact,
      }),
    match: (portalId, number) =>
      withHttp(portalId, async (http) => matchNumber(http, number, { region: await region() })),
    create: (portalId, log) => withHttp(portalId, (http) => createCall(http, log)),
    update: (portalId, id, properties) => withHttp(portalId, (http) => updateCall(http, id, properties)),
    remove: (portalId, id) => withHttp(portalId, (http) => deleteCall(http, id)),
    findByCallId: (portalId, callId) => withHttp(portalId, (http) => findCallByExternalId(http, callId)),
  };
}
