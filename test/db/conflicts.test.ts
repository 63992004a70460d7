import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { KeyFile } from '../../src/encryption/key-file.js';
import { createOperations } from '../../src/operator/operations.js';
import { inDeadlocks } from '../support/deadlock.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { RotateTokenMutation } from '../support/operations.js';
import { currentToken, generateToken, tokensOf, uniqueName, withSql } from '../support/tokens.js';

let dataDir: string;
let gateway: TestGateway;
let agent: string;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'token-gateway-conflicts-'));
  // The key is in a file of the gateway's own.
  gateway = await startGateway({ env: { DATA_DIR: dataDir, TOKEN_ENCRYPTION_KEYS: '' } });
  agent = uniqueName();
  await generateToken(gateway, { provider: 'LIVEKIT', agent });
});

afterEach(async () => {
  await gateway.stop();
  rmSync(dataDir, { recursive: true });
});

const rotate = () =>
  gateway.send(RotateTokenMutation, { input: { agent, overlapSeconds: 0 } }, gateway.superuser);

async function countEvents(action: string): Promise<number> {
  return withSql(gateway.database, async (sql) => {
    const rows = await sql`select 1 from audit_events where action = ${action}`;
    return rows.length;
  });
}

/** Has the first writers of a table fail, as those do that come in each other's way. */
async function failFirst(times: number, table: string, code: string): Promise<void> {
  await withSql(gateway.database, (sql) =>
    sql.unsafe(`
      create sequence attempts;
      grant usage on sequence attempts to public;
      create function fail_first() returns trigger language plpgsql as $$ begin
        if nextval('attempts') <= ${times} then
          raise exception 'in the way' using errcode = '${code}';
        end if;
        return new;
      end $$;
      create trigger fail_first before insert or update on ${table}
        for each statement execute function fail_first();`),
  );
}

test('a change that is ended by a deadlock is made once', async () => {
  const { status, errors, data } = await inDeadlocks(gateway.database.directUrl, 1, rotate);
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  expect(await tokensOf(gateway, agent)).toHaveLength(2);
  expect(await countEvents('TOKEN_ROTATED')).toBe(1);
  const { token } = await currentToken(gateway, agent);
  expect(token).toBe(data?.rotateToken.token);
  const run = createOperations(gateway.app.services);
  expect((await run('audit verify', {})) as AuditVerification).toMatchObject({ intact: true });
});

test('a change that deadlocks end twice is not made, and may be asked for again', async () => {
  const { status, errors } = await inDeadlocks(gateway.database.directUrl, 2, rotate);
  expect({ status, ...errors[0]?.extensions }).toMatchObject({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    reason: 'DATABASE_BUSY',
    retryAfterSeconds: 1,
  });
  expect(await tokensOf(gateway, agent)).toHaveLength(1);
  expect((await rotate()).status).toBe(200);
});

/** What the audit log's writer sends alone, and together with what is announced. */
const WRITTEN = ['audit_events', 'audit_lanes'];
const cases = ['40001', '40P01'].flatMap((code) => WRITTEN.map((table) => ({ code, table })));

test.each(cases)('a change is made after $code of $table', async ({ code, table }) => {
  await failFirst(1, table, code);
  expect((await rotate()).status).toBe(200);
  expect(await countEvents('TOKEN_ROTATED')).toBe(1);
});

test.each(cases)('there is no third attempt after $code of $table', async ({ code, table }) => {
  await failFirst(2, table, code);
  expect((await rotate()).status).toBe(503);
  expect((await rotate()).status).toBe(200);
});

test('other errors are no reason for a second attempt', async () => {
  await failFirst(1, 'audit_events', 'P0001');
  expect((await rotate()).status).toBe(500);
  expect((await rotate()).status).toBe(200);
});

test('a new encryption key is put into its file once', async () => {
  const ids = (): string[] => new KeyFile(dataDir).read().map(({ id }) => id);
  const before = ids();
  await failFirst(1, 'encryption_keys', '40P01');
  const run = createOperations(gateway.app.services);
  const { keyId } = (await run('keys generate', {})) as { keyId: string };
  expect(ids()).toEqual([keyId, ...before]);
  expect(await countEvents('ENCRYPTION_KEY_ADDED')).toBe(1);
});
