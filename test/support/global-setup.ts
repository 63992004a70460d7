import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

import { readConnection } from '../../src/db/connection/settings.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { searchEvidence } from './evidence.js';
import { createForeignRole, FOREIGN_SETTINGS } from './foreign-role.js';
import { startPgBouncer } from './pgbouncer.js';
import { startPostgres } from './postgres-server.js';
import { chosenVariant, type Variant } from './variants.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of what this run printed, answered and stored; see `evidence.ts`. */
    evidence: string;
    /** The server of this run: `inject('postgres')`. */
    postgres: {
      readonly variant: Variant;
      /** A superuser's URL of the database `postgres`. */
      readonly adminUrl: string;
      /** The URL of the same database as gateways under test come to it. */
      readonly gatewayUrl: string;
      /** The name of the migrated database that test databases are copied from. */
      readonly template: string;
    };
  }
}

const TEMPLATE = 'template_gateway';

const evidence = mkdtempSync(path.join(tmpdir(), 'token-gateway-evidence-'));

const stops: (() => Promise<void>)[] = [];

/** Starts one server for the whole run, with a migrated template database. */
export async function setup(project: TestProject): Promise<void> {
  const variant = chosenVariant();
  const server = await startPostgres({ version: variant === 'postgres-18' ? 18 : 15 });
  stops.unshift(() => server.stop());
  const adminUrl = server.url('postgres');
  const gatewayUrl = new URL(adminUrl);
  if (variant === 'foreign-settings') {
    gatewayUrl.username = 'abroad';
    await createForeignRole(adminUrl, gatewayUrl.username, FOREIGN_SETTINGS);
  }
  await createTemplate(adminUrl, gatewayUrl);
  if (variant === 'pgbouncer') {
    const bouncer = await startPgBouncer(server.port);
    stops.unshift(() => bouncer.stop());
    gatewayUrl.port = String(bouncer.port);
  }
  project.provide('evidence', evidence);
  project.provide('postgres', {
    variant,
    adminUrl,
    gatewayUrl: gatewayUrl.href,
    template: TEMPLATE,
  });
}

/**
 * Stops the servers of the run and removes their data.
 *
 * @throws Error when a secret stands in what the run printed, answered as an error, or stored
 */
export async function teardown(): Promise<void> {
  for (const stop of stops) await stop();
  const { found, characters } = searchEvidence(evidence);
  rmSync(evidence, { recursive: true });
  if (found.length > 0) {
    // Vitest prints what a teardown throws and ends well all the same.
    process.exitCode = 1;
    throw new Error(`Secrets in what the run left behind:\n${[...new Set(found)].join('\n')}`);
  }
  console.info(`No secret in ${characters} characters of logs, errors and suspect rows.`);
}

/** Migrates the template as the gateways' role, which then owns it and all that is in it. */
async function createTemplate(adminUrl: string, gatewayUrl: URL): Promise<void> {
  const sql = postgres(adminUrl, { max: 1 });
  const url = new URL(gatewayUrl);
  url.pathname = `/${TEMPLATE}`;
  try {
    await sql`create database ${sql(TEMPLATE)} owner ${sql(url.username)}`;
    await migrateDatabase(readConnection(url.href));
    // Nobody connects to it by mistake; an open connection would block its copies.
    await sql`alter database ${sql(TEMPLATE)} with is_template true allow_connections false`;
  } finally {
    await sql.end();
  }
}
