import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';

/** What answers a root field, or starts its stream. */
export type RootResolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;

/**
 * Puts something around what answers each root field that has arguments.
 *
 * @param around - makes of a resolver of that field what is to be called in its place
 * @returns the same schema, changed
 */
export function wrapRootResolvers(
  schema: GraphQLSchema,
  around: (field: GraphQLField<unknown, unknown>) => (run: RootResolver) => RootResolver,
): GraphQLSchema {
  const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const field of types.flatMap((type) => Object.values(type?.getFields() ?? {}))) {
    if (field.args.length === 0) continue;
    const wrap = around(field);
    if (field.resolve) field.resolve = wrap(field.resolve);
    if (field.subscribe) field.subscribe = wrap(field.subscribe);
  }
  return schema;
}
