import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';

import { embeddedStartParams, embeddedTemplatePath } from '../src/db/embedded/database.js';
import { applyMigrations } from '../src/db/migrations/apply.js';
import * as schema from '../src/db/tables/tokens.js';

/**
 * Makes the embedded database that first starts unpack: initialised and migrated. `initdb` takes
 * seconds, and this way only the build pays them.
 */
const folder = mkdtempSync(join(tmpdir(), 'token-gateway-template-'));
try {
  const engine = await PGlite.create({ dataDir: folder, startParams: [...embeddedStartParams] });
  await applyMigrations(drizzle(engine, { schema }));
  const archive = await engine.dumpDataDir('gzip');
  writeFileSync(embeddedTemplatePath, Buffer.from(await archive.arrayBuffer()));
  await engine.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
