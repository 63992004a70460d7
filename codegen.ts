import type { CodegenConfig } from '@graphql-codegen/cli';

type Output = Exclude<CodegenConfig['generates'][string], readonly unknown[]>;

const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    // Everything in `test/` that writes GraphQL: the path a frontend takes.
    'test/generated/': typedDocuments(['test/**/*.ts', '!test/generated/**']),
    // What the MCP tools and commands send, as text: nothing has to print a syntax tree first.
    'src/generated/': typedDocuments(['src/{mcp,remote}/operations.graphql'], {
      documentMode: 'string',
    }),
    // What the client's package has for those who generate nothing.
    'src/client/generated/': {
      ...typedDocuments(['src/client/operations.graphql'], { documentMode: 'string' }),
      hooks: { beforeOneFileWrite: (_path: string, content: string) => withoutImport(content) },
    },
  },
};

/** The client's package depends on nothing: what its documents would import is written out. */
function withoutImport(content: string): string {
  return content.replace(
    /^import type \{ DocumentTypeDecoration \} from .*$/m,
    `interface DocumentTypeDecoration<TResult, TVariables> {
  __apiType?: (variables: TVariables) => TResult;
}`,
  );
}

function typedDocuments(documents: string[], mode: { documentMode?: 'string' } = {}): Output {
  return {
    documents,
    preset: 'client',
    presetConfig: { fragmentMasking: false },
    config: {
      ...mode,
      importExtension: '.js',
      useTypeImports: true,
      enumsAsTypes: true,
      scalars: {
        Date: 'string',
        DateTime: 'string',
        EmailAddress: 'string',
        LocalDateTime: 'string',
        LocalTime: 'string',
        TimeZone: 'string',
      },
    },
  };
}

export default config;
