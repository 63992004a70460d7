import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { expect } from 'vitest';

import { gatewayTest } from '../support/gateway.js';
import { randomOperation, type Choose } from '../support/random-operation.js';
import { bearer, generateToken, uniqueName } from '../support/tokens.js';

/**
 * `HOSTILE_REQUESTS=20000 npx vitest run test/http/hostile-requests.property.test.ts` sends more.
 */
const RUNS = Number(process.env['HOSTILE_REQUESTS'] ?? 1_000);
const HANG_MS = 60_000;
/** Characters that PostgreSQL refuses in text. */
const UNSTORABLE_CHARACTERS = ['\u0000', '\ud800'];

/** They answer 502 here, as agreed, since no LiveKit project is set. */
const UPSTREAM_FIELDS = new Set([
  ...['liveKitRooms', 'liveKitParticipants', 'liveKitParticipant', 'liveKitAgentDispatches'],
]);

const test = gatewayTest({
  env: {
    AGENT_SYNC_TRUSTED_NETWORKS: '',
    ANONYMOUS_REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
    TOKENS_PER_MINUTE: '0',
  },
});

const callers: Record<string, string>[] = [];
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

test.beforeAll(async ({ gateway }) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
  callers.push({}, bearer(token), gateway.superuser);
});

test(
  'a hostile request is answered in time, as GraphQL, and is never a fault of the server',
  { timeout: 3_600_000 },
  async ({ gateway }) => {
    const statuses = new Map<number, number>();
    const requests = fc.asyncProperty(fc.gen(), async (choose) => {
      const pick: Choose = (count) => choose(fc.nat, { max: Math.max(0, count - 1) });
      const body = hostileBody(pick);
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...callers[pick(callers.length)] },
        body,
        signal: AbortSignal.timeout(HANG_MS),
      });
      const text = await response.text();
      expect(response.status, text).toBeLessThan(500);
      const answer = JSON.parse(text) as { data?: unknown; errors?: { extensions: object }[] };
      for (const { extensions } of answer.errors ?? []) {
        expect(extensions).toMatchObject({
          code: expect.not.stringMatching('INTERNAL_SERVER_ERROR') as unknown,
          requestId: expect.any(String) as unknown,
        });
      }
      expect(answer.data !== undefined || answer.errors !== undefined).toBe(true);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    });
    await fc.assert(requests, { numRuns: RUNS });
    console.info(JSON.stringify(Object.fromEntries(statuses)));
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  },
);

function hostileBody(pick: Choose): string {
  const { query, variables } = randomOperation(schema, 'query', pick, UPSTREAM_FIELDS);
  switch (pick(6)) {
    case 0:
      return JSON.stringify({ query: mutated(query, pick), variables });
    case 1:
      return JSON.stringify({ query: nested(pick), variables });
    case 2:
      return JSON.stringify({ query, variables: wrong(pick) });
    case 3:
      return JSON.stringify({
        query,
        variables,
        [oneOf(['query', 'operationName', 'extensions', 'documentId'], pick)]: wrong(pick),
      });
    case 4:
      return `{"query":${JSON.stringify(query)},"variables":{${oneOf(VARIABLES, pick)}},"query":${JSON.stringify(mutated(query, pick))}}`;
    default:
      return oneOf(BODIES, pick);
  }
}

const TOKENS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '$',
  '!',
  '@',
  '...',
  '|',
  '=',
  '&',
  '#',
  '"',
  '"""',
];
const WORDS = [
  ...[
    'query',
    'mutation',
    'subscription',
    'fragment',
    'on',
    'null',
    'true',
    '__proto__',
    '__schema',
  ],
  ...[
    '__typename',
    'constructor',
    '1e999',
    '-0',
    '9'.repeat(400),
    '0.1e-9999',
    '\\u0000',
    '\u0000',
  ],
  ...['\ud800', '\u202e', '\ufeff', '"\\u{110000}"', '"\\ud800"', '1a', '01', '@defer', '@stream'],
  ...['@oneOf', '@deprecated', '@specifiedBy(url: "x")', '$v0', 'viewer', 'x'.repeat(3_000)],
];

function mutated(query: string, pick: Choose): string {
  const tokens = query.split(/(?<=[\s(){}[\]:$!@"])|(?=[(){}[\]:$!@"])/);
  for (let count = 1 + pick(4); count > 0; count -= 1) {
    const place = pick(tokens.length);
    const other = oneOf([...TOKENS, ...WORDS], pick);
    const replacement = [
      [],
      [other],
      [tokens[place] ?? '', other],
      [tokens[pick(tokens.length)] ?? ''],
      tokens.slice(0, 40),
    ][pick(5)];
    tokens.splice(place, 1, ...(replacement ?? []));
  }
  return tokens.join(pick(2) === 0 ? '' : ' ');
}

function nested(pick: Choose): string {
  const levels = [5, 50, 300, 2_000, 30_000][pick(5)] ?? 5;
  const [before, inner, after] = oneOf(
    [
      ['{viewer', '{kind}', '}'],
      ['{agents{nodes', '{id}', '}}'],
      ['{... on Query ', '{viewer{kind}}', '}'],
      ['{currentToken(agent:[', '', '])}'],
      ['[', '', ']'],
      ['{a:', '1', '}'],
      ['{currentToken(agent:{a:', '1', '}){valid}}'],
      ['query($a:[', 'Int', ']){viewer{kind}}'],
      ['@include(if:true)', '{viewer{kind}}', ''],
      ['fragment F on Query{...F}', '{...F}', ''],
    ] as const,
    pick,
  );
  return before.repeat(levels).slice(0, 100_000) + inner + after.repeat(levels).slice(0, 100_000);
}

const WRONG: readonly unknown[] = [
  ...[null, true, 0, -1, 1e308, '', 'x', [], [[]], {}, [null], { a: { b: [] } }, 'x'.repeat(5_000)],
  ...[{ v0: null }, { v0: {} }, { v0: [] }, { v0: [[[]]] }, { v0: 1e308 }, { v0: '9'.repeat(999) }],
  ...[
    { constructor: 1 },
    { toString: null, v0: { constructor: {} } },
    { v0: true, v1: 'x', v2: 0.5 },
  ],
  ...[{ persistedQuery: null }, { persistedQuery: { version: 1, sha256Hash: 'x' } }, { http: 500 }],
];

function wrong(pick: Choose): unknown {
  const unstorable = UNSTORABLE_CHARACTERS.map((one) => ({ v0: one, v1: one }));
  return oneOf([...WRONG, ...unstorable], pick);
}

const VARIABLES = [
  '',
  '"__proto__":{"v0":1}',
  '"v0":1,"v0":"x"',
  '"v0":1e999',
  '"v0":-1e999',
  '"":0',
];
const QUERY = '{"query":"{ viewer { kind } }"}';
const BODIES = [
  ...['', ' ', 'null', 'true', '0', '"x"', '[]', '{}', '[{}]', `[${QUERY}]`, `[${QUERY},${QUERY}]`],
  ...[
    '{"query":""}',
    '{"query":{}}',
    '{"query":[]}',
    '{"query":null,"query":"{"}',
    '{"query":"',
    '\u0000',
  ],
  ...[
    '{"__proto__":{"query":"{ viewer { kind } }"}}',
    '{"constructor":{"prototype":{"query":"x"}}}',
  ],
  ...[`${'['.repeat(9_000)}${']'.repeat(9_000)}`, `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`],
  ...[`{"query":"{ viewer { kind } }","variables":${'['.repeat(9_000)}${']'.repeat(9_000)}}`],
  ...[
    `{"query":"{ viewer { kind } }","variables":{"a":${'9'.repeat(9_000)}}}`,
    '{"query":"\\ud800"}',
  ],
  ...['{"query":"{ viewer { kind } }","extensions":{"persistedQuery":{"version":1}}}', '\ufeff{}'],
];

function oneOf<T>(values: readonly T[], pick: Choose): T {
  return values[pick(values.length)] as T;
}
