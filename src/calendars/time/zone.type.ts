import { GraphQLScalarType } from 'graphql';
import { TimeZoneResolver } from 'graphql-scalars';

/**
 * The schema's `TimeZone`. What goes out comes from Google or was checked when it came in; checking
 * it again takes Node 0.1 ms each time, more than all else that an event costs.
 */
export const TimeZoneScalar = new GraphQLScalarType({
  ...TimeZoneResolver.toConfig(),
  serialize: String,
});
