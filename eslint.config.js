import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

const typescript = ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', '*.ts'];

// What `no-restricted-syntax` forbids. ESLint replaces a rule's options, it does not merge them, so
// every block below that sets the rule lists all that holds for its files.
const defaultExports = [
  {
    selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
    message: 'Export by name, so that a thing is called the same wherever it is used.',
  },
];
const environment = [
  {
    selector:
      ':matches(MemberExpression[object.name="process"][property.name="env"], VariableDeclarator[init.name="process"] Property[key.name="env"])',
    message:
      'The environment is read once, by src/config/load.ts; take what you need as a parameter.',
  },
];
const processExit = [
  {
    selector: 'CallExpression[callee.object.name="process"][callee.property.name=/^(exit|abort)$/]',
    message: 'Only src/serve/serve.ts and src/cli/ end the process; throw an error instead.',
  },
];
const clockAndChance = [
  {
    selector:
      ':matches(CallExpression[callee.object.name="Date"][callee.property.name="now"], NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"])',
    message: 'Time is a parameter: take a Clock (src/platform/clock.ts).',
  },
  {
    selector:
      ':matches(MemberExpression[object.name="Math"][property.name="random"], CallExpression[callee.property.name=/^(getRandomValues|randomBytes|randomInt)$/])',
    message: 'Randomness is a parameter: take a RandomSource (src/platform/crypto.ts).',
  },
];
const providerIds = [
  {
    selector: 'Literal[value=/^(LIVEKIT|GOOGLE_CALENDAR_MCP)$/]',
    message: 'Nothing may branch on a provider: put the difference into src/providers.',
  },
];
const shieldLibrary = [
  {
    selector: 'Literal[value=/^graphql-shield/]',
    message:
      'Import src/graphql/access/shield.ts, the one file that can load graphql-shield everywhere.',
  },
];
const inSource = [
  ...defaultExports,
  ...environment,
  ...processExit,
  ...clockAndChance,
  ...providerIds,
  ...shieldLibrary,
];
const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...new Set(rules)] });
const inSourceBut = (...exempt) => syntax(...inSource.filter((rule) => !exempt.includes(rule)));

const processImports = {
  name: 'node:process',
  message: 'Use the global process, whose uses the other rules can see.',
};
const randomImports = {
  name: 'node:crypto',
  importNames: ['randomBytes', 'randomInt', 'webcrypto', 'getRandomValues'],
  message: 'Randomness is a parameter: take a RandomSource (src/platform/crypto.ts).',
};

export default tseslint.config(
  {
    ignores: ['**/dist/', 'coverage/', 'data/', 'drizzle/', '**/generated/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  // JavaScript: configuration and the few scripts that run before TypeScript is there.
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', module: 'writable' },
    },
  },

  {
    files: typescript,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      'no-param-reassign': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          // Fastify's reply and instance can be awaited, but need not be.
          allowForKnownSafePromises: [
            { from: 'package', package: 'fastify', name: ['FastifyReply', 'FastifyInstance'] },
          ],
        },
      ],
      // A schema class is its decorated fields and may have nothing else.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `async` is also how a function promises that it never throws synchronously.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },

  {
    // Prettier wraps code and leaves comments as they are.
    files: typescript,
    rules: { 'max-len': ['error', { code: 1000, comments: 100, ignoreUrls: true }] },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': ['error', { paths: [processImports, randomImports] }],
      ...syntax(...inSource),
    },
  },
  {
    // A schema class is a shape to type-graphql: resolvers answer with plain objects.
    files: ['src/**/*.resolver.ts', 'src/**/*.type.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  { files: ['src/config/load.ts'], rules: inSourceBut(...environment) },
  { files: ['src/serve/serve.ts', 'src/cli/index.ts'], rules: inSourceBut(...processExit) },
  { files: ['src/client/surroundings.ts'], rules: inSourceBut(...clockAndChance) },
  {
    files: ['src/platform/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [processImports] }],
      ...inSourceBut(...clockAndChance),
    },
  },
  {
    files: ['src/providers/**/*.ts', 'src/livekit/**/*.ts'],
    rules: inSourceBut(...providerIds),
  },
  { files: ['src/graphql/access/shield.ts'], rules: inSourceBut(...shieldLibrary) },

  {
    files: ['test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      // Vitest reads from the pattern which fixtures are wanted, and insists on one for none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      ...syntax(...defaultExports),
    },
  },

  {
    // Without types: its packages are its own and need not be installed. Its compiler checks those.
    files: ['examples/frontend/**/*.{ts,tsx}'],
    extends: [js.configs.recommended, tseslint.configs.strict],
    rules: {
      eqeqeq: 'error',
      // Playwright reads from the pattern which fixtures are wanted, and insists on one for none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },

  {
    files: ['schema.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
        },
      ],
      // Connections page forwards only, and carry their nodes beside their edges.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-edge-types': [
        'error',
        { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Which types need an id is not told by their names; test/graphql/schema.test.ts knows.
      '@graphql-eslint/strict-id-in-types': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'ScalarTypeDefinition[name.value!=/^(Date|DateTime|EmailAddress|LocalDateTime|LocalTime|TimeZone)$/]',
          message:
            'An instant is a DateTime, a day a Date; a new scalar needs a decision and a line here.',
        },
        {
          selector:
            'FieldDefinition[name.value=/At$/] > NamedType[name.value!="DateTime"], FieldDefinition[name.value=/At$/] > NonNullType > NamedType[name.value!="DateTime"]',
          message: 'A field whose name ends in `At` is an instant: a DateTime.',
        },
      ],
    },
  },
);
