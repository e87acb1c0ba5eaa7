import * as v from 'valibot';
import { callAssociationTypes, type RecordRef } from '../crm/associations.ts';
import { type CrmRecord, currentVersion, type ObjectType, type Properties } from '../crm/model.ts';
import { objectTypes } from '../crm/objectTypes.ts';
import { propertyErrors } from '../crm/validateProperties.ts';
import { activeOwnerIds, type World } from '../world.ts';
import { duplicateContact, type HubSpotError, invalidJson, notFound, validationError } from './errors.ts';

/** Values are strings on the wire, dates and durations too; a JSON number is refused. */
const propertiesSchema = v.record(v.string(), v.nullable(v.string()));

const associationSchema = v.strictObject({
  to: v.strictObject({ id: v.union([v.string(), v.pipe(v.number(), v.integer())]) }),
  types: v.pipe(
    v.array(
      v.strictObject({ associationCategory: v.string(), associationTypeId: v.pipe(v.number(), v.integer()) }),
    ),
    v.minLength(1),
  ),
});

const createSchema = v.strictObject({
  properties: propertiesSchema,
  associations: v.optional(v.array(associationSchema), []),
  objectWriteTraceId: v.optional(v.string()),
});

const updateSchema = v.strictObject({
  properties: propertiesSchema,
  objectWriteTraceId: v.optional(v.string()),
});

type Association = v.InferOutput<typeof associationSchema>;

/** Reads a body by a schema; throws HubSpot's 400 for invalid JSON input. */
export function parseBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw invalidJson(`${issue.message}, at ${v.getDotPath(issue) ?? 'body'}`);
}

/** Creates a record from a request body, with everything checked before anything is written. */
export function createObject(world: World, portalId: number, type: ObjectType, body: unknown): CrmRecord {
  const { properties, associations } = parseBody(createSchema, body);
  throwIf(
    propertyErrors(type, properties, 'create', { portalId, ownerIds: activeOwnerIds(world, portalId) }),
  );
  if (type === 'contacts') refuseDuplicateEmail(world, portalId, properties);
  const targets = associations.map((association) => associationTarget(world, portalId, type, association));
  const record = world.store.create(portalId, type, properties);
  for (const target of targets) world.store.associations.add(record, target);
  return record;
}

/** Changes a record from a request body. Throws 404 for an unknown id. */
export function updateObject(
  world: World,
  portalId: number,
  type: ObjectType,
  id: string,
  body: unknown,
): CrmRecord {
  const { properties } = parseBody(updateSchema, body);
  const record = existing(world, portalId, type, id);
  throwIf(
    propertyErrors(type, properties, 'update', { portalId, ownerIds: activeOwnerIds(world, portalId) }),
  );
  if (type === 'contacts') refuseDuplicateEmail(world, portalId, properties, id);
  return world.store.update(record, properties);
}

/** The record with this id; throws 404 when there is none. */
export function existing(world: World, portalId: number, type: ObjectType, id: string): CrmRecord {
  const record = world.store.get(portalId, type, id);
  if (!record) throw notFound();
  return record;
}

/** The contact with this e-mail address, which HubSpot keeps unique. */
export function contactByEmail(world: World, portalId: number, email: string): CrmRecord | undefined {
  const wanted = email.toLowerCase();
  return world.store
    .list(portalId, 'contacts')
    .find((contact) => currentVersion(contact).properties.email?.toLowerCase() === wanted);
}

function refuseDuplicateEmail(world: World, portalId: number, properties: Properties, ownId?: string): void {
  const email = properties.email;
  const taken = email ? contactByEmail(world, portalId, email) : undefined;
  if (taken && taken.id !== ownId) throw duplicateContact(taken.id);
}

function associationTarget(
  world: World,
  portalId: number,
  from: ObjectType,
  association: Association,
): RecordRef {
  const id = String(association.to.id);
  const [first] = association.types;
  const refuse = (message: string) =>
    validationError(message, [{ message, code: 'INVALID_ASSOCIATION', context: { toObjectId: [id] } }]);
  if (association.types.some(({ associationCategory }) => associationCategory !== 'HUBSPOT_DEFINED')) {
    throw refuse(
      `associationCategory ${first?.associationCategory} is not defined for ${from}; expected HUBSPOT_DEFINED`,
    );
  }
  const typeIds = new Set(association.types.map(({ associationTypeId }) => associationTypeId));
  const to = from === 'calls' ? targetType(typeIds) : undefined;
  if (!to) {
    throw refuse(
      `Association type ${[...typeIds].join(', ')} is not valid from object type ${objectTypes[from].objectTypeId}`,
    );
  }
  if (!world.store.get(portalId, to, id)) {
    throw refuse(
      `${objectTypes[to].singular.toUpperCase()}=${id} is not valid: the record to associate does not exist`,
    );
  }
  return { portalId, type: to, id };
}

function targetType(typeIds: ReadonlySet<number>): ObjectType | undefined {
  if (typeIds.size !== 1) return undefined;
  const entries = Object.entries(callAssociationTypes) as [ObjectType, { typeId: number }][];
  return entries.find(([, { typeId }]) => typeIds.has(typeId))?.[0];
}

function throwIf(error: HubSpotError | undefined): void {
  if (error) throw error;
}
