import {
  getIntrospectionQuery,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  parse,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

import type { KnownVariables } from './cost.js';
import { fragmentsOf, type Fragments } from './fragments.js';

/** How many times the full introspection an answer may have: tools differ in how deep they look. */
const FULL_INTROSPECTIONS = 1.25;

/** What a value takes beside its name and its text: quotes, colon, comma or braces. */
const PUNCTUATION = 6;

/** The fields of a query's root that answer with parts of the schema. */
const META_FIELDS: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

/**
 * Returns the most characters that introspection may add to an answer: by the schema's own size, so
 * that the full introspection of GraphiQL, Apollo Sandbox and code generators always fits.
 */
export function introspectionLimit(schema: GraphQLSchema): number {
  const full = parse(
    getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
  );
  const [operation] = full.definitions as readonly [OperationDefinitionNode];
  const request = { document: full, operation, variables: {} };
  return Math.ceil(introspectionSize(schema, request, Infinity) * FULL_INTROSPECTIONS);
}

/**
 * Returns about how many characters introspection adds to the answer of an operation. It reads the
 * schema as an execution would and builds nothing. What the directives `@skip` and `@include` leave
 * out is counted.
 *
 * @param request - valid against the schema, with the values of its variables as far as they are
 *   known
 * @param most - where the count stops, so that its own time is bounded
 */
export function introspectionSize(
  schema: GraphQLSchema,
  {
    document,
    operation,
    variables,
  }: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
    readonly variables: KnownVariables;
  },
  most: number,
): number {
  const count = new SizeCount(schema, document, variables, most);
  count.addRoot(operation.selectionSet.selections);
  return count.characters;
}

class SizeCount {
  characters = 0;
  readonly #info: GraphQLResolveInfo;
  readonly #fragments: Fragments;
  readonly #variables: KnownVariables;
  readonly #most: number;

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: KnownVariables,
    most: number,
  ) {
    // The resolvers of introspection read nothing else of it.
    this.#info = { schema } as GraphQLResolveInfo;
    this.#fragments = fragmentsOf(document);
    this.#variables = variables;
    this.#most = most;
  }

  addRoot(selections: readonly SelectionNode[]): void {
    for (const node of this.#fieldsOf(selections)) {
      const field = META_FIELDS.get(node.name.value);
      if (field) this.#addField(node, field, undefined);
    }
  }

  #addField(node: FieldNode, field: GraphQLField<unknown, unknown>, source: unknown): void {
    if (this.characters > this.#most) return;
    this.characters += (node.alias ?? node.name).value.length;
    const value: unknown = field.resolve?.(source, this.#argumentsOf(node, field), {}, this.#info);
    this.#addValue(field.type, value, node);
  }

  #addValue(type: GraphQLOutputType, value: unknown, node: FieldNode): void {
    this.characters += PUNCTUATION;
    const nullable = getNullableType(type);
    if (value === null || value === undefined) return;
    if (isLeafType(nullable)) {
      this.characters += JSON.stringify(value).length;
    } else if (isListType(nullable)) {
      for (const item of value as Iterable<unknown>) this.#addValue(nullable.ofType, item, node);
    } else if (isObjectType(nullable)) {
      const fields = nullable.getFields();
      for (const below of this.#fieldsOf(node.selectionSet?.selections ?? [])) {
        const field = fields[below.name.value];
        if (field) this.#addField(below, field, value);
        // `__typename`, which is on no type.
        else this.characters += below.name.value.length + nullable.name.length + PUNCTUATION;
      }
    }
  }

  /**
   * The fields of a selection set, those in fragments included: introspection has no abstract
   * types.
   */
  *#fieldsOf(selections: readonly SelectionNode[]): Generator<FieldNode> {
    for (const one of selections) {
      if (one.kind === Kind.FIELD) {
        yield one;
        continue;
      }
      const within = one.kind === Kind.INLINE_FRAGMENT ? one : this.#fragments.get(one.name.value);
      if (within) yield* this.#fieldsOf(within.selectionSet.selections);
    }
  }

  #argumentsOf(node: FieldNode, { args }: GraphQLField<unknown, unknown>): KnownVariables {
    return Object.fromEntries(
      args.map(({ name, defaultValue }) => {
        const given = node.arguments?.find((one) => one.name.value === name)?.value;
        return [name, given ? valueFromASTUntyped(given, this.#variables) : defaultValue];
      }),
    );
  }
}
