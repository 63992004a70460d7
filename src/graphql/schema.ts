import 'reflect-metadata';

import {
  introspectionFromSchema,
  isUnionType,
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
import { CalendarResolver } from '../calendars/calendar.resolver.js';
import { EventChangeResolver } from '../calendars/event-change.resolver.js';
import { eventTimeTypeName } from '../calendars/event-time.type.js';
import { EventResolver } from '../calendars/event.resolver.js';
import { GoogleConnectionResolver } from '../google/google-connection.resolver.js';
import { GoogleGrantResolver } from '../google/google-grant.resolver.js';
import { RoomResolver } from '../livekit/room.resolver.js';
import { RoomTokenResolver } from '../livekit/room-token.resolver.js';
import { TokenLifecycleResolver } from '../tokens/token-lifecycle.resolver.js';
import { IntrospectionResolver } from '../tokens/introspection.resolver.js';
import type { RequestContext } from '../context/create-context.js';
import { TokenChangeResolver } from '../tokens/token-change.resolver.js';
import { TokenResolver } from '../tokens/token.resolver.js';
import { boundInstants, writeInstants } from './instants.js';
import { ViewerResolver } from './viewer.resolver.js';

/** The resolvers that the schema is made of, ready to be called. */
export interface Resolvers {
  readonly agent: AgentResolver;
  readonly agentSubject: AgentSubjectResolver;
  readonly audit: AuditResolver;
  readonly calendar: CalendarResolver;
  readonly event: EventResolver;
  readonly eventChange: EventChangeResolver;
  readonly googleConnection: GoogleConnectionResolver;
  readonly googleGrant: GoogleGrantResolver;
  readonly introspection: IntrospectionResolver;
  readonly room: RoomResolver;
  readonly roomToken: RoomTokenResolver;
  readonly token: TokenResolver;
  readonly tokenLifecycle: TokenLifecycleResolver;
  readonly tokenChange: TokenChangeResolver;
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
      CalendarResolver,
      EventResolver,
      EventChangeResolver,
      GoogleConnectionResolver,
      GoogleGrantResolver,
      IntrospectionResolver,
      RoomResolver,
      RoomTokenResolver,
      TokenResolver,
      TokenLifecycleResolver,
      TokenChangeResolver,
      ViewerResolver,
    ],
    container: { get: (resolverClass: unknown) => instances.get(resolverClass) },
    validate: false,
    // The check is an introspection of it all at every start; Apollo validates the schema anyway.
    skipCheck: true,
    pubSub: { publish: () => undefined, subscribe: unbound },
  });
  describe(schema.getQueryType(), 'What can be read. Who may read what is said at each field.');
  describe(schema.getMutationType(), 'What can be changed. Each answers once it is committed.');
  describe(schema.getSubscriptionType(), 'What can be listened to, by WebSocket or event stream.');
  bindStreams(schema, resolvers);
  tellEventTimes(schema);
  boundInstants(schema);
  writeInstants(schema);
  return schema;
}

/**
 * Sets what starts each stream. type-graphql would ask a hub of messages for it, which knows neither
 * the resolver's instance nor who asks; it insists on one being there all the same.
 */
function bindStreams(schema: GraphQLSchema, resolvers: Resolvers): void {
  const field = schema.getSubscriptionType()?.getFields()['currentTokenChanged'];
  if (!field) throw new Error('The schema lacks currentTokenChanged.');
  field.subscribe = (_root, args: { agent: string }, context: RequestContext) =>
    resolvers.tokenChange.follow(args, context);
}

/**
 * Has the type of an event's time returned at once. type-graphql returns a promise of it, one for each
 * of the hundreds of events on a page.
 */
function tellEventTimes(schema: GraphQLSchema): void {
  const union = schema.getType('EventTime');
  if (!isUnionType(union)) throw new Error('The schema lacks EventTime.');
  union.resolveType = eventTimeTypeName;
}

function unbound(): never {
  throw new Error('This stream was not bound to its resolver.');
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
