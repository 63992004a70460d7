import { EMBEDDED } from './database.js';

/**
 * What production must be told: development makes keys and a database of its own, which are lost
 * with the folder or the container that they are in.
 */
export function missingInProduction(
  present: Readonly<Record<string, string | undefined>>,
): (readonly [name: string, problem: string])[] {
  if (present['NODE_ENV'] !== 'production') return [];
  const required = [
    ['DATABASE_URL', `: a PostgreSQL URL, or ${EMBEDDED} for a database in DATA_DIR`],
    ['TOKEN_ENCRYPTION_KEYS', ''],
  ] as const;
  return required
    .filter(([name]) => present[name] === undefined)
    .map(([name, choice]) => [name, `is required when NODE_ENV is production${choice}`]);
}
