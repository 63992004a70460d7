import { customType } from 'drizzle-orm/pg-core';

import { readInstant } from './written-instant.js';

/** Bytes, for example a digest or a ciphertext. */
export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});

/**
 * An instant. The gateway's own clock sets it, to the millisecond; what somebody else wrote is read
 * as the nearest that can be shown.
 */
export const instant = customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: readInstant,
  toDriver: (value) => value.toISOString(),
});
