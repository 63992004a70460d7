import { Temporal } from 'temporal-polyfill';

import type { EventTime } from '../time/event-time.js';
import { zonedAt } from '../time/zone.js';

/** When a series begins, by the clocks that it repeats by. */
export interface SeriesStart {
  readonly isAllDay: boolean;
  readonly timeZone: string;
  /** Midnight for whole days. */
  readonly local: Temporal.PlainDateTime;
}

/** A line of dates: EXDATE or RDATE. */
export interface DateLine {
  readonly name: string;
  readonly params: readonly string[];
  readonly values: readonly string[];
}

/** The forms that RFC 5545 has for a moment. */
type Form = 'DATE' | 'LOCAL' | 'UTC';

const LINE = /^([A-Z-]+)((?:;[^:;=]+=(?:"[^"]*"|[^:;]*))*):(.*)$/;
const STAMP = /^\d{8}(?:T\d{6}Z?)?$/;

/** When a series begins, by its own clocks. */
export function seriesStart(time: EventTime): SeriesStart {
  if (time.kind === 'ALL_DAY') {
    const local = Temporal.PlainDate.from(time.startDate).toPlainDateTime();
    return { isAllDay: true, timeZone: 'UTC', local };
  }
  const { timeZone } = time;
  const local = zonedAt(time.startAt, timeZone).toPlainDateTime();
  return { isAllDay: false, timeZone, local };
}

/** Whether two series begin at the same time by the same clocks. */
export function isSameStart(one: EventTime, other: EventTime): boolean {
  const [from, to] = [seriesStart(one), seriesStart(other)];
  const isSameKind = from.isAllDay === to.isAllDay && from.timeZone === to.timeZone;
  return isSameKind && from.local.equals(to.local);
}

/** The parts of a line of dates; undefined for a rule. */
export function dateLineOf(line: string): DateLine | undefined {
  const [, name = '', params = '', values = ''] = LINE.exec(line) ?? [];
  if (name !== 'EXDATE' && name !== 'RDATE') return undefined;
  return { name, params: params.split(';').slice(1), values: values.split(',') };
}

/** A line of dates as a text. */
export function lineOf({ name, params, values }: DateLine): string {
  return `${[name, ...params].join(';')}:${values.join(',')}`;
}

/** The zone that a line says its dates are by. */
export function zoneOf({ params }: Pick<DateLine, 'params'>): string | undefined {
  const zone = params.find((param) => param.startsWith('TZID='))?.slice('TZID='.length);
  return zone?.replace(/^"|"$/g, '');
}

/**
 * What the clocks of a series show at a moment in one of RFC 5545's forms, or undefined for any
 * other text. A date means the hour at which the series begins on that day.
 *
 * @param zone - the zone that the moment's line names
 */
export function localOf(
  stamp: string,
  { timeZone, local }: SeriesStart,
  zone?: string,
): Temporal.PlainDateTime | undefined {
  if (!STAMP.test(stamp)) return undefined;
  try {
    switch (formOf(stamp)) {
      case 'DATE':
        return Temporal.PlainDate.from(stamp).toPlainDateTime(local.toPlainTime());
      case 'UTC':
        return Temporal.Instant.from(stamp).toZonedDateTimeISO(timeZone).toPlainDateTime();
      case 'LOCAL': {
        const said = Temporal.PlainDateTime.from(stamp);
        if (!isElsewhere(zone, timeZone)) return said;
        return said.toZonedDateTime(zone).withTimeZone(timeZone).toPlainDateTime();
      }
    }
  } catch {
    return undefined;
  }
}

/**
 * What clocks show as RFC 5545 writes it, in the form of `like`, or the one that the series needs.
 *
 * @param series - whose clocks they are
 * @param zone - the zone that the moment's line names
 */
export function stampOf(
  local: Temporal.PlainDateTime,
  series: SeriesStart,
  like: string,
  zone?: string,
): string {
  const form = series.isAllDay ? 'DATE' : formOf(like);
  if (form === 'DATE') return compact(local.toPlainDate().toString());
  const { timeZone } = series;
  if (form === 'UTC') {
    return compact(
      local.toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: 'second' }),
    );
  }
  const there = isElsewhere(zone, timeZone)
    ? local.toZonedDateTime(timeZone).withTimeZone(zone).toPlainDateTime()
    : local;
  return compact(there.toString({ smallestUnit: 'second' }));
}

/** Whether a zone is known, and another than that of the series. */
export function isElsewhere(zone: string | undefined, timeZone: string): zone is string {
  if (zone === undefined || zone.toLowerCase() === timeZone.toLowerCase()) return false;
  try {
    Temporal.Now.plainDateISO(zone);
    return true;
  } catch {
    // Google's own names, such as those of Windows, are those of the series itself.
    return false;
  }
}

function formOf(stamp: string): Form {
  if (stamp.endsWith('Z')) return 'UTC';
  return stamp.includes('T') ? 'LOCAL' : 'DATE';
}

/** A date and time as RFC 5545 writes it: without fractions, hyphens and colons. */
export function compact(iso: string): string {
  return iso.replace(/\.\d+/, '').replace(/[-:]/g, '');
}
