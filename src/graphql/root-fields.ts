import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';

/** The root fields of an operation. */
export interface RootFields {
  /** Their names in the schema, each once, in the order of the document. */
  readonly names: readonly string[];
  /** Those names by the names that the caller gave to their answers. */
  readonly byResponseName: ReadonlyMap<string, string>;
}

const NO_ROOT_FIELDS: RootFields = { names: [], byResponseName: new Map() };

/** Documents are remembered, so that the same operation is executed again and again. */
const rootFieldsByOperation = new WeakMap<OperationDefinitionNode, RootFields>();

/**
 * Returns the root fields that an operation asks for, those in fragments included, whether or not
 * the directives `@skip` and `@include` leave them out.
 *
 * @param document - validated against the schema
 */
export function rootFieldsOf(
  document: DocumentNode,
  operation: OperationDefinitionNode | undefined,
): RootFields {
  if (!operation) return NO_ROOT_FIELDS;
  const known = rootFieldsByOperation.get(operation);
  if (known) return known;
  const byResponseName = new Map<string, string>();
  addFields(operation.selectionSet.selections, document, byResponseName, new Set());
  const fields = { names: [...new Set(byResponseName.values())], byResponseName };
  rootFieldsByOperation.set(operation, fields);
  return fields;
}

function addFields(
  selections: readonly SelectionNode[],
  document: DocumentNode,
  byResponseName: Map<string, string>,
  spreads: Set<string>,
): void {
  for (const one of selections) {
    if (one.kind === Kind.FIELD) {
      byResponseName.set((one.alias ?? one.name).value, one.name.value);
    } else if (one.kind === Kind.INLINE_FRAGMENT) {
      addFields(one.selectionSet.selections, document, byResponseName, spreads);
    } else if (!spreads.has(one.name.value)) {
      spreads.add(one.name.value);
      const fragment = document.definitions.find(
        (other) => other.kind === Kind.FRAGMENT_DEFINITION && other.name.value === one.name.value,
      );
      if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) continue;
      addFields(fragment.selectionSet.selections, document, byResponseName, spreads);
    }
  }
}
