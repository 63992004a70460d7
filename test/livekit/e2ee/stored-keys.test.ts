import { afterAll, beforeAll, expect, test } from 'vitest';

import { rotateKeys } from '../../../src/cli/commands/rotate-keys.js';
import { createOperations } from '../../../src/operator/operations.js';
import { keysSetting, testKey } from '../../support/bulk-tokens.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { RoomKeyMutation } from '../../support/livekit/operations.js';
import { startLiveKit, type LiveKitServer } from '../../support/livekit/server.js';
import { TestClock } from '../../support/test-clock.js';
import { withSql } from '../../support/tokens.js';

const old = testKey('old', 1);
const fresh = testKey('fresh', 2);

let database: TestDatabase;
let liveKit: LiveKitServer;
const clock = new TestClock(new Date());

beforeAll(async () => {
  [database, liveKit] = await Promise.all([createTestDatabase(), startLiveKit()]);
});

afterAll(async () => {
  await liveKit.stop();
  await database.drop();
});

/** Does something with a gateway that has these encryption keys. */
async function withKeys<T>(
  keys: readonly (typeof old)[],
  work: (gateway: TestGateway) => Promise<T>,
): Promise<T> {
  const env = { ...liveKit.env, TOKEN_ENCRYPTION_KEYS: keysSetting(...keys) };
  const gateway = await startGateway({ database, clock, env });
  try {
    return await work(gateway);
  } finally {
    await gateway.stop();
  }
}

async function ask(gateway: TestGateway, room: string) {
  const { data, errors } = await gateway.send(
    RoomKeyMutation,
    { input: { room } },
    gateway.superuser,
  );
  return data?.liveKitRoomToken.e2eeKey ?? errors[0]?.extensions.reason;
}

test('a room keeps its key while the encryption keys are replaced', async () => {
  const key = await withKeys([old], (gateway) => ask(gateway, 'kept'));
  expect(key).toMatch(/^itg_ee_/);
  await withKeys([fresh, old], async (gateway) => {
    const run = createOperations(gateway.app.services);
    expect(await run('keys list', {})).toMatchObject([{ id: 'fresh' }, { id: 'old', roomKeys: 1 }]);
    const { signal } = new AbortController();
    const options = { batchSize: 50, pauseMs: 0, stop: signal, say: () => undefined };
    expect(await rotateKeys(run, options)).toMatchObject({ outcome: 'COMPLETED', remaining: [] });
  });
  expect(await withKeys([fresh], (gateway) => ask(gateway, 'kept'))).toBe(key);
});

test('without the encryption key of a room its key is refused, and not replaced', async () => {
  const key = await withKeys([old, fresh], (gateway) => ask(gateway, 'locked'));
  expect(await withKeys([fresh], (gateway) => ask(gateway, 'locked'))).toBe(
    'ENCRYPTION_KEY_MISSING',
  );
  expect(await withKeys([fresh, old], (gateway) => ask(gateway, 'locked'))).toBe(key);
});

test('a key that somebody gave to another room does not open there', async () => {
  await withKeys([fresh, old], async (gateway) => {
    await ask(gateway, 'private');
    await withSql(database, async (sql) => {
      await sql`update room_e2ee_keys set room = 'lobby' where room = 'private'`;
    });
    expect(await ask(gateway, 'lobby')).toBe('CIPHERTEXT_UNREADABLE');
  });
});
