import {
  BREAK,
  getNamedType,
  isInterfaceType,
  isLeafType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

/**
 * The one query of a document that may be compiled, or `undefined`.
 *
 * A document qualifies if graphql-jit 0.8 does with it exactly what graphql-js does, and if nothing
 * but names gets from it into generated code: one query, whose variables are single scalars or enums
 * without defaults, whose arguments are variables, without directives, introspection and interfaces.
 * (Every union's type is told without a promise.) That is what programs send; what people type into a form runs by graphql-js.
 *
 * @param document - validated against the schema
 */
export function compilableQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.QUERY) return undefined;
  const isPlain = (operation.variableDefinitions ?? []).every((one) => isPlainLeaf(schema, one));
  return isPlain && holdsNamesAlone(schema, document) ? operation : undefined;
}

function isPlainLeaf(schema: GraphQLSchema, definition: VariableDefinitionNode): boolean {
  const { type } = definition;
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  if (named.kind !== Kind.NAMED_TYPE || definition.defaultValue) return false;
  return isLeafType(typeFromAST(schema, named));
}

function holdsNamesAlone(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isSimple = true;
  const stop = () => {
    isSimple = false;
    return BREAK;
  };
  const visitor = visitWithTypeInfo(types, {
    Argument: ({ value }) => (value.kind === Kind.VARIABLE ? undefined : stop()),
    Directive: stop,
    Field: ({ name }) => {
      const isInterface = isInterfaceType(getNamedType(types.getType()));
      const isIntrospection = name.value === '__schema' || name.value === '__type';
      return isInterface || isIntrospection ? stop() : undefined;
    },
  });
  visit(document, visitor);
  return isSimple;
}
