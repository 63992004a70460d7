import { afterEach, expect, vi } from 'vitest';

import type { CurrentToken } from '../../src/client/token-keeper.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { RotateTokenMutation } from '../support/operations.js';
import { openStreams } from '../support/streams.js';
import { addressOf, startTokenClient, type TestTokenClient } from '../support/token-client.js';
import { createAgentKey, disableAgent, registerAgent } from '../support/tokens.js';

const DAY_SECONDS = 86_400;

const test = gatewayTest();

let agent: string;
let waits: { milliseconds: number; end: () => void }[];
let agentClient: TestTokenClient;
let heard: CurrentToken[];
let stop: () => void;

test.beforeEach(async ({ gateway }) => {
  agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const agentKey = await createAgentKey(gateway, agent);
  waits = [];
  heard = [];
  agentClient = startTokenClient(gateway, { agent, agentKey, delay });
});

afterEach(() => {
  stop();
});

/** Waits until the test or the client ends it. */
function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wait = {
      milliseconds,
      end: () => {
        waits = waits.filter((other) => other !== wait);
        resolve();
      },
    };
    waits.push(wait);
    signal.addEventListener('abort', wait.end);
  });
}

/** Ends the wait of that length, once there is one. */
async function pass(seconds: number): Promise<void> {
  await vi.waitFor(() => {
    const wait = waits.find(({ milliseconds }) => Math.abs(milliseconds / 1000 - seconds) < 0.01);
    if (!wait) throw new Error(`No wait of ${seconds} s: ${JSON.stringify(waits)}`);
    wait.end();
  });
}

function listen(): void {
  stop = agentClient.client.onTokenChanged((current) => heard.push(current));
}

async function rotate(gateway: TestGateway): Promise<string> {
  const answer = await gateway.send(RotateTokenMutation, { input: { agent } }, gateway.superuser);
  return answer.data?.rotateToken.token ?? '';
}

const last = (): string | undefined => heard.at(-1)?.token;

test('a listener hears the first token and each that follows, and the client sends the last', async ({
  gateway,
}) => {
  listen();
  await expect.poll(() => heard.length).toBe(1);
  await openStreams(gateway, 1);
  for (let change = 1; change <= 3; change += 1) {
    const token = await rotate(gateway);
    await expect.poll(last).toBe(token);
    await expect(agentClient.client.token()).resolves.toBe(token);
  }
  expect(heard).toHaveLength(4);
  expect(heard[0]).toMatchObject({
    header: 'X-LiveKit-Token',
    expiresAt: expect.any(Date) as Date,
  });
  expect(agentClient.tokenRequests()).toBe(2);
});

test('who stops listening hears no more, and the last to go ends the stream', async ({
  gateway,
}) => {
  const early: CurrentToken[] = [];
  const stopEarly = agentClient.client.onTokenChanged((current) => early.push(current));
  listen();
  await openStreams(gateway, 1);
  await expect.poll(() => early.length).toBe(1);
  stopEarly();
  stopEarly();
  const token = await rotate(gateway);
  await expect.poll(last).toBe(token);
  expect(early).toHaveLength(1);
  stop();
  await openStreams(gateway, 0);
  expect(waits).toEqual([]);
});

test('after a stream broke off it is opened again, and what was missed is told', async ({
  gateway,
}) => {
  listen();
  await openStreams(gateway, 1);
  await pass(30); // half a minute of silence
  await openStreams(gateway, 0);
  const token = await rotate(gateway);
  expect(last()).not.toBe(token);
  await pass(0.75);
  await expect.poll(last).toBe(token);
  await openStreams(gateway, 1);
});

test('where no stream gets through, the next token comes when it is due', async ({ gateway }) => {
  agentClient.setNetwork(async (input, init) =>
    addressOf(input).endsWith('/stream')
      ? new Response('no streams here', { status: 502, headers: { 'retry-after': '3600' } })
      : fetch(input, init),
  );
  listen();
  await expect.poll(() => heard.length).toBe(1);
  await vi.waitFor(() => {
    if (!waits.some(({ milliseconds }) => milliseconds === 3_600_000)) throw new Error('no wait');
  });
  gateway.clock.advance(20.6 * DAY_SECONDS);
  await pass(20.5 * DAY_SECONDS);
  await expect.poll(() => heard.length).toBe(2);
  expect(last()).not.toBe(heard[0]?.token);
});

test('a stream that is refused is tried again after longer and longer pauses', async ({
  gateway,
}) => {
  listen();
  await openStreams(gateway, 1);
  await disableAgent(gateway, agent);
  await openStreams(gateway, 0);
  for (const seconds of [0.75, 1.5, 3]) await pass(seconds);
  await vi.waitFor(() => {
    const attempts = agentClient.sent.filter(({ url }) => url.endsWith('/stream')).length;
    if (attempts !== 4) throw new Error(`${attempts} attempts`);
  });
});
