import {
  GraphQLError,
  Kind,
  type ASTNode,
  type ASTVisitor,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

import type { LimitMetrics } from '../../platform/metrics.js';
import { countPairs } from './selection-pairs.js';

/** The most operations a document may have; the rules of the specification judge each of them. */
const MAX_OPERATIONS = 20;

/** The most selections a document may have, each fragment counted at each of its spreads. */
const MAX_SELECTIONS = 5_000;

/** The most pairs of {@link countPairs} that a document may have. */
const MAX_PAIRS = 1_000;

/**
 * Makes the rule that bounds what a document expands to, so that the rules of the specification,
 * which come after it, take bounded time.
 */
export function selectionLimits(metrics: LimitMetrics): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const refuse = (limit: string, problem: string): void => {
      metrics.limit(limit);
      context.reportError(new GraphQLError(problem));
    };
    return {
      Document: (document) => {
        const isOperation = ({ kind }: ASTNode): boolean => kind === Kind.OPERATION_DEFINITION;
        if (document.definitions.filter(isOperation).length > MAX_OPERATIONS) {
          refuse('operations', TOO_MANY_OPERATIONS);
          return;
        }
        const bounds = { pairs: MAX_PAIRS, selections: MAX_SELECTIONS };
        const excess =
          countSelections(context) > MAX_SELECTIONS ? 'selections' : countPairs(document, bounds);
        if (excess === 'selections') refuse('cost', TOO_MANY_SELECTIONS);
        if (excess === 'pairs') refuse('repetitions', TOO_MANY_PAIRS);
      },
    };
  };
}

const TOO_MANY_OPERATIONS =
  `The document has more than ${String(MAX_OPERATIONS)} operations. ` +
  'Send each operation in a document of its own.';
const TOO_MANY_SELECTIONS =
  `The document has more than ${String(MAX_SELECTIONS)} selections, each fragment counted wherever ` +
  'it is used. Ask for less in one operation.';
const TOO_MANY_PAIRS =
  `The document has more than ${String(MAX_PAIRS)} pairs of fields with the same response name, or of ` +
  'fragments, in one place. Select each field once.';

/** The selections of all operations, each fragment counted at each of its spreads. */
function countSelections(context: ValidationContext): number {
  const counts = new Map<string, number>();
  const countFragment = (name: string): number => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    // A fragment within itself is for another rule to refuse.
    counts.set(name, 0);
    const fragment = context.getFragment(name);
    const count = fragment ? countIn(fragment.selectionSet) : 0;
    counts.set(name, count);
    return count;
  };
  const countIn = ({ selections }: SelectionSetNode): number => {
    let count = selections.length;
    for (const one of selections) {
      if (one.kind === Kind.FRAGMENT_SPREAD) count += countFragment(one.name.value);
      else if (one.selectionSet) count += countIn(one.selectionSet);
    }
    return count;
  };
  let sum = 0;
  for (const one of context.getDocument().definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION) sum += countIn(one.selectionSet);
  }
  return sum;
}
