/**
 * The rooms of src/ and the doors between them. A file belongs to the first room whose pattern
 * matches it, may import that room's `may`, and nothing else of src. A new door is a new line here,
 * and in docs/architecture.md.
 */
const features = '(?:agents|audit|calendars|google|limits|livekit|superusers|tokens)';
const anyFeature = (file) => `^src/${features}/${file}`;
const ownFeature = (file) => `^src/$1/${file}`; // $1: the folder that the importing file is in
const inFeature = (file) => `^src/(${features})/${file}`;

const name = '[a-z0-9-]+';
const service = `${name}\\.service\\.ts$`;
const store = `${name}\\.store\\.ts$`;
const client = `${name}\\.client\\.ts$`;
const schemaSide = `${name}\\.(?:resolver|type|input|args)\\.ts$`; // what GraphQL sees of a feature
const schemaTypes = `${name}\\.(?:type|input|args)\\.ts$`;
const plain = `${name}\\.ts$`; // no role suffix: types, functions and the parts of a service

const platform = '^src/platform/';
const registry = '^src/providers/registry\\.ts$';
const provider = '^src/providers/(?:provider|registry)\\.ts$';

const rooms = {
  platform: { files: platform, may: [platform] },
  db: { files: '^src/db/', may: ['^src/db/', platform] },
  providers: { files: '^src/providers/', may: ['^src/providers/', platform] },
  config: { files: '^src/config\\.ts$', may: [registry, platform] },

  plain: {
    files: inFeature(plain),
    may: [ownFeature(plain), provider, platform],
    mayNameTypesOf: [ownFeature(store), anyFeature(plain)],
  },
  store: {
    files: inFeature(store),
    may: [ownFeature(store), ownFeature(plain), '^src/db/', provider, platform],
    mayNameTypesOf: [anyFeature(plain)],
  },
  client: { files: inFeature(client), may: [ownFeature(client), ownFeature(plain), platform] },
  service: {
    files: inFeature(service),
    may: [
      ownFeature(store),
      ownFeature(client),
      anyFeature(service),
      anyFeature(plain),
      '^src/db/change-(?:cache|watch)\\.ts$', // what a service remembers; queries stay in stores
      provider,
      platform,
    ],
  },
  schema: {
    files: inFeature(schemaSide),
    may: [
      ownFeature(service),
      ownFeature(schemaSide),
      anyFeature(schemaTypes),
      anyFeature(plain),
      '^src/context/',
      registry,
      platform,
    ],
  },

  context: {
    files: '^src/context/',
    may: ['^src/context/', provider, anyFeature(service), anyFeature(plain), platform],
  },
  graphql: {
    files: '^src/graphql/',
    may: ['^src/graphql/', '^src/context/', anyFeature(schemaSide), registry, platform],
  },
  http: {
    files: `^src/http/${plain}`,
    may: ['^src/http/', '^src/graphql/', '^src/context/', platform],
  },
  rest: {
    files: '^src/http/rest/', // the paths of the older service, described from what checks them
    may: [
      '^src/http/',
      '^src/graphql/permissions\\.ts$',
      '^src/graphql/format-error\\.ts$',
      '^src/context/',
      anyFeature(plain),
      registry,
      platform,
    ],
  },
  httpMcp: {
    files: '^src/http/mcp/', // MCP's own part of HTTP; the tools are in src/mcp
    may: [
      '^src/http/',
      '^src/graphql/(?:permissions|rules|format-error)\\.ts$',
      '^src/context/',
      '^src/mcp/(?:stateless-exchange|tool|tool-scope)\\.ts$',
      platform,
    ],
  },
  operator: {
    files: '^src/operator/',
    may: ['^src/operator/', anyFeature(service), anyFeature(plain), provider, platform],
  },

  app: {
    files: '^src/(?:app|services|storage|[a-z]+-services)\\.ts$', // the composition root
    may: [
      '^src/(?:http|graphql|context|operator|providers|db|platform)/',
      anyFeature(''),
      '^src/(?:config|services|storage|[a-z]+-services)\\.ts$',
      '^src/mcp/documents\\.ts$', // registered, as the next
      '^src/client/documents\\.ts$', // registered, so that the client works where only those run
    ],
  },
  main: {
    files: '^src/(?:main|ending|welcome)\\.ts$',
    may: ['^src/(?:app|config|ending|welcome)\\.ts$', registry, platform],
  },
  sdk: { files: '^src/client/', may: ['^src/client/'] },
  cli: {
    files: '^src/cli/',
    may: [
      '^src/cli/',
      '^src/(?:operator|client)/',
      '^src/mcp/stdio\\.ts$',
      '^src/(?:app|services|main|config)\\.ts$',
      // What the commands `migrate` and `schema` are about, and who holds the embedded database.
      '^src/db/(?:migrate|data-folder)\\.ts$',
      '^src/graphql/schema\\.ts$',
      platform,
    ],
  },
  mcp: { files: '^src/mcp/', may: ['^src/mcp/', '^src/generated/', '^src/client/', platform] },
  generated: { files: '^src/generated/', may: ['^src/generated/'] },
};

const doors = Object.entries(rooms).flatMap(([room, { files, may, mayNameTypesOf = [] }]) => [
  {
    name: `${room}-may-import`,
    comment: `See "Who may import whom" in docs/architecture.md; the room "${room}" has no such door.`,
    severity: 'error',
    from: { path: files },
    to: { path: '^src/', pathNot: [...may, ...mayNameTypesOf] },
  },
  ...mayNameTypesOf.map((types) => ({
    name: `${room}-may-name-types`,
    comment: `The room "${room}" may name these types ("import type"), not call this code.`,
    severity: 'error',
    from: { path: files },
    to: { path: types, pathNot: may, dependencyTypesNot: ['type-only'] },
  })),
]);

const npm = (packages) => `(?:^|/)node_modules/(?:${packages})(?:/|$)`;
const only = (rule, comment, packages, allowed) => ({
  name: rule,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: allowed },
  to: { path: npm(packages) },
});

module.exports = {
  forbidden: [
    ...doors,

    {
      name: 'every-file-has-a-room',
      comment: 'A new folder needs a room and its doors in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.values(rooms).map((room) => room.files) },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'Data flows one way. Move what both files need into a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file and it imports nothing: delete it or use it.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.js$', '^(?:src|test)/generated/'] },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'The path is mistyped, or the package is not installed.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-unlisted-packages',
      comment: 'Name the package in package.json; being there by way of another is an accident.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'source-uses-no-dev-dependency',
      comment: 'An installation has no devDependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'source-is-not-tooling',
      comment: 'What ships must not lean on tests, scripts or benchmarks.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|scripts|bench)/' },
    },

    {
      name: 'no-framework-below-the-schema',
      comment: 'Below resolvers and HTTP nothing knows how it is being asked.',
      severity: 'error',
      from: {
        path: [
          '^src/(?:providers|db|platform|operator)/',
          '^src/config\\.ts$',
          inFeature(service),
          inFeature(store),
          inFeature(client),
          inFeature(plain),
        ],
      },
      to: {
        path: npm(
          'graphql|graphql-[^/]+|@graphql-[^/]+/[^/]+|type-graphql|@apollo/[^/]+|@as-integrations/[^/]+|@escape\\.tech/[^/]+|fastify|@fastify/[^/]+',
        ),
      },
    },
    only(
      'only-stores-speak-sql',
      'SQL lives in *.store.ts and src/db.',
      'drizzle-orm|postgres|@electric-sql/[^/]+',
      ['^src/db/', inFeature(store)],
    ),
    only(
      'only-one-file-loads-shield',
      'src/graphql/shield.ts holds what graphql-shield needs on Node 23 and later.',
      'graphql-shield',
      ['^src/graphql/shield\\.ts$'],
    ),
    only('only-http-knows-fastify', 'Fastify stays in src/http.', 'fastify|@fastify/[^/]+', [
      '^src/http/',
    ]),
    only('only-the-cli-parses-arguments', 'commander stays in src/cli.', 'commander', [
      '^src/cli/',
    ]),
    only(
      'only-the-calendar-client-knows-google',
      'The Calendar API is called by src/calendars/google-calendar.client.ts alone.',
      'googleapis|@googleapis/[^/]+',
      // The second names its types, by the names that the rest of the folder has for them.
      ['^src/calendars/google-(?:calendar\\.client|resource)\\.ts$'],
    ),
    only(
      'only-the-livekit-clients-know-livekit',
      'LiveKit is called, and its tokens are signed and checked, by src/livekit/*.client.ts alone.',
      'livekit-server-sdk|@livekit/[^/]+',
      ['^src/livekit/[a-z-]+\\.client\\.ts$'],
    ),
    {
      name: 'the-client-has-no-dependency',
      comment: 'The public client runs wherever there is a fetch.',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { pathNot: '^src/client/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // an "import type" is a dependency too
    exoticRequireStrings: ['requireCommonJs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'], // the last two: packages of types only
    },
    progress: { type: 'none' },
  },
};
