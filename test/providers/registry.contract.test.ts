import { describe, expect } from 'vitest';

import { introspectGatewaySchema } from '../../src/app/schema.js';
import { providers } from '../../src/providers/registry.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery, IntegrationTokensQuery, ViewerQuery } from '../support/operations.js';
import { bearer, currentToken, firstError, generateToken, uniqueName } from '../support/tokens.js';

const test = gatewayTest();

test('no two providers share an id, a prefix, a header or a default agent', () => {
  const keys = {
    id: providers.map((one) => one.id),
    prefix: [...providers.map((one) => one.prefix), 'su', 'ag'],
    header: [...providers.map((one) => one.header.toLowerCase()), 'authorization'],
    defaultAgent: providers.map((one) => one.defaultAgent),
    scope: providers.flatMap((one) => [...one.scopes]),
  };
  for (const [key, values] of Object.entries(keys)) {
    expect(new Set(values).size, key).toBe(values.length);
  }
});

describe.each(providers)('the provider $id', (provider) => {
  const others = providers.filter((one) => one !== provider);
  const make = (gateway: TestGateway, agent: string) =>
    generateToken(gateway, { provider: provider.id, agent });
  const viewer = (gateway: TestGateway, headers: Record<string, string>) =>
    gateway.send(ViewerQuery, {}, headers);

  test('has names of the right form', () => {
    expect(provider.id).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(provider.prefix).toMatch(/^[a-z]{2}$/);
    expect(provider.header).toMatch(/^X-[A-Za-z]+(-[A-Za-z]+)*$/);
    expect(provider.defaultAgent).toMatch(/^[A-Za-z0-9._-]{1,100}$/);
    expect(provider.displayName).not.toBe('');
  });

  test('gives scopes by default that it has, each once', () => {
    expect(new Set(provider.scopes).size).toBe(provider.scopes.length);
    expect(provider.defaultScopes.length).toBeGreaterThan(0);
    expect(provider.scopes).toEqual(expect.arrayContaining([...provider.defaultScopes]));
  });

  test('is described in the schema', () => {
    const type = introspectGatewaySchema().__schema.types.find(
      (one) => one.name === 'IntegrationProvider',
    );
    const values = type?.kind === 'ENUM' ? type.enumValues : [];
    expect(values.find((value) => value.name === provider.id)?.description).toBe(
      provider.description,
    );
  });

  test('has a default agent with automatic renewal from the first start on', async ({
    gateway,
  }) => {
    const answer = await gateway.send(CurrentTokenQuery, { agent: provider.defaultAgent });
    expect(answer.data?.currentToken).toMatchObject({ provider: provider.id, valid: true });
  });

  test('takes its tokens in its own header and as Bearer', async ({ gateway }) => {
    const agent = uniqueName();
    const { token } = await make(gateway, agent);
    for (const headers of [{ [provider.header]: token }, bearer(token)]) {
      const answer = await viewer(gateway, headers);
      expect(answer.data?.viewer).toMatchObject({ kind: 'AGENT', name: agent });
    }
  });

  test("refuses its tokens in every other provider's header, naming the right one", async ({
    gateway,
  }) => {
    const { token } = await make(gateway, uniqueName());
    for (const other of others) {
      const answer = await viewer(gateway, { [other.header]: token });
      expect(answer.status).toBe(401);
      expect(firstError(answer).reason).toBe('WRONG_PROVIDER');
      expect(answer.errors[0]?.message).toContain(provider.header);
    }
  });

  test('issues, retires, expires and revokes its tokens', async ({ gateway }) => {
    const agent = uniqueName();
    const statuses = async () => {
      const answer = await gateway.send(IntegrationTokensQuery, { agent }, gateway.superuser);
      return answer.data?.integrationTokens.nodes.map((node) => node.status);
    };
    await make(gateway, agent);
    gateway.clock.advance(1);
    await make(gateway, agent);
    expect(await statuses()).toEqual(['ACTIVE', 'RETIRING']);
    gateway.clock.advance(300);
    expect(await statuses()).toEqual(['ACTIVE', 'EXPIRED']);
    await generateToken(gateway, { provider: provider.id, agent, overlapSeconds: 0 });
    expect(await statuses()).toEqual(['ACTIVE', 'REVOKED', 'EXPIRED']);
  });

  test('renews the token of its default agent from refreshAt on', async ({ gateway }) => {
    const before = await currentToken(gateway, provider.defaultAgent);
    gateway.clock.advance(
      (Date.parse(before.refreshAt ?? '') - gateway.clock.now().getTime()) / 1000,
    );
    const after = await currentToken(gateway, provider.defaultAgent);
    expect(after.valid).toBe(true);
    expect(after.token).not.toBe(before.token);
  });

  test('keeps its tokens out of the log, wherever they were sent', async ({ gateway }) => {
    const { token } = await make(gateway, uniqueName());
    await viewer(gateway, { [provider.header]: token });
    await viewer(gateway, { [others[0]?.header ?? '']: token, 'user-agent': token });
    await fetch(`${gateway.url}/${token}?token=${token}`);
    expect(gateway.log.join('')).not.toContain(token);
  });
});
