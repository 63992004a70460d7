import { expect } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { gatewayTest, send, type TestGateway } from '../support/gateway.js';
import { generateToken, uniqueName } from '../support/tokens.js';

const test = gatewayTest();

/** An agent with a token, and a key of its own to read it with. */
async function newAgent(gateway: TestGateway) {
  const agent = uniqueName();
  const { integrationToken } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  const { key } = await gateway.app.services.agentKeys.create(agent, gatewayActor);
  const headers = { authorization: `Bearer ${key}` };
  const read = (fields = `currentToken(agent: "${agent}") { token }`) =>
    send(`${gateway.url}/graphql`, `{ ${fields} }`, {}, headers);
  return { agent, tokenId: integrationToken.id, read };
}

async function readsOf(gateway: TestGateway, agent: string) {
  const events = await gateway.app.services.audit.list(
    { agentName: agent, action: 'TOKEN_READ' },
    { limit: 200, after: undefined },
  );
  return events.reverse().map(({ details }) => JSON.parse(details) as unknown);
}

test('a request that reads a token under many names is one event', async ({ gateway }) => {
  const { agent, read } = await newAgent(gateway);
  const aliases = Array.from(
    { length: 10 },
    (_, at) => `a${String(at)}: currentToken(agent: "${agent}") { token }`,
  );
  const { errors } = await read(aliases.join(' '));
  expect(errors).toEqual([]);
  expect(await readsOf(gateway, agent)).toEqual([{}]);
});

test('each request is an event, until the rest of the minute is counted', async ({ gateway }) => {
  const { agent, read } = await newAgent(gateway);
  for (let turn = 0; turn < 50; turn += 1) expect((await read()).errors).toEqual([]);
  const reads = await readsOf(gateway, agent);
  expect(reads).toHaveLength(20);
  // They were written in one instant, by which they are not in order.
  const notes = reads.filter((details) => JSON.stringify(details) !== '{}');
  expect(notes).toEqual([{ restOfMinute: 'COUNTED_ONLY' }]);
  gateway.clock.advance(60);
  await read();
  expect((await readsOf(gateway, agent)).at(-1)).toEqual({ leftOut: 30 });
});

test('another reader, and the next token, are counted by themselves', async ({ gateway }) => {
  const { agent, read } = await newAgent(gateway);
  for (let turn = 0; turn < 25; turn += 1) await read();
  const query = `{ currentToken(agent: "${agent}") { token } }`;
  await send(`${gateway.url}/graphql`, query, {}, gateway.superuser);
  expect(await readsOf(gateway, agent)).toHaveLength(21);
  await generateToken(gateway, { provider: 'LIVEKIT', agent });
  await read();
  expect(await readsOf(gateway, agent)).toHaveLength(22);
});
