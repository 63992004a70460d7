/**
 * The folders of src/, lowest first: a folder may import those before it. docs/architecture.md says what
 * each is for.
 */
const ORDER = [
  'platform',
  'providers',
  'db',
  'request',
  'schema',
  'config',
  'limits',
  'encryption',
  'credentials',
  'oidc',
  'livekit',
  'agents',
  'audit',
  'superusers',
  'tokens',
  'grants',
  'leaks',
  'authentication',
  'google',
  'calendars',
  'status',
  'operator',
  'graphql',
  'client',
  'explorer',
  'generated',
  'mcp',
  'remote',
  'http',
  'app',
  'serve',
  'cli',
];

const inOrder = ORDER.map((folder, at) => ({
  name: `${folder}-imports-what-is-before-it`,
  comment: `The order of the folders is in .dependency-cruiser.cjs: ${folder} may import those before it.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: ORDER.slice(0, at + 1).map((before) => `^src/${before}/`) },
}));

/**
 * What a file may import within that order is told by the end of its name: what its room says after
 * `may`, and nothing else of src.
 */
const features =
  '(?:agents|audit|calendars|credentials|encryption|google|grants|leaks|limits|livekit|oidc|status|superusers|tokens)';
const anyFeature = (file) => `^src/${features}/${file}`;
const ownFeature = (file) => `^src/$1/${file}`; // $1: the folder that the importing file is in
const inFeature = (file) => `^src/(${features})/${file}`;

const name = '[a-z0-9/-]+'; // with its sub-folder
const service = `${name}\\.service\\.ts$`;
const store = `${name}\\.(?:store|sql)\\.ts$`;
const client = `${name}\\.(?:client|sdk)\\.ts$`;
const schemaSide = `${name}\\.(?:resolver|type|input|args)\\.ts$`; // what GraphQL sees of a feature
const schemaTypes = `${name}\\.(?:type|input|args)\\.ts$`;
const plain = `${name}\\.ts$`; // no role suffix: types, functions and the parts of a service

const platform = '^src/platform/';
const request = '^src/request/';
const settings = '^src/config/(?:settings|shapes|superuser-claim)';
const provider = '^src/providers/(?:provider|registry|room-policy|livekit-api)\\.ts$';

const rooms = {
  module: {
    files: inFeature('module\\.ts$'), // puts a feature together
    may: [`^src/${features}/`, '^src/(?:db|config|graphql|providers)/', platform],
  },
  resolvers: {
    files: inFeature('resolvers\\.ts$'), // lists those of a feature
    may: [ownFeature(schemaSide), ownFeature('module\\.ts$'), '^src/schema/', platform],
  },
  plain: {
    files: inFeature(plain),
    except: inFeature('(?:module|resolvers)\\.ts$'),
    may: [ownFeature(plain), request, settings, provider, platform],
    mayNameTypesOf: [ownFeature(store), anyFeature(plain)],
  },
  store: {
    files: inFeature(store),
    may: [ownFeature(store), ownFeature(plain), '^src/db/', provider, platform],
    mayNameTypesOf: [anyFeature(plain)],
  },
  client: {
    files: inFeature(client),
    may: [ownFeature(client), ownFeature(plain), settings, provider, platform],
  },
  service: {
    files: inFeature(service),
    may: [
      ownFeature(store),
      ownFeature(client),
      anyFeature(service),
      anyFeature(plain),
      '^src/db/changes/', // what a service remembers; queries stay in stores
      settings,
      provider,
      platform,
    ],
    mayNameTypesOf: [request],
  },
  schemaSide: {
    files: inFeature(schemaSide),
    may: [
      ownFeature(service),
      ownFeature(schemaSide),
      anyFeature(schemaTypes),
      anyFeature(plain),
      '^src/schema/',
      request,
      provider,
      platform,
    ],
  },

  rest: {
    files: '^src/http/rest/', // the paths of the older service, described from what checks them
    may: [
      '^src/(?:http|graphql|authentication|request|config|providers)/',
      anyFeature(plain),
      platform,
    ],
  },
  http: {
    files: '^src/http/',
    except: '^src/http/rest/',
    may: ['^src/(?:http|graphql|mcp|authentication|request|config|providers)/', platform],
    mayNameTypesOf: [`^src/${features}/`],
  },
  mcp: { files: '^src/mcp/', may: ['^src/(?:mcp|generated|client)/', platform] },
  remote: {
    files: '^src/remote/',
    may: [
      '^src/(?:remote|generated|client|operator|providers)/',
      '^src/agents/agent\\.ts$', // what is said of one that is missing
      platform,
    ],
  },
  sdk: { files: '^src/client/', may: ['^src/client/'] },
  explorer: { files: '^src/explorer/', may: ['^src/explorer/'] }, // which runs in browsers
};

const doors = Object.entries(rooms).flatMap(
  ([room, { files, except, may, mayNameTypesOf = [] }]) => [
    {
      name: `${room}-may-import`,
      comment: `See "Who may import whom" in docs/architecture.md; the room "${room}" has no such door.`,
      severity: 'error',
      from: { path: files, pathNot: except },
      to: { path: '^src/', pathNot: [...may, ...mayNameTypesOf] },
    },
    ...mayNameTypesOf.map((types) => ({
      name: `${room}-may-name-types`,
      comment: `The room "${room}" may name these types ("import type"), not call this code.`,
      severity: 'error',
      from: { path: files, pathNot: except },
      to: { path: types, pathNot: may, dependencyTypesNot: ['type-only'] },
    })),
  ],
);

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
    ...inOrder,
    ...doors,

    {
      name: 'every-folder-has-a-place',
      comment: 'A new folder needs a place in the order, in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: '^src/', pathNot: ORDER.map((folder) => `^src/${folder}/`) },
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
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '\\.js$', '^(?:src|src/client|test)/generated/'],
      },
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
      from: { path: '^src/', pathNot: '^src/explorer/' }, // is bundled with all that it imports
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
          '^src/config/',
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
      'src/graphql/access/shield.ts holds what graphql-shield needs on Node 23 and later.',
      'graphql-shield',
      ['^src/graphql/access/shield\\.ts$'],
    ),
    only('only-http-knows-fastify', 'Fastify stays in src/http.', 'fastify|@fastify/[^/]+', [
      '^src/http/',
    ]),
    only('only-the-cli-parses-arguments', 'commander stays in src/cli.', 'commander', [
      '^src/cli/',
    ]),
    only(
      'only-the-calendar-client-knows-google',
      'The Calendar API is called by src/calendars/google/calendar.client.ts alone.',
      'googleapis|@googleapis/[^/]+',
      // The second names its types, by the names that the rest of the folder has for them.
      ['^src/calendars/google/(?:calendar\\.client|resource)\\.ts$'],
    ),
    only(
      'only-the-livekit-clients-know-livekit',
      'LiveKit is called, and its tokens are signed and checked, by its *.client.ts and *.sdk.ts alone.',
      'livekit-server-sdk|@livekit/[^/]+',
      ['^src/livekit/[a-z/-]+\\.(?:client|sdk)\\.ts$'],
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
