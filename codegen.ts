import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for everything in `test/` that writes GraphQL: the path a frontend takes. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/**/*.ts', '!test/generated/**'],
  generates: {
    'test/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
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
    },
  },
};

export default config;
