import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { GenerateTokenMutation } from '../support/operations.js';
import { uniqueName } from '../support/tokens.js';

const HEALING_LIMIT_MS = 30_000;

let database: TestDatabase;
let gateway: TestGateway;
/** Past the gateway, and in another database. */
let sql: postgres.Sql;
let name: string;
const role = uniqueName('gateway').replaceAll('-', '_');

beforeAll(async () => {
  sql = postgres(inject('postgres').adminUrl, { max: 1, onnotice: () => undefined });
  database = await createTestDatabase();
  await sql`create role ${sql(role)} superuser login`;
  // Past a pooler, which would know nothing of the new role.
  const url = new URL(database.directUrl);
  name = url.pathname.slice(1);
  url.username = role;
  gateway = await startGateway({ database: { ...database, url: url.href } });
});

afterAll(async () => {
  await gateway.stop();
  await sql`drop role ${sql(role)}`;
  await sql.end();
});

const generate = () =>
  gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent: uniqueName('agent') } },
    gateway.superuser,
  );

async function expectOutage(): Promise<void> {
  // The first finds that its connection is gone, and the second gets no new one.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { status, headers, errors } = await generate();
    expect(status).toBe(503);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      reason: 'DATABASE_UNAVAILABLE',
    });
    expect(headers.has('retry-after')).toBe(true);
  }
  // Ended sessions live for a moment longer.
  const ready = async () => {
    const answer = await fetch(`${gateway.url}/readyz`);
    return [answer.status, await answer.text()];
  };
  await expect
    .poll(ready, { timeout: 5_000 })
    .toEqual([503, expect.stringContaining('cannot be reached') as unknown]);
}

async function expectHealed(): Promise<void> {
  await vi.waitFor(async () => expect((await generate()).errors).toEqual([]), HEALING_LIMIT_MS);
}

const endConnections = () =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;

test('a database that lets nobody in is an outage, and heals', async () => {
  await expectHealed();
  await sql`alter database ${sql(name)} allow_connections false`;
  await endConnections();
  await expectOutage();
  await sql`alter database ${sql(name)} allow_connections true`;
  await expectHealed();
});

test('a server that refuses the login is an outage, and heals', async () => {
  await sql`alter role ${sql(role)} nologin`;
  await endConnections();
  await expectOutage();
  await sql`alter role ${sql(role)} login`;
  await expectHealed();
});

test('a database that is dropped is an outage', async () => {
  await database.drop();
  await expectOutage();
});
