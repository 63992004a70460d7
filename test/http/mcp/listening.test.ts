import { afterAll, describe, expect } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { gatewayTest, startGateway, type TestGateway } from '../../support/gateway.js';
import { closeHosts, connectByHttp } from '../../support/mcp.js';
import { listenByMcp, listenRequest } from '../../support/mcp-listening.js';
import { RevokeTokenMutation } from '../../support/operations.js';
import { graphqlRequest, openConnection } from '../../support/raw-connection.js';
import { openStreams } from '../../support/streams.js';
import {
  currentToken,
  generateToken,
  providerHeader,
  registerAgent,
} from '../../support/tokens.js';

const test = gatewayTest();

afterAll(async () => {
  await closeHosts();
});

const BOTH = ['livekit.join', 'livekit.admin'];

async function liveKitAgent(gateway: TestGateway): Promise<string> {
  return registerAgent(gateway, { renewal: 'AUTOMATIC', scopes: BOTH });
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

  test('is let go when the gateway stops', async () => {
    const gateway = await startGateway();
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const stream = await listenByMcp(gateway, providerHeader('LIVEKIT', token));
    await stream.next();
    await gateway.stop();
    expect(await stream.next()).toMatchObject({ id: 'l', result: { resultType: 'complete' } });
  });

  test('has its connection to itself: nothing behind it is carried out', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const query = `mutation { generateToken(input: { provider: LIVEKIT, agent: "${agent}" }) { token } }`;
    const behind = graphqlRequest(query, gateway.superuser);
    const connection = await openConnection(gateway.url);
    connection.write(listenRequest(providerHeader('LIVEKIT', token)) + behind.head + behind.body);
    await expect.poll(() => connection.received).toContain('subscriptions/acknowledged');
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
