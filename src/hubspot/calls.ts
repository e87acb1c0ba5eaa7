import * as v from 'valibot';
import { HubSpotError } from './errors.ts';
import type { HubSpotHttp } from './http.ts';
import { callProperty, callToContact, paths } from './paths.ts';

const idSchema = v.pipe(v.string(), v.regex(/^\d{1,20}$/));
const writtenSchema = v.object({ id: idSchema });
const callSchema = v.object({
  id: idSchema,
  properties: v.record(v.string(), v.nullable(v.string())),
});
export type HubSpotCall = v.InferOutput<typeof callSchema>;

export interface NewCall {
  /** From `callProperties`. */
  readonly properties: Readonly<Record<string, string>>;
  /** HubSpot shows a call only where it is associated. */
  readonly contactId: string;
}

/**
 * Writes a call, associated with its contact from the start.
 * @returns HubSpot's id of the call
 * @throws HubSpotError with `mayHaveBeenDone` when the answer never came: look with `findCallByExternalId` before trying again
 */
export async function createCall(http: HubSpotHttp, { properties, contactId }: NewCall): Promise<string> {
  const { id } = await http.request({
    method: 'POST',
    path: paths.calls,
    body: { properties, associations: [{ to: { id: contactId }, types: [callToContact] }] },
    schema: writtenSchema,
  });
  return id;
}

/**
 * Changes properties of a call; an empty string clears one. May be repeated freely.
 * @throws HubSpotError `notFound` when the call was deleted in HubSpot
 */
export async function updateCall(
  http: HubSpotHttp,
  id: string,
  properties: Readonly<Record<string, string>>,
): Promise<void> {
  await http.request({ method: 'PATCH', path: paths.call(id), body: { properties }, schema: writtenSchema });
}

/**
 * Puts a call into HubSpot's recycling bin, where an administrator can restore it for 90 days. May be repeated freely.
 * @throws HubSpotError
 */
export async function deleteCall(http: HubSpotHttp, id: string): Promise<void> {
  await http.request({ method: 'DELETE', path: paths.call(id), schema: v.unknown() });
}

/**
 * Ids of the calls that carry this `hs_call_external_id`, oldest first.
 * HubSpot's index follows writes by seconds (docs/facts/hubspot.md, section 3, "Freshness": 10 s after a create is safe): an empty
 * answer sooner than that proves nothing.
 * @throws HubSpotError
 */
export async function findCallByExternalId(http: HubSpotHttp, externalId: string): Promise<string[]> {
  const filter = { propertyName: callProperty.externalId, operator: 'EQ', value: externalId };
  const { results } = await http.request({
    method: 'POST',
    path: paths.callSearch,
    body: {
      filterGroups: [{ filters: [filter] }],
      properties: [callProperty.externalId],
      sorts: [{ propertyName: callProperty.timestamp, direction: 'ASCENDING' }],
      limit: 10,
    },
    schema: v.object({ results: v.array(callSchema) }),
  });
  // EQ ignores case in most properties; an id is the same or another one.
  return results
    .filter(({ properties }) => properties[callProperty.externalId] === externalId)
    .map(({ id }) => id);
}

/**
 * One call with the properties that the log writes.
 * @returns undefined when HubSpot has none with this id, or no longer
 * @throws HubSpotError
 */
export async function readCall(http: HubSpotHttp, id: string): Promise<HubSpotCall | undefined> {
  try {
    return await http.request({
      method: 'GET',
      path: paths.call(id),
      query: { properties: Object.values(callProperty).join(',') },
      schema: callSchema,
    });
  } catch (error) {
    if (error instanceof HubSpotError && error.kind === 'notFound') return undefined;
    throw error;
  }
}
