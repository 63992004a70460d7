import { TokenClientError } from '../../client/index.js';
import {
  ToolEventsDocument,
  type CalendarEventFilter,
  type ToolEventFragment,
  type ToolEventsQueryVariables,
} from '../../generated/graphql.js';
import { checkTimeZone } from '../../platform/time-zone.js';
import type { ToolCall } from '../tool.js';
import type { Unavailable } from '../unavailable.js';
import { showEvent, type ShownEvent } from './event.js';
import { hasOffset, instantOf } from './times.js';
import { zoneFor } from './zone.js';

const PAGE_SIZE = 200;
const MOST_PAGES = 10;
/** From then on no further page is asked for: somebody may be waiting on the telephone. */
const LONGEST_READ_MS = 3_000;

/** Which events are wanted. */
export interface WantedEvents {
  readonly account?: string | undefined;
  readonly calendarId: string | string[];
  readonly timeMin?: string | undefined;
  readonly timeMax?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly query?: string | undefined;
  readonly maxResults: number;
}

/** Events, by their beginning. */
export interface FoundEvents {
  readonly events: readonly ShownEvent[];
  /** Whether there are more than were wanted. */
  readonly hasMore: boolean;
  readonly unavailable: readonly Unavailable[];
}

interface CalendarEvents {
  readonly events: readonly ToolEventFragment[];
  readonly hasMore: boolean;
}

/**
 * Reads the events of one or more calendars, all at once, and puts them in order. Of several, one
 * that is not there does not keep the others from being read.
 */
export async function readEvents(call: ToolCall, wanted: WantedEvents): Promise<FoundEvents> {
  const zone =
    wanted.timeZone === undefined ? undefined : checkTimeZone('timeZone', wanted.timeZone);
  const calendars = [...new Set([wanted.calendarId].flat())];
  const { since, until } = await rangeOf(call, wanted, calendars[0]);
  const filter = {
    since: since ?? (until === undefined ? call.clock.now().toISOString() : undefined),
    until,
    search: wanted.query,
  };
  let pages = 0;
  const onPage = (calendar: string): Promise<void> =>
    call.progress((pages += 1), `Read a page of the calendar ${calendar}.`);
  const unavailable: Unavailable[] = [];
  const readOne = (calendar: string): Promise<CalendarEvents> =>
    readCalendar(call, { ...wanted, calendar, filter }, onPage).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
      unavailable.push({ calendarId: calendar, reason: 'notFound' });
      if (unavailable.length === calendars.length) throw error;
      return { events: [], hasMore: false };
    });
  const lists = await Promise.all(calendars.map(readOne));
  const events = lists.flatMap((list) => list.events).sort(byStart);
  return {
    events: events.slice(0, wanted.maxResults).map((event) => showEvent(event, zone)),
    hasMore: events.length > wanted.maxResults || lists.some((list) => list.hasMore),
    unavailable,
  };
}

/**
 * The instants of a range that was written by clocks.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the end that is wrong
 */
export async function rangeOf<Min extends string | undefined, Max extends string | undefined>(
  call: ToolCall,
  range: {
    readonly timeMin?: Min;
    readonly timeMax?: Max;
    readonly timeZone?: string | undefined;
    readonly account?: string | undefined;
  },
  calendarId?: string,
): Promise<{ since: Min; until: Max }> {
  const { timeMin, timeMax } = range;
  const ends = [timeMin, timeMax].filter((end) => end !== undefined);
  const zone = ends.every(hasOffset) ? 'UTC' : await zoneFor(call, { ...range, calendarId });
  const read = <End extends string | undefined>(argument: string, end: End | undefined): End =>
    (end === undefined ? undefined : instantOf(argument, end, zone)) as End;
  return { since: read('timeMin', timeMin), until: read('timeMax', timeMax) };
}

async function readCalendar(
  call: ToolCall,
  wanted: {
    readonly account?: string | undefined;
    readonly calendar: string;
    readonly filter: CalendarEventFilter;
    readonly maxResults: number;
  },
  onPage: (calendar: string) => Promise<void>,
): Promise<CalendarEvents> {
  const { account, calendar, filter, maxResults } = wanted;
  const events: ToolEventFragment[] = [];
  const lastPageAtMs = call.clock.now().getTime() + LONGEST_READ_MS;
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const first = Math.min(PAGE_SIZE, maxResults - events.length);
    const where: ToolEventsQueryVariables = { account, calendar, filter, first, after };
    const { calendarEvents: page } = await call.query(ToolEventsDocument, where);
    events.push(...page.nodes);
    await onPage(calendar);
    if (!page.pageInfo.hasNextPage) return { events, hasMore: false };
    if (events.length >= maxResults || call.clock.now().getTime() > lastPageAtMs) break;
    after = page.pageInfo.endCursor;
  }
  return { events, hasMore: true };
}

function isNotFound(error: unknown): boolean {
  return error instanceof TokenClientError && error.code === 'NOT_FOUND';
}

function byStart(a: ToolEventFragment, b: ToolEventFragment): number {
  return startOf(a) < startOf(b) ? -1 : 1;
}

/**
 * The first day or instant in UTC: a day comes before its own hours when both are compared as text.
 */
function startOf({ time }: ToolEventFragment): string {
  if (!time) return '';
  return time.__typename === 'AllDayTime' ? time.startDate : time.startAt;
}
