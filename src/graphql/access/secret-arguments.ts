import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';

import { refuseSecrets } from '../../platform/secrets/free-text.js';
import type { Redact } from '../../platform/secrets/redact.js';

/** Arguments that are secrets on purpose. */
const SECRETS: ReadonlySet<string> = new Set([
  'introspectToken.token',
  'importGoogleConnection.input.refreshToken',
  'importGoogleServiceAccount.input.keyFile',
]);

/**
 * Arguments that the gateway neither stores nor logs: cursors, and the texts of calendar events, in
 * which a link to a meeting often holds a JWT.
 */
const NOT_KEPT: ReadonlySet<string> = new Set([
  'after',
  'comment',
  'description',
  'etag',
  'location',
  'search',
  'summary',
]);

/**
 * Makes every root field refuse secrets in its arguments. It is put behind the rules of
 * permissions.ts, so that nobody without rights learns what a secret is.
 *
 * @returns the same schema, changed
 */
export function refuseSecretArguments(schema: GraphQLSchema, redact: Redact): GraphQLSchema {
  const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const field of types.flatMap((type) => Object.values(type?.getFields() ?? {}))) {
    const isExempt = (path: string): boolean =>
      SECRETS.has(`${field.name}.${path}`) || NOT_KEPT.has(path.split('.').at(-1) ?? '');
    const checked =
      (run: Resolver): Resolver =>
      (parent, args, context, info) => {
        refuseSecrets('', args, { redact, isExempt });
        return run(parent, args, context, info);
      };
    if (field.args.length === 0) continue;
    if (field.resolve) field.resolve = checked(field.resolve);
    if (field.subscribe) field.subscribe = checked(field.subscribe);
  }
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;
