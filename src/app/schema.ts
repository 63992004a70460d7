// Decorators write to it as soon as a resolver's file is loaded.
import 'reflect-metadata';

import {
  introspectionFromSchema,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';

import { agentResolvers } from '../agents/resolvers.js';
import { auditResolvers } from '../audit/resolvers.js';
import { assembleCalendars, type CalendarServices } from '../calendars/module.js';
import { calendarResolvers } from '../calendars/resolvers.js';
import type { Config } from '../config/load.js';
import { googleResolvers } from '../google/resolvers.js';
import { nameArguments } from '../graphql/access/argument-names.js';
import { guardSchema } from '../graphql/access/guard-schema.js';
import { refuseSecretArguments } from '../graphql/access/secret-arguments.js';
import { buildSchema } from '../graphql/schema.js';
import { ViewerResolver } from '../graphql/viewer.resolver.js';
import { roomResolvers } from '../livekit/resolvers.js';
import type { RandomSource } from '../platform/crypto.js';
import type { ServedResolver } from '../schema/served-resolver.js';
import { statusResolvers } from '../status/resolvers.js';
import { tokenResolvers } from '../tokens/resolvers.js';
import type { Services } from './services.js';

/** Every resolver of the gateway. */
const RESOLVERS: readonly ServedResolver<Services & { readonly calendars: CalendarServices }>[] = [
  ...tokenResolvers,
  ...agentResolvers,
  ...auditResolvers,
  ...roomResolvers,
  ...googleResolvers,
  ...calendarResolvers,
  ...statusResolvers,
  { type: ViewerResolver, create: ({ google }) => new ViewerResolver(google.accounts) },
];

const CLASSES = RESOLVERS.map(({ type }) => type);

/** Assembles the schema that the gateway serves, on its services and with its rules in front. */
export function assembleSchema(
  config: Config,
  services: Services,
  random: RandomSource,
): GraphQLSchema {
  const calendars = assembleCalendars({
    settings: config.google,
    accounts: services.google.accounts,
    audit: services.audit,
    random,
  });
  const parts = { ...services, calendars };
  const schema = buildSchema(
    CLASSES,
    RESOLVERS.map(({ create }) => create(parts)),
  );
  return guardSchema(nameArguments(refuseSecretArguments(schema, services.redact)));
}

/** The schema in GraphQL's definition language, as `schema.graphql` holds it. */
export function printGatewaySchema(): string {
  return `${printSchema(describedSchema())}\n`;
}

/** The schema as the answer to an introspection query. */
export function introspectGatewaySchema(): IntrospectionQuery {
  return introspectionFromSchema(describedSchema());
}

/** The schema to look at, in alphabetical order: nothing answers its fields. */
function describedSchema(): GraphQLSchema {
  return lexicographicSortSchema(buildSchema(CLASSES, []));
}
