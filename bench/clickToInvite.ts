import type { Page } from 'playwright';
import { callNumber, hangUp, panelOf, putAway } from '../e2e/support/journey.ts';
import type { CallRig } from './callRig.ts';
import type { Figure } from './figure.ts';
import { summarise } from './statistics.ts';
import { waitFor } from './waitFor.ts';

/**
 * From the agent's click on Call to the first INVITE on the wire, as the PBX reads it. Both clocks are the machine's
 * own: epoch ms by `performance.timeOrigin`.
 *
 * @param calls how many are counted; one more warms the phone up
 */
export async function measureClickToInvite({ page, sandbox }: CallRig, calls: number): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round <= calls; round += 1) {
    const before = inviteTimes(sandbox).length;
    const clicked = await watchNextClick(page);
    await callNumber(page, sandbox.pbx.specialNumbers.neverAnswers);
    const invitedAt = await waitFor('an INVITE', () => inviteTimes(sandbox)[before]);
    const time = invitedAt - (await clicked());
    if (round > 0) times.push(time);
    await hangUp(page);
    await putAway(page);
  }
  const spread = summarise(times);
  return { name: 'click on Call to INVITE, p95', unit: 'ms', value: spread.p95, spread, budget: 50 };
}

function inviteTimes({ pbx }: CallRig['sandbox']): number[] {
  return pbx
    .messages()
    .filter(({ direction, firstLine }) => direction === 'received' && firstLine.startsWith('INVITE '))
    .map(({ at }) => at);
}

/** @returns a function that tells when the next click in the panel happened, epoch ms */
async function watchNextClick(page: Page): Promise<() => Promise<number>> {
  const panel = panelOf(page).locator('body');
  const click = await panel.evaluateHandle(() => {
    const seen = { at: Number.NaN };
    const note = ({ timeStamp }: Event) => {
      seen.at = performance.timeOrigin + timeStamp;
    };
    document.addEventListener('click', note, { capture: true, once: true });
    return seen;
  });
  return () => click.evaluate(({ at }) => at);
}
