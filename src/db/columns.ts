import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Bytes, for example a digest or a ciphertext. */
export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});

/** An instant. The gateway's own clock sets it, to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
