import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

import { badUserInput } from './errors.js';

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

/**
 * Checks and returns the name of a zone of the IANA database, as the database writes it.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkTimeZone(argument: string, timeZone: string): string {
  const name = findTimeZone(timeZone);
  if (name !== undefined) return name;
  throw badUserInput(argument, 'must be an IANA time zone, for example Europe/Berlin or UTC');
}

function read(name: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}
