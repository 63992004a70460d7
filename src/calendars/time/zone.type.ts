import { GraphQLScalarType } from 'graphql';
import { TimeZoneResolver } from 'graphql-scalars';

/**
 * The schema's `TimeZone`. What goes out comes from Google or was checked when it came in; checking
 * it again takes Node 0.1 ms each time, more than all else that an event costs.
 */
export const TimeZoneScalar = new GraphQLScalarType({
  ...TimeZoneResolver.toConfig(),
  description:
    'A time zone: a name of the IANA database, for example `Europe/Berlin`. In an answer also an ' +
    'offset from UTC, for example `+02:00`, where Google knows no more than that.',
  serialize: String,
});
