import { Hono } from 'hono';
import * as v from 'valibot';
import { currentVersion } from '../crm/model.ts';
import { type ObjectTypeInfo, objectTypeOf } from '../crm/objectTypes.ts';
import { parseSearch } from '../search/request.ts';
import { search } from '../search/search.ts';
import type { World } from '../world.ts';
import { associateByDefault } from './associationWrites.ts';
import { batchRoutes } from './batchRoutes.ts';
import { requireScope } from './bearer.ts';
import { type ApiContext, type ApiEnv, jsonBody, listParameter, pageParameters } from './env.ts';
import { notFound } from './errors.ts';
import { hitBody, objectBody, withAssociations } from './objectBody.ts';
import { contactByEmail, createObject, existing, updateObject } from './objectWrites.ts';

/** Records of every object type: `/crm/objects/{version}/…` and its v3 twin `/crm/v3/objects/…`. */
export function objectRoutes(world: World, version: string): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>({ strict: false });
  routes.route('/', batchRoutes(world, version));
  routes.post('/:type/search', async (c) => {
    const info = readable(c);
    const body = parseSearch(await jsonBody(c), info.type);
    const { portalId } = c.get('token');
    const page = search(info.type, world.store.indexed(portalId, info.type, world.switches.indexLagMs), body);
    const results = page.results.map((hit) => hitBody(hit, body.properties));
    return c.json({
      total: page.total,
      results,
      ...(page.after ? { paging: { next: { after: page.after } } } : {}),
    });
  });
  routes.get('/:type', (c) => listObjects(world, c));
  routes.post('/:type', async (c) => {
    const info = writable(c);
    const record = createObject(world, c.get('token').portalId, info.type, await jsonBody(c));
    return c.json(objectBody(record, writtenNames(record)), 201);
  });
  routes.get('/:type/:id', (c) => {
    const info = readable(c);
    const record = find(world, c, info);
    const linked = listParameter(c, 'associations').flatMap((name) => objectTypeOf(name)?.type ?? []);
    return c.json(
      withAssociations(world.store, objectBody(record, listParameter(c, 'properties')), record, linked),
    );
  });
  routes.patch('/:type/:id', async (c) => {
    const info = writable(c);
    const record = updateObject(
      world,
      c.get('token').portalId,
      info.type,
      find(world, c, info).id,
      await jsonBody(c),
    );
    return c.json(objectBody(record, writtenNames(record)));
  });
  routes.delete('/:type/:id', (c) => {
    const info = writable(c);
    const record = world.store.get(c.get('token').portalId, info.type, c.req.param('id'));
    // HubSpot answers 204 for an id that is already gone.
    if (record) world.store.archive(record);
    return c.body(null, 204);
  });
  routes.put('/:type/:id/associations/default/:toType/:toId', (c) => {
    const info = writable(c);
    const to = objectTypeOf(c.req.param('toType'));
    if (!to) throw notFound();
    const { portalId } = c.get('token');
    const from = existing(world, portalId, info.type, c.req.param('id'));
    return c.json(associateByDefault(world, from, existing(world, portalId, to.type, c.req.param('toId'))));
  });
  return routes;
}

/** The path's object type, if the token may read it. Throws 404 or 403. */
export function readable(c: ApiContext): ObjectTypeInfo {
  const info = typeOf(c);
  requireScope(c.get('token'), info.readScope);
  return info;
}

/** The path's object type, if the token may write it. Throws 404 or 403. */
export function writable(c: ApiContext): ObjectTypeInfo {
  const info = typeOf(c);
  requireScope(c.get('token'), info.writeScope);
  return info;
}

function typeOf(c: ApiContext): ObjectTypeInfo {
  const info = objectTypeOf(c.req.param('type') ?? '');
  if (!info) throw notFound();
  return info;
}

function find(world: World, c: ApiContext, info: ObjectTypeInfo) {
  const { portalId } = c.get('token');
  const id = c.req.param('id') ?? '';
  if (info.type !== 'contacts' || c.req.query('idProperty') !== 'email')
    return existing(world, portalId, info.type, id);
  const contact = contactByEmail(world, portalId, id);
  if (!contact) throw notFound();
  return contact;
}

/** Names of the properties that hold a value: HubSpot answers a write with all of them. */
function writtenNames(record: Parameters<typeof currentVersion>[0]): string[] {
  const entries = Object.entries(currentVersion(record).properties);
  return entries.filter(([, value]) => value !== null).map(([name]) => name);
}

const afterSchema = v.optional(v.pipe(v.string(), v.regex(/^\d+$/)));

function listObjects(world: World, c: ApiContext) {
  const info = readable(c);
  const { limit, after } = pageParameters(c, 10, 100);
  const first = v.is(afterSchema, after) ? Number(after ?? 0) : 0;
  const archived = c.req.query('archived') === 'true';
  const records = archived ? [] : world.store.list(c.get('token').portalId, info.type);
  const ordered = records.sort((left, right) => Number(left.id) - Number(right.id));
  const page = ordered.filter(({ id }) => Number(id) > first).slice(0, limit + 1);
  const results = page.slice(0, limit).map((record) => objectBody(record, listParameter(c, 'properties')));
  const last = results.at(-1)?.id;
  return c.json({
    results,
    ...(page.length > limit ? { paging: { next: { after: last, link: c.req.url } } } : {}),
  });
}
