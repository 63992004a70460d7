import { randomUUID } from 'node:crypto';

import postgres from 'postgres';
import { inject } from 'vitest';

import { evidence } from './run-evidence.js';

/** A database of one test file (or one test), with the project's migrations applied. */
export interface TestDatabase {
  /** As the gateways under test come to it. */
  readonly url: string;
  /** A superuser's way to it, past a pooler: for tests that look into it themselves. */
  readonly directUrl: string;
  /** Removes the database, searched for secrets, ending the connections that are still open. */
  readonly drop: () => Promise<void>;
}

// Any constant will do; all users of the run's server must agree on it.
const TEMPLATE_LOCK = 7_020_115;

/**
 * Whether the gateways of this run own their tables, as they must to prune the audit log. Where
 * they do not, `test/serve/roles.test.ts` has the owner prune it.
 */
export function ownsTables(): boolean {
  return inject('postgres').variant !== 'own-schema';
}

/**
 * Creates a database from the migrated template on the server of this run. Safe to call from
 * several test processes at once: PostgreSQL refuses to copy a template that another session is
 * using, so the copies wait for each other on an advisory lock.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, gatewayUrl, owner, template } = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(adminUrl, async (sql) => {
    // A session lock, given back by the end of the connection: no transaction may surround
    // `create database`.
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    await sql`create database ${sql(name)} template ${sql(template)} owner ${sql(owner)}`;
  });
  const directUrl = databaseAt(adminUrl, name);
  return {
    url: databaseAt(gatewayUrl, name),
    directUrl,
    drop: async () => {
      await evidence.recordDatabase(directUrl);
      await asAdmin(adminUrl, async (sql) => {
        await sql`drop database if exists ${sql(name)} with (force)`;
      });
    },
  };
}

function databaseAt(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(adminUrl: string, use: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await use(sql);
  } finally {
    await sql.end();
  }
}
