import { type ErrorDetail, type HubSpotError, validationError } from '../api/errors.ts';
import type { ObjectType, Properties } from './model.ts';
import { type PropertyDefinition, propertyDefinitions } from './properties.ts';

/** What a value is checked against besides its definition. */
export interface ValidationContext {
  portalId: number;
  /** Ids of the owners that can be assigned. */
  ownerIds: ReadonlySet<string>;
}

interface Failure {
  name: string;
  error: string;
  message: string;
}

/** ISO 8601 in UTC, as HubSpot's docs ask; dates with an offset are refused there. */
const isoUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;
const email = /^[^\s@<>(),;:"[\]]+@[^\s@.]+(\.[^\s@.]+)+$/;

/**
 * Checks a write as HubSpot does: every name exists and may be written, every value is of its kind.
 * @param mode `create` also asks for required properties
 * @returns the 400 to answer, or undefined when the write is good
 */
export function propertyErrors(
  type: ObjectType,
  properties: Properties,
  mode: 'create' | 'update',
  context: ValidationContext,
): HubSpotError | undefined {
  const definitions = propertyDefinitions[type];
  const missing = Object.entries(definitions).filter(
    ([name, { required }]) => required && (mode === 'create' || name in properties) && !properties[name],
  );
  if (missing.length > 0)
    return missingProperties(
      type,
      missing.map(([name]) => name),
    );
  const failures = Object.entries(properties).flatMap(([name, value]) => {
    const failure = check(name, value, definitions[name], context);
    return failure ? [failure] : [];
  });
  return failures.length > 0 ? invalidValues(failures, context.portalId) : undefined;
}

function check(
  name: string,
  value: string | null,
  definition: PropertyDefinition | undefined,
  context: ValidationContext,
): Failure | undefined {
  if (!definition) {
    return { name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
  }
  if (definition.readOnly) {
    return {
      name,
      error: 'READ_ONLY_VALUE',
      message: `"${name}" is a read only property; its value cannot be set.`,
    };
  }
  if (value === null || value === '') return undefined;
  return checkValue(name, value, definition, context);
}

function checkValue(
  name: string,
  value: string,
  { kind, options = [] }: PropertyDefinition,
  { ownerIds }: ValidationContext,
): Failure | undefined {
  switch (kind) {
    case 'string':
      return value.length > 65_536
        ? { name, error: 'PROPERTY_VALUE_TOO_LONG', message: `${name} is longer than 65536 characters` }
        : undefined;
    case 'digits':
      return /^\d{1,15}$/.test(value) ? undefined : notA(name, value, 'INVALID_LONG', 'a valid long');
    case 'number':
      return Number.isFinite(Number(value)) ? undefined : notA(name, value, 'INVALID_LONG', 'a valid number');
    case 'boolean':
      return ['true', 'false'].includes(value)
        ? undefined
        : notA(name, value, 'INVALID_BOOLEAN', 'a valid boolean');
    case 'datetime':
      return isDatetime(value)
        ? undefined
        : notA(name, value, 'INVALID_DATE', 'a valid long or ISO 8601 UTC date');
    case 'email':
      return email.test(value)
        ? undefined
        : { name, error: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
    case 'httpsUrl':
      return isHttps(value)
        ? undefined
        : { name, error: 'INVALID_URL', message: `${value} is not a valid HTTPS URL for ${name}` };
    case 'owner':
      return ownerIds.has(value)
        ? undefined
        : { name, error: 'INVALID_OWNER_ID', message: `${value} is not a valid owner id` };
    case 'enumeration':
      return options.includes(value)
        ? undefined
        : {
            name,
            error: 'INVALID_OPTION',
            message: `${value} was not one of the allowed options: [${options.join(', ')}]`,
          };
  }
}

function notA(name: string, value: string, error: string, what: string): Failure {
  return { name, error, message: `${value} was not ${what}.` };
}

function isDatetime(value: string): boolean {
  if (/^\d{1,15}$/.test(value)) return true;
  return isoUtc.test(value) && !Number.isNaN(Date.parse(value));
}

function isHttps(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:';
}

function missingProperties(type: ObjectType, names: readonly string[]): HubSpotError {
  const errors: ErrorDetail[] = names.map((name) => ({
    message: `${name} is a required property`,
    code: 'MISSING_REQUIRED_PROPERTY',
    context: { properties: [name] },
  }));
  return validationError(
    `Error creating ${type.toUpperCase()}. Some required properties were not set.`,
    errors,
  );
}

function invalidValues(failures: readonly Failure[], portalId: number): HubSpotError {
  const listed = failures.map(({ name, error, message }) => ({
    isValid: false,
    message,
    error,
    name,
    localizedErrorMessage: message,
    portalId,
  }));
  return validationError(
    `Property values were not valid: ${JSON.stringify(listed)}`,
    failures.map(({ name, error, message }) => ({ message, code: error, context: { propertyName: [name] } })),
  );
}
