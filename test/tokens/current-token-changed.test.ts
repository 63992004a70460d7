import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { providerById, providers, type ProviderId } from '../../src/providers/registry.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery } from '../support/operations.js';
import {
  openStreams,
  statusOf,
  transports,
  type StreamOptions,
  type TestStream,
} from '../support/streams.js';

const operator = { kind: 'OPERATOR', name: null, address: null, requestId: null } as const;
const DAY_SECONDS = 24 * 3600;

let gateway: TestGateway;
let replica: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
  replica = await startGateway({ database: gateway.database, clock: gateway.clock });
});

afterAll(async () => {
  await replica.stop();
  await gateway.stop();
});

/** An agent of its own with a token, for one test. */
async function newAgent(provider: ProviderId = 'LIVEKIT') {
  const agent = `agent-${randomUUID()}`;
  const { header } = providerById(provider);
  const order = { provider: providerById(provider), agent };
  const { secret } = await gateway.app.services.tokens.generate(order, operator);
  return { agent, secret, headers: { [header]: secret } };
}

function rotate(agent: string, overlapSeconds?: number) {
  return gateway.app.services.tokens.rotate({ agent, overlapSeconds }, operator);
}

async function readCurrent(agent: string): Promise<string | null | undefined> {
  const { data } = await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
  return data?.currentToken.token;
}

async function countEvents(action: 'TOKEN_READ' | 'TOKEN_RENEWED' | 'ACCESS_REFUSED') {
  return gateway.app.services.audit.count({ action });
}

describe.each(Object.entries(transports))('by %s', (_name, open) => {
  const streams: TestStream[] = [];
  const subscribe = (options: Partial<StreamOptions>) => {
    const stream = open({ url: gateway.url, headers: gateway.superuser, ...options });
    streams.push(stream);
    return stream;
  };

  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.close();
    await openStreams(gateway, 0);
  });

  test.each(providers.map(({ id }) => id))(
    'an agent of %s hears of its next token, reads it, and the read is audited',
    async (provider) => {
      const { agent, headers } = await newAgent(provider);
      const stream = subscribe({ agent, headers });
      await openStreams(gateway, 1);
      const reads = await countEvents('TOKEN_READ');
      gateway.clock.advance(60);
      const { secret, token } = await rotate(agent);
      expect(await stream.next()).toEqual({
        agentName: agent,
        provider,
        changedAt: token.issuedAt.toISOString(),
        expiresAt: token.expiresAt.toISOString(),
        refreshAt: new Date(token.issuedAt.getTime() + 20 * DAY_SECONDS * 1000).toISOString(),
        currentToken: { token: secret, valid: true },
      });
      expect(await countEvents('TOKEN_READ')).toBe(reads + 1);
    },
  );

  test('a rotation by another replica is heard', async () => {
    const { agent } = await newAgent();
    const stream = subscribe({ agent });
    await openStreams(gateway, 1);
    const { secret } = await replica.app.services.tokens.rotate({ agent }, operator);
    expect((await stream.next()).currentToken.token).toBe(secret);
  });

  test('changes that bring no new token are silent', async () => {
    const { agent } = await newAgent();
    const stream = subscribe({ agent });
    await openStreams(gateway, 1);
    await gateway.app.services.agents.update(agent, { overlapSeconds: 10 }, operator);
    await gateway.app.services.tokens.revokeAll(agent, undefined, operator);
    const order = { provider: providerById('LIVEKIT'), agent };
    const { secret } = await gateway.app.services.tokens.generate(order, operator);
    expect((await stream.next()).currentToken.token).toBe(secret);
    expect(stream.results).toHaveLength(1);
  });

  test('an automatic renewal comes when it is due, once for all who listen', async () => {
    const { agent } = await newAgent();
    await gateway.app.services.agents.update(agent, { renewal: 'AUTOMATIC' }, operator);
    const listeners = [subscribe({ agent }), subscribe({ agent })];
    await openStreams(gateway, 2);
    const renewals = await countEvents('TOKEN_RENEWED');
    gateway.clock.advance(20 * DAY_SECONDS);
    for (const listener of listeners) {
      expect((await listener.next()).changedAt).toBe(gateway.clock.now().toISOString());
    }
    expect(await countEvents('TOKEN_RENEWED')).toBe(renewals + 1);
  });

  test('who may not read the token may not listen, and refusals by rule are audited', async () => {
    const { agent } = await newAgent();
    const other = await newAgent('GOOGLE_CALENDAR_MCP');
    const { key } = await gateway.app.services.verifiers.create(`v-${agent}`, operator);
    const refusals = await countEvents('ACCESS_REFUSED');
    const refused: [Record<string, string>, number][] = [
      [{ via: '1.1 a-proxy' }, 401],
      [{ 'x-livekit-token': 'itg_lk_nonsense' }, 401],
      [{ origin: 'https://elsewhere.example' }, 403],
      [other.headers, 403],
      [{ authorization: `Bearer ${key}` }, 403],
    ];
    for (const [headers, status] of refused) {
      expect(statusOf(await subscribe({ agent, headers }).ended)).toBe(status);
    }
    expect(await countEvents('ACCESS_REFUSED')).toBe(refusals + 2);
  });

  test('an agent that does not exist is reported to who may know', async () => {
    expect(statusOf(await subscribe({ agent: 'nobody' }).ended)).toBe(404);
  });

  test.each<[string, string, (agent: string) => unknown]>([
    ['its token is revoked', 'REVOKED', (agent) => rotate(agent, 0)],
    [
      'its agent is disabled elsewhere',
      'AGENT_DISABLED',
      (agent) => replica.app.services.agents.update(agent, { enabled: false }, operator),
    ],
    [
      'its token expires',
      'EXPIRED',
      () => {
        gateway.clock.advance(30 * DAY_SECONDS);
      },
    ],
  ])('an agent’s stream ends when %s, without another event', async (_case, reason, act) => {
    const { agent, headers } = await newAgent();
    const stream = subscribe({ agent, headers });
    await openStreams(gateway, 1);
    await act(agent);
    const [error] = (await stream.ended).errors ?? [];
    expect(error?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason });
    expect(error?.extensions.requestId).toEqual(expect.any(String));
    expect(stream.results).toHaveLength(0);
  });

  test('a retired token’s stream ends with its overlap; the token it brought opens the next', async () => {
    const { agent, headers } = await newAgent();
    const stream = subscribe({ agent, headers });
    await openStreams(gateway, 1);
    await rotate(agent, 60);
    const { token } = (await stream.next()).currentToken;
    gateway.clock.advance(60);
    expect((await stream.ended).errors?.[0]?.extensions.reason).toBe('EXPIRED');
    const next = subscribe({ agent, headers: { 'x-livekit-token': token } });
    await openStreams(gateway, 1);
    expect(next.results).toHaveLength(0);
  });

  test('a superuser’s stream ends when another replica revokes the key', async () => {
    const { agent } = await newAgent();
    const { key } = await gateway.app.services.superusers.keys.create(`s-${agent}`, operator);
    const stream = subscribe({ agent, headers: { authorization: `Bearer ${key}` } });
    await openStreams(gateway, 1);
    await replica.app.services.superusers.keys.revoke(`s-${agent}`, operator);
    expect((await stream.ended).errors?.[0]?.extensions.reason).toBe('REVOKED');
  });

  test('an agent key’s stream ends when the key is revoked', async () => {
    const { agent } = await newAgent();
    const { agentKeys } = gateway.app.services;
    const { key, agentKey } = await agentKeys.create(agent, operator);
    const stream = subscribe({ agent, headers: { authorization: `Bearer ${key}` } });
    await openStreams(gateway, 1);
    await agentKeys.revoke(agentKey.id, operator);
    expect((await stream.ended).errors?.[0]?.extensions.reason).toBe('REVOKED');
  });

  test.each(['superuser', 'agent'])('a stream ends when its %s key expires', async (kind) => {
    const { agent } = await newAgent();
    const { agentKeys, superusers } = gateway.app.services;
    const { key } =
      kind === 'agent'
        ? await agentKeys.create(agent, operator, 60)
        : await superusers.keys.create(`e-${agent}`, operator, 60);
    const stream = subscribe({ agent, headers: { authorization: `Bearer ${key}` } });
    await openStreams(gateway, 1);
    gateway.clock.advance(60);
    expect((await stream.ended).errors?.[0]?.extensions.reason).toBe('EXPIRED');
  });

  test('a document that cannot be run, or is no subscription, is refused', async () => {
    const field = '{ currentTokenChanged(agent: $agent) { agentName } }';
    const documents = [
      'subscription {',
      'subscription { nothing }',
      'query { viewer { kind } }',
      'mutation { revokeToken(input: { id: "1" }) { integrationToken { id } } }',
      `subscription { ${'a '.repeat(1_100)} }`,
      `subscription A($agent: String!) ${field}`,
      `subscription A($agent: String!) { ${field.slice(1, -1).repeat(2)} }`,
    ];
    for (const query of documents) {
      const end = await subscribe({ query, variables: {} }).ended;
      expect(statusOf(end), query).toBe(400);
    }
  });

  test('neither the log nor the metrics hold a token', async () => {
    const { agent, secret, headers } = await newAgent();
    const stream = subscribe({ agent, headers });
    await openStreams(gateway, 1);
    await rotate(agent);
    const { token } = (await stream.next()).currentToken;
    expect(await readCurrent(agent)).toBe(token);
    stream.close();
    await openStreams(gateway, 0);
    const log = gateway.log.join('');
    expect(log).toContain('"fields":["currentTokenChanged"]');
    expect(log).not.toContain(secret);
    expect(log).not.toContain(token);
  });
});

test('a reader that is slower than the changes gets the newest one alone', async () => {
  const { agent } = await newAgent();
  const changes = await gateway.app.services.tokenChanges.follow(agent, operator);
  for (let count = 0; count < 3; count += 1) {
    gateway.clock.advance(1);
    await rotate(agent);
  }
  const newest = gateway.clock.now();
  expect((await changes.next()).value?.changedAt).toEqual(newest);
  const next = changes.next();
  gateway.clock.advance(1);
  await rotate(agent);
  expect((await next).value?.changedAt).toEqual(gateway.clock.now());
  await changes.return?.();
  expect(await changes.next()).toEqual({ done: true, value: undefined });
});
