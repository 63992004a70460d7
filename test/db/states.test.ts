import { randomBytes } from 'node:crypto';

import postgres from 'postgres';
import { describe, expect, inject, test } from 'vitest';

import { createTestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import { createSeverableDatabase } from '../support/severable-database.js';
import { foundAs } from '../support/status.js';

const generate = (gateway: TestGateway) =>
  gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent: 'desk' } },
    gateway.superuser,
  );

const isLogged = (gateway: TestGateway, message: string): number =>
  gateway.log.filter((line) => line.includes(message)).length;

describe('a database that takes no changes', () => {
  test('is reported as read-only to callers and in the status', async () => {
    const database = await createTestDatabase();
    const gateway = await startGateway({ database });
    try {
      const name = new URL(database.directUrl).pathname.slice(1);
      await readOnly(name);
      // The first request may still meet a session that is being ended.
      await expect
        .poll(async () => {
          const { status, errors } = await generate(gateway);
          return { status, error: errors[0] };
        })
        .toMatchObject({
          status: 503,
          error: {
            message: expect.stringMatching(/^The database is read-only at present\./) as string,
            extensions: { reason: 'DATABASE_UNAVAILABLE' },
          },
        });
      const found = () => foundAs(gateway, 'DATABASE_READ_ONLY');
      await expect.poll(found, { timeout: 5_000 }).toHaveLength(1);
    } finally {
      await gateway.stop();
      await database.drop();
    }
  });
});

describe('a database that was lost', () => {
  test('is one line in the log, and one with the time when it is back', async () => {
    // The feed of changes says the same of itself; through a pooler it never heard of any.
    const heard = inject('postgres').variant === 'pgbouncer' ? 0 : 1;
    const database = await createSeverableDatabase();
    const gateway = await startGateway({ database });
    try {
      await expect.poll(() => gateway.app.services.database.hearsChanges()).toBe(heard === 1);
      database.sever();
      const unknown = { authorization: `Bearer itg_su_${randomBytes(20).toString('hex')}` };
      for (let time = 0; time < 3; time += 1) {
        await gateway.send(ViewerQuery, {}, unknown);
        expect((await generate(gateway)).status).toBe(503);
      }
      expect(isLogged(gateway, 'The database cannot be used')).toBe(1);
      await expect.poll(() => isLogged(gateway, 'are no longer heard of')).toBe(heard);
      await database.restore();
      await expect
        .poll(async () => {
          await generate(gateway);
          return isLogged(gateway, 'The database can be used again');
        })
        .toBe(1);
      await expect.poll(() => isLogged(gateway, 'are heard of again')).toBe(heard);
      expect(gateway.log.filter((line) => line.includes('"lostSeconds":'))).toHaveLength(1 + heard);
      expect(isLogged(gateway, 'The database cannot be used')).toBe(1);
    } finally {
      await gateway.stop();
      await database.drop();
    }
  });
});

/** Sessions from now on may only read. */
async function readOnly(name: string): Promise<void> {
  const sql = postgres(inject('postgres').adminUrl, { max: 1 });
  try {
    await sql.unsafe(`alter database ${name} set default_transaction_read_only = on`);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  } finally {
    await sql.end();
  }
}
