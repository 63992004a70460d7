import 'reflect-metadata';

import {
  introspectionFromSchema,
  lexicographicSortSchema,
  printSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { buildSchemaSync } from 'type-graphql';

import { AgentResolver } from '../agents/agent.resolver.js';
import { AgentSubjectResolver } from '../agents/agent-subject.resolver.js';
import { AuditResolver } from '../audit/audit.resolver.js';
import { TokenLifecycleResolver } from '../tokens/token-lifecycle.resolver.js';
import { IntrospectionResolver } from '../tokens/introspection.resolver.js';
import { TokenResolver } from '../tokens/token.resolver.js';
import { ViewerResolver } from './viewer.resolver.js';

/** The resolvers that the schema is made of, ready to be called. */
export interface Resolvers {
  readonly agent: AgentResolver;
  readonly agentSubject: AgentSubjectResolver;
  readonly audit: AuditResolver;
  readonly introspection: IntrospectionResolver;
  readonly token: TokenResolver;
  readonly tokenLifecycle: TokenLifecycleResolver;
  readonly viewer: ViewerResolver;
}

/** Builds the schema on resolvers that are constructed elsewhere; without its rules yet. */
export function buildGatewaySchema(resolvers: Resolvers): GraphQLSchema {
  const instances = new Map<unknown, unknown>(
    Object.values(resolvers).map((instance: object) => [instance.constructor, instance]),
  );
  const schema = buildSchemaSync({
    resolvers: [
      AgentResolver,
      AgentSubjectResolver,
      AuditResolver,
      IntrospectionResolver,
      TokenResolver,
      TokenLifecycleResolver,
      ViewerResolver,
    ],
    container: { get: (resolverClass: unknown) => instances.get(resolverClass) },
    validate: false,
  });
  describe(schema.getQueryType(), 'What can be read. Who may read what is said at each field.');
  describe(schema.getMutationType(), 'What can be changed. Each answers once it is committed.');
  return schema;
}

function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
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
