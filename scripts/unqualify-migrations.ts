import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Takes the schema's name out of the migrations. drizzle-kit writes `"public"` in front of tables
 * that others refer to; the gateway's are in whichever schema `search_path` says.
 */
const folder = fileURLToPath(new URL('../drizzle', import.meta.url));
for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql'))) {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const unqualified = text.replaceAll('"public".', '');
  if (unqualified !== text) writeFileSync(path, unqualified);
}
