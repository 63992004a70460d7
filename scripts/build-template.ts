import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';

import { embeddedStartParams, embeddedTemplatePath } from '../src/db/embedded/database.js';
import { migrationsFolder } from '../src/db/migrate.js';

/**
 * Makes the embedded database that first starts unpack: initialised and migrated. `initdb` takes
 * seconds, and this way only the build pays them.
 */
const folder = mkdtempSync(join(tmpdir(), 'token-gateway-template-'));
try {
  const engine = await PGlite.create({ dataDir: folder, startParams: [...embeddedStartParams] });
  await migrate(drizzle(engine), { migrationsFolder });
  const archive = await engine.dumpDataDir('gzip');
  writeFileSync(embeddedTemplatePath, Buffer.from(await archive.arrayBuffer()));
  await engine.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
