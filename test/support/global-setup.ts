import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

import { readConnection } from '../../src/db/connection/settings.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { searchEvidence } from './evidence.js';
import { createForeignRole, FOREIGN_SETTINGS } from './foreign-role.js';
import { MIGRATOR, OWN_SCHEMA, runScript, RUNTIME } from './own-schema.js';
import { startPgBouncer } from './pgbouncer.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';
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
      /** Whom test databases belong to. */
      readonly owner: string;
      /** The name of the migrated database that they are copied from. */
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
  const server = await startPostgres({ version: variant === 'foreign-settings' ? 18 : 15 });
  stops.unshift(() => server.stop());
  project.provide('evidence', evidence);
  project.provide('postgres', { variant, template: TEMPLATE, ...(await prepare(variant, server)) });
}

async function prepare(variant: Variant, server: PostgresServer) {
  const adminUrl = server.url('postgres');
  const owner = variant === 'foreign-settings' ? 'abroad' : 'postgres';
  const plain = { adminUrl, gatewayUrl: asRole(adminUrl, owner), owner };
  if (variant === 'foreign-settings') await createForeignRole(adminUrl, owner, FOREIGN_SETTINGS);
  const template = await server.createDatabase(TEMPLATE);
  if (variant === 'own-schema') {
    await runScript(template, 'roles');
    await migrateDatabase(readConnection(asRole(template, MIGRATOR)));
    await runScript(asRole(template, MIGRATOR), 'grants');
  } else {
    await changeServer(adminUrl, (sql) =>
      sql.unsafe(`alter database ${TEMPLATE} owner to ${owner}`),
    );
    await migrateDatabase(readConnection(asRole(template, owner)));
  }
  // Nobody connects to it by mistake; an open connection would block its copies.
  await changeServer(adminUrl, (sql) =>
    sql.unsafe(`alter database ${TEMPLATE} with is_template true allow_connections false`),
  );
  if (variant === 'own-schema') {
    // Tests name tables alone, whichever schema they are in.
    const inSchema = `${adminUrl}?search_path=${OWN_SCHEMA}`;
    return { ...plain, adminUrl: inSchema, gatewayUrl: asRole(adminUrl, RUNTIME) };
  }
  if (variant === 'pgbouncer') {
    const bouncer = await startPgBouncer(server.port);
    stops.unshift(() => bouncer.stop());
    const gatewayUrl = new URL(adminUrl);
    gatewayUrl.port = String(bouncer.port);
    return { ...plain, gatewayUrl: gatewayUrl.href };
  }
  return plain;
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

function asRole(databaseUrl: string, role: string): string {
  const url = new URL(databaseUrl);
  url.username = role;
  return url.href;
}

async function changeServer(
  adminUrl: string,
  change: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    await change(sql);
  } finally {
    await sql.end();
  }
}
