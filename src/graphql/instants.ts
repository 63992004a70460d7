import { GraphQLError, type GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { DateResolver, DateTimeResolver, LocalDateTimeResolver } from 'graphql-scalars';

import { EARLIEST_INSTANT, LATEST_INSTANT, showableInstant } from '../platform/instants.js';

const { serialize } = DateTimeResolver;

/** The scalars as their library made them; a process may build more than one schema. */
const scalars = [DateTimeResolver, DateResolver, LocalDateTimeResolver].map((scalar) => ({
  name: scalar.name,
  parseValue: scalar.parseValue,
  parseLiteral: scalar.parseLiteral,
}));

/**
 * Has the schema's scalars for dates refuse what lies outside the years 1 to 9999 after conversion
 * to UTC, in variables and in documents.
 */
export function boundInstants(schema: GraphQLSchema): void {
  for (const { name, parseValue, parseLiteral } of scalars) {
    const scalar = schema.getType(name) as GraphQLScalarType | undefined;
    if (!scalar) continue;
    scalar.parseValue = (value) => withinBounds(name, parseValue(value));
    scalar.parseLiteral = (node, variables) => withinBounds(name, parseLiteral(node, variables));
  }
}

/**
 * Writes instants as text. The scalar of graphql-scalars checks a `Date` and leaves it as it is,
 * and `JSON.stringify` takes twice as long for an object with such dates as for the same with text.
 * What is computed from an instant at the bounds may lie beyond them, and is shown as the bound.
 */
export function writeInstants(schema: GraphQLSchema): void {
  const scalar = schema.getType(DateTimeResolver.name) as GraphQLScalarType | undefined;
  if (!scalar) throw new Error('The schema lacks DateTime.');
  scalar.serialize = (value) =>
    value instanceof Date ? showableInstant(value).toISOString() : serialize(value);
}

function withinBounds<T>(name: string, value: T): T {
  const instant =
    value instanceof Date ? value : new Date(`${String(value).slice(0, 10)}T00:00:00Z`);
  if (instant >= EARLIEST_INSTANT && instant <= LATEST_INSTANT) return value;
  throw new GraphQLError(`${name} must lie in the years 0001 to 9999, in UTC.`);
}
