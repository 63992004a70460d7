import { Temporal } from 'temporal-polyfill';

import { badUserInput } from './errors.js';

/**
 * Passes the name of a zone of the IANA database, as the database writes it. An offset is none: it
 * does not say when clocks change.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkTimeZone(argument: string, timeZone: string): string {
  const isName = /^[A-Za-z]/.test(timeZone);
  try {
    if (isName)
      return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    // Told below, as every name that is not known.
  }
  throw badUserInput(argument, 'must be an IANA time zone, for example Europe/Berlin or UTC');
}
