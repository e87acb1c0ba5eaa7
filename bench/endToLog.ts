import { callNumber, hangUp, putAway, waitUntilConnected, waitUntilLogged } from '../e2e/support/journey.ts';
import type { CallRig } from './callRig.ts';
import type { Figure } from './figure.ts';
import { summarise } from './statistics.ts';
import { waitFor } from './waitFor.ts';

const callsPath = /^\/crm\/(?:objects\/[^/]+|v3\/objects)\/calls$/;

/**
 * From the agent's BYE on the wire, as the PBX reads it, to the request that creates the log, as the sandbox's HubSpot
 * reads it (whole ms).
 *
 * @param calls how many are counted; one more warms up
 */
export async function measureEndToLog(
  { page, sandbox, customerNumber }: CallRig,
  calls: number,
): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round <= calls; round += 1) {
    const before = { byes: byeTimes(sandbox).length, logs: logTimes(sandbox).length };
    await callNumber(page, customerNumber);
    await waitUntilConnected(page);
    await hangUp(page);
    const endedAt = await waitFor('a BYE', () => byeTimes(sandbox)[before.byes]);
    const loggedAt = await waitFor('a request that creates a log', () => logTimes(sandbox)[before.logs]);
    if (round > 0) times.push(loggedAt - endedAt);
    await waitUntilLogged(page);
    await putAway(page);
  }
  const spread = summarise(times);
  return { name: 'end of call to log request, p95', unit: 'ms', value: spread.p95, spread, budget: 100 };
}

function byeTimes({ pbx }: CallRig['sandbox']): number[] {
  return pbx
    .messages()
    .filter(({ direction, firstLine }) => direction === 'received' && firstLine.startsWith('BYE '))
    .map(({ at }) => at);
}

function logTimes({ hubspot }: CallRig['sandbox']): number[] {
  return hubspot.control
    .requests()
    .filter(({ method, path }) => method === 'POST' && callsPath.test(path))
    .map(({ at }) => at);
}
