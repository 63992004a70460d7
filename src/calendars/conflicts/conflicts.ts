import { Temporal } from 'temporal-polyfill';

import type { CalendarEvent } from '../events/event.js';
import type { GoogleEvent } from '../google/resource.js';
import { readEventTime, type KnownTime } from '../time/event-time.js';

/** A stretch of time in milliseconds since 1970; its end is no part of it. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** The events that an event conflicts with; null where they are not known. */
export type Conflicts = readonly CalendarEvent[] | null;

/** Looks for conflicts, once somebody wants to know. */
export type LazyConflicts = () => Promise<Conflicts>;

/** How much of a new series is looked at. */
const MOST_INSTANCES = 10;
/** How many days of a series are looked at. */
const SERIES_DAYS = 92;
/** How many conflicts are told of an event. */
const MOST_CONFLICTS = 50;

const DAY_MS = 86_400_000;
/** How far the midnights of the world's zones are apart from that of UTC. */
const ZONES_MS = 14 * 3_600_000;

/** Kinds of events that are no appointments. */
const UNTIMELY = new Set<unknown>(['workingLocation', 'birthday']);

/** Whether an event takes time of whoever has it. */
export function takesTime({ transparency, status }: CalendarEvent): boolean {
  return transparency === 'OPAQUE' && status !== 'CANCELLED';
}

/** The time in which an event, or the first instances of a series, can meet others. */
export function rangeOf({ time, recurrence }: CalendarEvent): Span | undefined {
  if (!time) return undefined;
  const { startMs, endMs } = spanOf(time, 'UTC');
  const aroundMs = time.kind === 'ALL_DAY' ? ZONES_MS : 0;
  const lastMs = recurrence.length > 0 ? Math.max(endMs, startMs + SERIES_DAYS * DAY_MS) : endMs;
  return { startMs: startMs - aroundMs, endMs: lastMs + aroundMs };
}

/**
 * The events that take time at the same time as an event, or as one of the first instances of a
 * series; one that begins when another ends is none.
 *
 * @param found - the events of its calendar about that time, series unfolded
 * @param timeZone - the calendar's zone, in which days begin
 */
export function conflictsOf(
  event: CalendarEvent,
  found: readonly GoogleEvent[],
  timeZone: string,
): readonly GoogleEvent[] {
  const own = found.filter(({ recurringEventId }) => recurringEventId === event.id);
  const spans =
    own.length > 0
      ? own.slice(0, MOST_INSTANCES).flatMap((instance) => spanIn(instance, timeZone) ?? [])
      : event.time
        ? [spanOf(event.time, timeZone)]
        : [];
  const isOwn = ({ id, recurringEventId }: GoogleEvent): boolean =>
    [id, recurringEventId].some((one) => one === event.id || (one && one === event.seriesId));
  return found
    .filter((other) => !isOwn(other) && isBusy(other))
    .filter((other) => {
      const span = spanIn(other, timeZone);
      return span !== undefined && spans.some((one) => overlap(one, span));
    })
    .slice(0, MOST_CONFLICTS);
}

function overlap(one: Span, other: Span): boolean {
  return one.startMs < other.endMs && other.startMs < one.endMs;
}

/** When an event takes time; nothing where it takes none. */
function spanIn(event: GoogleEvent, timeZone: string): Span | undefined {
  const time = readEventTime(event, timeZone);
  const span = time && spanOf(time, timeZone);
  return span && span.startMs < span.endMs ? span : undefined;
}

function spanOf(time: KnownTime, timeZone: string): Span {
  if (time.kind === 'TIMED') return { startMs: +time.startAt, endMs: +time.endAt };
  const midnightMs = (date: string): number =>
    Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
  return { startMs: midnightMs(time.startDate), endMs: midnightMs(time.endDate) };
}

function isBusy({ status, transparency, eventType, attendees }: GoogleEvent): boolean {
  if (status === 'cancelled' || transparency === 'transparent' || UNTIMELY.has(eventType)) {
    return false;
  }
  return !attendees?.some(({ self, responseStatus }) => self && responseStatus === 'declined');
}
