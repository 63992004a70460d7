import type postgres from 'postgres';
import { afterAll, describe, expect, onTestFinished } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { gatewayTest, startGateway, type TestGateway } from '../../support/gateway.js';
import { connect, connectionOf, startGoogleGateway } from '../../support/google-gateway.js';
import { DisconnectGoogleAccountMutation } from '../../support/google-operations.js';
import { closeHosts, connectByHttp } from '../../support/mcp.js';
import { listenByMcp, listenRequest } from '../../support/mcp-listening.js';
import { RevokeTokenMutation } from '../../support/operations.js';
import { graphqlRequest, openConnection } from '../../support/raw-connection.js';
import { createSeverableDatabase } from '../../support/severable-database.js';
import { openStreams } from '../../support/streams.js';
import {
  bearer,
  createAgentKey,
  currentToken,
  generateToken,
  providerHeader,
  registerAgent,
  withSql,
} from '../../support/tokens.js';

const test = gatewayTest();

afterAll(async () => {
  await closeHosts();
});

const BOTH = ['livekit.join', 'livekit.admin'];

async function liveKitAgent(gateway: TestGateway): Promise<string> {
  return registerAgent(gateway, { renewal: 'AUTOMATIC', scopes: BOTH });
}

/** Waits until a statement waits for a lock. */
async function untilWaiting(sql: postgres.TransactionSql): Promise<void> {
  const count = async (): Promise<number | undefined> => {
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return row?.waiting;
  };
  await expect.poll(count).toBe(1);
}

describe('Whoever listens by subscriptions/listen', () => {
  test('hears that its tools changed, and sees the new ones', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const host = await connectByHttp(gateway, agent);
    expect(await host.toolNames()).toEqual(['get-current-time', 'join-room']);
    const told = new Promise<void>((resolve) => {
      host.onToolsChanged(resolve);
    });
    await openStreams(gateway, 1);
    await gateway.app.services.agents.update(agent, { scopes: ['livekit.admin'] }, gatewayActor);
    await told;
    expect(await host.toolNames()).toEqual(['get-current-time']);
    await host.close();
    await openStreams(gateway, 0);
  });

  test('hears that a calendar was connected, and disconnected', async () => {
    const google = await startGoogleGateway();
    onTestFinished(() => google.stop());
    const provider = 'GOOGLE_CALENDAR_MCP';
    const agent = await registerAgent(google, { provider });
    const { token } = await generateToken(google, { provider, agent });
    const stream = await listenByMcp(google, providerHeader(provider, token));
    await stream.next();
    await connect(google, { agents: [agent] });
    expect(await stream.next()).toMatchObject({ method: 'notifications/tools/list_changed' });
    const input = { connection: (await connectionOf(google)).id };
    await google.send(DisconnectGoogleAccountMutation, { input }, google.superuser);
    expect(await stream.next()).toMatchObject({ method: 'notifications/tools/list_changed' });
  });

  test('hears nothing of what does not concern its tools', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const { token, integrationToken } = await generateToken(gateway, {
      provider: 'LIVEKIT',
      agent,
    });
    const stream = await listenByMcp(gateway, providerHeader('LIVEKIT', token));
    expect(await stream.next()).toMatchObject({
      method: 'notifications/subscriptions/acknowledged',
      params: { notifications: { toolsListChanged: true } },
    });
    await gateway.app.services.agents.update(agent, { ttlSeconds: 4_000 }, gatewayActor);
    const input = { id: integrationToken.id, reason: 'test' };
    await gateway.send(RevokeTokenMutation, { input }, gateway.superuser);
    // The end of the credential is the end of the stream, in the form of an answer.
    expect(await stream.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
    expect(await stream.next()).toBeUndefined();
    await openStreams(gateway, 0);
  });

  test('goes on while its key opens new tokens, and ends with the key', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const { agentKey, key } = await gateway.app.services.agentKeys.create(agent, gatewayActor);
    const stream = await listenByMcp(gateway, bearer(key));
    await stream.next();
    await generateToken(gateway, { provider: 'LIVEKIT', agent, scopes: ['livekit.admin'] });
    expect(await stream.next()).toMatchObject({ method: 'notifications/tools/list_changed' });
    await generateToken(gateway, { provider: 'LIVEKIT', agent });
    expect(await stream.next()).toMatchObject({ method: 'notifications/tools/list_changed' });
    await gateway.app.services.agentKeys.revoke(agentKey.id, gatewayActor);
    expect(await stream.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
    await openStreams(gateway, 0);
  });

  test('ends when the key that it showed expires, which the token does not', async () => {
    const gateway = await startGateway();
    const agent = await liveKitAgent(gateway);
    await generateToken(gateway, { provider: 'LIVEKIT', agent });
    // Back at once: a clock that jumps has everything looked at again.
    gateway.clock.advance(-599);
    const { key } = await gateway.app.services.agentKeys.create(agent, gatewayActor, 600);
    gateway.clock.advance(599);
    const stream = await listenByMcp(gateway, bearer(key));
    await stream.next();
    gateway.clock.advance(2);
    expect(await stream.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
    await gateway.stop();
  });

  test('ends when its token, which another one replaced, has overlapped for long enough', async () => {
    const gateway = await startGateway();
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const stream = await listenByMcp(gateway, providerHeader('LIVEKIT', token));
    await stream.next();
    await generateToken(gateway, { provider: 'LIVEKIT', agent, overlapSeconds: 60 });
    await openStreams(gateway, 1);
    gateway.clock.advance(61);
    expect(await stream.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
    await gateway.stop();
  });

  test('costs no further requests, however often it is looked at again', async () => {
    const gateway = await startGateway({ env: { REQUESTS_PER_MINUTE: '20' } });
    const agent = await liveKitAgent(gateway);
    const stream = await listenByMcp(gateway, bearer(await createAgentKey(gateway, agent)));
    await stream.next();
    for (let change = 0; change < 25; change += 1) {
      const scopes = change % 2 === 0 ? ['livekit.admin'] : BOTH;
      await gateway.app.services.agents.update(agent, { scopes }, gatewayActor);
      expect(await stream.next()).toMatchObject({ method: 'notifications/tools/list_changed' });
    }
    await gateway.stop();
  });

  test('holds nothing behind another request on a connection that is dropped', async ({
    gateway,
  }) => {
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const query = `mutation { generateToken(input: { provider: LIVEKIT, agent: "${agent}" }) { token } }`;
    const before = graphqlRequest(query, gateway.superuser);
    const connection = await openConnection(gateway.url);
    await withSql(gateway.database, (sql) =>
      sql.begin(async (holder) => {
        await holder`lock table integration_tokens in exclusive mode`;
        const listen = listenRequest(providerHeader('LIVEKIT', token));
        connection.write(before.head + before.body + listen);
        await openStreams(gateway, 1);
        connection.destroy();
        await openStreams(gateway, 0);
      }),
    );
  });

  test('is let go when the gateway stops', async () => {
    const gateway = await startGateway();
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const stream = await listenByMcp(gateway, providerHeader('LIVEKIT', token));
    await stream.next();
    await gateway.stop();
    expect(await stream.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
  });

  test('is let go as well when it is just being opened', async () => {
    const gateway = await startGateway();
    const agent = await liveKitAgent(gateway);
    const key = await createAgentKey(gateway, agent);
    const isServing = async (): Promise<boolean> => {
      try {
        return (await fetch(`${gateway.url}/livez`)).ok;
      } catch {
        return false;
      }
    };
    // The key's first use makes a token, which has to wait.
    const { listening, stopping } = await withSql(gateway.database, (sql) =>
      sql.begin(async (holder) => {
        await holder`lock table integration_tokens in exclusive mode`;
        const listening = listenByMcp(gateway, bearer(key));
        await untilWaiting(holder);
        const stopping = gateway.app.stop();
        await expect.poll(isServing).toBe(false);
        return { listening: [listening], stopping: [stopping] };
      }),
    );
    const stream = await listening[0];
    await stream?.next();
    expect(await stream?.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
    await stopping[0];
    await gateway.stop();
  });

  test('ends with the database, since nobody’s rights are known then', async () => {
    const database = await createSeverableDatabase();
    const gateway = await startGateway({ database });
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const stream = await listenByMcp(gateway, providerHeader('LIVEKIT', token));
    await stream.next();
    database.sever();
    expect(await stream.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
    await gateway.stop();
    await database.drop();
  });

  test('has its connection to itself: nothing behind it is carried out', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const query = `mutation { generateToken(input: { provider: LIVEKIT, agent: "${agent}" }) { token } }`;
    const behind = graphqlRequest(query, gateway.superuser);
    const connection = await openConnection(gateway.url);
    connection.write(listenRequest(providerHeader('LIVEKIT', token)) + behind.head + behind.body);
    await expect.poll(() => connection.received).toContain('subscriptions/acknowledged');
    expect(connection.received.toLowerCase()).toContain('connection: close');
    connection.write((behind.head + behind.body).repeat(40));
    await connection.closed;
    await openStreams(gateway, 0);
    expect((await currentToken(gateway, agent)).token).toBe(token);
  });

  test('takes a place of those that streams have', async () => {
    const gateway = await startGateway({ env: { OPEN_STREAMS_PER_ADDRESS: '1' } });
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const headers = providerHeader('LIVEKIT', token);
    const stream = await listenByMcp(gateway, headers);
    await stream.next();
    await expect(listenByMcp(gateway, headers)).rejects.toThrow('429');
    await gateway.stop();
  });
});
