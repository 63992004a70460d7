import { Temporal } from 'temporal-polyfill';

import { badUserInput } from '../../platform/errors.js';
import { findTimeZone, offsetOf } from '../../platform/time-zone.js';

/** The offset at the end of a date and time, as RFC 3339 has it. */
const OWN_OFFSET = /(?:z|([+-]\d\d:\d\d))$/i;

/**
 * The zone of a calendar: a name of the IANA database, an offset such as `+02:00` where Google has
 * no more than that, and UTC where its name says nothing to this Node.
 */
export function calendarZone(name: string | null | undefined): string {
  return findTimeZone(name ?? '') ?? offsetOf(name ?? '') ?? 'UTC';
}

/**
 * The zone of a moment of Google's: that which it names if this Node knows it, and otherwise the
 * offset that its time has, as `+02:00`.
 *
 * @param fallbackZone - the zone of a moment that names none
 */
export function momentZone(
  { timeZone, dateTime }: { timeZone?: string | null; dateTime?: string | null },
  fallbackZone: string | undefined,
): string {
  if (typeof timeZone === 'string' && timeZone !== '') {
    const known = findTimeZone(timeZone);
    if (known !== undefined) return known;
  } else if (fallbackZone !== undefined) {
    return fallbackZone;
  }
  const [written, offset] = OWN_OFFSET.exec(dateTime ?? '') ?? [];
  if (written === undefined) return offsetOf(timeZone ?? '') ?? 'UTC';
  return offset === undefined || /00:00$/.test(offset) ? 'UTC' : offset;
}

/**
 * The instant of a date and time of Google's.
 *
 * @param timeZone - by whose clocks one is that has no offset
 * @returns `undefined` for any other text
 */
export function readInstant(dateTime: string, timeZone: string): Date | undefined {
  if (OWN_OFFSET.test(dateTime)) {
    const instant = new Date(dateTime);
    return Number.isNaN(instant.getTime()) ? undefined : instant;
  }
  try {
    const zoned = Temporal.PlainDateTime.from(dateTime).toZonedDateTime(timeZone);
    return new Date(zoned.epochMilliseconds);
  } catch {
    return undefined;
  }
}

/** An instant by the clocks of a zone. */
export function zonedAt(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

/** What clocks in a zone show at an instant, as `2030-03-25T09:00:00`. */
export function localTime(instant: Date, timeZone: string): string {
  return zonedAt(instant, timeZone).toPlainDateTime().toString({ smallestUnit: 'second' });
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
