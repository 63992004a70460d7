import { afterAll, beforeAll, describe, expect } from 'vitest';

import { sha256 } from '../../src/platform/crypto.js';
import {
  gatewayTest,
  send,
  startGateway,
  type Answer,
  type TestGateway,
} from '../support/gateway.js';
import { ViewerQuery } from '../support/operations.js';
import {
  bearer,
  firstError,
  generateToken,
  providerHeader,
  uniqueName,
  withSql,
} from '../support/tokens.js';

const test = gatewayTest().extend(
  'ask',
  ({ gateway }) =>
    (query: string, headers: Record<string, string> = gateway.superuser) =>
      send<Record<string, unknown>>(`${gateway.url}/graphql`, query, {}, headers),
);

const SUBSCRIPTION = 'subscription { currentTokenChanged(agent: "livekit") { changedAt } }';

function expectRefusal(answer: Answer<unknown>, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(firstError(answer)).toMatchObject({
    code,
    requestId: answer.headers.get('x-request-id'),
  });
}

describe('a document that cannot run is refused:', () => {
  test.for([
    ['no GraphQL', '{ viewer { ', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ viewer { password } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing argument', '{ currentToken { valid } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown fragment', '{ viewer { ...Gone } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'fragments that go in circles',
      '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a subscription over plain HTTP', SUBSCRIPTION, 'BAD_USER_INPUT'],
  ] as const)('%s', async ([_what, query, code], { ask }) => {
    const answer = await ask(query);
    expectRefusal(answer, 400, code);
    expect(answer.data).toBeUndefined();
  });
});

describe('a document that asks for too much is refused, told why, and counted:', () => {
  const kinds = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(' ');
  const deep = (levels: number) =>
    `{ viewer { ${'... on Viewer { '.repeat(levels)}kind${' }'.repeat(levels)} } }`;
  const spreads = (name: string) => `...${name} `.repeat(60);
  const nested = (name: string, fields: string) => `fragment ${name} on Viewer { ${fields} }`;

  test.for([
    ['aliases', `{ ${kinds(16, (one) => `a${String(one)}: viewer { kind }`)} }`],
    ['directives', `{ viewer { kind ${'@include(if: true) '.repeat(51)} } }`],
    ['depth', deep(12)],
    ['tokens', `{ viewer { ${kinds(1_000, () => 'kind')} } }`],
    [
      'cost',
      `{ viewer { ${spreads('A')} } } ${nested('A', spreads('B'))} ${nested('B', 'kind name')}`,
    ],
  ] as const)('%s', async ([limit, query], { gateway, ask }) => {
    const answer = await ask(query);
    expectRefusal(answer, 400, answer.errors[0]?.extensions.code ?? '');
    expect(firstError(answer).code).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
    expect(answer.errors[0]?.message).toMatch(/\d/);
    const metrics = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
    expect(await metrics.text()).toContain(`token_gateway_limits_total{limit="${limit}"}`);
  });

  test('a page of more than 200', async ({ ask }) => {
    const answer = await ask('{ integrationTokens(first: 201) { totalCount } }');
    expectRefusal(answer, 400, 'BAD_USER_INPUT');
    expect(answer.errors[0]?.message).toContain('first must be from 1 to 200');
  });

  test('and a whole page of 200 with every field is not', async ({ ask }) => {
    const answer = await ask(
      `{ integrationTokens(first: 200) {
        edges { cursor node { id hint status } } totalCount
        nodes { id provider agentName hint status scopes issuedAt issuedBy expiresAt
          lastUsedAt revokedAt revokedReason note }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    expect(answer.errors).toEqual([]);
  });
});

describe('the status', () => {
  const missing = 'integrationToken(id: "5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11") { id }';

  test("is the first error's where there is no data", async ({ gateway, ask }) => {
    expectRefusal(await ask('{ integrationTokens { totalCount } }', {}), 401, 'UNAUTHENTICATED');
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
    const agent = providerHeader('LIVEKIT', token);
    expectRefusal(await ask('{ integrationTokens { totalCount } }', agent), 403, 'FORBIDDEN');
    expectRefusal(await ask('{ currentToken(agent: "gone") { valid } }'), 404, 'NOT_FOUND');
  });

  test('is 200 where a nullable root field is denied beside a good one', async ({ ask }) => {
    const answer = await ask(`{ viewer { kind } ${missing} }`, {});
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ viewer: { kind: 'ANONYMOUS' }, integrationToken: null });
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]?.path).toEqual(['integrationToken']);
    expectRefusal(answer, 200, 'UNAUTHENTICATED');
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  test('every one of several errors has the request id', async ({ ask }) => {
    const answer = await ask(`{ one: ${missing} two: ${missing} }`, {});
    expect(answer.status).toBe(200);
    expect(answer.errors.map((error) => error.extensions.requestId)).toEqual(
      Array.from({ length: 2 }, () => answer.headers.get('x-request-id')),
    );
  });
});

test('an error never repeats a secret that stood in the request', async ({ gateway, ask }) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
  for (const query of [`{ ${token} }`, `{ currentToken(agent: ${token}) { valid } }`]) {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.errors)).not.toContain(token);
  }
});

describe('an error that nobody expected', () => {
  let broken: TestGateway;
  let token: string;

  beforeAll(async () => {
    broken = await startGateway();
    ({ token } = await generateToken(broken, { provider: 'LIVEKIT', agent: uniqueName() }));
    await withSql(broken.database, (sql) => sql`drop table integration_tokens cascade`);
  });

  afterAll(() => broken.stop());

  const askBroken = (query: string, headers = broken.superuser) =>
    send(`${broken.url}/graphql`, query, {}, headers);

  test.each([
    ['of a field', '{ integrationTokens { nodes { id } } }'],
    [
      'of a mutation',
      'mutation { generateToken(input: { provider: LIVEKIT, agent: "x" }) { token } }',
    ],
  ])('%s is masked, and logged with the request id', async (_what, query) => {
    const answer = await askBroken(query);
    expectRefusal(answer, 500, 'INTERNAL_SERVER_ERROR');
    const shown = JSON.stringify(answer);
    for (const word of ['integration_tokens', 'select', 'relation', 'Failed query', 'stack']) {
      expect(shown).not.toContain(word);
    }
    const lines = broken.log.filter((line) => line.includes(firstError(answer).requestId ?? ''));
    expect(lines.join('')).toContain('relation \\"integration_tokens\\" does not exist');
  });

  test('of the authentication is masked, and logged with the request id', async () => {
    const answer = await broken.send(ViewerQuery, {}, bearer(token));
    expectRefusal(answer, 500, 'INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(answer)).not.toContain('integration_tokens');
    const lines = broken.log.filter((line) => line.includes(firstError(answer).requestId ?? ''));
    expect(lines.join('')).toContain('relation \\"integration_tokens\\" does not exist');
  });

  test('puts neither the values of its query nor a digest into the log', async () => {
    const note = uniqueName('note');
    await askBroken(
      `mutation { generateToken(input: { provider: LIVEKIT, agent: "y", note: "${note}" }) { token } }`,
    );
    await broken.send(ViewerQuery, {}, bearer(token));
    const log = broken.log.join('');
    const digest = sha256(token);
    expect(log).toContain('integration_tokens');
    for (const form of [
      digest.toString('hex'),
      digest.toString('base64'),
      [...digest].join(','),
      JSON.stringify(digest.toString()).slice(1, 9),
      note,
    ]) {
      expect(log).not.toContain(form);
    }
    expect(log).not.toContain('params');
  });
});
