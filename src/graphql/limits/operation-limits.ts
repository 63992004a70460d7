import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  BREAK,
  GraphQLError,
  type NameNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

import type { LimitMetrics } from '../../platform/metrics.js';
import { subscriptionRootRule } from '../subscriptions/root.js';

/** The most lexical tokens a document may have. */
export const MAX_TOKENS = 1_000;

/** The most characters a document may have; long values belong in variables. */
export const MAX_CHARACTERS = 64 * 1024;

/**
 * The most characters a name may have: answers and errors repeat an alias as often as a list is
 * long.
 */
const MAX_NAME_CHARACTERS = 200;

/**
 * The limits on a document's names, depth, aliases and directives, and on the root of a
 * subscription.
 */
export function limitRules(metrics: LimitMetrics): ValidationRule[] {
  const refuse = (limit: string) => ({
    // By default the library throws, and the caller would see a server error.
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) => {
        metrics.limit(limit);
        const message = error.message.replace(/^Syntax Error: /, '');
        context?.reportError(new GraphQLError(`${message} Ask for less in one operation.`));
      },
    ],
  });
  return [
    nameLimit(metrics),
    subscriptionRootRule,
    maxDepthRule({ ...refuse('depth'), n: 10 }),
    maxAliasesRule({ ...refuse('aliases'), n: 15 }),
    maxDirectivesRule({ ...refuse('directives'), n: 50 }),
  ];
}

function nameLimit(metrics: LimitMetrics): ValidationRule {
  return (context) => ({
    Name: (node: NameNode) => {
      if (node.value.length <= MAX_NAME_CHARACTERS) return undefined;
      metrics.limit('names');
      const message =
        `The document has a name of more than ${String(MAX_NAME_CHARACTERS)} characters. ` +
        'Use a shorter one.';
      context.reportError(new GraphQLError(message, { nodes: node }));
      return BREAK;
    },
  });
}
