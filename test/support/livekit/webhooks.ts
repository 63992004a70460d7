import { createHash, randomUUID } from 'node:crypto';

import { AccessToken } from 'livekit-server-sdk';
import { expect } from 'vitest';

import type { TestGateway } from '../gateway.js';
import type { LiveKitServer } from './server.js';

/** What LiveKit tells of a room. */
export interface ToldEvent {
  readonly event:
    'participant_joined' | 'participant_left' | 'participant_connection_aborted' | 'room_finished';
  readonly room: string;
  readonly identity?: string;
  /** LiveKit's id of the connection. */
  readonly sid?: string;
  readonly joinedAt?: Date;
  readonly at?: Date;
  /** LiveKit's id of the event: the same when it is delivered again. */
  readonly id?: string;
}

/** Delivers a webhook as LiveKit's server does, and expects that it is taken in. */
export async function tellGateway(
  gateway: TestGateway,
  { env }: LiveKitServer,
  told: ToldEvent,
): Promise<void> {
  const { event, room, identity, sid = `PA_${randomUUID()}`, id = `EV_${randomUUID()}` } = told;
  const { at = new Date(), joinedAt = at } = told;
  const seconds = (moment: Date): string => String(Math.floor(moment.getTime() / 1000));
  const body = JSON.stringify({
    event,
    id,
    createdAt: seconds(at),
    room: { sid: 'RM_1', name: room },
    ...(identity !== undefined && {
      participant: {
        sid,
        identity,
        joinedAt: seconds(joinedAt),
        joinedAtMs: String(joinedAt.getTime()),
      },
    }),
  });
  const token = new AccessToken(env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET, { ttl: 300 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  const response = await fetch(`${gateway.url}/livekit/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json', authorization: await token.toJwt() },
    body,
  });
  expect(response.status).toBe(200);
}
