import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValidationRule,
} from 'graphql';

import { DomainError } from '../../platform/errors.js';

/** What is wrong with a subscription's root. */
interface Problem {
  readonly message: string;
  readonly node: ASTNode;
}

/**
 * A subscription selects one field of the schema, always: GraphQL specification, "Single root
 * field", which forbids `@skip` and `@include` there. graphql-js throws when it meets one with a
 * variable, and finds no field to subscribe to when the only one is skipped.
 *
 * A document that breaks this rule is looked at no further: the error is a `BAD_USER_INPUT`.
 */
export const subscriptionRootRule: ValidationRule = (context) => ({
  Document: (document) => {
    const problem = document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .filter(({ operation }) => operation === OperationTypeNode.SUBSCRIPTION)
      .map((operation) => problemOfRoot(operation, document))
      .find((found) => found !== undefined);
    if (!problem) return undefined;
    const { message, node: nodes } = problem;
    const originalError = new DomainError('BAD_USER_INPUT', message);
    context.reportError(new GraphQLError(message, { nodes, originalError }));
    // Nothing is visited below, so that no other rule throws.
    return null;
  },
});

function problemOfRoot(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Problem | undefined {
  const responseNames = new Set<string>();
  for (const selection of rootSelections(operation, document)) {
    const condition = selection.directives?.find(({ name }) => isCondition(name.value));
    if (condition) {
      const message = `The root field of a subscription cannot have @${condition.name.value}. Remove it.`;
      return { message, node: condition };
    }
    if (selection.kind !== Kind.FIELD) continue;
    if (selection.name.value.startsWith('__')) {
      const message =
        'A subscription cannot select an introspection field as its root field. Remove it.';
      return { message, node: selection };
    }
    responseNames.add((selection.alias ?? selection.name).value);
    if (responseNames.size > 1) {
      const message = 'A subscription must have exactly one root field. Open one for each field.';
      return { message, node: selection };
    }
  }
  return undefined;
}

/** The selections at an operation's root, those of fragments included, each fragment once. */
function rootSelections(
  { selectionSet }: OperationDefinitionNode,
  { definitions }: DocumentNode,
): SelectionNode[] {
  const found = [...selectionSet.selections];
  const spread = new Set<string>();
  // The list grows while it is read.
  for (const selection of found) {
    if (selection.kind === Kind.INLINE_FRAGMENT) found.push(...selection.selectionSet.selections);
    if (selection.kind !== Kind.FRAGMENT_SPREAD || spread.has(selection.name.value)) continue;
    spread.add(selection.name.value);
    const fragment = definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    );
    if (fragment?.kind === Kind.FRAGMENT_DEFINITION) {
      found.push(...fragment.selectionSet.selections);
    }
  }
  return found;
}

function isCondition(directive: string): boolean {
  return directive === 'skip' || directive === 'include';
}
