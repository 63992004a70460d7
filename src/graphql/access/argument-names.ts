import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';

import { inWordsOf } from '../../platform/errors.js';

/**
 * Makes every root field name its arguments in errors as the schema does: what a service calls
 * `ttlSeconds` is `input.ttlSeconds` where the field has an `input`.
 *
 * @returns the same schema, changed
 */
export function nameArguments(schema: GraphQLSchema): GraphQLSchema {
  const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const field of types.flatMap((type) => Object.values(type?.getFields() ?? {}))) {
    if (!field.args.some(({ name }) => name === INPUT)) continue;
    const nameOf = inputNames(field);
    const named =
      (run: Resolver): Resolver =>
      (...call) =>
        inWordsOf(nameOf, () => run(...call));
    if (field.resolve) field.resolve = named(field.resolve);
    if (field.subscribe) field.subscribe = named(field.subscribe);
  }
  return schema;
}

const INPUT = 'input';

function inputNames({ args }: GraphQLField<unknown, unknown>): (path: string) => string {
  const known = new Set(args.map(({ name }) => name));
  return (path) => (known.has(path.split('.', 1)[0] ?? '') ? path : `${INPUT}.${path}`);
}

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;
