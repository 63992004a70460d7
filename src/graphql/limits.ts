import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

import { subscriptionRootRule } from './subscription-root.js';

/** The most lexical tokens a document may have. */
export const MAX_TOKENS = 1_000;

/** The most characters a document may have; long values belong in variables. */
export const MAX_CHARACTERS = 64 * 1024;

/** Called with the name of a limit whenever a document is refused for it. */
export type OnLimit = (limit: string) => void;

/** The limits on a document's depth, aliases and directives, and on the root of a subscription. */
export function limitRules(onLimit: OnLimit): ValidationRule[] {
  const refuse = (limit: string) => ({
    enabled: true,
    // By default the library throws, and the caller would see a server error.
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) => {
        onLimit(limit);
        const message = error.message.replace(/^Syntax Error: /, '');
        context?.reportError(new GraphQLError(`${message} Ask for less in one operation.`));
      },
    ],
  });
  const armor = new ApolloArmor({
    maxDepth: { ...refuse('depth'), n: 10 },
    maxAliases: { ...refuse('aliases'), n: 15 },
    maxDirectives: { ...refuse('directives'), n: 50 },
    // It reads no variables and no default page size; see cost.ts.
    costLimit: { enabled: false },
    // The parser counts tokens, and `validate` hides suggestions.
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  });
  return [subscriptionRootRule, ...armor.protect().validationRules];
}
