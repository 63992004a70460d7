import { readFileSync } from 'node:fs';

import postgres from 'postgres';

/** The roles of `examples/postgresql`: one owns the schema and migrates, the other one serves. */
export const MIGRATOR = 'gateway_migrator';
export const RUNTIME = 'gateway_runtime';

/** The schema of both. */
export const OWN_SCHEMA = 'gateway';

/** Runs a script of `examples/postgresql`, as an operator would. */
export async function runScript(databaseUrl: string, script: 'roles' | 'grants'): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const folder = new URL('../../examples/postgresql/', import.meta.url);
    await sql.unsafe(readFileSync(new URL(`${script}.sql`, folder), 'utf8'));
  } finally {
    await sql.end();
  }
}
