import { callAssociationTypes } from '../crm/associations.ts';
import { type CrmRecord, currentVersion, type ObjectType, type RecordVersion } from '../crm/model.ts';
import { objectTypes } from '../crm/objectTypes.ts';
import type { CrmStore } from '../crm/store.ts';
import type { SearchHit } from '../search/search.ts';

/** A record as the API answers it. */
export interface ObjectBody {
  id: string;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  associations?: Record<string, { results: { id: string; type: string }[] }>;
}

/**
 * A record's answer: the default properties, or the named ones that exist, each absent value as null.
 * @param version the state to show; the current one by default
 */
export function objectBody(
  record: CrmRecord,
  names?: readonly string[],
  version: RecordVersion = currentVersion(record),
): ObjectBody {
  const always =
    record.type === 'contacts'
      ? ['createdate', 'hs_object_id', 'lastmodifieddate']
      : ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'];
  const wanted = new Set([
    ...(names?.length ? names : objectTypes[record.type].defaultProperties),
    ...always,
  ]);
  const properties = Object.fromEntries(
    [...wanted].sort().map((name) => [name, version.properties[name] ?? null]),
  );
  const updated = version.properties.hs_lastmodifieddate ?? version.properties.lastmodifieddate;
  const createdAt = new Date(record.createdAt).toISOString();
  return {
    id: record.id,
    properties,
    createdAt,
    updatedAt: updated ?? createdAt,
    archived: version.archived,
  };
}

/** The answer for a search hit: the state that the index holds, which may be behind. */
export function hitBody({ record, version }: SearchHit, names?: readonly string[]): ObjectBody {
  return objectBody(record, names, version);
}

/** Adds the ids of associated records, as `?associations=contacts` asks; types without any are left out. */
export function withAssociations(
  store: CrmStore,
  body: ObjectBody,
  record: CrmRecord,
  types: readonly ObjectType[],
): ObjectBody {
  const entries = types.flatMap((type) => {
    const results = store.associations
      .idsOf(record, type)
      .map((id) => ({ id, type: linkName(record.type, type) }));
    return results.length > 0 ? [[type, { results }] as const] : [];
  });
  return entries.length > 0 ? { ...body, associations: Object.fromEntries(entries) } : body;
}

function linkName(from: ObjectType, to: ObjectType): string {
  if (from === 'calls') return callAssociationTypes[to]?.name ?? `call_to_${objectTypes[to].singular}`;
  if (to === 'calls') return callAssociationTypes[from]?.reverse ?? `${objectTypes[from].singular}_to_call`;
  return `${objectTypes[from].singular}_to_${objectTypes[to].singular}`;
}
