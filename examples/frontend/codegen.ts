import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types for every operation in `src/`, from the schema that the gateway publishes. */
const config: CodegenConfig = {
  // In a project of your own: node_modules/token-gateway-client/schema.graphql
  schema: '../../schema.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/generated/**'],
  generates: {
    'src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        scalars: { DateTime: 'string' },
      },
    },
  },
};

export default config;
