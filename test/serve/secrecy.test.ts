import { createHash, randomBytes } from 'node:crypto';

import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { run, startProcess, type Env, type GatewayProcess } from '../support/process.js';

// What an operator may choose includes what JSON, URLs and regular expressions write differently.
const SUPERUSER_KEY = `"chosen\\by+the/operator%$&" ${randomBytes(9).toString('base64')}`.replace(
  ' ',
  '',
);
const ENCRYPTION_KEY = randomBytes(32).toString('base64');
const DATABASE_PASSWORD = 'hunter2-database-password';

let server: PostgresServer;
let env: Env;
let gateway: GatewayProcess;
let token: string;
let agentKey: string;
let superuserKey: string;
const strangers = {
  token: createSecret('lk', systemRandom),
  agentKey: createSecret('ag', systemRandom),
  superuserKey: createSecret('su', systemRandom),
  unknownPrefix: createSecret('zz', systemRandom),
  wrongChecksum: createSecret('gc', systemRandom).replace(/.$/, (last) =>
    last === '0' ? '1' : '0',
  ),
};

/** Every answer that is not the one in which a secret was asked for. */
const answers: string[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const url = new URL(await server.createDatabase('gateway'));
  url.password = DATABASE_PASSWORD;
  env = {
    DATABASE_URL: url.href,
    TOKEN_ENCRYPTION_KEYS: `k1:${ENCRYPTION_KEY}`,
    SUPERUSER_KEY,
    LOG_LEVEL: 'trace',
  };
  gateway = await startProcess(env);
  const json = async (line: string): Promise<Record<string, string>> =>
    JSON.parse((await run([...line.split(' '), '--json'], env)).stdout) as Record<string, string>;
  ({ key: superuserKey = '' } = await json('superuser create alice'));
  ({ key: agentKey = '' } = await json('agent key livekit'));
  ({ token = '' } = await json('token current livekit'));
});

afterAll(() => server.stop());

async function ask(body: unknown, headers: Env = {}, path = '/graphql'): Promise<number> {
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  answers.push(await response.text(), JSON.stringify([...response.headers]));
  return response.status;
}

const VIEWER = { query: 'query Who { viewer { kind name scopes } }' };
const bearer = (secret: string): Env => ({ authorization: `Bearer ${secret}` });
const secrets = (): string[] => [
  token,
  agentKey,
  superuserKey,
  SUPERUSER_KEY,
  ENCRYPTION_KEY,
  ...Object.values(strangers),
];

test('good and bad credentials of every kind', async () => {
  const good = [
    bearer(token),
    { 'x-livekit-token': token },
    bearer(agentKey),
    bearer(superuserKey),
    bearer(SUPERUSER_KEY),
  ];
  for (const headers of good) expect(await ask(VIEWER, headers)).toBe(200);
  for (const secret of Object.values(strangers)) {
    expect(await ask(VIEWER, bearer(secret))).toBe(401);
    expect(await ask(VIEWER, { 'x-livekit-token': secret })).toBe(401);
  }
  expect(await ask(VIEWER, { 'x-google-mcp-token': token })).toBe(401);
  expect(await ask(VIEWER, { 'x-livekit-token': SUPERUSER_KEY })).toBe(401);
  expect(await ask(VIEWER, { authorization: `Basic ${superuserKey}` })).toBe(401);
  expect(await ask(VIEWER, { ...bearer(superuserKey), 'x-livekit-token': token })).toBe(400);
});

test('secrets where they do not belong', async () => {
  for (const secret of secrets()) {
    const text = JSON.stringify(secret);
    const name = secret.replace(/\W/g, '');
    const requests: unknown[] = [
      { query: `{ currentToken(agent: ${text}) { token } }` },
      {
        query: 'query Q($agent: String!) { currentToken(agent: $agent) { valid } }',
        variables: { agent: secret },
      },
      {
        query: 'query Q($first: Int) { integrationTokens(first: $first) { totalCount } }',
        variables: { first: secret },
      },
      {
        query: 'query Q($id: ID!) { integrationToken(id: $id) { id } }',
        variables: { id: secret },
      },
      {
        query: 'mutation M($input: GenerateTokenInput!) { generateToken(input: $input) { token } }',
        variables: { input: { provider: secret, agent: 'a', [secret]: 1 } },
      },
      {
        query: 'mutation M($input: GenerateTokenInput!) { generateToken(input: $input) { token } }',
        variables: { input: { provider: 'LIVEKIT', agent: `for_${secret}` } },
      },
      {
        query: 'mutation M($input: GenerateTokenInput!) { generateToken(input: $input) { token } }',
        variables: { input: { provider: 'LIVEKIT', agent: 'a', note: `${strangers.token}!` } },
      },
      { query: `{ integrationTokens(status: ${name}) { totalCount } }` },
      { query: `{ viewer { ${name} } }` },
      { query: `query ${name} { viewer { kind } }`, operationName: secret },
      { query: `query Of_${name} { viewer { kind } }` },
      { query: `{ viewer { kind } } ${text}` },
      { query: `{ viewer(${name}: ${text}) { kind } }` },
      `{ "query": ${text.slice(0, -1)}`,
      `${secret} is not JSON`,
      { query: 1, variables: secret, extensions: secret },
    ];
    for (const request of requests) await ask(request, bearer(SUPERUSER_KEY));
    await ask(VIEWER, { 'x-request-id': secret });
    await ask(VIEWER, { 'x-request-id': `trace-${secret}`.slice(0, 64) });
    await ask(VIEWER, { 'x-request-id': secret, ...bearer(strangers.token) });
    await ask(VIEWER, { 'content-type': `text/${name}` });
    const encoded = encodeURIComponent(secret);
    await ask(VIEWER, {}, `/graphql?token=${encoded}`);
    await ask(VIEWER, {}, `/${encoded}`);
    await ask(VIEWER, {}, `/nowhere/${encoded}?key=${encoded}`);
    for (const path of [`/graphql?query=${encoded}`, `/${encoded}`, `/%E0%A4%A${encoded}`]) {
      const response = await fetch(gateway.url + path, { headers: { accept: 'application/json' } });
      answers.push(await response.text(), JSON.stringify([...response.headers]));
    }
  }
});

test('an outage while secrets are looked up', async () => {
  await server.kill();
  for (const secret of Object.values(strangers)) await ask(VIEWER, bearer(secret));
  const generate = 'mutation { generateToken(input: { provider: LIVEKIT, agent: "x" }) { token } }';
  expect(await ask({ query: generate }, bearer(SUPERUSER_KEY))).toBe(503);
  const failed = await run(['agent', 'list'], env);
  expect(failed.code).toBe(1);
  answers.push(failed.stdout, failed.stderr);
  await server.restart();
});

test('none of it appears in anything printed or answered', async () => {
  expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
  const printed = gateway.stdout + gateway.stderr;
  expect(gateway.log.length).toBeGreaterThan(100);
  const leaks = [...secrets(), DATABASE_PASSWORD].flatMap((secret) => [
    ...findLeaks(printed, secret),
    ...findLeaks(answers.join('\n'), secret),
  ]);
  expect([...new Set(leaks)]).toEqual([]);
});

test('none of it, and no plain digest of it, can be told from the database', async () => {
  const sql = postgres(env['DATABASE_URL'] ?? '', { max: 1 });
  const rows = await sql`select row_to_json(t)::text as row from integration_tokens t
    union all select row_to_json(t)::text from superusers t
    union all select row_to_json(t)::text from agent_keys t
    union all select row_to_json(t)::text from encryption_keys t`;
  await sql.end();
  const dump = rows.map(({ row }) => String(row)).join('\n');
  expect(dump).toContain('hint');
  for (const secret of secrets()) {
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(createHash('sha256').update(secret).digest('hex'));
  }
});

/** What stands before each place where a form of the secret is. */
function findLeaks(text: string, secret: string): string[] {
  return formsOf(secret).flatMap((form) =>
    text
      .split(form)
      .slice(0, -1)
      .map((before) => before.slice(-60)),
  );
}

/** A secret and its digest in the forms in which programs write them. */
function formsOf(secret: string): string[] {
  const digest = createHash('sha256').update(secret).digest();
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    digest.toString('hex'),
    digest.toString('base64').replace(/=+$/, ''),
    digest.toString('base64url'),
    [...digest].join(','),
    // As text it is mangled, and yet a third of its bits are there.
    JSON.stringify(digest.toString('utf8')).slice(1, -1),
  ];
}
