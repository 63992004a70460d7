import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

import { badUserInput } from './errors.js';

/** How far ahead of UTC clocks are, as programs write it that know no names: `GMT+02:00`. */
const OFFSET = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i;
const MOST_HOURS = 14;

/** What was found under names: asking anew costs more than all else that an event costs. */
const found = new LRUCache<string, { readonly name: string | undefined }>({ max: 1_000 });

/** No zone has a longer name, and nobody should fill memory with what is none. */
const LONGEST_NAME = 60;

/**
 * The name of a zone of the IANA database as the database writes it, where this Node knows the
 * zone. An offset is none: it does not say when clocks change.
 */
export function findTimeZone(name: string): string | undefined {
  if (name.length > LONGEST_NAME || !/^[A-Za-z]/.test(name)) return undefined;
  const known = found.get(name);
  if (known) return known.name;
  const zone = { name: read(name) };
  found.set(name, zone);
  return zone.name;
}

/** What is wrong with a name that {@link findTimeZone} does not find. */
export const NO_TIME_ZONE = 'must be an IANA time zone, for example Europe/Berlin or UTC';

/**
 * Checks and returns the name of a zone of the IANA database, as the database writes it.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkTimeZone(argument: string, timeZone: string): string {
  const name = findTimeZone(timeZone);
  if (name !== undefined) return name;
  throw badUserInput(argument, NO_TIME_ZONE);
}

/**
 * Checks and returns by which clocks times are to be shown or looked for: a zone's, or an offset's,
 * as answers have it where nobody knows the zone.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkClocks(argument: string, timeZone: string): string {
  return offsetOf(timeZone) ?? checkTimeZone(argument, timeZone);
}

/**
 * The name of a zone for an offset, where a name is wanted: whole hours have one of their own. The
 * others become UTC, by which a series repeats as well, since neither changes its clocks.
 *
 * @returns anything but an offset as it is
 * @see https://data.iana.org/time-zones/theory.html, on `Etc` and its signs
 */
export function namedZone(timeZone: string): string {
  const [, sign, hours, minutes] = OFFSET.exec(timeZone) ?? [];
  if (sign === undefined) return timeZone;
  return minutes === '00' ? `Etc/GMT${sign === '+' ? '-' : '+'}${String(Number(hours))}` : 'UTC';
}

/**
 * The offset that a text says, as `+02:00`, or `UTC` for none.
 *
 * @returns `undefined` for any other text
 */
export function offsetOf(name: string): string | undefined {
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(name) ?? [];
  if (sign === undefined || Number(hours) > MOST_HOURS) return undefined;
  const offset = `${sign}${hours.padStart(2, '0')}:${minutes}`;
  return /^[+-]00:00$/.test(offset) ? 'UTC' : offset;
}

function read(name: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}
