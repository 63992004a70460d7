import 'reflect-metadata';

import { isUnionType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';

import { eventTimeTypeName } from '../calendars/time/event-time.type.js';
import type { RequestContext } from '../request/context.js';
import type { ServedResolver } from '../schema/served-resolver.js';
import { TokenChangeResolver } from '../tokens/current/change.resolver.js';
import { boundInstants, writeInstants } from './instants.js';

/**
 * Builds the schema of resolvers' classes; without its rules yet.
 *
 * @param instances - what answers the fields, one for each class; without them the schema is to
 *   look at
 */
export function buildSchema(
  resolvers: readonly ServedResolver<never>['type'][],
  instances: readonly object[],
): GraphQLSchema {
  const byClass = new Map<unknown, object>(instances.map((one) => [one.constructor, one]));
  const schema = buildSchemaSync({
    resolvers: [...resolvers] as unknown as NonEmptyArray<new () => object>,
    container: { get: (resolverClass: unknown) => byClass.get(resolverClass) },
    validate: false,
    // The check is an introspection of it all at every start; Apollo validates the schema anyway.
    skipCheck: true,
    pubSub: { publish: () => undefined, subscribe: unbound },
  });
  describe(schema.getQueryType(), 'What can be read. Who may read what is said at each field.');
  describe(schema.getMutationType(), 'What can be changed. Each answers once it is committed.');
  describe(schema.getSubscriptionType(), 'What can be listened to, by WebSocket or event stream.');
  bindStreams(schema, byClass.get(TokenChangeResolver) as TokenChangeResolver | undefined);
  tellEventTimes(schema);
  boundInstants(schema);
  writeInstants(schema);
  return schema;
}

/**
 * Sets what starts each stream. type-graphql would ask a hub of messages for it, which knows
 * neither the resolver's instance nor who asks; it insists on one being there all the same.
 */
function bindStreams(schema: GraphQLSchema, resolver: TokenChangeResolver | undefined): void {
  const field = schema.getSubscriptionType()?.getFields()['currentTokenChanged'];
  if (!field) throw new Error('The schema lacks currentTokenChanged.');
  field.subscribe = (_root, args: { agent: string }, context: RequestContext) =>
    resolver?.follow(args, context);
}

/**
 * Has the type of an event's time returned at once. type-graphql returns a promise of it, one for
 * each of the hundreds of events on a page.
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
