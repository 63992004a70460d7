import type { FoundEvent } from './copies.js';
import { dayOf, endDay } from './times.js';

/** What a list is of. */
interface ListRange {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Until when everything was read; Infinity where nothing is left. */
  readonly untilMs: number;
}

/**
 * Events in the order of the days and hours that clocks in a zone show, a day before its own hours.
 * What is not of the range by those clocks is left out: a day of a calendar in another zone.
 */
export function inOrder(
  events: readonly FoundEvent[],
  { since, until, untilMs }: ListRange,
  timeZone: string,
): FoundEvent[] {
  const firstDay = since === undefined ? '' : dayOf(since, timeZone);
  const end = until === undefined ? undefined : endDay(until, timeZone);
  const isOfRange = ({ time }: FoundEvent): boolean => {
    if (time?.__typename !== 'AllDayTime') return true;
    const { startDate, endDate } = time;
    const isOver = endDate <= firstDay && startDate < firstDay;
    return !isOver && (end === undefined || startDate < end);
  };
  const lastDay = untilMs < Infinity ? dayOf(new Date(untilMs).toISOString(), timeZone) : undefined;
  const isRead = ({ time }: FoundEvent): boolean => {
    if (!time || lastDay === undefined) return true;
    if (time.__typename === 'AllDayTime') return time.startDate <= lastDay;
    return Date.parse(time.startAt) <= untilMs;
  };
  return events
    .filter((event) => isOfRange(event) && isRead(event))
    .map((event) => ({ event, place: placeOf(event, timeZone) }))
    .sort((a, b) => (a.place < b.place ? -1 : Number(a.place > b.place)))
    .map(({ event }) => event);
}

/** Of one day, hours are in the order in which they pass: there are two of some in autumn. */
function placeOf({ time }: FoundEvent, timeZone: string): string {
  if (!time) return '';
  if (time.__typename === 'AllDayTime') return time.startDate;
  return `${dayOf(time.startAt, timeZone)} ${time.startAt}`;
}
