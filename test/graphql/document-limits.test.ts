import { readFileSync } from 'node:fs';

import { buildSchema, getNamedType, isNonNullType, parse, validate } from 'graphql';
import { describe, expect } from 'vitest';

import { connectionsOf, fullSelection } from '../support/full-selection.js';
import { gatewayTest, send, type TestGateway } from '../support/gateway.js';

const test = gatewayTest();

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const repeated = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const ask = (gateway: TestGateway, query: string, variables: object = {}) =>
  send<unknown>(`${gateway.url}/graphql`, query, variables, gateway.superuser);

describe('a document that costs much to validate is refused before it is, and told why:', () => {
  test.for([
    ['repetitions', 'a field', `{ ${repeated(247, () => 'viewer { kind }')} }`],
    ['repetitions', 'a leaf', `{ viewer { ${repeated(900, () => 'kind')} } }`],
    [
      'repetitions',
      'an inline fragment',
      `{ ${repeated(90, () => '... on Query { viewer { kind } }')} }`,
    ],
    [
      'repetitions',
      'fragments at one place',
      `{ viewer { ${repeated(80, (one) => `...F${String(one)}`)} } } ` +
        repeated(80, (one) => `fragment F${String(one)} on Viewer { kind }`),
    ],
    [
      'repetitions',
      'fragments at merged places',
      `{ ${repeated(30, (one) => `viewer { ...F${String(one)} }`)} } ` +
        repeated(30, (one) => `fragment F${String(one)} on Viewer { kind name scopes }`),
    ],
    [
      'repetitions',
      'nested levels',
      `{ ${repeated(8, () => `agents { ${repeated(8, () => 'nodes { id id }')} }`)} }`,
    ],
    [
      'repetitions',
      'a fragment that is not used',
      `{ viewer { kind } } fragment F on Query { ${repeated(200, () => 'viewer { kind }')} }`,
    ],
    [
      'cost',
      'fragments that double',
      `{ viewer { ...F0 } } ${repeated(30, (one) => `fragment F${String(one)} on Viewer { ...F${String(one + 1)} ...F${String(one + 1)} }`)} fragment F30 on Viewer { kind }`,
    ],
    [
      'cost',
      'fragments in circles',
      `{ ...F0 } ${repeated(12, (one) => `fragment F${String(one)} on Query { ${repeated(12, (other) => `viewer${String(other)} { ...F${String(other)} }`)} }`)}`,
    ],
    [
      'operations',
      'operations',
      repeated(21, (one) => `query Q${String(one)} { viewer { kind } }`),
    ],
    ['characters', 'a comment', `#${'x'.repeat(70_000)}\n{ viewer { kind } }`],
    ['characters', 'a value', `{ currentToken(agent: "${'x'.repeat(70_000)}") { valid } }`],
  ] as const)('%s: %s', async ([limit, _what, query], { gateway }) => {
    const before = await count(gateway, limit);
    const { status, errors } = await ask(gateway, query);
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(/^The document .* \d+ .*\. [A-Z].*\.$/);
    expect(await count(gateway, limit)).toBe(before + 1);
  });

  test('and errors beyond the first few are not looked for', async ({ gateway }) => {
    const { errors } = await ask(
      gateway,
      `{ viewer { ${repeated(300, (one) => `x${String(one)}`)} } }`,
    );
    expect(errors.length).toBeLessThan(10);
  });
});

describe('a document that people write passes:', () => {
  test.for([
    ['a field of many components', `{ ${repeated(20, () => 'viewer { kind name }')} }`],
    [
      'the same names at different places',
      `{ ${repeated(15, (one) => `a${String(one)}: integrationTokens(first: 10) { totalCount edges { node { id note } } nodes { id note } }`)} }`,
    ],
    [
      'a fragment used often',
      `{ ${repeated(15, (one) => `a${String(one)}: viewer { ...F }`)} } fragment F on Viewer { kind name provider scopes }`,
    ],
    ['twenty operations', repeated(20, (one) => `query Q${String(one)} { viewer { kind } }`)],
  ] as const)('%s', async ([_what, query], { gateway }) => {
    expect(validate(schema, parse(query))).toEqual([]);
    const { status, errors } = await send<unknown>(
      `${gateway.url}/graphql`,
      query,
      {},
      gateway.superuser,
    );
    expect(errors.filter(({ message }) => !message.includes('operation name'))).toEqual([]);
    expect([200, 400]).toContain(status);
  });
});

describe('the cost counts a page', () => {
  const all =
    'nodes { id provider agentName hint status scopes issuedAt issuedBy expiresAt lastUsedAt note } ' +
    'edges { cursor node { id provider agentName hint status scopes issuedAt issuedBy note } }';
  const pages = (first: string) =>
    repeated(10, (one) => `a${String(one)}: integrationTokens${first} { ${all} }`);
  const LARGE = /^Query Cost limit of \d+ exceeded, found \d+\. Ask for less/;

  test.for([
    [
      'of a variable by its value',
      `query ($first: Int) { ${pages('(first: $first)')} }`,
      { first: 200 },
    ],
    [
      'of a variable by its default',
      `query ($first: Int = 200) { ${pages('(first: $first)')} }`,
      {},
    ],
    ['of a larger number than the field allows', `{ ${pages('(first: 2000000000)')} }`, {}],
    [
      'within fragments',
      `query ($first: Int) { ...F } fragment F on Query { ${pages('(first: $first)')} }`,
      { first: 150 },
    ],
  ] as const)('%s', async ([_what, query, variables], { gateway }) => {
    for (let run = 0; run < 3; run += 1) {
      const { status, errors } = await ask(gateway, query, variables);
      expect(status).toBe(400);
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(LARGE) as unknown,
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ]);
    }
  });

  test.for([
    ['that is small', `query ($first: Int) { ${pages('(first: $first)')} }`, { first: 10 }],
    [
      'that is not asked for by its default',
      `query ($first: Int) { ${pages('(first: $first)')} }`,
      {},
    ],
    [
      'of null by its default',
      `query ($first: Int) { ${pages('(first: $first)')} }`,
      { first: null },
    ],
  ] as const)('%s, and lets it through', async ([_what, query, variables], { gateway }) => {
    expect((await ask(gateway, query, variables)).errors).toEqual([]);
  });

  test('again for each request, with the same document', async ({ gateway }) => {
    const query = `query ($first: Int) { ${pages('(first: $first)')} }`;
    const statuses: number[] = [];
    for (const first of [10, 200, 10, 200])
      statuses.push((await ask(gateway, query, { first })).status);
    expect(statuses).toEqual([200, 400, 200, 400]);
  });
});

describe('every field of the longest page passes, as generated clients select it:', () => {
  const connections = connectionsOf(schema).map((field) => [field.name, field] as const);
  const ways = { 'by edges': ['nodes'], 'by nodes': ['edges'], 'by both': [] };

  test.for(connections)('%s', async ([name, { args, type }], { gateway }) => {
    const required = args.filter((one) => isNonNullType(one.type));
    const variables = [
      '$first: Int!',
      ...required.map((one) => `$${one.name}: ${String(one.type)}`),
    ];
    const given = ['first: $first', ...required.map((one) => `${one.name}: $${one.name}`)];
    for (const without of Object.values(ways)) {
      const selection = fullSelection(getNamedType(type), without);
      const query = `query (${variables.join(', ')}) { __typename ${name}(${given.join(', ')}) ${selection} }`;
      expect(validate(schema, parse(query))).toEqual([]);
      const values = Object.fromEntries(
        required.map((one) => [one.name, valueOf(String(one.type))]),
      );
      const { errors } = await ask(gateway, query, { first: 200, ...values });
      const codes = errors.map(({ extensions }) => extensions.code);
      expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED');
    }
  });
});

/** Some value of an input type. */
function valueOf(type: string): unknown {
  return type === 'DateTime!' ? '2026-01-01T00:00:00Z' : 'x';
}

async function count(gateway: TestGateway, limit: string): Promise<number> {
  const metrics = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
  const line = new RegExp(`^token_gateway_limits_total\\{limit="${limit}"\\} (\\d+)$`, 'm');
  return Number(line.exec(await metrics.text())?.[1] ?? 0);
}
