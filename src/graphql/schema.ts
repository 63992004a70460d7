import 'reflect-metadata';

import {
  introspectionFromSchema,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { buildSchemaSync } from 'type-graphql';

import { TokenResolver } from '../tokens/token.resolver.js';
import { ViewerResolver } from './viewer.resolver.js';

/** The resolvers that the schema is made of, ready to be called. */
export interface Resolvers {
  readonly token: TokenResolver;
  readonly viewer: ViewerResolver;
}

/** Builds the schema on resolvers that are constructed elsewhere; without its rules yet. */
export function buildGatewaySchema(resolvers: Resolvers): GraphQLSchema {
  const instances = new Map<unknown, unknown>(
    Object.values(resolvers).map((instance: object) => [instance.constructor, instance]),
  );
  return buildSchemaSync({
    resolvers: [TokenResolver, ViewerResolver],
    container: { get: (resolverClass: unknown) => instances.get(resolverClass) },
    validate: false,
  });
}

/** The schema in GraphQL's definition language, as `schema.graphql` holds it. */
export function printGatewaySchema(): string {
  return `${printSchema(describedSchema())}\n`;
}

/** The schema as the answer to an introspection query. */
export function introspectGatewaySchema(): IntrospectionQuery {
  return introspectionFromSchema(describedSchema());
}

/** The schema to look at, in alphabetical order; its resolvers are missing. */
function describedSchema(): GraphQLSchema {
  return lexicographicSortSchema(buildGatewaySchema({} as Resolvers));
}
