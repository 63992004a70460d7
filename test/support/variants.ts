/** The databases that the tests can run on: `TEST_DATABASE=pgbouncer npx vitest run test/db`. */
export const VARIANTS = [
  'postgres-15',
  /** PostgreSQL 18, where the role has other session settings than the gateway was written with. */
  'foreign-settings',
  /** A schema of its own, whose tables belong to another role than the gateway's. */
  'own-schema',
  /** PgBouncer is between, and gives each transaction any session. */
  'pgbouncer',
] as const;

/** A database that the tests can run on. */
export type Variant = (typeof VARIANTS)[number];

/**
 * The database of this run; PostgreSQL 15 where nothing is said.
 *
 * @throws Error when there is none of that name
 */
export function chosenVariant(): Variant {
  const name = process.env['TEST_DATABASE'] ?? 'postgres-15';
  const variant = VARIANTS.find((one) => one === name);
  if (!variant) throw new Error(`TEST_DATABASE is one of ${VARIANTS.join(', ')}, and not ${name}.`);
  return variant;
}
