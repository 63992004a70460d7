import { Temporal } from 'temporal-polyfill';

import { badUserInput } from '../../platform/errors.js';
import type { GoogleEvent } from '../google/resource.js';
import { eventTime, type EventTime } from '../time/event-time.js';
import { instantOf, localTime } from '../time/zone.js';
import { repeatsByMonths } from './moves.js';
import { seriesStart } from './stamps.js';

const BY_DAY = /BY(?:DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH)=/;
const BY_HOUR = /BY(?:HOUR|MINUTE|SECOND)=/;
/** The last day that every month has. */
const SAFE_DAY = 28;

/** Where an instance stands in its series, wherever it was moved to. */
export function originalTime(instance: GoogleEvent, series: GoogleEvent): EventTime {
  const seriesTime = timeOf(series);
  const original = eventTime(
    { start: instance.originalStartTime ?? instance.start ?? {} },
    zoneOf(seriesTime),
  );
  if (original.kind === 'ALL_DAY' || seriesTime.kind === 'ALL_DAY') {
    const days = daysBetween(dateOf(seriesTime), endDateOf(seriesTime));
    const startDate = dateOf(original);
    return { kind: 'ALL_DAY', startDate, endDate: addDays(startDate, days) };
  }
  const lengthMs = seriesTime.endAt.getTime() - seriesTime.startAt.getTime();
  return {
    ...seriesTime,
    startAt: original.startAt,
    endAt: new Date(original.startAt.getTime() + lengthMs),
  };
}

/**
 * When a whole series is to begin, whichever of its instances a change names.
 *
 * @param instance - the one that is named, if it is not the series itself
 * @throws DomainError as `movedSeries` does
 */
export function wantedTime(
  series: GoogleEvent,
  instance: GoogleEvent | undefined,
  wanted: EventTime | undefined,
  hasNewRule: boolean,
): EventTime | undefined {
  if (!wanted) return undefined;
  if (instance) return movedSeries(series, originalTime(instance, series), wanted, hasNewRule);
  checkDay(series, timeOf(series), wanted, hasNewRule);
  return wanted;
}

/**
 * When a series has to begin so that one of its instances is at another time: the whole series
 * moves by as much, by the clocks of its zone.
 *
 * @throws DomainError `BAD_USER_INPUT` where the rule names days that the new time is not on
 */
function movedSeries(
  series: GoogleEvent,
  instance: EventTime,
  wanted: EventTime,
  hasNewRule: boolean,
): EventTime {
  const first = timeOf(series);
  if (first.kind !== wanted.kind || instance.kind !== wanted.kind) {
    throw badUserInput(
      'time',
      'must be of the series’ own kind; name the series itself to change between days and times',
    );
  }
  checkDay(series, instance, wanted, hasNewRule);
  const from = seriesStart(instance).local;
  const to = seriesStart(wanted).local;
  const months = monthsBefore(series, seriesStart(first).local, from);
  const start =
    months === undefined ? seriesStart(first).local.add(to.since(from)) : to.subtract({ months });
  if (first.kind === 'ALL_DAY' || instance.kind === 'ALL_DAY' || wanted.kind === 'ALL_DAY') {
    const startDate = start.toPlainDate().toString();
    const days = daysBetween(dateOf(wanted), endDateOf(wanted));
    return { kind: 'ALL_DAY', startDate, endDate: addDays(startDate, days) };
  }
  const { timeZone } = wanted;
  const startLocal = start.toString({ smallestUnit: 'second' });
  const startAt = instantOf('time.timed.startLocal', startLocal, timeZone);
  const lengthMs = wanted.endAt.getTime() - wanted.startAt.getTime();
  return { ...wanted, startAt, endAt: new Date(startAt.getTime() + lengthMs) };
}

/**
 * How many months an instance is behind the first one, where the rule goes by months, which have no
 * one length; undefined for other rules, and for dates besides the rule.
 */
function monthsBefore(
  { recurrence }: GoogleEvent,
  first: Temporal.PlainDateTime,
  instance: Temporal.PlainDateTime,
): number | undefined {
  if (!recurrence?.some(repeatsByMonths)) return undefined;
  const { months } = first.until(instance, { largestUnit: 'month' });
  return first.add({ months }).equals(instance) ? months : undefined;
}

/** Refuses to move a series to days or hours that its rule does not name. */
export function checkDay(
  series: GoogleEvent,
  instance: EventTime,
  wanted: EventTime,
  hasNewRule: boolean,
): void {
  if (hasNewRule) return;
  const lines = series.recurrence ?? [];
  const [from, to] = [seriesStart(instance).local, seriesStart(wanted).local];
  const isOtherDay = !from.toPlainDate().equals(to.toPlainDate());
  const isOtherHour = !from.toPlainTime().equals(to.toPlainTime());
  const namesDay = isOtherDay && lines.some((line) => BY_DAY.test(line));
  if (namesDay || (isOtherHour && lines.some((line) => BY_HOUR.test(line)))) {
    throw badUserInput(
      'time',
      `moves a series to another ${namesDay ? 'day' : 'hour'} than its rule names; give recurrence, too`,
    );
  }
  const isRare = from.day > SAFE_DAY || to.day > SAFE_DAY;
  if (isOtherDay && isRare && lines.some(repeatsByMonths)) {
    throw badUserInput(
      'time',
      'moves a series from or to a day that not every month has, so that events could be added or lost; give recurrence, too',
    );
  }
}

/** When the first instance of a series is. */
export function timeOf(series: GoogleEvent): EventTime {
  return eventTime(series, 'UTC');
}

/** Whether a series begins with an instance. */
export function isFirst(cut: EventTime, series: GoogleEvent): boolean {
  const first = timeOf(series);
  return cut.kind === 'ALL_DAY' || first.kind === 'ALL_DAY'
    ? cut.kind === 'ALL_DAY' && first.kind === 'ALL_DAY' && cut.startDate <= first.startDate
    : cut.startAt <= first.startAt;
}

function zoneOf(time: EventTime): string {
  return time.kind === 'TIMED' ? time.timeZone : 'UTC';
}

function dateOf(time: EventTime): string {
  return time.kind === 'ALL_DAY'
    ? time.startDate
    : localTime(time.startAt, time.timeZone).slice(0, 10);
}

function endDateOf(time: EventTime): string {
  return time.kind === 'ALL_DAY' ? time.endDate : dateOf(time);
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}
