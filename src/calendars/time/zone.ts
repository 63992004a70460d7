import { Temporal } from 'temporal-polyfill';

import { badUserInput } from '../../platform/errors.js';

/** What clocks in a zone show at an instant, as `2030-03-25T09:00:00`. */
export function localTime(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

/**
 * The instant at which clocks in a zone show a time; the first of two where clocks are set back.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument` for a time that is malformed, or that
 *   clocks leap over
 */
export function instantOf(argument: string, local: string, timeZone: string): Date {
  const plain = parseLocal(argument, local);
  const zoned = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (!zoned.toPlainDateTime().equals(plain)) {
    throw badUserInput(argument, `does not exist in ${timeZone}: clocks are set forward over it`);
  }
  return new Date(zoned.epochMilliseconds);
}

/** A local date and time without a zone. */
function parseLocal(argument: string, local: string): Temporal.PlainDateTime {
  try {
    // Temporal would overlook an offset, and read another time than what was meant.
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) && !/[zZ+]|-\d\d:\d\d$/.test(local)) {
      return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
    }
  } catch {
    // Told below.
  }
  throw badUserInput(
    argument,
    'must be a local time without offset, for example 2030-03-25T09:00:00',
  );
}
