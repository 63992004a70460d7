import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { startGateway } from '../support/gateway.js';
import { liveKitAgent, roomToken } from '../support/livekit/gateway.js';
import {
  LiveKitPolicyMutation,
  RevokeWithRoomsMutation,
  RoomTokenMutation,
} from '../support/livekit/operations.js';
import { startLiveKit } from '../support/livekit/server.js';
import { TestClock } from '../support/test-clock.js';
import { firstError } from '../support/tokens.js';

test('policies, room tokens and removals do the same on the embedded database', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'token-gateway-test-'));
  const liveKit = await startLiveKit();
  const gateway = await startGateway({
    clock: new TestClock(new Date()),
    database: { url: '', directUrl: '', drop: () => Promise.resolve() },
    env: { ...liveKit.env, DATA_DIR: folder },
  });
  try {
    const agent = await liveKitAgent(gateway);
    const policy = { agent: agent.name, liveKitPolicy: { rooms: ['support-*'] } };
    await gateway.send(LiveKitPolicyMutation, { input: policy }, gateway.superuser);
    const refused = await gateway.send(RoomTokenMutation, { input: { room: 'r' } }, agent.headers);
    expect(firstError(refused).reason).toBe('OUTSIDE_POLICY');
    // At the same time, so that they share a transaction.
    const rooms = ['support-1', 'support-2', 'support-3'];
    const tokens = await Promise.all(
      rooms.map((room) => roomToken(gateway, agent.headers, { room })),
    );
    const visit = await liveKit.join(tokens[0]?.roomToken ?? '');
    const input = { id: agent.tokenId, removeFromRooms: true };
    const { data } = await gateway.send(RevokeWithRoomsMutation, { input }, gateway.superuser);
    await visit.ended;
    const outcomes = data?.revokeToken.roomRemovals?.map(
      ({ room, outcome }) => `${room} ${outcome}`,
    );
    expect(outcomes?.sort()).toEqual([
      'support-1 REMOVED',
      'support-2 NOT_IN_ROOM',
      'support-3 NOT_IN_ROOM',
    ]);
  } finally {
    await gateway.stop();
    await liveKit.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
