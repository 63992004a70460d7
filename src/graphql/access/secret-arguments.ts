import type { GraphQLSchema } from 'graphql';

import { refuseSecrets } from '../../platform/secrets/free-text.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { wrapRootResolvers } from './root-resolvers.js';

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
  return wrapRootResolvers(schema, (field) => {
    const isExempt = (path: string): boolean =>
      SECRETS.has(`${field.name}.${path}`) || NOT_KEPT.has(path.split('.').at(-1) ?? '');
    return (run) => (parent, args, context, info) => {
      refuseSecrets('', args, { redact, isExempt });
      return run(parent, args, context, info);
    };
  });
}
