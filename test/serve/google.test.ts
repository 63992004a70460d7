import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { googleEnv } from '../support/google-gateway.js';
import {
  ConnectGoogleAccountMutation,
  GoogleAccessTokenQuery,
} from '../support/google-operations.js';
import {
  ACCOUNT,
  EMULATED_CLIENT,
  startGoogleEmulator,
  type GoogleEmulator,
} from '../support/google/google-emulator.js';
import { makeFolder } from '../support/leftovers.js';
import { GenerateTokenMutation, UpdateAgentMutation } from '../support/operations.js';
import { run, startProcess, type Env, type GatewayProcess } from '../support/process.js';
import { withSql } from '../support/tokens.js';

const SUPERUSER_KEY = 'the-superuser-key-of-these-processes-0123';
const superuser = { authorization: `Bearer ${SUPERUSER_KEY}` };
const AGENT = 'google-calendar-mcp';
const TOKEN = 'POST /oauth2/token';

let google: GoogleEmulator;
let database: TestDatabase;

beforeAll(async () => {
  google = await startGoogleEmulator();
  database = await createTestDatabase();
});

afterAll(async () => {
  await google.stop();
  await database.drop();
});

/** Connects the account for the default agent, and gives the header of a token that may use it. */
async function connectAgent(gateway: GatewayProcess): Promise<Record<string, string>> {
  const scopes = ['calendar.read', 'calendar.access_token'];
  await gateway.send(UpdateAgentMutation, { input: { agent: AGENT, scopes } }, superuser);
  const generated = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'GOOGLE_CALENDAR_MCP', agent: AGENT, scopes } },
    superuser,
  );
  const asked = await gateway.send(
    ConnectGoogleAccountMutation,
    { input: { agents: [AGENT], loginHint: ACCOUNT } },
    superuser,
  );
  const link = asked.data?.connectGoogleAccount.consentUrl ?? '';
  await fetch((await google.consent(link)).redirectTo);
  return { 'X-Google-MCP-Token': generated.data?.generateToken.token ?? '' };
}

/** What processes of one database share. */
const shared = (): Env => ({
  DATABASE_URL: database.url,
  SUPERUSER_KEY,
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 3).toString('base64')}`,
  ...googleEnv(google),
});

/** Has the access token end so many seconds from now, and every process look at it again. */
async function endAccessToken(seconds: number): Promise<void> {
  await withSql(
    database,
    (sql) => sql`update google_connections
      set access_token_expires_at = now() + ${seconds}::int * interval '1 second'`,
  );
  await withSql(
    database,
    (sql) =>
      sql`select pg_notify('token_gateway_changes', 'google:' || id) from google_connections`,
  );
}

test('four processes with an expired access token refresh it once, and nobody fails', async () => {
  const processes = await Promise.all([1, 2, 3, 4].map(() => startProcess(shared())));
  const [first] = processes as [GatewayProcess];
  const agent = await connectAgent(first);
  const read = (gateway: GatewayProcess) => gateway.send(GoogleAccessTokenQuery, {}, agent);
  const tokens = (answers: Awaited<ReturnType<typeof read>>[]) =>
    new Set(answers.map(({ data }) => data?.googleAccessToken.accessToken));
  const before = await Promise.all(processes.map(read));
  expect(before.flatMap(({ errors }) => errors)).toEqual([]);

  google.forget();
  google.faults.on({ request: TOKEN, times: 1 }, { kind: 'answer', status: 503, body: 'busy' });
  google.faults.on({ request: TOKEN, times: 1 }, { kind: 'delay', ms: 300 });
  await endAccessToken(0);
  const after = await Promise.all(
    processes.flatMap((gateway) => [read(gateway), read(gateway), read(gateway)]),
  );
  expect(after.flatMap(({ errors }) => errors)).toEqual([]);
  await expect.poll(async () => tokens(await Promise.all(processes.map(read))).size).toBe(1);
  expect(tokens(await Promise.all(processes.map(read)))).not.toEqual(tokens(before));
  // The 503, and the one refresh.
  expect(google.count(TOKEN)).toBe(2);
  await Promise.all(processes.map((gateway) => gateway.end('SIGTERM')));
});

test('a process killed while it asks Google for a token leaves the others working', async () => {
  const [doomed, other] = await Promise.all([startProcess(shared()), startProcess(shared())]);
  const agent = await connectAgent(other);
  const read = async (gateway: GatewayProcess) => {
    const { data, errors } = await gateway.send(GoogleAccessTokenQuery, {}, agent);
    expect(errors).toEqual([]);
    return data?.googleAccessToken.accessToken;
  };
  const old = await read(other);
  google.forget();
  google.faults.on({ request: TOKEN }, { kind: 'hang' });
  await endAccessToken(120);
  await expect.poll(async () => [await read(doomed), google.count(TOKEN)]).toEqual([old, 1]);
  await doomed.end('SIGKILL');
  google.faults.clear();
  // The dead process's lease holds the others back, and the old token is good meanwhile.
  expect(await read(other)).toBe(old);
  expect(google.count(TOKEN)).toBe(1);
  await withSql(database, (sql) => sql`update google_connections set lease_until = now()`);
  await expect.poll(() => read(other)).not.toBe(old);
  expect(google.count(TOKEN)).toBe(2);
  await other.end('SIGTERM');
});

test('on the embedded database an account is connected, refreshed, and looked at by command', async () => {
  const env: Env = { DATA_DIR: makeFolder(), SUPERUSER_KEY, ...googleEnv(google) };
  const gateway = await startProcess(env);
  // So near to its end that nobody is given it any more.
  google.faults.on(
    { request: TOKEN, times: 1 },
    { kind: 'change', change: (body) => ({ ...body, expires_in: 20 }) },
  );
  const agent = await connectAgent(gateway);
  google.forget();
  const reads = [1, 2, 3].map(() => gateway.send(GoogleAccessTokenQuery, {}, agent));
  const answers = await Promise.all(reads);
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  expect(google.count(TOKEN)).toBe(1);

  const listed = await run(['google', 'list'], env);
  expect(listed.stdout).toContain(ACCOUNT);
  expect(listed.stdout).toContain('ACTIVE');
  const linked = await run(['google', 'connect', '--agents', AGENT, '--json'], env);
  const { consentUrl } = JSON.parse(linked.stdout) as { consentUrl: string };
  const asked = new URL(consentUrl).searchParams;
  expect(asked.get('redirect_uri')).toBe(`${gateway.url}/oauth/google/callback`);
  expect(asked.get('client_id')).toBe(EMULATED_CLIENT.id);
  const ended = await run(['google', 'disconnect', ACCOUNT], env);
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stdout).toContain('here and at Google');
  await gateway.end('SIGTERM');
});
