import { badUserInput } from '../../platform/errors.js';
import { checkTimeZone } from '../../platform/time-zone.js';
import type { GoogleEvent, GoogleEventMoment } from '../google/resource.js';
import { instantOf } from './zone.js';

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
}

/** When an event is. */
export type EventTime = AllDayTime | TimedTime;

/** When an event should be, as it was asked for. */
export interface WantedTime {
  readonly allDay?: { readonly startDate: Date; readonly endDate?: Date | null } | null;
  readonly timed?: {
    readonly startLocal: string;
    readonly endLocal: string;
    readonly timeZone: string;
  } | null;
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
        'must be after startDate: it is the day after the event’s last',
      );
    }
    return { kind: 'ALL_DAY', startDate, endDate };
  }
  if (!timed || allDay) throw badUserInput(argument, 'must have either allDay or timed');
  const path = `${argument}.timed`;
  const timeZone = checkTimeZone(`${path}.timeZone`, timed.timeZone);
  const startAt = instantOf(`${path}.startLocal`, timed.startLocal, timeZone);
  const endAt = instantOf(`${path}.endLocal`, timed.endLocal, timeZone);
  if (endAt < startAt) throw badUserInput(`${path}.endLocal`, 'must not be before startLocal');
  return { kind: 'TIMED', startAt, endAt, timeZone };
}

/** A time as Google is told it. What the other kind has is taken away, for changes. */
export function googleTime(time: EventTime): Pick<GoogleEvent, 'start' | 'end'> {
  if (time.kind === 'ALL_DAY') {
    const day = (date: string) => ({ date, dateTime: null, timeZone: null });
    return { start: day(time.startDate), end: day(time.endDate) };
  }
  const { timeZone } = time;
  const moment = (at: Date) => ({ dateTime: at.toISOString(), timeZone, date: null });
  return { start: moment(time.startAt), end: moment(time.endAt) };
}

/** When Google says that an event is; `fallbackZone` where it names no zone. */
export function eventTime(
  { start, end }: Pick<GoogleEvent, 'start' | 'end'>,
  fallbackZone: string,
): EventTime {
  if (typeof start?.date === 'string') {
    return { kind: 'ALL_DAY', startDate: start.date, endDate: end?.date ?? start.date };
  }
  return {
    kind: 'TIMED',
    startAt: instantOfMoment(start),
    endAt: instantOfMoment(end ?? start),
    timeZone: start?.timeZone ?? fallbackZone,
  };
}

/** The instant of a moment that Google names; midnight UTC for a date. */
function instantOfMoment(moment: GoogleEventMoment | undefined): Date {
  return new Date(moment?.dateTime ?? moment?.date ?? 0);
}

function dateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
