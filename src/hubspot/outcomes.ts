import * as v from 'valibot';
import type { OutcomeOption } from '../messaging/requests.ts';
import type { HubSpotHttp } from './http.ts';
import { paths } from './paths.ts';

const propertySchema = v.object({
  options: v.array(
    v.object({
      label: v.string(),
      value: v.string(),
      hidden: v.optional(v.boolean(), false),
      displayOrder: v.fallback(v.optional(v.number()), undefined),
    }),
  ),
});

/**
 * The account's own call outcomes in its own order: administrators rename and add them, so no list is built in.
 * @throws HubSpotError
 */
export async function readOutcomes(http: HubSpotHttp): Promise<OutcomeOption[]> {
  const { options } = await http.request({
    method: 'GET',
    path: paths.outcomeProperty,
    schema: propertySchema,
  });
  // HubSpot gives options without a place the order -1, and shows them last.
  const place = (order: number | undefined) => (order === undefined || order < 0 ? Infinity : order);
  return options
    .filter(({ hidden }) => !hidden)
    .map((option, index) => ({ ...option, index }))
    .sort((a, b) => compare(place(a.displayOrder), place(b.displayOrder)) || a.index - b.index)
    .map(({ label, value }) => ({ label, value }));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
