import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import {
  currentToken,
  firstError,
  generateToken,
  providerHeader,
  uniqueName,
  withSql,
} from '../support/tokens.js';

const keyPair = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;
const OLD = keyPair('old', 1);
const NEW = keyPair('new', 2);

let database: TestDatabase;
const started: TestGateway[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await Promise.all(started.map((gateway) => gateway.stop()));
  await database.drop();
});

async function startWithKeys(...keys: string[]): Promise<TestGateway> {
  const env = { TOKEN_ENCRYPTION_KEYS: keys.join(',') };
  const gateway = await startGateway({ database, env });
  started.push(gateway);
  return gateway;
}

async function tokenUnder(gateway: TestGateway): Promise<{ agent: string; token: string }> {
  const agent = uniqueName();
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  return { agent, token };
}

test('a token sealed with a key that is now behind another is handed out as before', async () => {
  const { agent, token } = await tokenUnder(await startWithKeys(OLD));
  const rotated = await startWithKeys(NEW, OLD);
  expect((await currentToken(rotated, agent)).token).toBe(token);
});

test('a token whose key is missing is neither handed out nor accepted until the key is back', async () => {
  const { agent, token } = await tokenUnder(await startWithKeys(OLD));
  const gateway = await startWithKeys(NEW);
  const answer = await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
  expect(answer.status).toBe(503);
  expect(firstError(answer)).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    reason: 'ENCRYPTION_KEY_MISSING',
  });
  expect(answer.errors[0]?.message).toContain('"old"');
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  const viewer = await gateway.send(ViewerQuery, {}, providerHeader('LIVEKIT', token));
  expect(firstError(viewer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'UNKNOWN' });
  expect(gateway.log.join('')).toMatch(
    /The encryption key \\"old\\" is missing, and \d+ live token/,
  );
  const restored = await startWithKeys(NEW, OLD);
  const again = await restored.send(ViewerQuery, {}, providerHeader('LIVEKIT', token));
  expect(again.data?.viewer).toMatchObject({ kind: 'AGENT', name: agent });
});

test('an agent whose key is missing goes on with the next token a superuser generates', async () => {
  const { agent } = await tokenUnder(await startWithKeys(OLD));
  const gateway = await startWithKeys(NEW);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  expect((await currentToken(gateway, agent)).token).toBe(token);
});

test('a ciphertext copied to another row does not open there', async () => {
  const maker = await startWithKeys(OLD);
  const victim = await tokenUnder(maker);
  const thief = await tokenUnder(maker);
  await withSql(
    database,
    (sql) => sql`
      update integration_tokens set ciphertext = (
        select ciphertext from integration_tokens join agents on agents.id = agent_id
        where agents.name = ${victim.agent})
      where agent_id = (select id from agents where name = ${thief.agent})`,
  );
  const gateway = await startWithKeys(OLD);
  const answer = await gateway.send(CurrentTokenQuery, { agent: thief.agent }, gateway.superuser);
  expect(answer.status).toBe(503);
  expect(firstError(answer).reason).toBe('CIPHERTEXT_UNREADABLE');
  expect(JSON.stringify(answer)).not.toContain(victim.token);
});
