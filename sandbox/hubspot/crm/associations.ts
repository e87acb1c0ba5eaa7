import type { ObjectType } from './model.ts';

/** One end of an association. */
export interface RecordRef {
  portalId: number;
  type: ObjectType;
  id: string;
}

/**
 * HubSpot's own association types from a call to what it is about, with the reverse ones
 * (docs/facts/hubspot.md, section 2; the numbers are those of `AssociationTypes` in `@hubspot/api-client`).
 */
export const callAssociationTypes: Partial<
  Record<ObjectType, { typeId: number; name: string; reverse: string }>
> = {
  contacts: { typeId: 194, name: 'call_to_contact', reverse: 'contact_to_call' },
  companies: { typeId: 182, name: 'call_to_company', reverse: 'company_to_call' },
  deals: { typeId: 206, name: 'call_to_deal', reverse: 'deal_to_call' },
  tickets: { typeId: 220, name: 'call_to_ticket', reverse: 'ticket_to_call' },
};

/** Undirected links between records of one account. */
export class AssociationStore {
  readonly #links = new Map<string, Map<string, RecordRef>>();

  /** The same links, to go their own way from here. */
  copy(): AssociationStore {
    const copy = new AssociationStore();
    for (const [from, links] of this.#links) copy.#links.set(from, new Map(links));
    return copy;
  }

  add(from: RecordRef, to: RecordRef): void {
    this.#from(from).set(key(to), to);
    this.#from(to).set(key(from), from);
  }

  /** Removes every link of a record. */
  removeAll(ref: RecordRef): void {
    for (const other of this.#from(ref).values()) this.#from(other).delete(key(ref));
    this.#links.delete(key(ref));
  }

  /** Ids of the records of one type that a record is linked to, in the order they were linked. */
  idsOf(ref: RecordRef, type: ObjectType): string[] {
    return [...this.#from(ref).values()].filter((other) => other.type === type).map((other) => other.id);
  }

  #from(ref: RecordRef): Map<string, RecordRef> {
    const links = this.#links.get(key(ref)) ?? new Map<string, RecordRef>();
    this.#links.set(key(ref), links);
    return links;
  }
}

function key(ref: RecordRef): string {
  return `${ref.portalId}/${ref.type}/${ref.id}`;
}
