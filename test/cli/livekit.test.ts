import { expect } from 'vitest';

import { ENCRYPTION_KEYS } from '../support/gateway.js';
import { liveKitAgent, liveKitTest, roomToken } from '../support/livekit/gateway.js';
import { RoomTokenMutation } from '../support/livekit/operations.js';
import { run, type Env } from '../support/process.js';
import { firstError, uniqueName } from '../support/tokens.js';

const test = liveKitTest();

let env: Env;

test.beforeAll(({ gateway, liveKit }) => {
  env = {
    DATABASE_URL: gateway.database.url,
    TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
    ...liveKit.env,
  };
});

test('revoking a token on the command line takes its participants out too', async ({
  gateway,
  liveKit,
}) => {
  const agent = await liveKitAgent(gateway);
  const room = uniqueName('room');
  const { roomToken: jwt } = await roomToken(gateway, agent.headers, { room, identity: 'eve' });
  const visit = await liveKit.join(jwt);
  const result = await run(['token', 'revoke', agent.tokenId, '--remove-from-rooms'], env);
  await visit.ended;
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(result.stdout).toMatch(new RegExp(`${room} +eve +REMOVED `));
  const again = await run(
    ['token', 'revoke-all', agent.name, '--remove-from-rooms', '--json'],
    env,
  );
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({
    revokedCount: 0,
    roomRemovals: [{ room, identity: 'eve', outcome: 'NOT_IN_ROOM' }],
  });
});

test('a policy is set on the command line, and holds in the gateway that runs', async ({
  gateway,
}) => {
  const agent = await liveKitAgent(gateway);
  await roomToken(gateway, agent.headers, { room: 'other' });
  const update = (policy: string) =>
    run(['agent', 'update', agent.name, '--livekit-policy', policy], env);
  expect((await update('{"rooms":["support-*"]}')).code).toBe(0);
  const input = { room: 'other' };
  await expect
    .poll(
      async () =>
        firstError(await gateway.send(RoomTokenMutation, { input }, agent.headers)).reason,
    )
    .toBe('OUTSIDE_POLICY');
  for (const wrong of ['nonsense', '{"rooms":"support-*"}', '{"room":["a"]}']) {
    const { code, stderr } = await update(wrong);
    expect([wrong, code]).toEqual([wrong, 2]);
    expect(stderr).not.toBe('');
  }
});
