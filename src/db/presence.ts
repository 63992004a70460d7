import { existsSync } from 'node:fs';

import { databaseFolder } from './embedded/data-folder.js';

/**
 * Whether there is a database that a gateway has used: the one of a URL, or the embedded one in a
 * data folder. Nothing is created.
 *
 * @throws StartupError when the server of the URL cannot be reached or refuses
 */
export async function hasDatabase(place: {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}): Promise<boolean> {
  if (place.databaseUrl === undefined) return existsSync(databaseFolder(place.dataDir));
  // Loaded here alone: commands beside an embedded database need no driver.
  const { isPrepared } = await import('./migrate.js');
  return isPrepared(place.databaseUrl);
}
