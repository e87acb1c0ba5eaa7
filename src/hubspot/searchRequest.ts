import * as v from 'valibot';
import { contactProperties, contactSchema, type HubSpotContact } from './contactDetails.ts';
import type { HubSpotHttp } from './http.ts';
import { contactProperty, paths } from './paths.ts';

export interface Filter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'CONTAINS_TOKEN';
  readonly value: string;
}

/** One condition is enough; the most that one search takes is five (docs/facts/hubspot.md, section 3, "Limits"). */
export type AnyOf = readonly Filter[];

interface ContactSearch {
  /** Matches the default text properties of contacts: names, e-mail, numbers, company. */
  readonly query?: string;
  readonly anyOf?: AnyOf;
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

const answerSchema = v.object({ results: v.array(contactSchema) });

/** One search request for contacts; the ones that changed last come first. New and changed contacts appear after some seconds. */
export async function requestContacts(
  http: HubSpotHttp,
  { query, anyOf, limit, signal }: ContactSearch,
): Promise<HubSpotContact[]> {
  const { results } = await http.request({
    method: 'POST',
    path: paths.contactSearch,
    body: {
      ...(query !== undefined && { query }),
      ...(anyOf && { filterGroups: anyOf.map((filter) => ({ filters: [filter] })) }),
      properties: contactProperties,
      sorts: [{ propertyName: contactProperty.lastModified, direction: 'DESCENDING' }],
      limit,
    },
    schema: answerSchema,
    ...(signal && { signal }),
  });
  return results;
}
