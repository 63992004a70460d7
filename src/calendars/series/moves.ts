import { Temporal } from 'temporal-polyfill';

import type { EventTime } from '../time/event-time.js';
import {
  dateLineOf,
  isElsewhere,
  lineOf,
  localOf,
  seriesStart,
  stampOf,
  zoneOf,
  type DateLine,
  type SeriesStart,
} from './stamps.js';

/** Something in the form of UTC, for what has to be written so. */
const AS_UTC = '19700101T000000Z';
const AS_LOCAL = '19700101T000000';

/**
 * What makes a series repeat, once it begins at another time: its end, the dates that it leaves out
 * and those that it has besides move with it, by its clocks. Nothing else is added or lost.
 *
 * @param from - when its first instance was
 * @param to - when its first instance is
 */
export function moveRecurrence(lines: readonly string[], from: EventTime, to: EventTime): string[] {
  const [before, after] = [seriesStart(from), seriesStart(to)];
  const isMonthly = lines.some(repeatsByMonths) && !isSameDay(before, after);
  const move = isMonthly ? byMonths(before, after) : byClocks(before, after);
  return lines.map((line) => {
    const dates = dateLineOf(line);
    return dates ? movedDates(dates, before, after, move) : movedRule(line, before, after, move);
  });
}

/**
 * The lines of a series that has no instances at some times, as EXDATE has it; what was before the
 * series needs no line.
 *
 * @param time - when its first instance is
 */
export function leaveOut(
  lines: readonly string[],
  time: EventTime,
  starts: readonly Temporal.PlainDateTime[],
): string[] {
  const series = seriesStart(time);
  const known = lines.flatMap((line) => excluded(line, series));
  const more = starts
    .filter((start) => Temporal.PlainDateTime.compare(start, series.local) >= 0)
    .filter((start) => !known.some((one) => one.equals(start)));
  if (more.length === 0) return [...lines];
  const params = paramsIn(series);
  const like = params.length > 0 ? AS_LOCAL : AS_UTC;
  const values = more.map((start) => stampOf(start, series, like));
  return [...lines, lineOf({ name: 'EXDATE', params, values })];
}

/** What clocks show at the dates that a line leaves out. */
export function excluded(line: string, series: SeriesStart): Temporal.PlainDateTime[] {
  const dates = dateLineOf(line);
  if (dates?.name !== 'EXDATE') return [];
  return dates.values.flatMap((value) => localOf(value, series, zoneOf(dates)) ?? []);
}

/** Whether a rule goes by months or years from its first day on, without naming days. */
export function repeatsByMonths(line: string): boolean {
  return /^RRULE:/.test(line) && /FREQ=(?:MONTHLY|YEARLY)/.test(line) && !/;BY|:BY/.test(line);
}

/** Where a moment of a series moves. */
interface Move {
  /** A date that is left out, or there besides. */
  readonly date: (local: Temporal.PlainDateTime) => Temporal.PlainDateTime;
  /** The end of a rule. */
  readonly until: (local: Temporal.PlainDateTime) => Temporal.PlainDateTime;
}

function byClocks(from: SeriesStart, to: SeriesStart): Move {
  const distance = to.local.since(from.local);
  const date: Move['date'] = (local) => local.add(distance);
  return { date, until: date };
}

/** Months have no one length: an instance stays so many months from the first one. */
function byMonths(from: SeriesStart, to: SeriesStart): Move {
  const { date: shifted } = byClocks(from, to);
  const until: Move['until'] = (local) =>
    to.local.add({ months: from.local.until(local, { largestUnit: 'month' }).months });
  const date: Move['date'] = (local) => {
    const { months } = from.local.until(local, { largestUnit: 'month' });
    const isOfRule = from.local.add({ months }).equals(local);
    return isOfRule ? to.local.add({ months }) : shifted(local);
  };
  return { date, until };
}

function isSameDay(from: SeriesStart, to: SeriesStart): boolean {
  return from.local.toPlainDate().equals(to.local.toPlainDate());
}

function movedRule(rule: string, from: SeriesStart, to: SeriesStart, move: Move): string {
  return rule.replace(/UNTIL=([^;]+)/, (all, stamp: string) => {
    const local = localOf(stamp, from);
    if (!local) return all;
    const like = from.isAllDay ? AS_UTC : stamp;
    return `UNTIL=${stampOf(move.until(local), to, like)}`;
  });
}

function movedDates(line: DateLine, from: SeriesStart, to: SeriesStart, move: Move): string {
  const zone = zoneOf(line);
  const isOwnZone = zone !== undefined && !isElsewhere(zone, from.timeZone);
  const changesForm = from.isAllDay !== to.isAllDay || (isOwnZone && from.timeZone !== to.timeZone);
  const params = changesForm ? paramsIn(to) : line.params;
  const values = line.values.map((value) =>
    value
      .split('/')
      .map((stamp) => {
        const local = localOf(stamp, from, zone);
        if (!local) return stamp;
        const like = changesForm ? (params.length > 0 ? AS_LOCAL : AS_UTC) : stamp;
        return stampOf(move.date(local), to, like, changesForm ? undefined : zone);
      })
      .join('/'),
  );
  return lineOf({ name: line.name, params, values });
}

/** How a line of dates says what they are by; an offset has no name, so that they are in UTC. */
function paramsIn({ isAllDay, timeZone }: SeriesStart): string[] {
  if (isAllDay) return ['VALUE=DATE'];
  return timeZone.includes(':') ? [] : [`TZID=${timeZone}`];
}
