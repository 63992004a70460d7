import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';

import { integrationTokens } from '../../src/db/tables/tokens.js';
import { createOperations } from '../../src/operator/operations.js';
import { keyCheckValue, seal, sha256 } from '../../src/platform/crypto.js';
import { keysSetting, testKey } from '../support/bulk-tokens.js';
import { startGateway } from '../support/gateway.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';
import { bearer, createSuperuser, generateToken } from '../support/tokens.js';

const old = testKey('old', 1);
const clock = new TestClock();

test('an embedded database of the version before is moved at the start, and serves everybody', async () => {
  const DATA_DIR = await mkdtemp(path.join(tmpdir(), 'token-gateway-test-'));
  const embedded = async () => {
    const env = { DATA_DIR, TOKEN_ENCRYPTION_KEYS: keysSetting(old) };
    const gateway = await startGateway({
      database: { url: '', directUrl: '', drop: () => Promise.resolve() },
      clock,
      env,
    });
    return { ...gateway, run: createOperations(gateway.app.services) };
  };
  const before = await embedded();
  const { token } = await generateToken(before, { provider: 'LIVEKIT', agent: 'mine' });
  const superuser = await createSuperuser(before, 'ann');
  await before.app.services.database.write(async (queries) => {
    const form = keyCheckValue(old, 'LEGACY');
    await queries.execute(sql`update encryption_keys set check_value = ${form}`);
    await queries.execute(sql`
      update superusers set digest = ${sha256(superuser)}, ciphertext = null, encryption_key_id = null`);
    const [row] = await queries.select({ id: integrationTokens.id }).from(integrationTokens);
    const { ciphertext } = seal(old, token, row?.id ?? '', randomBytes);
    await queries.update(integrationTokens).set({ digest: sha256(token), ciphertext });
  });
  await before.stop();
  const after = await embedded();
  expect(after.log.join('')).toContain('Secrets of an older version were bound to their rows');
  expect(await after.run('keys list', {})).toMatchObject([
    { id: 'old', form: 'BOUND', liveTokens: 1, superuserKeys: 1 },
  ]);
  const current = await after.send(CurrentTokenQuery, { agent: 'mine' }, after.superuser);
  expect(current.data?.currentToken.token).toBe(token);
  for (const secret of [token, superuser]) {
    expect((await after.send(ViewerQuery, {}, bearer(secret))).status).toBe(200);
  }
  await after.stop();
  const again = await embedded();
  expect(again.log.join('')).not.toContain('Secrets of an older version');
  await again.stop();
  await rm(DATA_DIR, { recursive: true, force: true });
});
