import { Hono } from 'hono';
import * as v from 'valibot';
import { currentVersion } from '../crm/model.ts';
import type { World } from '../world.ts';
import { type ApiContext, type ApiEnv, jsonBody } from './env.ts';
import { HubSpotError, notFound, validationError } from './errors.ts';
import { type ObjectBody, objectBody } from './objectBody.ts';
import { readable, writable } from './objectRoutes.ts';
import { createObject, existing, parseBody, updateObject } from './objectWrites.ts';

/** Most inputs that one batch may hold. */
const largestBatch = 100;

const inputsSchema = v.strictObject({ inputs: v.pipe(v.array(v.looseObject({})), v.minLength(1)) });
const idSchema = v.strictObject({ id: v.string() });
const updateSchema = v.looseObject({ id: v.string() });
const readSchema = v.strictObject({
  inputs: v.pipe(v.array(idSchema), v.minLength(1)),
  properties: v.optional(v.array(v.string()), []),
  propertiesWithHistory: v.optional(v.array(v.string()), []),
});

/** `…/{type}/batch/{create,read,update,archive}`. Failing inputs give 207 on the dated paths and fail all of v3's. */
export function batchRoutes(world: World, version: string): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>({ strict: false });
  routes.post('/:type/batch/create', async (c) => {
    const { type } = writable(c);
    const inputs = limited(parseBody(inputsSchema, await jsonBody(c)).inputs);
    return answer(world, c, version, 201, inputs, (input) =>
      all(createObject(world, c.get('token').portalId, type, input)),
    );
  });
  routes.post('/:type/batch/update', async (c) => {
    const { type } = writable(c);
    const inputs = limited(parseBody(inputsSchema, await jsonBody(c)).inputs);
    return answer(world, c, version, 200, inputs, (input) => {
      const { id, ...body } = parseBody(updateSchema, input);
      return all(updateObject(world, c.get('token').portalId, type, id, body));
    });
  });
  routes.post('/:type/batch/read', async (c) => {
    const { type } = readable(c);
    const { inputs, properties } = parseBody(readSchema, await jsonBody(c));
    return answer(world, c, version, 200, limited(inputs), ({ id }) =>
      objectBody(existing(world, c.get('token').portalId, type, id), properties),
    );
  });
  routes.post('/:type/batch/archive', async (c) => {
    const { type } = writable(c);
    for (const input of limited(parseBody(inputsSchema, await jsonBody(c)).inputs)) {
      const record = world.store.get(c.get('token').portalId, type, parseBody(idSchema, input).id);
      if (record) world.store.archive(record);
    }
    return c.body(null, 204);
  });
  return routes;
}

function limited<T>(inputs: T[]): T[] {
  if (inputs.length > largestBatch)
    throw validationError(`The maximum number of inputs in a batch is ${largestBatch}`);
  return inputs;
}

function all(record: Parameters<typeof currentVersion>[0]): ObjectBody {
  return objectBody(record, Object.keys(currentVersion(record).properties));
}

function answer<Input>(
  world: World,
  c: ApiContext,
  version: string,
  status: 200 | 201,
  inputs: readonly Input[],
  act: (input: Input) => ObjectBody,
) {
  const startedAt = new Date(world.clock.now()).toISOString();
  const results: ObjectBody[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    try {
      results.push(act(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      if (version === 'v3' && error.status !== notFound().status) throw error;
      errors.push(error.body);
    }
  }
  const body = {
    status: 'COMPLETE',
    results,
    startedAt,
    completedAt: new Date(world.clock.now()).toISOString(),
  };
  if (errors.length === 0) return c.json(body, status);
  return c.json({ ...body, numErrors: errors.length, errors }, 207);
}
