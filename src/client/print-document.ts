/** A GraphQL operation that knows its result and its variables, as code generators make them. */
export interface TypedDocument<Result, Variables> {
  /** Never there; it carries the types. */
  __apiType?: ((variables: Variables) => Result) | undefined;
}

/** What of graphql-js' syntax trees executable documents have. */
interface SyntaxNode {
  readonly kind: string;
  readonly name?: { readonly value: string };
  readonly alias?: { readonly value: string };
  readonly operation?: string;
  readonly value?: unknown;
  readonly type?: SyntaxNode;
  readonly typeCondition?: SyntaxNode;
  readonly variable?: SyntaxNode;
  readonly defaultValue?: SyntaxNode;
  readonly selectionSet?: SyntaxNode;
  readonly definitions?: readonly SyntaxNode[];
  readonly variableDefinitions?: readonly SyntaxNode[];
  readonly directives?: readonly SyntaxNode[];
  readonly arguments?: readonly SyntaxNode[];
  readonly selections?: readonly SyntaxNode[];
  readonly values?: readonly SyntaxNode[];
  readonly fields?: readonly SyntaxNode[];
}

/** The text of a document that is a string, a `TypedDocumentString` or a syntax tree. */
export function printDocument(document: unknown): string {
  if (typeof document === 'string' || document instanceof String) return String(document);
  return print(document as SyntaxNode);
}

/** GraphQL specification, October 2021, section 2; descriptions have no place in operations. */
function print(node: SyntaxNode | undefined): string {
  if (!node) return '';
  const name = node.name?.value ?? '';
  const rest = (): string => list(node.directives) + print(node.selectionSet);
  switch (node.kind) {
    case 'Document':
      return list(node.definitions, '\n');
    case 'OperationDefinition':
      return `${String(node.operation)} ${name}${list(node.variableDefinitions, ',', '()')}${rest()}`;
    case 'FragmentDefinition':
      return `fragment ${name} on ${print(node.typeCondition)}${rest()}`;
    case 'VariableDefinition': {
      const preset = node.defaultValue ? `=${print(node.defaultValue)}` : '';
      return `${print(node.variable)}:${print(node.type)}${preset}${rest()}`;
    }
    case 'SelectionSet':
      return list(node.selections, ' ', '{}');
    case 'Field': {
      const alias = node.alias ? `${node.alias.value}:` : '';
      return `${alias}${name}${list(node.arguments, ',', '()')}${rest()}`;
    }
    case 'FragmentSpread':
      return `...${name}${rest()}`;
    case 'InlineFragment':
      return `...${node.typeCondition ? `on ${print(node.typeCondition)}` : ''}${rest()}`;
    case 'Directive':
      return ` @${name}${list(node.arguments, ',', '()')}`;
    case 'Argument':
    case 'ObjectField':
      return `${name}:${print(node.value as SyntaxNode)}`;
    case 'Variable':
      return `$${name}`;
    case 'NamedType':
      return name;
    case 'ListType':
      return `[${print(node.type)}]`;
    case 'NonNullType':
      return `${print(node.type)}!`;
    case 'ListValue':
      return `[${list(node.values, ',')}]`;
    case 'ObjectValue':
      return `{${list(node.fields, ',')}}`;
    case 'NullValue':
      return 'null';
    case 'StringValue':
      return JSON.stringify(node.value);
    default: // numbers, booleans and enum values stand as they are written
      return String(node.value);
  }
}

function list(nodes: readonly SyntaxNode[] = [], separator = '', around = ''): string {
  if (nodes.length === 0) return '';
  return (around[0] ?? '') + nodes.map(print).join(separator) + (around[1] ?? '');
}
