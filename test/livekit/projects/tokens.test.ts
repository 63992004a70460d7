import { TokenVerifier } from 'livekit-server-sdk';
import { expect } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { DEFAULT_ROOM_POLICY } from '../../../src/providers/room-policy.js';
import { startGateway } from '../../support/gateway.js';
import { liveKitAgent, roomToken, setPolicy } from '../../support/livekit/gateway.js';
import {
  ApiTokenMutation,
  LiveKitPolicyMutation,
  RoomsQuery,
  RoomTokenMutation,
} from '../../support/livekit/operations.js';
import { projectsTest } from '../../support/livekit/projects.js';
import type { LiveKitServer } from '../../support/livekit/server.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = projectsTest();

const verify = ({ env }: LiveKitServer, jwt: string) =>
  new TokenVerifier(env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET).verify(jwt);

test('an agent’s room tokens are of its own project, by GraphQL and at the endpoint', async ({
  gateway,
  home,
  eu,
}) => {
  for (const [project, own, other] of [
    ['eu', eu, home],
    [null, home, eu],
  ] as const) {
    const agent = await liveKitAgent(gateway);
    await setPolicy(gateway, agent, { project });
    const given = await roomToken(gateway, agent.headers, { room: 'r' });
    const response = await fetch(`${gateway.url}/livekit/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...agent.headers },
      body: '{"room_name":"r"}',
    });
    const body = (await response.json()) as { server_url: string; participant_token: string };
    const { LIVEKIT_URL: url } = own.env;
    expect([given.serverUrl, body.server_url]).toEqual([url, url]);
    for (const jwt of [given.roomToken, body.participant_token]) {
      expect(await verify(own, jwt)).toMatchObject({ video: { room: 'r' } });
      await expect(verify(other, jwt)).rejects.toThrow();
    }
    await (await own.join(given.roomToken)).leave();
  }
});

test('an agent may name its own project and no other', async ({ gateway }) => {
  const [there, here] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
  await setPolicy(gateway, there, { project: 'eu' });
  const ask = (headers: Readonly<Record<string, string>>, project: string) =>
    gateway.send(RoomTokenMutation, { input: { room: 'r', project } }, headers);
  expect((await ask(there.headers, 'eu')).errors).toEqual([]);
  expect((await ask(here.headers, '')).errors).toEqual([]);
  const refusals = [
    await ask(there.headers, ''),
    await ask(there.headers, 'us'),
    await ask(here.headers, 'eu'),
  ];
  for (const refused of refusals) {
    expect(firstError(refused)).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'OUTSIDE_POLICY',
      argument: 'input.project',
    });
  }
});

test('a superuser chooses, for room tokens, rooms and API tokens', async ({
  gateway,
  eu,
  home,
}) => {
  const name = uniqueName('room');
  await eu.openRoom(name);
  const token = await roomToken(gateway, gateway.superuser, { room: name, project: 'eu' });
  await verify(eu, token.roomToken);
  await verify(home, (await roomToken(gateway, gateway.superuser, { room: name })).roomToken);
  const rooms = async (project: string | null) => {
    const { data } = await gateway.send(RoomsQuery, { project }, gateway.superuser);
    return data?.liveKitRooms.nodes.map((room) => room.name) ?? [];
  };
  expect(await rooms('eu')).toContain(name);
  expect(await rooms(null)).not.toContain(name);
  const input = { grants: ['ROOM_LIST' as const], project: 'eu' };
  const { data } = await gateway.send(ApiTokenMutation, { input }, gateway.superuser);
  await verify(eu, data?.liveKitApiToken.apiToken ?? '');
  const unknown = await gateway.send(RoomsQuery, { project: 'us' }, gateway.superuser);
  expect(firstError(unknown)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'project' });
  expect(unknown.errors[0]?.message).toContain(
    'must be one of the projects in LIVEKIT_PROJECTS: eu',
  );
});

test('a policy names a project that there is, and null takes it back', async ({
  gateway,
  home,
}) => {
  const agent = await liveKitAgent(gateway);
  const set = (project: string | null) => {
    const input = { agent: agent.name, liveKitPolicy: { project } };
    return gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  };
  for (const project of ['us', '', 'eu ']) {
    const refused = await set(project);
    expect(firstError(refused).code).toBe('BAD_USER_INPUT');
    expect(refused.errors[0]?.message).toContain('LIVEKIT_PROJECTS: eu');
  }
  expect((await set('eu')).errors).toEqual([]);
  expect((await set(null)).errors).toEqual([]);
  await verify(home, (await roomToken(gateway, agent.headers, { room: 'r' })).roomToken);
});

test('a user’s rule chooses the project', async ({ gateway, eu }) => {
  const policy = { ...DEFAULT_ROOM_POLICY, project: 'eu' };
  const user = { issuer: 'https://login.example.com', subject: 'u-1', claims: {}, policy };
  const caller = { actor: gatewayActor, agent: undefined, user };
  const order = { room: 'r', identity: 'u-1' };
  await verify(eu, (await gateway.app.services.roomTokens.issue(order, caller)).roomToken);
});

test('a project that was removed from the file is named to its agents', async ({
  gateway,
  home,
}) => {
  const agent = await liveKitAgent(gateway);
  await setPolicy(gateway, agent, { project: 'eu' });
  const { database, clock } = gateway;
  const later = await startGateway({ database, clock, env: home.env });
  try {
    const input = { room: 'r' };
    const refused = await later.send(RoomTokenMutation, { input }, agent.headers);
    expect(firstError(refused)).toMatchObject({ reason: 'NOT_CONFIGURED', retryable: false });
    expect(refused.errors[0]?.message).toContain('no LiveKit project eu any more');
  } finally {
    await later.stop();
  }
});
