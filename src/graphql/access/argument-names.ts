import type { GraphQLSchema } from 'graphql';

import { inWordsOf } from '../../platform/errors.js';
import { wrapRootResolvers } from './root-resolvers.js';

const INPUT = 'input';

/**
 * Makes every root field name its arguments in errors as the schema does: what a service calls
 * `ttlSeconds` is `input.ttlSeconds` where the field has an `input`.
 *
 * @returns the same schema, changed
 */
export function nameArguments(schema: GraphQLSchema): GraphQLSchema {
  return wrapRootResolvers(schema, ({ args }) => {
    const known = new Set(args.map(({ name }) => name));
    if (!known.has(INPUT)) return (run) => run;
    const nameOf = (path: string): string =>
      known.has(path.split('.', 1)[0] ?? '') ? path : `${INPUT}.${path}`;
    return (run) =>
      (...call) =>
        inWordsOf(nameOf, () => run(...call));
  });
}
