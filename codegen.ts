import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    // Everything in `test/` that writes GraphQL: the path a frontend takes.
    'test/generated/': typedDocuments(['test/**/*.ts', '!test/generated/**']),
    // What the MCP tools send, as text: nothing has to print a syntax tree first.
    'src/generated/': typedDocuments(['src/mcp/operations.graphql'], { documentMode: 'string' }),
  },
};

function typedDocuments(
  documents: string[],
  mode: { documentMode?: 'string' } = {},
): CodegenConfig['generates'][string] {
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
