import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

import { badUserInput } from '../../platform/errors.js';
import { findTimeZone, NO_TIME_ZONE, offsetOf } from '../../platform/time-zone.js';
import { readTime, readZone } from '../input/times.js';
import { writtenForms } from '../input/written-form.js';

const WRITTEN = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)?)?$/;
const OFFSET = /(?:[Zz]|[+-]\d\d:\d\d)$/;

/**
 * A day, a time by the clocks of some zone, or an instant with its offset from UTC, as models
 * write.
 */
export const writtenTime = z
  .string()
  .regex(
    WRITTEN,
    'must be like 2030-03-25T09:00:00, 2030-03-25T09:00:00+01:00, or 2030-03-25 for a whole day',
  )
  .register(writtenForms, { read: readTime, example: '2030-03-25T09:00:00' });

/** A zone by its name, or an offset that an answer had; checked before anything is done by it. */
export const writtenZone = z
  .string()
  .refine((name) => (findTimeZone(name) ?? offsetOf(name)) !== undefined, NO_TIME_ZONE)
  .register(writtenForms, { read: readZone, example: 'Europe/Berlin' });

/** Whether a written time is a day without an hour. */
export function isDay(written: string): boolean {
  return !written.includes('T');
}

/** Whether a written time says by itself which instant it is. */
export function hasOffset(written: string): boolean {
  return !isDay(written) && OFFSET.test(written);
}

/**
 * The instant of a written time, in UTC; of a day, that at which it begins.
 *
 * @param argument - names the input in errors
 * @param timeZone - by whose clocks it is written where it has no offset
 * @throws DomainError `BAD_USER_INPUT` for a time or a zone that does not exist
 */
export function instantOf(argument: string, written: string, timeZone: string): string {
  return read(argument, () =>
    hasOffset(written)
      ? Temporal.Instant.from(written)
      : Temporal.PlainDateTime.from(written, { overflow: 'reject' })
          .toZonedDateTime(timeZone)
          .toInstant(),
  ).toString({ fractionalSecondDigits: 3 });
}

/**
 * A written time without its offset, in the schema's form.
 *
 * @throws DomainError `BAD_USER_INPUT` for a time that does not exist
 */
export function localTimeOf(argument: string, written: string): string {
  return read(argument, () =>
    Temporal.PlainDateTime.from(written, { overflow: 'reject' }),
  ).toString({ smallestUnit: 'second' });
}

/** An instant by the clocks of a zone, with their offset: `2030-03-25T09:00:00+01:00`. */
export function shown(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The day that clocks in a zone show at an instant. */
export function dayOf(instant: string, timeZone: string): string {
  return shown(instant, timeZone).slice(0, 10);
}

/** The first day that is no part of what ends at an instant. */
export function endDay(instant: string, timeZone: string): string {
  const end = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const day = end.toPlainDate();
  return (end.equals(end.startOfDay()) ? day : day.add({ days: 1 })).toString();
}

/**
 * A day, or an instant by the clocks of a zone, to be said: `Monday 25 March 2030 at 09:00`, and
 * whose time that is where it is not the listener's own.
 */
export function spokenTime(
  time: string,
  { timeZone, isNamed }: { readonly timeZone: string; readonly isNamed: boolean },
): string {
  if (isDay(time)) return spokenDay(Temporal.PlainDate.from(time));
  const zoned = Temporal.Instant.from(time).toZonedDateTimeISO(timeZone);
  const hours = zoned.toPlainTime().toString({ smallestUnit: 'minute' });
  const said = `${spokenDay(zoned.toPlainDate())} at ${hours}`;
  return isNamed ? `${said}, ${spokenZone(timeZone)} time` : said;
}

function spokenZone(timeZone: string): string {
  return /^[+-]/.test(timeZone) ? `UTC${timeZone}` : timeZone;
}

/** Put together here: how languages write dates differs between versions of Node. */
function spokenDay(date: Temporal.PlainDate): string {
  const month = date.toLocaleString('en', { month: 'long' });
  return `${weekdayOf(date)} ${date.day} ${month} ${date.year}`;
}

/** The name of a day's weekday: `Monday`. */
export function weekdayOf(date: Temporal.PlainDate): string {
  return date.toLocaleString('en', { weekday: 'long' });
}

function read<T>(argument: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) {
      throw badUserInput(argument, 'must be a day and a time that exist');
    }
    throw error;
  }
}
