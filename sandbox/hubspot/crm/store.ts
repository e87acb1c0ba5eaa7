import { AssociationStore } from './associations.ts';
import {
  type Clock,
  type CrmRecord,
  currentVersion,
  type ObjectType,
  type Properties,
  type RecordVersion,
} from './model.ts';
import { calculatedProperties } from './searchablePhone.ts';

/** Versions older than this are what the index shows in any case, whatever lag is set. */
const longestLagMs = 120_000;

/** The CRM's records, in memory. Knows nothing of HTTP; callers validate properties first. */
export class CrmStore {
  readonly associations: AssociationStore;
  readonly #records = new Map<string, Map<string, CrmRecord>>();
  readonly #clock: Clock;
  #nextId = 48_210_330_117;

  constructor(clock: Clock, associations = new AssociationStore()) {
    this.#clock = clock;
    this.associations = associations;
  }

  /** A store with the same records that goes its own way from here. */
  copy(clock: Clock): CrmStore {
    const copy = new CrmStore(clock, this.associations.copy());
    for (const [key, table] of this.#records) {
      const records = [...table.values()].map((record) => ({
        ...record,
        versions: [...record.versions] as CrmRecord['versions'],
      }));
      copy.#records.set(key, new Map(records.map((record) => [record.id, record])));
    }
    copy.#nextId = this.#nextId;
    return copy;
  }

  /** Creates a record and returns it. `seed` fixes id and date and makes it searchable at once. */
  create(
    portalId: number,
    type: ObjectType,
    properties: Properties,
    seed?: { id: string; createdAt: number },
  ): CrmRecord {
    const createdAt = seed?.createdAt ?? this.#clock.now();
    const id = seed?.id ?? this.#newId();
    const version: RecordVersion = {
      properties: {
        ...properties,
        ...stamps(type, id, createdAt, createdAt),
        ...calculatedProperties(type, properties),
      },
      archived: false,
      writtenAt: seed ? 0 : createdAt,
    };
    const record: CrmRecord = { id, portalId, type, createdAt, versions: [version] };
    this.#table(portalId, type).set(id, record);
    return record;
  }

  /** A record that is not archived. */
  get(portalId: number, type: ObjectType, id: string): CrmRecord | undefined {
    const record = this.#table(portalId, type).get(id);
    return record && !currentVersion(record).archived ? record : undefined;
  }

  /** All records of a type that are not archived, oldest first. */
  list(portalId: number, type: ObjectType): CrmRecord[] {
    return [...this.#table(portalId, type).values()].filter((record) => !currentVersion(record).archived);
  }

  /** Merges properties into a record; an empty string clears a value, as in HubSpot. */
  update(record: CrmRecord, changes: Properties): CrmRecord {
    const now = this.#clock.now();
    const merged = { ...currentVersion(record).properties };
    for (const [name, value] of Object.entries(changes)) merged[name] = value === '' ? null : value;
    this.#write(record, {
      properties: {
        ...merged,
        ...stamps(record.type, record.id, record.createdAt, now),
        ...calculatedProperties(record.type, merged),
      },
      archived: false,
      writtenAt: now,
    });
    return record;
  }

  archive(record: CrmRecord): void {
    const { properties } = currentVersion(record);
    this.#write(record, { properties, archived: true, writtenAt: this.#clock.now() });
  }

  /** What the search index shows: each record as it was `lagMs` ago, without those then absent or archived. */
  indexed(
    portalId: number,
    type: ObjectType,
    lagMs: number,
  ): { record: CrmRecord; version: RecordVersion }[] {
    const horizon = this.#clock.now() - lagMs;
    const visible: { record: CrmRecord; version: RecordVersion }[] = [];
    for (const record of this.#table(portalId, type).values()) {
      const version = record.versions.findLast((candidate) => candidate.writtenAt <= horizon);
      if (version && !version.archived) visible.push({ record, version });
    }
    return visible;
  }

  #write(record: CrmRecord, version: RecordVersion): void {
    record.versions.push(version);
    const horizon = this.#clock.now() - longestLagMs;
    while (record.versions[1] && record.versions[1].writtenAt <= horizon) record.versions.shift();
  }

  #table(portalId: number, type: ObjectType): Map<string, CrmRecord> {
    const key = `${portalId}/${type}`;
    const table = this.#records.get(key) ?? new Map<string, CrmRecord>();
    this.#records.set(key, table);
    return table;
  }

  #newId(): string {
    this.#nextId += 37;
    return String(this.#nextId);
  }
}

function stamps(type: ObjectType, id: string, createdAt: number, updatedAt: number): Properties {
  const created = new Date(createdAt).toISOString();
  const updated = new Date(updatedAt).toISOString();
  // Contacts keep HubSpot's oldest names; every other type has only the hs_ ones.
  if (type === 'contacts') return { hs_object_id: id, createdate: created, lastmodifieddate: updated };
  const common = { hs_object_id: id, hs_createdate: created, hs_lastmodifieddate: updated };
  return type === 'calls' ? common : { ...common, createdate: created };
}
