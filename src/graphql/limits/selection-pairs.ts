import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';

import { fragmentsOf, type Fragments } from './fragments.js';

/** What {@link countPairs} counts, and its bound for each. */
interface Bounds {
  readonly pairs: number;
  readonly selections: number;
}

/**
 * Counts what the rule "Field Selection Merging" of GraphQL (section 5.3.2) compares: the pairs of
 * fields with the same response name, and of fragments, in selection sets that execution merges.
 * Stops at a bound, so that its own time is bounded.
 *
 * @param bounds - how many pairs to count, and how many selections to visit for it
 * @returns the bound that the document exceeds, if any
 */
export function countPairs(document: DocumentNode, bounds: Bounds): keyof Bounds | undefined {
  const fragments = fragmentsOf(document);
  const count = new PairCount(fragments, bounds);
  for (const one of document.definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION) {
      count.addMerged([{ selectionSet: one.selectionSet, enclosing: [] }]);
    }
  }
  // The rule looks into fragments that no operation uses, too.
  for (const [name, { selectionSet }] of fragments) {
    if (!count.hasReached(name)) count.addMerged([{ selectionSet, enclosing: [name] }]);
  }
  return count.exceeded;
}

/** A selection set, and the fragments around it: a fragment within itself is not followed. */
interface Place {
  readonly selectionSet: SelectionSetNode;
  readonly enclosing: readonly string[];
}

class PairCount {
  #pairs = 0;
  #selections = 0;
  readonly #fragments: Fragments;
  readonly #bounds: Bounds;
  readonly #reached = new Set<string>();

  constructor(fragments: Fragments, bounds: Bounds) {
    this.#fragments = fragments;
    this.#bounds = bounds;
  }

  get exceeded(): keyof Bounds | undefined {
    if (this.#pairs > this.#bounds.pairs) return 'pairs';
    return this.#selections > this.#bounds.selections ? 'selections' : undefined;
  }

  hasReached(fragment: string): boolean {
    return this.#reached.has(fragment);
  }

  /** Adds selection sets that execution merges into one. */
  addMerged(places: readonly Place[]): void {
    const pending = [...places];
    const spreads = new Set<string>();
    const occurrences = new Map<string, number>();
    const below = new Map<string, Place[]>();
    for (let place = pending.pop(); place; place = pending.pop()) {
      const { enclosing } = place;
      for (const one of place.selectionSet.selections) {
        this.#selections += 1;
        if (this.exceeded) return;
        if (one.kind === Kind.INLINE_FRAGMENT) {
          pending.push({ selectionSet: one.selectionSet, enclosing });
        } else if (one.kind === Kind.FRAGMENT_SPREAD) {
          const spread = this.#spread(one.name.value, enclosing, spreads);
          if (spread) pending.push(spread);
        } else {
          this.#addField(one, enclosing, occurrences, below);
        }
      }
    }
    for (const merged of below.values()) {
      if (this.exceeded) return;
      this.addMerged(merged);
    }
  }

  /** The place that a spread leads to, unless it leads there for the second time. */
  #spread(name: string, enclosing: readonly string[], spreads: Set<string>): Place | undefined {
    this.#reached.add(name);
    const fragment = this.#fragments.get(name);
    if (!fragment || spreads.has(name)) return undefined;
    this.#pairs += spreads.size;
    spreads.add(name);
    if (enclosing.includes(name)) return undefined;
    return { selectionSet: fragment.selectionSet, enclosing: [...enclosing, name] };
  }

  #addField(
    { alias, name, selectionSet }: FieldNode,
    enclosing: readonly string[],
    occurrences: Map<string, number>,
    below: Map<string, Place[]>,
  ): void {
    const responseName = (alias ?? name).value;
    const before = occurrences.get(responseName) ?? 0;
    occurrences.set(responseName, before + 1);
    this.#pairs += before;
    if (!selectionSet) return;
    const merged = below.get(responseName);
    if (merged) merged.push({ selectionSet, enclosing });
    else below.set(responseName, [{ selectionSet, enclosing }]);
  }
}
