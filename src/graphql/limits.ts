import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** The most lexical tokens a document may have. */
export const MAX_TOKENS = 1_000;

/** Called with the name of a limit whenever a document is refused for it. */
export type OnLimit = (limit: string) => void;

/**
 * The limits on documents: depth, aliases, directives and cost. A page of 200 tokens with every
 * field fits; introspection is not counted.
 */
export function limitRules(onLimit: OnLimit): ValidationRule[] {
  const refuse = (limit: string) => ({
    enabled: true,
    // Left to itself the library throws, which Apollo takes for a fault of the server.
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
    costLimit: { ...refuse('cost'), maxCost: 20_000 },
    // Apollo does these two itself: `parseOptions.maxLexicalTokens`, `hideSchemaDetailsFromClientErrors`.
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  });
  return armor.protect().validationRules;
}
