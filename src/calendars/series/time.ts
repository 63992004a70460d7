import { Temporal } from 'temporal-polyfill';

import { badUserInput } from '../../platform/errors.js';
import type { GoogleEvent } from '../google/resource.js';
import { eventTime, type EventTime } from '../time/event-time.js';
import { instantOf, localTime } from '../time/zone.js';

const BY_DAY = /BY(?:DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH)=/;

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
 * When a series has to begin so that one of its instances is at another time: the whole series
 * moves by as much, by the clocks of its zone.
 *
 * @throws DomainError `BAD_USER_INPUT` where the rule names days that the new time is not on
 */
export function movedSeries(
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
  if (first.kind === 'ALL_DAY' || instance.kind === 'ALL_DAY' || wanted.kind === 'ALL_DAY') {
    const startDate = addDays(dateOf(first), daysBetween(dateOf(instance), dateOf(wanted)));
    const days = daysBetween(dateOf(wanted), endDateOf(wanted));
    return { kind: 'ALL_DAY', startDate, endDate: addDays(startDate, days) };
  }
  const { timeZone } = wanted;
  const moved = plain(localTime(wanted.startAt, timeZone)).since(
    plain(localTime(instance.startAt, instance.timeZone)),
  );
  const startLocal = plain(localTime(first.startAt, first.timeZone)).add(moved).toString();
  const startAt = instantOf('time.timed.startLocal', startLocal, timeZone);
  const lengthMs = wanted.endAt.getTime() - wanted.startAt.getTime();
  return { kind: 'TIMED', startAt, endAt: new Date(startAt.getTime() + lengthMs), timeZone };
}

/** Refuses to move a series to days that its rule does not name. */
export function checkDay(
  series: GoogleEvent,
  instance: EventTime,
  wanted: EventTime,
  hasNewRule: boolean,
): void {
  const namesDays = (series.recurrence ?? []).some((line) => BY_DAY.test(line));
  if (namesDays && !hasNewRule && dateOf(instance) !== dateOf(wanted)) {
    throw badUserInput(
      'time',
      'moves a series to another day than its rule names; give input.recurrence, too',
    );
  }
}

/** When the first instance of a series is. */
export function timeOf(series: GoogleEvent): EventTime {
  return eventTime(series, 'UTC');
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

function plain(local: string): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(local);
}
