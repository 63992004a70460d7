import {
  getNamedType,
  isCompositeType,
  isNonNullType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** A root field that answers with a page of a list. */
export type Connection = GraphQLField<unknown, unknown>;

/** The connections of a schema's queries. */
export function connectionsOf(schema: GraphQLSchema): Connection[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
    args.some(({ name }) => name === 'first'),
  );
}

/**
 * Returns the selection that a generator makes of a type: each field of it and of what is below,
 * `__typename` included, but for fields that need arguments.
 *
 * @param without - fields of the type itself to leave out
 */
export function fullSelection(type: GraphQLNamedType, without: readonly string[] = []): string {
  if (isUnionType(type)) {
    const members = type.getTypes().map((one) => `... on ${one.name} ${fullSelection(one)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isCompositeType(type)) return '';
  const fields = Object.values(type.getFields())
    .filter(({ args }) => !args.some((one) => isNonNullType(one.type)))
    .filter(({ name }) => !without.includes(name))
    .map((field) => `${field.name} ${fullSelection(getNamedType(field.type))}`);
  return `{ __typename ${fields.join(' ')} }`;
}
