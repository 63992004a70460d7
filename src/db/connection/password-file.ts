import { readFileSync, statSync } from 'node:fs';

import type { ConnectionSettings, ServerPlace } from './settings.js';
import { ConnectionProblem } from './uri.js';

/**
 * The password for a server: the settings', or else the one of the password file.
 *
 * @throws ConnectionProblem when the file may be read by others, as libpq would refuse it
 * @see https://www.postgresql.org/docs/current/libpq-pgpass.html
 */
export function passwordFor(settings: ConnectionSettings, place: ServerPlace): string | undefined {
  const { password, passwordFile, database, user } = settings;
  if (password !== undefined || passwordFile === undefined) return password;
  const stats = statSync(passwordFile, { throwIfNoEntry: false });
  if (!stats?.isFile()) return undefined;
  if ((stats.mode & 0o077) !== 0) {
    throw new ConnectionProblem(
      `has no password, and others may read ${passwordFile}; take that right away: chmod 600`,
    );
  }
  const host = place.host.startsWith('/') ? 'localhost' : place.host;
  const wanted = [host, String(place.port), database, user];
  for (const line of readFileSync(passwordFile, 'utf8').split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = fieldsOf(line);
    const isFor = wanted.every((value, index) => ['*', value].includes(fields[index] ?? ''));
    if (isFor) return fields[4];
  }
  return undefined;
}

/** Fields are separated by colons; a backslash takes the meaning from the character behind it. */
function fieldsOf(line: string): string[] {
  return (line.match(/(?:\\.|[^:\\])*(?::|$)/g) ?? []).map((field) =>
    field.replace(/:$/, '').replace(/\\(.)/g, '$1'),
  );
}
