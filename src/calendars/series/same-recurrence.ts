import { Temporal } from 'temporal-polyfill';

import { findTimeZone } from '../../platform/time-zone.js';
import type { GoogleEvent } from '../google/resource.js';
import { compact, dateLineOf, zoneOf } from './stamps.js';

/** Parts of a rule that say what holds without them. */
const DEFAULTS = new Set(['', 'INTERVAL=1', 'WKST=MO']);

/**
 * Whether two events repeat by the same lines, however they are written: in whatever order, case
 * and number of lines, and by the clocks of whatever zone.
 */
export function isSameRecurrence(
  one: GoogleEvent['recurrence'],
  other: GoogleEvent['recurrence'],
): boolean {
  const [lines, others] = [linesOf(one), linesOf(other)];
  return lines.size === others.size && [...lines].every((line) => others.has(line));
}

/** The rules, and each date for itself. */
function linesOf(recurrence: GoogleEvent['recurrence']): ReadonlySet<string> {
  return new Set(
    (recurrence ?? []).flatMap((line) => {
      const dates = dateLineOf(line);
      if (!dates) return [ruleOf(line.toUpperCase())];
      return dates.values.map((value) => `${dates.name}:${momentOf(value, zoneOf(dates))}`);
    }),
  );
}

function ruleOf(line: string): string {
  const [name = '', values = ''] = line.split(/:(.*)/s);
  const parts = values.split(';').filter((part) => !DEFAULTS.has(part));
  return `${name}:${parts.map(sortedList).sort().join(';')}`;
}

/** A part of a rule with its values in one order: `BYDAY=FR,MO`. */
function sortedList(part: string): string {
  const [name = '', values = ''] = part.split('=');
  return `${name}=${[...new Set(values.split(','))].sort().join(',')}`;
}

/** A moment in UTC, where its zone is known. */
function momentOf(value: string, zone: string | undefined): string {
  if (zone === undefined || !/^\d{8}T\d{6}$/.test(value)) return value;
  if (findTimeZone(zone) === undefined) return `${value} ${zone.toLowerCase()}`;
  try {
    const instant = Temporal.PlainDateTime.from(value).toZonedDateTime(zone).toInstant();
    return compact(instant.toString({ smallestUnit: 'second' }));
  } catch {
    // No such day or hour: Google is left to refuse it.
    return value;
  }
}
