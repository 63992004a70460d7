import { afterAll, beforeAll, expect, test } from 'vitest';

import { startGateway, type Answer, type TestGateway } from '../support/gateway.js';
import {
  AgentQuery,
  CreateAgentKeyMutation,
  CurrentTokenQuery,
  DeleteAgentMutation,
  GenerateTokenMutation,
  ViewerQuery,
} from '../support/operations.js';
import { startTogether } from '../support/table-barrier.js';
import { bearer, firstError, providerHeader, registerAgent } from '../support/tokens.js';

const ROUNDS = 8;

let first: TestGateway;
let second: TestGateway;

beforeAll(async () => {
  first = await startGateway();
  second = await startGateway({ database: first.database, clock: first.clock });
});

afterAll(async () => {
  await second.stop();
  await first.stop();
});

const generate = (gateway: TestGateway, agent: string) =>
  gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent, overlapSeconds: 60 } },
    gateway.superuser,
  );
const remove = (gateway: TestGateway, agent: string) =>
  gateway.send(DeleteAgentMutation, { input: { agent } }, gateway.superuser);
const createKey = (gateway: TestGateway, agent: string) =>
  gateway.send(CreateAgentKeyMutation, { input: { agent } }, gateway.superuser);

const outcome = (answer: Answer<unknown>) => firstError(answer).code ?? 'OK';

test('an agent that is deleted and used at the same time is one of both, on every replica', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const agent = await registerAgent(first);
    const [removals, tokens, keys] = await startTogether(
      first.database.directUrl,
      { table: 'agents', writers: 5 },
      () =>
        Promise.all([
          Promise.all([remove(first, agent), remove(second, agent)]),
          Promise.all([generate(second, agent), generate(first, agent)]),
          Promise.all([createKey(second, agent)]),
        ]),
    );
    expect(tokens.map(outcome)).toEqual(['OK', 'OK']);
    for (const code of removals.map(outcome)) expect(code).toMatch(/^(?:OK|CONFLICT|NOT_FOUND)$/);
    for (const code of keys.map(outcome)) expect(code).toMatch(/^(?:OK|NOT_FOUND)$/);
    const credentials = [
      ...tokens.map(({ data }) => providerHeader('LIVEKIT', data?.generateToken.token ?? '')),
      ...keys.flatMap(({ data }) => (data ? [bearer(data.createAgentKey.key)] : [])),
    ];
    for (const gateway of [first, second]) {
      for (const headers of credentials) {
        const viewer = await gateway.send(ViewerQuery, {}, headers);
        expect(viewer.data?.viewer.name).toBe(agent);
      }
      const found = await gateway.send(AgentQuery, { name: agent }, gateway.superuser);
      expect(found.data?.agent?.keys).toHaveLength(credentials.length - tokens.length);
    }
  }
});

test('a replica that remembers the agent forgets it when another deletes it', async () => {
  const agent = await registerAgent(first);
  const ask = () => second.send(CurrentTokenQuery, { agent }, second.superuser);
  // Twice: what was loaded before a change that arrived meanwhile is not kept.
  for (const time of ['first', 'second']) {
    expect((await ask()).data?.currentToken.valid, time).toBe(false);
  }
  expect(outcome(await remove(first, agent))).toBe('OK');
  await expect.poll(async () => outcome(await ask())).toBe('NOT_FOUND');
});
