import { createServer, type AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { startGateway, type Answer, type TestGateway } from '../support/gateway.js';
import { liveKitAgent, roomToken } from '../support/livekit/gateway.js';
import {
  ParticipantsQuery,
  RevokeWithRoomsMutation,
  RoomsQuery,
  RoomTokenMutation,
} from '../support/livekit/operations.js';
import { ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';
import { firstError } from '../support/tokens.js';

const KEYS = { LIVEKIT_API_KEY: 'devkey', LIVEKIT_API_SECRET: 'secret' };

async function withGateway(
  env: Record<string, string>,
  work: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const gateway = await startGateway({ env, clock: new TestClock(new Date()) });
  try {
    await work(gateway);
  } finally {
    await gateway.stop();
  }
}

test('without a LiveKit project the fields name the settings, and the rest goes on', async () => {
  await withGateway({}, async (gateway) => {
    const agent = await liveKitAgent(gateway, ['livekit.join', 'livekit.admin']);
    const input = { room: 'r' };
    const answers: Answer<unknown>[] = [
      await gateway.send(RoomTokenMutation, { input }, agent.headers),
      await gateway.send(RoomsQuery, {}, agent.headers),
      await gateway.send(ParticipantsQuery, input, gateway.superuser),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(502);
      expect(firstError(answer)).toMatchObject({
        code: 'UPSTREAM_ERROR',
        reason: 'NOT_CONFIGURED',
        retryable: false,
      });
      expect(answer.errors[0]?.message).toContain('LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_');
    }
    for (const path of ['/livekit/token', '/livekit/webhook']) {
      const headers = { 'content-type': 'application/json', ...agent.headers };
      const response = await fetch(gateway.url + path, { method: 'POST', headers, body: '{}' });
      expect(response.status).toBe(502);
      expect(await response.text()).toContain('NOT_CONFIGURED');
    }
    expect((await gateway.send(ViewerQuery, {}, agent.headers)).data?.viewer.kind).toBe('AGENT');
    const revoke = { id: agent.tokenId, removeFromRooms: true };
    const { data } = await gateway.send(
      RevokeWithRoomsMutation,
      { input: revoke },
      gateway.superuser,
    );
    expect(data?.revokeToken).toEqual({
      integrationToken: { status: 'REVOKED' },
      roomRemovals: [],
    });
  });
});

test('room tokens are signed while LiveKit is away, and what needs it says to try again', async () => {
  await withGateway({ LIVEKIT_URL: 'http://127.0.0.1:1', ...KEYS }, async (gateway) => {
    const { headers, tokenId } = await liveKitAgent(gateway);
    const { serverUrl } = await roomToken(gateway, headers, { room: 'r', identity: 'ada' });
    expect(serverUrl).toBe('ws://127.0.0.1:1');
    const away = await gateway.send(RoomsQuery, {}, gateway.superuser);
    expect(firstError(away)).toMatchObject({
      code: 'UPSTREAM_ERROR',
      reason: 'UNREACHABLE',
      retryable: true,
      retryAfterSeconds: 5,
    });
    const input = { id: tokenId, removeFromRooms: true };
    const { data } = await gateway.send(RevokeWithRoomsMutation, { input }, gateway.superuser);
    expect(data?.revokeToken.integrationToken.status).toBe('REVOKED');
    expect(data?.revokeToken.roomRemovals).toMatchObject([
      {
        room: 'r',
        identity: 'ada',
        outcome: 'FAILED',
        roomTokensRefusedBefore: null,
        message: 'Not removed. LiveKit cannot be reached. Try again shortly.',
      },
    ]);
  });
});

test('a server that never answers is given up after a deadline', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  await withGateway({ LIVEKIT_URL: `ws://127.0.0.1:${port}/`, ...KEYS }, async (gateway) => {
    const late = await gateway.send(RoomsQuery, {}, gateway.superuser);
    expect(firstError(late)).toMatchObject({ reason: 'TIMEOUT', retryable: true });
  });
  silent.close();
});
