import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

import { describe, expect, onTestFinished, test } from 'vitest';

import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { ViewerQuery } from '../support/operations.js';
import { startPostgres } from '../support/postgres-server.js';
import { eventually, run, start, startProcess, type GatewayProcess } from '../support/process.js';
import { graphqlRequest, openConnection, type RawConnection } from '../support/raw-connection.js';
import { openEventStream, openWebSocket } from '../support/streams.js';

const KEY = 'superuser-key-of-the-shutdown-delay-tests';
const superuser = { authorization: `Bearer ${KEY}` };
const LIMIT_MS = 60_000;
/** What a stop may take beside its delay. */
const STOP_LIMIT_MS = 10_000;

const viewer = graphqlRequest('{ viewer { kind } }');
const generate = graphqlRequest(
  'mutation Late { generateToken(input: { provider: LIVEKIT, agent: "late" }) { token } }',
  { Authorization: superuser.authorization },
);
const ask = viewer.head + viewer.body;

async function startDelayed(seconds: number): Promise<GatewayProcess> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return startProcess({
    DATABASE_URL: database.url,
    DATA_DIR: makeFolder(),
    SUPERUSER_KEY: KEY,
    SHUTDOWN_DELAY_SECONDS: String(seconds),
  });
}

/** Opens a connection, has one request answered on it, and keeps it. */
async function keepConnection(url: string): Promise<RawConnection> {
  const connection = await openConnection(url);
  connection.write(ask);
  await answersOn(connection, 1);
  return connection;
}

async function answersOn(connection: RawConnection, count: number): Promise<string[]> {
  return eventually(`${count} answers`, LIMIT_MS, () => {
    const answers = connection.received.split(/(?=HTTP\/1\.1 )/);
    return answers.length === count && connection.received.endsWith('}}\n') && answers;
  });
}

const isNotReady = (gateway: GatewayProcess) => async (): Promise<string | false> => {
  const response = await fetch(`${gateway.url}/readyz`);
  return response.status === 503 && response.text();
};

/** Waits until the gateway accepts no connection. */
function untilListenerIsClosed(gateway: GatewayProcess): Promise<true> {
  return eventually('The end of the listener', LIMIT_MS, async () => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    try {
      await once(socket, 'connect');
      return false;
    } catch {
      return true;
    } finally {
      socket.destroy();
    }
  });
}

describe('during the delay of a stop', () => {
  test('/readyz fails first, and everything is served on old and new connections', async () => {
    const gateway = await startDelayed(10);
    const kept = await keepConnection(gateway.url);
    const exit = gateway.end('SIGTERM');
    const readiness = await eventually('A failing /readyz', LIMIT_MS, isNotReady(gateway));
    expect(readiness).toContain('"shutdown":{"status":"failed"');
    expect(readiness).toContain('"database":{"status":"ok"}');
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
    expect((await gateway.send(ViewerQuery, {}, superuser)).status).toBe(200);
    kept.write(ask);
    const [, again] = await answersOn(kept, 2);
    expect(again).toMatch(/^HTTP\/1\.1 200 /);
    expect(again).not.toMatch(/^connection: close/im);
    kept.destroy();
    expect(await exit).toMatchObject({ code: 0, signal: null });
  });

  test('each open connection gets one more answer once no new one is accepted', async () => {
    const gateway = await startDelayed(5);
    const kept = await keepConnection(gateway.url);
    const pipelined = await keepConnection(gateway.url);
    const idle = await keepConnection(gateway.url);
    const exit = gateway.end('SIGTERM');
    await untilListenerIsClosed(gateway);
    kept.write(ask);
    pipelined.write(ask + generate.head + generate.body);
    await Promise.all([kept.closed, pipelined.closed, idle.closed]);
    for (const { received } of [kept, pipelined]) {
      const last = received.split(/(?=HTTP\/1\.1 )/).at(1);
      expect(last).toMatch(/^HTTP\/1\.1 200 /);
      expect(last).toMatch(/^connection: close/im);
    }
    expect(await exit).toMatchObject({ code: 0, signal: null });
    expect((await exit).durationMs).toBeLessThan(5_000 + STOP_LIMIT_MS);
    // Nothing is carried out whose answer could not be sent.
    expect(gateway.log.filter(({ operation }) => operation === 'Late')).toEqual([]);
  });

  test('streams end when no connection is accepted, and ask to connect again', async () => {
    const gateway = await startDelayed(5);
    const events = openEventStream({ url: gateway.url, headers: superuser });
    const socket = openWebSocket({ url: gateway.url, headers: superuser });
    await eventually('Two streams', LIMIT_MS, async () => {
      const metrics = await fetch(`${gateway.url}/metrics`, { headers: superuser });
      return (await metrics.text()).includes('token_gateway_open_streams 2');
    });
    const exit = gateway.end('SIGTERM');
    await eventually('A failing /readyz', LIMIT_MS, isNotReady(gateway));
    const [ofEvents, ofSocket] = await Promise.all([events.ended, socket.ended]);
    expect(ofEvents.errors?.[0]?.extensions).toMatchObject({ reason: 'SHUTTING_DOWN' });
    // "Going away", after which clients of the protocol connect again.
    expect(ofSocket.code).toBe(1001);
    expect(await exit).toMatchObject({ code: 0, signal: null });
    expect((await exit).durationMs).toBeLessThan(5_000 + STOP_LIMIT_MS);
  });

  test('a second signal cuts nothing off', async () => {
    const gateway = await startDelayed(10);
    void gateway.end('SIGTERM');
    await eventually('A failing /readyz', LIMIT_MS, isNotReady(gateway));
    void gateway.end('SIGTERM');
    const exit = gateway.end('SIGINT');
    expect((await gateway.send(ViewerQuery, {}, superuser)).status).toBe(200);
    expect(await exit).toMatchObject({ code: 0, signal: null });
    expect(gateway.log.filter(({ msg }) => msg === 'The gateway is stopping')).toHaveLength(1);
  });

  test('the command line is served by the gateway that holds the data', async () => {
    const env = { DATA_DIR: makeFolder(), SHUTDOWN_DELAY_SECONDS: '20' };
    const gateway = await startProcess(env);
    const exit = gateway.end('SIGTERM');
    await eventually('A failing /readyz', LIMIT_MS, isNotReady(gateway));
    const command = await run(['agent', 'list', '--json'], env);
    expect(command).toMatchObject({ code: 0, stderr: '' });
    expect(await exit).toMatchObject({ code: 0 });
  });

  test('a database that does not answer is an outage, and the stop ends in time', async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const gateway = await startProcess({
      DATABASE_URL: await server.createDatabase('hung'),
      DATA_DIR: makeFolder(),
      SUPERUSER_KEY: KEY,
      SHUTDOWN_DELAY_SECONDS: '5',
    });
    server.pause();
    const exit = gateway.end('SIGTERM');
    const unknown = { authorization: `Bearer ${createSecret('su', systemRandom)}` };
    const { status, errors } = await gateway.send(ViewerQuery, {}, unknown);
    expect(status).toBe(503);
    expect(errors[0]?.extensions).toMatchObject({ reason: 'DATABASE_UNAVAILABLE' });
    expect(await exit).toMatchObject({ code: 0, signal: null });
    expect((await exit).durationMs).toBeLessThan(5_000 + STOP_LIMIT_MS);
    server.resume();
  });
});

test('production has a delay of five seconds by default', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const gateway = await startProcess({
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    DATA_DIR: makeFolder(),
    SUPERUSER_KEY: randomBytes(24).toString('base64url'),
    TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    SHUTDOWN_DELAY_SECONDS: '',
  });
  const kept = await keepConnection(gateway.url);
  const { code, durationMs } = await gateway.end('SIGTERM');
  await kept.closed;
  expect(code).toBe(0);
  expect(durationMs).toBeGreaterThan(4_900);
});

test('a signal during the start ends the process at once, with 0', async () => {
  let asked = 0;
  // A database server that accepts connections and says nothing.
  const silent = createServer(() => (asked += 1)).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await eventually('A server', LIMIT_MS, () => silent.listening);
  const { port } = silent.address() as AddressInfo;
  const starting = start(['serve'], {
    PORT: '0',
    DATA_DIR: makeFolder(),
    DATABASE_URL: `postgres://gateway@127.0.0.1:${port}/gateway`,
  });
  await eventually('The start', LIMIT_MS, () => asked > 0);
  const { code, signal, durationMs } = await starting.end('SIGTERM');
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(durationMs).toBeLessThan(5_000);
  expect(starting.stdout).toContain('The gateway was told to stop before it had started');
});
