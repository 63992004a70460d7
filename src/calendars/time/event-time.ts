import { badUserInput } from '../../platform/errors.js';
import { checkTimeZone, namedZone } from '../../platform/time-zone.js';
import type { GoogleEvent } from '../google/resource.js';
import { instantOf, momentZone, readInstant } from './zone.js';

/** When an event is that has days and no hours. */
export interface AllDayTime {
  readonly kind: 'ALL_DAY';
  /** The first day, as `2030-03-25`. */
  readonly startDate: string;
  /** The day after the last, as RFC 5545 has it. */
  readonly endDate: string;
}

/** When an event is that begins and ends at an instant. */
export interface TimedTime {
  readonly kind: 'TIMED';
  readonly startAt: Date;
  readonly endAt: Date;
  /** The IANA zone by whose clocks it repeats. */
  readonly timeZone: string;
  /** The zone by whose clocks it ends, where that is another one. */
  readonly endTimeZone?: string;
}

/** When an event is. */
export type EventTime = AllDayTime | TimedTime;

/** When an event is, as it was read. */
export type KnownTime = AllDayTime | Required<TimedTime>;

/** When an event should be, as it was asked for. */
export interface WantedTime {
  readonly allDay?: { readonly startDate: Date; readonly endDate?: Date | null } | null;
  readonly timed?: WantedTimed | null;
}

/** When an event with hours should be: each end by clocks or as an instant. */
export interface WantedTimed {
  readonly startLocal?: string | null;
  readonly startAt?: Date | null;
  readonly endLocal?: string | null;
  readonly endAt?: Date | null;
  readonly timeZone: string;
  readonly endTimeZone?: string | null;
}

const DAY_MS = 86_400_000;

/**
 * Reads when an event should be.
 *
 * @param argument - the path of the argument, for errors
 * @throws DomainError `BAD_USER_INPUT` where it is not exactly one of the two, ends before it
 *   begins, or names a time that does not exist
 */
export function readTime(argument: string, { allDay, timed }: WantedTime): EventTime {
  if (allDay && !timed) {
    const startDate = dateOf(allDay.startDate);
    const endDate = dateOf(allDay.endDate ?? new Date(allDay.startDate.getTime() + DAY_MS));
    if (endDate <= startDate) {
      throw badUserInput(
        `${argument}.allDay.endDate`,
        'must be after the first day: it is the day after the event’s last',
      );
    }
    return { kind: 'ALL_DAY', startDate, endDate };
  }
  if (!timed || allDay) throw badUserInput(argument, 'must have either allDay or timed');
  const path = `${argument}.timed`;
  const timeZone = checkTimeZone(`${path}.timeZone`, timed.timeZone);
  const endTimeZone = checkTimeZone(`${path}.endTimeZone`, timed.endTimeZone ?? timeZone);
  const startAt = readEnd(path, 'start', timed, timeZone);
  const endAt = readEnd(path, 'end', timed, endTimeZone);
  if (endAt < startAt) {
    throw badUserInput(`${path}.${timed.endAt ? 'endAt' : 'endLocal'}`, 'must not be before start');
  }
  return { kind: 'TIMED', startAt, endAt, timeZone, endTimeZone };
}

/**
 * The instant at which an event begins or ends, given as a local time or as an instant.
 *
 * @param path - the path of the time, for errors
 * @throws DomainError `BAD_USER_INPUT` naming the end
 */
export function readEnd(
  path: string,
  end: 'start' | 'end',
  timed: WantedTimed,
  timeZone: string,
): Date {
  const [local, at] = [timed[`${end}Local`], timed[`${end}At`]];
  if (typeof local === 'string' && !at) return instantOf(`${path}.${end}Local`, local, timeZone);
  if (at && typeof local !== 'string') return at;
  throw badUserInput(`${path}.${end}Local`, `must be given, or else ${end}At; not both`);
}

/** A time as Google is told it. What the other kind has is taken away, for changes. */
export function googleTime(time: EventTime): Pick<GoogleEvent, 'start' | 'end'> {
  if (time.kind === 'ALL_DAY') {
    const day = (date: string) => ({ date, dateTime: null, timeZone: null });
    return { start: day(time.startDate), end: day(time.endDate) };
  }
  const moment = (at: Date, zone: string) => ({
    dateTime: at.toISOString(),
    timeZone: namedZone(zone),
    date: null,
  });
  const { timeZone, endTimeZone = timeZone } = time;
  return { start: moment(time.startAt, timeZone), end: moment(time.endAt, endTimeZone) };
}

/**
 * When Google says that an event is.
 *
 * @param fallbackZone - the zone of an event that names none; its own offset when left out
 */
export function eventTime(
  event: Pick<GoogleEvent, 'start' | 'end'>,
  fallbackZone?: string,
): KnownTime {
  return readEventTime(event, fallbackZone) ?? timedAt(new Date(0), new Date(0), 'UTC');
}

/** The same as {@link eventTime}, or null if Google's times cannot be read. */
export function readEventTime(
  { start, end }: Pick<GoogleEvent, 'start' | 'end'>,
  fallbackZone?: string,
): KnownTime | null {
  if (typeof start?.date === 'string') {
    const [startDate, endDate] = [start.date, end?.date ?? start.date];
    return isDate(startDate) && isDate(endDate) ? { kind: 'ALL_DAY', startDate, endDate } : null;
  }
  if (!start) return null;
  const timeZone = momentZone(start, fallbackZone);
  const startAt = readInstant(start.dateTime ?? '', timeZone);
  if (!startAt) return null;
  const endTimeZone =
    !end || end.timeZone === start.timeZone ? timeZone : momentZone(end, timeZone);
  const endAt = readInstant(end?.dateTime ?? '', endTimeZone) ?? startAt;
  return timedAt(startAt, endAt, timeZone, endTimeZone);
}

function timedAt(
  startAt: Date,
  endAt: Date,
  timeZone: string,
  endTimeZone = timeZone,
): Required<TimedTime> {
  return { kind: 'TIMED', startAt, endAt, timeZone, endTimeZone };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function dateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
