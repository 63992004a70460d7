import { customType } from 'drizzle-orm/pg-core';

import { EARLIEST_INSTANT, LATEST_INSTANT, showableInstant } from '../../platform/instants.js';

/** Bytes, for example a digest or a ciphertext. */
export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});

/**
 * An instant. The gateway's own clock sets it, to the millisecond. PostgreSQL holds more than a
 * `Date` and RFC 3339 can say, such as `infinity`: what somebody else wrote is read as the nearest
 * that can be shown.
 */
export const instant = customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: readInstant,
  toDriver: (value) => value.toISOString(),
});

function readInstant(value: string): Date {
  // `Date` reads the years 1 to 99 as those of another century.
  if (value === '-infinity' || value.endsWith(' BC') || value.startsWith('00')) {
    return EARLIEST_INSTANT;
  }
  const at = new Date(value);
  if (!Number.isNaN(at.getTime())) return showableInstant(at);
  // With four digits of a year only the zone is beyond `Date`: zones of old times have seconds.
  return /^\d{4}-/.test(value) ? EARLIEST_INSTANT : LATEST_INSTANT;
}
