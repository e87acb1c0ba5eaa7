import * as v from 'valibot';
import { invalidJson, validationError } from '../api/errors.ts';
import type { ObjectType } from '../crm/model.ts';
import { propertyDefinitions } from '../crm/properties.ts';

const operators = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

const filterSchema = v.strictObject({
  propertyName: v.string(),
  operator: v.picklist(operators),
  value: v.optional(v.string()),
  highValue: v.optional(v.string()),
  values: v.optional(v.array(v.string())),
});

const sortSchema = v.strictObject({
  propertyName: v.string(),
  direction: v.optional(v.picklist(['ASCENDING', 'DESCENDING']), 'ASCENDING'),
});

const searchSchema = v.strictObject({
  query: v.optional(v.string()),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 10),
  after: v.optional(
    v.union([v.pipe(v.string(), v.regex(/^\d*$/)), v.pipe(v.number(), v.integer(), v.minValue(0))]),
  ),
  // HubSpot's own library sends sorts as bare property names.
  sorts: v.optional(v.array(v.union([v.string(), sortSchema])), []),
  properties: v.optional(v.array(v.string())),
  filterGroups: v.optional(v.array(v.strictObject({ filters: v.array(filterSchema) })), []),
});

/** One condition of a search. */
export type SearchFilter = v.InferOutput<typeof filterSchema>;
/** A search request within HubSpot's limits. */
export type SearchRequest = Omit<v.InferOutput<typeof searchSchema>, 'after' | 'sorts'> & {
  after: number;
  sorts: v.InferOutput<typeof sortSchema>[];
};

/** Limits of docs/facts/hubspot.md, section 3. */
const limits = {
  groups: 5,
  filtersPerGroup: 6,
  filters: 18,
  page: 200,
  results: 10_000,
  query: 3_000,
  sorts: 1,
};

/** Reads and checks the body of a search. Throws the 400 that HubSpot answers. */
export function parseSearch(body: unknown, type: ObjectType): SearchRequest {
  const parsed = v.safeParse(searchSchema, body);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw invalidJson(`${issue.message}, at ${v.getDotPath(issue) ?? 'body'}`);
  }
  const { sorts, after, ...rest } = parsed.output;
  const request: SearchRequest = {
    ...rest,
    after: Number(after ?? 0),
    sorts: sorts.map((sort) =>
      typeof sort === 'string' ? { propertyName: sort, direction: 'ASCENDING' } : sort,
    ),
  };
  checkLimits(request);
  for (const { filters } of request.filterGroups) for (const filter of filters) checkFilter(filter, type);
  for (const { propertyName } of request.sorts) checkProperty(propertyName, type);
  return request;
}

function checkLimits(request: SearchRequest): void {
  const groups = request.filterGroups;
  if (groups.length > limits.groups)
    throw problem(`Maximum number of filterGroups is ${limits.groups}, got ${groups.length}`);
  const largest = Math.max(0, ...groups.map(({ filters }) => filters.length));
  if (largest > limits.filtersPerGroup)
    throw problem(`Maximum number of filters in a group is ${limits.filtersPerGroup}, got ${largest}`);
  const total = groups.reduce((sum, { filters }) => sum + filters.length, 0);
  if (total > limits.filters) throw problem(`Maximum number of filters is ${limits.filters}, got ${total}`);
  if (groups.some(({ filters }) => filters.length === 0))
    throw problem('filterGroups must not contain an empty filters list');
  if (request.limit > limits.page)
    throw problem(`Requested limit ${request.limit} is larger than the maximum of ${limits.page}`);
  if (request.after + request.limit > limits.results)
    throw problem(`Paging is limited to ${limits.results} total results`);
  if ((request.query?.length ?? 0) > limits.query)
    throw problem(`query is longer than ${limits.query} characters`);
  if (request.sorts.length > limits.sorts) throw problem('Only one sort is allowed');
}

function checkFilter(filter: SearchFilter, type: ObjectType): void {
  checkProperty(filter.propertyName, type);
  const { operator, value, values, highValue, propertyName } = filter;
  const takesList = operator === 'IN' || operator === 'NOT_IN';
  const takesNothing = operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY';
  const takesRange = operator === 'BETWEEN';
  const wrong =
    (takesList && (!values || values.length === 0 || value !== undefined)) ||
    (takesNothing && (value !== undefined || values !== undefined)) ||
    (takesRange && (value === undefined || highValue === undefined)) ||
    (!takesList && !takesNothing && (value === undefined || value === '' || values !== undefined)) ||
    (!takesRange && highValue !== undefined);
  if (wrong)
    throw problem(
      `operator ${operator} on ${propertyName} requires ${operands(takesList, takesNothing, takesRange)}`,
    );
}

function operands(list: boolean, nothing: boolean, range: boolean): string {
  if (list) return 'values and no value';
  if (nothing) return 'no value';
  return range ? 'value and highValue' : 'a value';
}

function checkProperty(name: string, type: ObjectType): void {
  if (!(name in propertyDefinitions[type])) {
    throw validationError(`There was a problem with the request.`, [
      {
        message: `Property "${name}" does not exist`,
        code: 'PROPERTY_DOESNT_EXIST',
        context: { propertyName: [name] },
      },
    ]);
  }
}

function problem(message: string) {
  return validationError('There was a problem with the request.', [{ message, code: 'INVALID_SEARCH' }]);
}
