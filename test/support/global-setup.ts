import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

import { readConnection } from '../../src/db/connection/settings.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { searchEvidence } from './evidence.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of what this run printed, answered and stored; see `evidence.ts`. */
    evidence: string;
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

const evidence = mkdtempSync(path.join(tmpdir(), 'token-gateway-evidence-'));

let server: PostgresServer | undefined;

/** Starts one server for the whole run, with a migrated template database. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres({ version: 15 });
  await migrateDatabase(readConnection(await server.createDatabase(TEMPLATE)));
  await closeTemplate(server.url('postgres'));
  project.provide('evidence', evidence);
  project.provide('postgres', { adminUrl: server.url('postgres'), template: TEMPLATE });
}

/**
 * Stops the server of the run and removes its data.
 *
 * @throws Error when a secret stands in what the run printed, answered as an error, or stored
 */
export async function teardown(): Promise<void> {
  await server?.stop();
  const { found, characters } = searchEvidence(evidence);
  rmSync(evidence, { recursive: true });
  if (found.length > 0) {
    // Vitest prints what a teardown throws and ends well all the same.
    process.exitCode = 1;
    throw new Error(`Secrets in what the run left behind:\n${[...new Set(found)].join('\n')}`);
  }
  console.info(`No secret in ${characters} characters of logs, errors and suspect rows.`);
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
