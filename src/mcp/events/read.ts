import { TokenClientError } from '../../client/index.js';
import {
  ToolEventsDocument,
  type CalendarEventFilter,
  type CalendarEventType,
  type ToolEventFragment,
  type ToolEventsQuery,
  type ToolEventsQueryVariables,
} from '../../generated/graphql.js';
import { checkClocks } from '../../platform/time-zone.js';
import { settleWithin, type Settled } from '../settle.js';
import type { ToolCall } from '../tool.js';
import type { Unavailable } from '../unavailable.js';
import {
  accountsOf,
  clocksAcross,
  tooLate,
  zoneOfRange,
  zonesOf,
  type Account,
} from './accounts.js';
import { withoutCopies, type FoundEvent, type ListedEvent } from './copies.js';
import { inOrder } from './order.js';
import { isOwn, placesOf, unavailableOf, type Place } from './places.js';
import { hasOffset, instantOf } from './times.js';
import type { Clocks } from './zone.js';

const PAGE_SIZE = 200;
const MOST_PAGES = 10;
/**
 * From then on no further page is asked for, and no calendar is waited for while there are others:
 * somebody may be waiting on the telephone.
 */
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
  /** All that the agent works with when left out. */
  readonly account?: readonly string[] | undefined;
  readonly calendarId: readonly string[];
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
  readonly events: readonly FoundEvent[];
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
  readonly events: readonly ListedEvent[];
  /** The calendar's zone. */
  readonly timeZone: string;
  /** Until when the calendar was read, where there is more of it. */
  readonly untilMs?: number | undefined;
}

/**
 * Reads the events of one or more calendars of one or more accounts, all at once, and puts them in
 * order, each event once. One that cannot be read is named, and neither hides the others nor holds
 * them up for long.
 *
 * @throws TokenClientError that of the first calendar where none can be read
 */
export async function readEvents(call: ToolCall, wanted: WantedEvents): Promise<FoundEvents> {
  const { maxResults, calendarId: calendars } = wanted;
  const said = wanted.timeZone === undefined ? undefined : checkClocks('timeZone', wanted.timeZone);
  const { accounts, beyond } = await accountsOf(call, wanted.account);
  const needsZone = said === undefined && !isOfInstants(wanted);
  const early = needsZone ? await zoneOfRange(call, accounts, calendars) : undefined;
  const { since, until } = rangeOf(wanted, said ?? early?.zone ?? 'UTC');
  const filter = {
    since: since ?? (until === undefined ? call.clock.now().toISOString() : undefined),
    until,
    search: wanted.query,
    eventTypes: wanted.eventTypes?.map(nameOf),
    excludeDeclined: wanted.hideDeclined === true,
    includeCancelled: wanted.showCancelled === true,
  };
  const places = placesOf(accounts, calendars);
  let pages = 0;
  let isAnswered = false;
  const onPage = async (calendar: string): Promise<void> => {
    if (!isAnswered) await call.progress((pages += 1), `Read a page of the calendar ${calendar}.`);
  };
  const read = settleWithin(
    places.map((place) =>
      readCalendar(call, { ...place, maxResults, filter, isAlone: places.length === 1 }, onPage),
    ),
    LONGEST_READ_MS,
    tooLate,
  );
  const own = early?.own ?? (await ownZones(call, { accounts, places }, read));
  const settled = await read;
  isAnswered = true;
  const answers = settled.map((one, index) => ({ ...one, ...(places[index] as Place) }));
  const unavailable = [...unavailableOf(answers, accounts), ...beyond];
  // Of copies, that in an account's own calendar says what the account itself answered.
  const ownFirst = [...answers.filter(isOwn), ...answers.filter((one) => !isOwn(one))];
  const lists = ownFirst.flatMap(({ value }) => value ?? []);
  const clocks = clocksAcross(said, own, lists[0]?.timeZone ?? 'UTC');
  const events = inOrder(
    withoutCopies(lists.flatMap((list) => list.events)),
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

/** The accounts' own zones: pages of their own calendars say them, the others are asked for. */
async function ownZones(
  call: ToolCall,
  { accounts, places }: { accounts: readonly Account[]; places: readonly Place[] },
  read: Promise<readonly Settled<CalendarEvents>[]>,
): Promise<(string | undefined)[]> {
  const ownPlaces = accounts.map((account) =>
    places.findIndex((place) => place.account === account && isOwn(place)),
  );
  const unread = accounts.filter((_account, index) => ownPlaces[index] === -1);
  const asked = zonesOf(call, unread, true);
  const settled = await read;
  const zones = (await asked).map(({ value }) => value);
  return ownPlaces.map((place) => (place === -1 ? zones.shift() : settled[place]?.value?.timeZone));
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
  wanted: Place & {
    readonly filter: CalendarEventFilter;
    readonly maxResults: number;
    /** Whether no other calendar is read. */
    readonly isAlone: boolean;
  },
  onPage: (calendar: string) => Promise<void>,
): Promise<CalendarEvents> {
  const { account, calendar, filter, maxResults, isAlone } = wanted;
  const events: ListedEvent[] = [];
  const lastPageAtMs = call.clock.now().getTime() + LONGEST_READ_MS;
  const enough = maxResults + LOOK_AHEAD_EVENTS;
  let after: string | null = null;
  let read: CalendarEvents | undefined;
  for (let pages = 1; ; pages += 1) {
    const first = Math.min(PAGE_SIZE, Math.max(enough - events.length, LOOK_AHEAD_EVENTS));
    const where: ToolEventsQueryVariables = { account, calendar, filter, first, after };
    let page: ToolEventsQuery['calendarEvents'];
    try {
      page = (await call.query(ToolEventsDocument, where)).calendarEvents;
    } catch (error) {
      // What was read before is all there is until then.
      if (read && error instanceof TokenClientError) return read;
      throw error;
    }
    events.push(...page.nodes);
    await onPage(calendar);
    const { timeZone } = page;
    if (!page.pageInfo.hasNextPage) return { events, timeZone };
    const untilMs = latest(events, timeZone);
    // Where nothing says until when it was read, it would end the list before its beginning.
    read = untilMs === -Infinity ? undefined : { events, timeZone, untilMs };
    const isLate = call.clock.now().getTime() > lastPageAtMs || pages === MOST_PAGES;
    const isEnough =
      events.length >= maxResults &&
      latest(events.slice(-1), timeZone) >=
        latest(events.slice(0, maxResults), timeZone) + LOOK_AHEAD_MS;
    if (read && (isLate || isEnough)) return read;
    if (isLate && isAlone) return { events, timeZone, untilMs: 0 };
    if (isLate) throw tooLate();
    after = page.pageInfo.endCursor;
  }
}

/** The latest beginning of events; that of a day is by their calendar's clocks. */
function latest(events: readonly ToolEventFragment[], timeZone: string): number {
  return Math.max(
    ...events.map(({ time }) => {
      if (!time) return -Infinity;
      return Date.parse(
        time.__typename === 'AllDayTime'
          ? instantOf('startDate', time.startDate, timeZone)
          : time.startAt,
      );
    }),
  );
}

/** The schema's name of a sort of events. */
function nameOf(eventType: string): CalendarEventType {
  return eventType.replace(/[A-Z]/g, '_$&').toUpperCase() as CalendarEventType;
}
