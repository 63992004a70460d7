import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery, IntegrationTokensQuery, ViewerQuery } from '../support/operations.js';
import { startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { run, startProcess, type Env, type GatewayProcess } from '../support/process.js';

const PROCESSES = 4;
const CALLERS = 100;

let server: PostgresServer;
let env: Env;
let gateways: GatewayProcess[];

beforeAll(async () => {
  server = await startPostgres({ durable: true });
  env = { DATABASE_URL: await server.createDatabase('empty'), DATA_DIR: makeFolder() };
  // An empty database and an empty folder: all of them migrate, register the default agents, make
  // the first superuser and generate the encryption key.
  gateways = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess(env)));
});

afterAll(async () => {
  const exits = await Promise.all(gateways.map((gateway) => gateway.end('SIGTERM')));
  expect(exits.map(({ code }) => code)).toEqual(exits.map(() => 0));
  await server.stop();
});

test('processes that start at once on an empty database all come up', async () => {
  for (const gateway of gateways) {
    expect(gateway.stderr).toBe('');
    expect((await gateway.send(ViewerQuery, {})).data?.viewer.kind).toBe('ANONYMOUS');
  }
  const agents = JSON.parse((await run(['agent', 'list', '--json'], env)).stdout) as unknown[];
  expect(agents).toHaveLength(providers.length);
});

test('processes that share a folder agree on one generated key', () => {
  const folder = env['DATA_DIR'] ?? '';
  expect(readdirSync(folder)).toEqual(['token-encryption-keys']);
  const keys = readFileSync(path.join(folder, 'token-encryption-keys'), 'utf8');
  expect(keys).toMatch(/^k1:[A-Za-z0-9+/]{43}=\n$/);
});

test('one of the processes shows the superuser key', async () => {
  const keys = gateways.flatMap(({ stdout }) => stdout.match(/itg_su_[0-9A-Za-z]{49}/g) ?? []);
  expect(keys).toHaveLength(1);
  for (const gateway of gateways) {
    const answer = await gateway.send(
      ViewerQuery,
      {},
      { authorization: `Bearer ${keys[0] ?? ''}` },
    );
    expect(answer.data?.viewer.kind).toBe('SUPERUSER');
  }
});

test('a hundred simultaneous first calls over two processes produce exactly one token', async () => {
  const [first, second] = gateways as [GatewayProcess, GatewayProcess];
  const answers = await Promise.all(
    Array.from({ length: CALLERS }, (_, n) =>
      (n % 2 === 0 ? first : second).send(CurrentTokenQuery, { agent: 'livekit' }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const tokens = new Set(answers.map(({ data }) => data?.currentToken.token));
  expect(tokens.size).toBe(1);
  expect([...tokens][0]).toMatch(/^itg_lk_[0-9A-Za-z]{49}$/);

  const [key] = gateways.flatMap(({ stdout }) => stdout.match(/itg_su_[0-9A-Za-z]{49}/g) ?? []);
  const headers = { authorization: `Bearer ${key ?? ''}` };
  const list = await second.send(IntegrationTokensQuery, { agent: 'livekit' }, headers);
  expect(list.data?.integrationTokens.totalCount).toBe(1);
  // Every process knows it, also those that nobody asked.
  for (const gateway of gateways) {
    const viewer = await gateway.send(ViewerQuery, {}, { 'x-livekit-token': [...tokens][0] ?? '' });
    expect(viewer.data?.viewer).toMatchObject({ kind: 'AGENT', name: 'livekit' });
  }
});

test('four migrations at once of an empty database all succeed', async () => {
  const url = await server.createDatabase('migrated');
  const results = await Promise.all(
    Array.from({ length: 4 }, () => run(['migrate'], { DATABASE_URL: url })),
  );
  for (const result of results) {
    expect(result).toMatchObject({ code: 0, stderr: '', stdout: 'The database is up to date.\n' });
  }
  expect(await run(['agent', 'list', '--json'], { ...env, DATABASE_URL: url })).toMatchObject({
    code: 0,
    stdout: '[]\n',
  });
});
