import { decodeJwt } from 'jose';
import { expect } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { liveKitAgent, liveKitTest, roomToken } from '../support/livekit/gateway.js';
import { RoomsQuery } from '../support/livekit/operations.js';
import type { LiveKitServer } from '../support/livekit/server.js';
import { TestClock } from '../support/test-clock.js';
import { firstError } from '../support/tokens.js';

const test = liveKitTest();

const ENDED = { LIVEKIT_API_KEY: 'APIended', LIVEKIT_API_SECRET: 'the-secret-of-an-ended-key' };

/** A gateway whose first key is another one than LiveKit's. */
async function withKeys(
  { env }: LiveKitServer,
  second: Readonly<Record<string, string>>,
  work: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const clock = new TestClock(new Date());
  const gateway = await startGateway({ clock, env: { ...env, ...ENDED, ...second } });
  try {
    await work(gateway);
  } finally {
    await gateway.stop();
  }
}

test('where LiveKit has ended the first key, calls and room tokens go on by the second', async ({
  liveKit,
}) => {
  const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = liveKit.env;
  const second = { LIVEKIT_SECOND_API_KEY: key, LIVEKIT_SECOND_API_SECRET: secret };
  await withKeys(liveKit, second, async (gateway) => {
    const agent = await liveKitAgent(gateway);
    const before = await roomToken(gateway, agent.headers, { room: 'a' });
    expect(decodeJwt(before.roomToken).iss).toBe(ENDED.LIVEKIT_API_KEY);
    const { data } = await gateway.send(RoomsQuery, {}, gateway.superuser);
    expect(data?.liveKitRooms.nodes).toBeDefined();
    const after = await roomToken(gateway, agent.headers, { room: 'a' });
    expect(decodeJwt(after.roomToken).iss).toBe(key);
    const visit = await liveKit.join(after.roomToken);
    await visit.leave();
  });
});

test('where LiveKit has ended both, it is said that it refuses them', async ({ liveKit }) => {
  const second = {
    LIVEKIT_SECOND_API_KEY: 'APIother',
    LIVEKIT_SECOND_API_SECRET: 'the-secret-of-another-ended-key',
  };
  await withKeys(liveKit, second, async (gateway) => {
    const refused = await gateway.send(RoomsQuery, {}, gateway.superuser);
    expect(firstError(refused)).toMatchObject({ reason: 'UNAUTHENTICATED', retryable: false });
    const agent = await liveKitAgent(gateway);
    const { roomToken: jwt } = await roomToken(gateway, agent.headers, { room: 'a' });
    expect(decodeJwt(jwt).iss).toBe(ENDED.LIVEKIT_API_KEY);
  });
});
