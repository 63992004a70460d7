/** The first instant that PostgreSQL and RFC 3339 both write in the same way, in UTC. */
export const EARLIEST_INSTANT = new Date('0001-01-01T00:00:00Z');

/** The last such instant. */
export const LATEST_INSTANT = new Date('9999-12-31T23:59:59.999Z');

/**
 * The instant itself, or the nearest one within {@link EARLIEST_INSTANT} and {@link
 * LATEST_INSTANT}.
 */
export function showableInstant(instant: Date): Date {
  if (instant < EARLIEST_INSTANT) return EARLIEST_INSTANT;
  return instant > LATEST_INSTANT ? LATEST_INSTANT : instant;
}
