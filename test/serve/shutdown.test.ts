import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery, GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import { startPostgres } from '../support/postgres-server.js';
import {
  eventually,
  start,
  startProcess,
  type Env,
  type GatewayProcess,
} from '../support/process.js';
import { graphqlRequest, openConnection } from '../support/raw-connection.js';

const KEY = 'superuser-key-of-the-shutdown-tests';
const superuser = { authorization: `Bearer ${KEY}` };
const ORIGIN = 'https://app.example.com';
const STOP_LIMIT_MS = 10_000;

const input = (agent: string) => ({ input: { provider: 'LIVEKIT' as const, agent } });
const isStopping = (gateway: GatewayProcess) => () =>
  gateway.log.some((line) => line['msg'] === 'The gateway is stopping');

async function startOnPostgres(): Promise<GatewayProcess> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return startProcess({ DATABASE_URL: database.url, DATA_DIR: makeFolder(), SUPERUSER_KEY: KEY });
}

describe('SIGTERM', () => {
  test('finishes what is in flight, refuses new work, and ends with 0', async () => {
    const database = await createTestDatabase();
    const sql = postgres(database.directUrl, { max: 2, onnotice: () => undefined });
    onTestFinished(async () => {
      await sql.end({ timeout: 1 });
      await database.drop();
    });
    const env = {
      DATABASE_URL: database.url,
      DATA_DIR: makeFolder(),
      SUPERUSER_KEY: KEY,
      CORS_ORIGINS: ORIGIN,
    };
    const gateway = await startProcess(env);

    // A lock on the agent's row holds its next token up for as long as the test wants.
    const held = await sql.reserve();
    await held`begin`;
    await held`select from agents where name = 'livekit' for update`;
    const inFlight = gateway.send(GenerateTokenMutation, input('livekit'), superuser);
    await eventually('The wait for the row', 60_000, async () => {
      const rows = await sql`select from pg_stat_activity
        where application_name = 'token-gateway' and wait_event_type = 'Lock'`;
      return rows.length > 0;
    });
    const late = await openConnection(gateway.url);
    const { head, body } = graphqlRequest('{ viewer { kind } }', { Origin: ORIGIN });
    late.write(head.slice(0, 20));
    await gateway.send(ViewerQuery, {});

    const exit = gateway.end('SIGTERM');
    await eventually('The stop', 60_000, isStopping(gateway));
    late.write(head.slice(20) + body);
    await late.closed;
    expect(late.received).toMatch(/^HTTP\/1\.1 503 /);
    expect(late.received).toMatch(/retry-after: \d+/i);
    expect(late.received).toContain(`access-control-allow-origin: ${ORIGIN}`);
    expect(late.received).toContain('"code":"SERVICE_UNAVAILABLE","reason":"SHUTTING_DOWN"');
    await expect(fetch(`${gateway.url}/livez`)).rejects.toThrow();

    await held`rollback`;
    held.release();
    const answer = await inFlight;
    expect(answer.status).toBe(200);
    expect(await exit).toMatchObject({ code: 0, signal: null });
    expect((await exit).durationMs).toBeLessThan(STOP_LIMIT_MS);
    expect(gateway.log.at(-1)).toMatchObject({ msg: 'The gateway has stopped' });

    const again = await startProcess(env);
    const current = await again.send(CurrentTokenQuery, { agent: 'livekit' }, superuser);
    expect(current.data?.currentToken.token).toBe(answer.data?.generateToken.token);
    expect(await again.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  test('waits for a body that is still arriving, and a command waits for the stop', async () => {
    const env = { DATA_DIR: makeFolder() };
    const gateway = await startProcess(env);
    const slow = await openConnection(gateway.url);
    const { head, body } = graphqlRequest('{ viewer { kind } }');
    slow.write(head + body.slice(0, 5));
    // An answer to a later request shows that the gateway has read the earlier one's head.
    await gateway.send(ViewerQuery, {});
    const exit = gateway.end('SIGTERM');
    await eventually('The stop', 60_000, isStopping(gateway));
    const command = start(['agent', 'list', '--json'], env);
    slow.write(body.slice(5));
    await slow.closed;
    expect(slow.received).toMatch(/^HTTP\/1\.1 200 /);
    expect(slow.received).toContain('{"viewer":{"kind":"ANONYMOUS"}}');
    expect(await exit).toMatchObject({ code: 0 });
    expect(await command.exit).toMatchObject({ code: 0 });
    expect(command.stderr).toBe('');
    expect(JSON.parse(command.stdout)).toHaveLength(providers.length);
  });

  test('is not held up by connections on which nothing was asked', async () => {
    const gateway = await startOnPostgres();
    const silent = await openConnection(gateway.url);
    const { code, durationMs } = await gateway.end('SIGTERM');
    await silent.closed;
    expect(code).toBe(0);
    expect(durationMs).toBeLessThan(5_000);
  });
});

test('SIGINT stops as cleanly, also when it comes twice, as from npm in a terminal', async () => {
  const gateway = await startOnPostgres();
  const slow = await openConnection(gateway.url);
  const { head, body } = graphqlRequest('{ viewer { kind } }');
  slow.write(head + body.slice(0, 5));
  await gateway.send(ViewerQuery, {});
  void gateway.end('SIGINT');
  await eventually('The stop', 60_000, isStopping(gateway));
  const exit = gateway.end('SIGINT');
  slow.write(body.slice(5));
  await slow.closed;
  expect(slow.received).toMatch(/^HTTP\/1\.1 200 /);
  expect(await exit).toMatchObject({ code: 0, signal: null });
});

describe('SIGKILL under load', () => {
  /** Generates tokens for ever, eight at a time, until the gateway is gone. */
  async function generateUntilGone(gateway: GatewayProcess, answered: string[]): Promise<void> {
    const generate = async (agent: string): Promise<void> => {
      for (;;) {
        const variables = {
          input: { provider: 'LIVEKIT' as const, agent, overlapSeconds: 86_400 },
        };
        const answer = await gateway.send(GenerateTokenMutation, variables, superuser);
        answered.push(answer.data?.generateToken.token ?? `no token: ${answer.status}`);
      }
    };
    await Promise.allSettled(Array.from({ length: 8 }, (_, n) => generate(`agent-${n}`)));
  }

  async function expectAll(answered: readonly string[], env: Env): Promise<void> {
    const gateway = await startProcess(env);
    for (const token of answered) {
      const viewer = await gateway.send(ViewerQuery, {}, { 'x-livekit-token': token });
      expect(viewer.data?.viewer.kind, token.slice(0, 10)).toBe('AGENT');
    }
    expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
  }

  test('loses no token that was answered on the embedded database', async () => {
    const env = { DATA_DIR: makeFolder(), SUPERUSER_KEY: KEY };
    const gateway = await startProcess(env);
    const answered: string[] = [];
    const load = generateUntilGone(gateway, answered);
    await eventually('Load', 120_000, () => answered.length >= 60);
    await gateway.end('SIGKILL');
    await load;
    await expectAll(answered, env);
  });

  test('loses no token that was answered on PostgreSQL, killed at the same moment', async () => {
    const server = await startPostgres({ durable: true });
    onTestFinished(() => server.stop());
    const url = await server.createDatabase('durable');
    const env = { DATABASE_URL: url, DATA_DIR: makeFolder(), SUPERUSER_KEY: KEY };
    const gateway = await startProcess(env);
    const answered: string[] = [];
    const load = generateUntilGone(gateway, answered);
    await eventually('Load', 120_000, () => answered.length >= 60);
    await Promise.all([server.kill(), gateway.end('SIGKILL')]);
    await load;
    await server.restart();
    await expectAll(
      answered.filter((one) => !one.startsWith('no token')),
      env,
    );
  });
});
