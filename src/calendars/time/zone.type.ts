import { GraphQLScalarType, Kind } from 'graphql';
import { TimeZoneResolver } from 'graphql-scalars';

import { offsetOf } from '../../platform/time-zone.js';

const names = TimeZoneResolver.toConfig();

/**
 * The schema's `TimeZone`. What goes out comes from Google or was checked when it came in; checking
 * it again takes Node 0.1 ms each time, more than all else that an event costs.
 */
export const TimeZoneScalar = new GraphQLScalarType({
  ...names,
  description:
    'A time zone: a name of the IANA database, for example `Europe/Berlin`. In an answer also an ' +
    'offset from UTC, for example `+02:00`, where Google knows no more than that; answers can be ' +
    'asked for by one, and events cannot be planned by one.',
  serialize: String,
  parseValue: (value) => (isOffset(value) ? value : names.parseValue(value)),
  parseLiteral: (node, variables) =>
    node.kind === Kind.STRING && isOffset(node.value)
      ? node.value
      : names.parseLiteral(node, variables),
});

function isOffset(value: unknown): value is string {
  return typeof value === 'string' && offsetOf(value) !== undefined;
}
