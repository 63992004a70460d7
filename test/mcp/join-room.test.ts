import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import { startGateway } from '../support/gateway.js';
import {
  liveKitAgent,
  startLiveKitGateway,
  type LiveKitGateway,
} from '../support/livekit/gateway.js';
import { closeHosts, connectByHttp, transports } from '../support/mcp.js';
import { TestClock } from '../support/test-clock.js';
import { uniqueName } from '../support/tokens.js';

let running: LiveKitGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  running = await startLiveKitGateway();
});

afterAll(async () => {
  await closeHosts();
  await running.stop();
});

describe.each(transports)('over $name', ({ connect }) => {
  test.each([{ identity: 'desk' }, {}])('who is in the room gets no token: %j', async (as) => {
    const { gateway, liveKit } = running;
    const { name } = await liveKitAgent(gateway);
    const host = await connect(gateway, name);
    const where = { room: uniqueName('room'), ...as };
    const first = await host.call('join-room', where);
    expect(first.fields).toMatchObject({ ...where, alreadyJoined: false });
    const visit = await liveKit.join(String(first.fields['roomToken']));
    const again = await host.call('join-room', where);
    const { identity } = first.fields;
    expect(again.fields).toEqual({ room: where.room, identity, alreadyJoined: true });
    expect(again.spoken).toMatch(/^This participant is in the room already/);
    const other = await host.call('join-room', { ...where, identity: 'visitor' });
    expect(other.fields).toMatchObject({ identity: 'visitor', alreadyJoined: false });
    await visit.leave();
  });
});

test('while LiveKit is away, room tokens are handed out as ever', async () => {
  const gateway = await startGateway({
    clock: new TestClock(new Date()),
    env: {
      LIVEKIT_URL: 'http://127.0.0.1:1',
      LIVEKIT_API_KEY: 'devkey',
      LIVEKIT_API_SECRET: 'secret',
    },
  });
  try {
    const host = await connectByHttp(gateway, (await liveKitAgent(gateway)).name);
    const { fields } = await host.call('join-room', { room: 'lobby', identity: 'desk' });
    expect(fields).toMatchObject({ alreadyJoined: false, roomToken: expect.any(String) as string });
  } finally {
    await gateway.stop();
  }
});
