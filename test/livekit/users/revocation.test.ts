import { AccessToken } from 'livekit-server-sdk';
import { expect } from 'vitest';

import {
  EndExclusionMutation,
  ExcludeMutation,
  RemoveAndExcludeMutation,
} from '../../support/livekit/exclusion-operations.js';
import { usersTest } from '../../support/livekit/user-gateway.js';
import { askAs } from '../../support/livekit/users.js';
import { tellGateway } from '../../support/livekit/webhooks.js';

const test = usersTest({
  rules: [{ when: {}, identity: 'user/{{claims.sub}}', rooms: ['*'] }],
});

const EXCLUDED = ['FORBIDDEN', 'EXCLUDED'];

test('a user whom a superuser excludes is out, and stays out by any JWT until that ends', async ({
  gateway,
  liveKit,
  issuer,
}) => {
  const jwt = await issuer.sign({ sub: 'ada' });
  const { body } = await askAs(gateway, jwt, { room_name: 'lobby' });
  const visit = await liveKit.join(body.participant_token);
  const input = { user: { issuer: issuer.url, subject: 'ada' }, removeFromRooms: true };
  const { data } = await gateway.send(ExcludeMutation, { input }, gateway.superuser);
  expect(data?.excludeFromLiveKit.roomRemovals).toMatchObject([
    { room: 'lobby', identity: 'user/ada', outcome: 'REMOVED' },
  ]);
  await visit.ended;
  for (const again of [jwt, await issuer.sign({ sub: 'ada', jti: 'another' })]) {
    const refused = await askAs(gateway, again, { room_name: 'elsewhere' });
    expect([refused.status, ...refused.refusal]).toEqual([403, ...EXCLUDED]);
  }
  expect((await askAs(gateway, await issuer.sign({ sub: 'bob' }))).status).toBe(201);
  const end = { input: { id: data?.excludeFromLiveKit.exclusion.id ?? '' } };
  await gateway.send(EndExclusionMutation, end, gateway.superuser);
  expect((await askAs(gateway, jwt)).status).toBe(201);
});

test('a user who is removed for an hour cannot come back to that room', async ({
  gateway,
  liveKit,
  issuer,
}) => {
  const jwt = await issuer.sign({ sub: 'eve' });
  const { body } = await askAs(gateway, jwt, { room_name: 'party' });
  const visit = await liveKit.join(body.participant_token);
  const input = { room: 'party', identity: 'user/eve', excludeSeconds: 3600 };
  const { errors } = await gateway.send(RemoveAndExcludeMutation, { input }, gateway.superuser);
  expect(errors).toEqual([]);
  await visit.ended;
  expect((await askAs(gateway, jwt, { room_name: 'party' })).refusal).toEqual(EXCLUDED);
  expect((await askAs(gateway, jwt, { room_name: 'other' })).status).toBe(201);
});

test('a user who was inside for longer than the room token does not come back by LiveKit’s own', async ({
  gateway,
  liveKit,
  issuer,
}) => {
  const [room, identity] = ['long', 'user/ann'];
  const { clock } = gateway;
  const { body } = await askAs(gateway, await issuer.sign({ sub: 'ann' }), { room_name: room });
  const visit = await liveKit.join(body.participant_token);
  const first = { room, identity, sid: 'PA_1', joinedAt: clock.now() };
  await tellGateway(gateway, liveKit, { ...first, event: 'participant_joined' });
  clock.advance(3600);
  const input = { user: { subject: 'ann' }, removeFromRooms: true };
  await gateway.send(ExcludeMutation, { input }, gateway.superuser);
  await visit.ended;
  await tellGateway(gateway, liveKit, { ...first, event: 'participant_left', at: clock.now() });
  clock.advance(300);
  // LiveKit's servers renew the token of those who are inside every 5 minutes, for 10 minutes.
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = liveKit.env;
  const renewed = new AccessToken(LIVEKIT_API_KEY, LIVEKIT_API_SECRET, { identity, ttl: 600 });
  renewed.addGrant({ roomJoin: true, room });
  const second = await liveKit.join(await renewed.toJwt());
  const joinedAt = clock.now();
  await tellGateway(gateway, liveKit, { event: 'participant_joined', room, identity, joinedAt });
  await second.ended;
  clock.advance(-3900);
});
