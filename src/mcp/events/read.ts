import { TokenClientError } from '../../client/index.js';
import {
  ToolEventsDocument,
  type CalendarEventFilter,
  type CalendarEventType,
  type ToolEventFragment,
  type ToolEventsQueryVariables,
} from '../../generated/graphql.js';
import { checkTimeZone } from '../../platform/time-zone.js';
import type { ToolCall } from '../tool.js';
import type { Unavailable } from '../unavailable.js';
import { inOrder } from './order.js';
import { hasOffset, instantOf } from './times.js';
import { clocksOf, ownZone, zoneFor, type Clocks } from './zone.js';

const PAGE_SIZE = 200;
const MOST_PAGES = 10;
/** From then on no further page is asked for: somebody may be waiting on the telephone. */
const LONGEST_READ_MS = 3_000;
/**
 * How far beyond the last event that is wanted a calendar is read. Google puts whole days where
 * they begin by the calendar's own clocks, which may be more than a day away from where the answer
 * has them.
 */
const LOOK_AHEAD_MS = 48 * 3_600_000;
/** As many more events are asked for at once, which mostly saves another page. */
const LOOK_AHEAD_EVENTS = 25;

/** Which events are wanted. */
export interface WantedEvents {
  readonly account?: string | undefined;
  readonly calendarId: string | string[];
  readonly timeMin?: string | undefined;
  readonly timeMax?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly query?: string | undefined;
  readonly maxResults: number;
  readonly eventTypes?: readonly string[] | undefined;
  readonly hideDeclined?: boolean | undefined;
  readonly showCancelled?: boolean | undefined;
}

/** Events by their beginning, by the clocks of the answer. */
export interface FoundEvents {
  readonly events: readonly ToolEventFragment[];
  readonly clocks: Clocks;
  /** Whether there are more than were wanted. */
  readonly hasMore: boolean;
  readonly unavailable: readonly Unavailable[];
}

/** A range whose ends are instants or written by clocks. */
interface WrittenRange<Min, Max> {
  readonly timeMin?: Min;
  readonly timeMax?: Max;
}

interface CalendarEvents {
  readonly events: readonly ToolEventFragment[];
  /** The calendar's zone. */
  readonly timeZone: string;
  /** Until when the calendar was read, where there is more of it. */
  readonly untilMs?: number | undefined;
}

/**
 * Reads the events of one or more calendars, all at once, and puts them in order. Of several, one
 * that is not there does not keep the others from being read.
 */
export async function readEvents(call: ToolCall, wanted: WantedEvents): Promise<FoundEvents> {
  const { account, maxResults } = wanted;
  const said =
    wanted.timeZone === undefined ? undefined : checkTimeZone('timeZone', wanted.timeZone);
  const calendars = [...new Set([wanted.calendarId].flat())];
  // A page of the account's own calendar says in which zone that is.
  const isOwnAlone = calendars.length === 1 && calendars[0] === 'primary';
  const needsZone = said === undefined && !isOfInstants(wanted);
  const early = needsZone ? await zoneFor(call, { account }) : undefined;
  const asked =
    early === undefined && !isOwnAlone ? ownZone(call, account) : Promise.resolve(early);
  const { since, until } = rangeOf(wanted, said ?? early ?? 'UTC');
  const filter = {
    since: since ?? (until === undefined ? call.clock.now().toISOString() : undefined),
    until,
    search: wanted.query,
    eventTypes: wanted.eventTypes?.map(nameOf),
    excludeDeclined: wanted.hideDeclined === true,
    includeCancelled: wanted.showCancelled === true,
  };
  let pages = 0;
  const onPage = (calendar: string): Promise<void> =>
    call.progress((pages += 1), `Read a page of the calendar ${calendar}.`);
  const unavailable: Unavailable[] = [];
  const readOne = (calendar: string): Promise<CalendarEvents | undefined> =>
    readCalendar(call, { account, maxResults, calendar, filter }, onPage).catch(
      (error: unknown) => {
        if (!isNotFound(error)) throw error;
        unavailable.push({ calendarId: calendar, reason: 'notFound' });
        if (unavailable.length === calendars.length) throw error;
        return undefined;
      },
    );
  const lists = (await Promise.all(calendars.map(readOne))).filter((list) => list !== undefined);
  const zone = lists[0]?.timeZone ?? 'UTC';
  const clocks = clocksOf(said, (await asked) ?? (isOwnAlone ? zone : undefined), zone);
  const events = inOrder(
    lists.flatMap((list) => list.events),
    { ...filter, untilMs: Math.min(...lists.map(({ untilMs = Infinity }) => untilMs)) },
    clocks.timeZone,
  );
  return {
    events: events.slice(0, maxResults),
    clocks,
    hasMore: events.length > maxResults || lists.some(({ untilMs }) => untilMs !== undefined),
    unavailable,
  };
}

/**
 * The instants of a range.
 *
 * @param timeZone - by whose clocks it is written where it has no offsets
 * @throws DomainError `BAD_USER_INPUT` naming the end that is wrong
 */
export function rangeOf<Min extends string | undefined, Max extends string | undefined>(
  { timeMin, timeMax }: WrittenRange<Min, Max>,
  timeZone: string,
): { since: Min; until: Max } {
  const read = <End extends string | undefined>(argument: string, end: End | undefined): End =>
    (end === undefined ? undefined : instantOf(argument, end, timeZone)) as End;
  return { since: read('timeMin', timeMin), until: read('timeMax', timeMax) };
}

function isOfInstants({ timeMin, timeMax }: WrittenRange<string | undefined, string | undefined>) {
  return [timeMin, timeMax].every((end) => end === undefined || hasOffset(end));
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
  const enough = maxResults + LOOK_AHEAD_EVENTS;
  let after: string | null = null;
  for (let pages = 1; ; pages += 1) {
    const first = Math.min(PAGE_SIZE, Math.max(enough - events.length, LOOK_AHEAD_EVENTS));
    const where: ToolEventsQueryVariables = { account, calendar, filter, first, after };
    const { calendarEvents: page } = await call.query(ToolEventsDocument, where);
    events.push(...page.nodes);
    await onPage(calendar);
    const { timeZone } = page;
    if (!page.pageInfo.hasNextPage) return { events, timeZone };
    const untilMs = latest(events);
    const isLate = call.clock.now().getTime() > lastPageAtMs || pages === MOST_PAGES;
    const isEnough =
      events.length >= maxResults &&
      latest(events.slice(-1)) >= latest(events.slice(0, maxResults)) + LOOK_AHEAD_MS;
    if (isLate || isEnough) return { events, timeZone, untilMs };
    after = page.pageInfo.endCursor;
  }
}

/** The latest beginning of events; that of a day is not known to the hour. */
function latest(events: readonly ToolEventFragment[]): number {
  return Math.max(
    ...events.map(({ time }) => {
      if (!time) return -Infinity;
      return Date.parse(time.__typename === 'AllDayTime' ? time.startDate : time.startAt);
    }),
  );
}

/** The schema's name of a sort of events. */
function nameOf(eventType: string): CalendarEventType {
  return eventType.replace(/[A-Z]/g, '_$&').toUpperCase() as CalendarEventType;
}

function isNotFound(error: unknown): boolean {
  return error instanceof TokenClientError && error.code === 'NOT_FOUND';
}
