import type { CrmRecord, ObjectType, RecordVersion } from '../crm/model.ts';
import { objectTypes } from '../crm/objectTypes.ts';
import { propertyDefinitions } from '../crm/properties.ts';
import { compare, meetsFilter } from './filters.ts';
import type { SearchRequest } from './request.ts';
import { matchesQuery } from './tokens.ts';

/** A record as the index shows it. */
export interface SearchHit {
  record: CrmRecord;
  version: RecordVersion;
}

/** One page of a search. */
export interface SearchPage {
  total: number;
  results: SearchHit[];
  /** Where the next page begins, as sent in `paging.next.after`. */
  after?: string;
}

/** Properties that `query` compares by their digits, besides the text ones. */
const numberProperties = ['hs_searchable_calculated_phone_number', 'hs_searchable_calculated_mobile_number'];

/** Runs a checked search over what the index shows. Groups are alternatives, filters of a group all apply. */
export function search(type: ObjectType, indexed: readonly SearchHit[], request: SearchRequest): SearchPage {
  const hits = indexed.filter(({ version }) => matches(type, version, request));
  sortHits(type, hits, request);
  const end = request.after + request.limit;
  const page: SearchPage = { total: hits.length, results: hits.slice(request.after, end) };
  return end < hits.length && request.limit > 0 ? { ...page, after: String(end) } : page;
}

function matches(type: ObjectType, { properties }: RecordVersion, request: SearchRequest): boolean {
  const { filterGroups, query } = request;
  const meetsGroups =
    filterGroups.length === 0 ||
    filterGroups.some(({ filters }) => filters.every((filter) => meetsFilter(type, properties, filter)));
  if (!meetsGroups) return false;
  if (!query?.trim()) return true;
  const names = [...objectTypes[type].queryProperties, ...(type === 'contacts' ? numberProperties : [])];
  return matchesQuery(
    names.flatMap((name) => properties[name] ?? []),
    query,
  );
}

function sortHits(type: ObjectType, hits: SearchHit[], { sorts }: SearchRequest): void {
  const sort = sorts[0];
  if (!sort) return;
  const definition = propertyDefinitions[type][sort.propertyName] ?? { kind: 'string' };
  const sign = sort.direction === 'DESCENDING' ? -1 : 1;
  hits.sort(({ version: left }, { version: right }) => {
    const [a, b] = [left.properties[sort.propertyName] ?? null, right.properties[sort.propertyName] ?? null];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return sign * compare(a, b, definition);
  });
}
