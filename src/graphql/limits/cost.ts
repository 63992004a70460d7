import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

import { PAGE_SIZE } from '../../platform/page.js';
import { fragmentsOf, type Fragments } from './fragments.js';

/**
 * The most values that the answer to an operation may have. Generated clients select every field of
 * a connection, some by `edges` and some by `nodes`: both at once, at the greatest page size, must
 * fit.
 */
export const MAX_COST = 32_000;

/** The argument of Relay's connections that multiplies what is selected below it. */
const PAGE_ARGUMENT = 'first';

/** The values of an operation's variables, as far as they are known. */
export type KnownVariables = Readonly<Record<string, unknown>>;

/**
 * What an operation costs: the most values that its answer can have, lists without pages counted as
 * one. A field is one value; a field with the argument `first` is as many times its selections as
 * the page is long. A page size in a variable counts as the variable's value, else the variable's
 * default, else the argument's default. Introspection is left out: see `introspection-size.ts`.
 *
 * @param document - valid against the schema, and within the limits of `operation-limits.ts`
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: KnownVariables,
): number {
  const root = schema.getRootType(operation.operation);
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const isGiven = Object.hasOwn(variables, name) && variables[name] !== undefined;
    if (isGiven) values[name] = variables[name];
    else if (defaultValue) values[name] = valueFromASTUntyped(defaultValue);
  }
  const count = new CostCount(schema, fragmentsOf(document), values);
  return count.selections(operation.selectionSet.selections, root ?? undefined);
}

class CostCount {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Fragments;
  readonly #variables: KnownVariables;
  readonly #fragmentCosts = new Map<string, number>();

  constructor(schema: GraphQLSchema, fragments: Fragments, variables: KnownVariables) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  selections(selections: readonly SelectionNode[], parent: GraphQLNamedType | undefined): number {
    let cost = 0;
    for (const one of selections) {
      if (one.kind === Kind.FIELD) cost += this.#field(one, parent);
      else if (one.kind === Kind.FRAGMENT_SPREAD) cost += this.#fragment(one.name.value);
      else {
        const condition = one.typeCondition?.name.value;
        const type = condition === undefined ? parent : this.#schema.getType(condition);
        cost += this.selections(one.selectionSet.selections, type);
      }
    }
    return cost;
  }

  #fragment(name: string): number {
    const known = this.#fragmentCosts.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return 0;
    const type = this.#schema.getType(fragment.typeCondition.name.value);
    const cost = this.selections(fragment.selectionSet.selections, type);
    this.#fragmentCosts.set(name, cost);
    return cost;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    const { selectionSet } = node;
    if (!selectionSet) return 1;
    const hasFields = isObjectType(parent) || isInterfaceType(parent);
    const field = hasFields ? parent.getFields()[node.name.value] : undefined;
    // Introspection's own fields are on no type.
    if (!field) return 0;
    const type = getNamedType(field.type);
    const below = this.selections(
      selectionSet.selections,
      isCompositeType(type) ? type : undefined,
    );
    return 1 + this.#pageSize(node, field) * below;
  }

  #pageSize({ arguments: given }: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const argument = field.args.find(({ name }) => name === PAGE_ARGUMENT);
    if (!argument) return 1;
    const value = given?.find(({ name }) => name.value === PAGE_ARGUMENT)?.value;
    const size = value ? valueFromASTUntyped(value, this.#variables) : undefined;
    // An explicit null means the same page as no argument.
    const known = size ?? argument.defaultValue;
    if (typeof known !== 'number' || !(known > 1)) return 1;
    // The field itself refuses larger pages, in better words.
    return Math.min(known, PAGE_SIZE.most);
  }
}
