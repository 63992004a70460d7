import { existsSync } from 'node:fs';

import type { PostgresSettings } from './connection/settings.js';
import { databaseFolder } from './embedded/data-folder.js';

/**
 * Whether there is a database that a gateway has used: the one of a server, or the embedded one in
 * a data folder. Nothing is created.
 *
 * @throws StartupError when the server cannot be reached or refuses
 */
export async function hasDatabase(place: {
  readonly postgres: PostgresSettings | undefined;
  readonly dataDir: string;
}): Promise<boolean> {
  if (place.postgres === undefined) return existsSync(databaseFolder(place.dataDir));
  // Loaded here alone: commands beside an embedded database need no driver.
  const { isPrepared } = await import('./migrate.js');
  return isPrepared(place.postgres.direct);
}
