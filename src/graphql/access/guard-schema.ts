import { GraphQLError, type GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';

import { DomainError } from '../../platform/errors.js';
import { permissions } from './permissions.js';
import { asRule, type Decision } from './rules.js';
import { shield, type IRules } from './shield.js';

const denied = (): DomainError =>
  new DomainError('FORBIDDEN', 'This field is not open to anyone.', { reason: 'NO_RULE' });

/** The rules of root fields, by type and field. */
type Permissions = Readonly<Record<string, Readonly<Record<string, Decision>>>>;

/**
 * Puts the rules of `permissions.ts` in front of the schema's root fields.
 *
 * Only root fields are wrapped: wrapping every leaf, as shield does by itself, triples the cost of
 * a list. Subscriptions are guarded when they are subscribed to as well as at each event: left to
 * itself, shield would give a refused client an open stream.
 */
export function guardSchema(
  schema: GraphQLSchema,
  rules: Permissions = permissions,
): GraphQLSchema {
  const deny = asRule('deny', denied);
  const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    .filter((type) => type !== undefined && type !== null)
    .map((type) => type.name);
  const tree = Object.fromEntries(
    rootTypes.map((typeName) => {
      const guards = Object.entries(rules[typeName] ?? {}).map(
        ([field, decide]) => [field, asRule(`${typeName}.${field}`, decide)] as const,
      );
      return [typeName, { ...Object.fromEntries(guards), '*': deny }];
    }),
  );
  const generated = shield(tree as IRules, {
    allowExternalErrors: true,
    fallbackRule: deny,
    fallbackError: denied(),
  }).generate(schema) as Record<string, object>;
  const rootsOnly = Object.fromEntries(rootTypes.map((name) => [name, generated[name] ?? {}]));
  const guarded = applyMiddleware(schema, rootsOnly);
  guardSubscribe(guarded, rules);
  return guarded;
}

function guardSubscribe(schema: GraphQLSchema, rules: Permissions): void {
  const type = schema.getSubscriptionType();
  for (const field of Object.values(type?.getFields() ?? {})) {
    const { subscribe } = field;
    const decide = rules['Subscription']?.[field.name] ?? denied;
    field.subscribe = (parent, args: Record<string, unknown>, context, info) => {
      const { principal } = context as { principal: Parameters<typeof decide>[0] };
      const decision = decide(principal, args);
      if (decision !== true) throw decision;
      if (!subscribe) throw new GraphQLError(`${field.name} cannot be subscribed to.`);
      return subscribe(parent, args, context, info);
    };
  }
}
