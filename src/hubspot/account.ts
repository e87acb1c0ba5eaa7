import * as v from 'valibot';
import { HubSpotError } from './errors.ts';
import type { HubSpotHttp } from './http.ts';
import { ownerByUserQuery, paths } from './paths.ts';

const detailsSchema = v.object({
  portalId: v.pipe(v.number(), v.safeInteger()),
  /** Host of the account's pages, `app-eu1.hubspot.com`; it becomes part of links. */
  uiDomain: v.pipe(v.string(), v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.hubspot\.com$/)),
  timeZone: v.string(),
});
export type AccountDetails = v.InferOutput<typeof detailsSchema>;

/**
 * The connected account.
 * @throws HubSpotError
 */
export function readAccount(http: HubSpotHttp): Promise<AccountDetails> {
  return http.request({ method: 'GET', path: paths.accountDetails, schema: detailsSchema });
}

const ownerSchema = v.object({ id: v.pipe(v.string(), v.regex(/^\d{1,20}$/)) });

/**
 * The owner id under which a user's records are held; it is not the user id.
 * @returns undefined for a user who is no owner: their calls are logged without one
 * @throws HubSpotError
 */
export async function readOwnerId(http: HubSpotHttp, userId: number): Promise<string | undefined> {
  try {
    const { id } = await http.request({
      method: 'GET',
      path: paths.owner(userId),
      query: ownerByUserQuery,
      schema: ownerSchema,
    });
    return id;
  } catch (error) {
    if (error instanceof HubSpotError && error.kind === 'notFound') return undefined;
    throw error;
  }
}
