import type { ObjectType, Properties } from '../crm/model.ts';
import { type PropertyDefinition, propertyDefinitions } from '../crm/properties.ts';
import type { SearchFilter } from './request.ts';
import { containsToken } from './tokens.ts';

/** Whether a record's properties meet one condition. */
export function meetsFilter(type: ObjectType, properties: Properties, filter: SearchFilter): boolean {
  const definition = propertyDefinitions[type][filter.propertyName] ?? { kind: 'string' };
  const actual = properties[filter.propertyName] ?? null;
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return actual !== null;
    case 'NOT_HAS_PROPERTY':
      return actual === null;
    case 'NEQ':
      return actual === null || !equal(actual, filter.value ?? '', definition);
    case 'NOT_IN':
      // Strings in a list are compared with the lower-cased index as they stand: capitals never match (docs/facts/hubspot.md, section 3).
      return actual === null || !inList(actual, filter.values ?? [], definition);
    case 'NOT_CONTAINS_TOKEN':
      return actual === null || !containsToken(actual, filter.value ?? '');
    default:
      return actual !== null && meetsPositive(actual, filter, definition);
  }
}

function meetsPositive(actual: string, filter: SearchFilter, definition: PropertyDefinition): boolean {
  const value = filter.value ?? '';
  switch (filter.operator) {
    case 'EQ':
      return equal(actual, value, definition);
    case 'IN':
      return inList(actual, filter.values ?? [], definition);
    case 'CONTAINS_TOKEN':
      return containsToken(actual, value);
    case 'LT':
      return compare(actual, value, definition) < 0;
    case 'LTE':
      return compare(actual, value, definition) <= 0;
    case 'GT':
      return compare(actual, value, definition) > 0;
    case 'GTE':
      return compare(actual, value, definition) >= 0;
    case 'BETWEEN':
      return (
        compare(actual, value, definition) >= 0 && compare(actual, filter.highValue ?? '', definition) <= 0
      );
    default:
      return false;
  }
}

function equal(actual: string, wanted: string, { kind }: PropertyDefinition): boolean {
  if (kind === 'enumeration' || kind === 'owner') return actual === wanted;
  if (kind === 'datetime' || kind === 'number' || kind === 'digits')
    return scalar(actual, kind) === scalar(wanted, kind);
  return actual.toLowerCase() === wanted.toLowerCase();
}

function inList(actual: string, wanted: readonly string[], { kind }: PropertyDefinition): boolean {
  const indexed = kind === 'enumeration' || kind === 'owner' ? actual : actual.toLowerCase();
  return wanted.includes(indexed);
}

/** Negative, zero or positive, as in a sort; NaN where a bound is no number, which meets no condition. */
export function compare(left: string, right: string, { kind }: PropertyDefinition): number {
  if (kind === 'datetime' || kind === 'number' || kind === 'digits')
    return scalar(left, kind) - scalar(right, kind);
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

function scalar(value: string, kind: 'datetime' | 'number' | 'digits'): number {
  return kind === 'datetime' && !/^\d+$/.test(value) ? Date.parse(value) : Number(value);
}
