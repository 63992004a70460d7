import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

import { migrateDatabase } from '../../src/db/migrate.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run: `inject('postgres')`. */
    postgres: {
      /** A superuser's URL of the database `postgres`. */
      readonly adminUrl: string;
      /** The name of the migrated database that test databases are copied from. */
      readonly template: string;
    };
  }
}

const TEMPLATE = 'template_gateway';

let server: PostgresServer | undefined;

/** Starts one server for the whole run, with a migrated template database. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres({ version: 15 });
  await migrateDatabase(await server.createDatabase(TEMPLATE));
  await closeTemplate(server.url('postgres'));
  project.provide('postgres', { adminUrl: server.url('postgres'), template: TEMPLATE });
}

/** Stops the server of the run and removes its data. */
export async function teardown(): Promise<void> {
  await server?.stop();
}

/** Nobody connects to the template by mistake; an open connection would block its copies. */
async function closeTemplate(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    await sql`alter database ${sql(TEMPLATE)} with is_template true allow_connections false`;
  } finally {
    await sql.end();
  }
}
