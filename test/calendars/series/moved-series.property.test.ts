import fc from 'fast-check';
import { expect } from 'vitest';

import type { EventTimeInput } from '../../generated/graphql.js';
import {
  calendarTest,
  createEvent,
  startOf,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  CalendarEventsQuery,
  DeleteCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import { instancesElsewhere, instantIn } from '../../support/independent-series.js';
import { uniqueName } from '../../support/tokens.js';

const test = calendarTest({ env: { GOOGLE_TIMEOUT_SECONDS: '20' } });

/** Clocks are set in March and October, in November, in April and September, and never. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Sydney',
  'America/Santiago',
  'Asia/Kolkata',
];
/** Both changes of the clocks are near, wherever they are. */
const STARTS = ['2030-03-04', '2030-09-23', '2030-10-21'];

/** A series by what clocks show, and what becomes of it. */
interface Plan {
  readonly date: string;
  readonly hour: number;
  /** Undefined for whole days. */
  readonly timeZone: string | undefined;
  readonly rule: string;
  readonly end: 'COUNT' | 'UNTIL' | 'NONE';
  readonly form: 'UTC' | 'OWN' | 'OTHER';
  readonly leftOut: number;
  readonly deleted: number;
  /** How many are deleted from the beginning on, so that a split may leave nothing before it. */
  readonly leading: number;
  readonly moves: readonly Move[];
}

/** A change of the whole series, or from an instance on. */
interface Move {
  readonly scope: 'ALL' | 'FOLLOWING';
  readonly instance: number;
  readonly hours: number;
  readonly days: number;
}

/** What there should be. */
interface Meeting {
  readonly local: string;
  readonly series: string;
  readonly isDeleted: boolean;
  /** Whether it is no instance of the rule. */
  readonly isBesides: boolean;
}

const RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=MONTHLY',
  'FREQ=MONTHLY;BYDAY=-1MO',
];

const move = fc.record({
  scope: fc.constantFrom('ALL' as const, 'FOLLOWING' as const),
  instance: fc.nat(9),
  hours: fc.integer({ min: -2, max: 2 }),
  days: fc.integer({ min: -1, max: 1 }),
});

const planOf = (timeZone: fc.Arbitrary<string | undefined>) =>
  fc.record({
    date: fc.constantFrom(...STARTS),
    hour: fc.integer({ min: 10, max: 14 }),
    timeZone,
    rule: fc.constantFrom(...RULES),
    end: fc.constantFrom('COUNT' as const, 'UNTIL' as const, 'NONE' as const),
    form: fc.constantFrom('UTC' as const, 'OWN' as const, 'OTHER' as const),
    leftOut: fc.integer({ min: 1, max: 4 }),
    deleted: fc.nat(5),
    leading: fc.nat(2),
    moves: fc.array(move, { minLength: 2, maxLength: 4 }),
  });

const addHours = (local: string, hours: number) =>
  local.includes('T')
    ? new Date(Date.parse(`${local}Z`) + hours * 3_600_000).toISOString().slice(0, 19)
    : new Date(Date.parse(local) + hours * 3_600_000).toISOString().slice(0, 10);

const compact = (local: string) => local.replace(/[-:]/g, '');

/** A moment in the form that the plan has for lines. */
function stamp(local: string, { timeZone, form }: Plan): { params: string; value: string } {
  if (timeZone === undefined) return { params: ';VALUE=DATE', value: compact(local) };
  if (form === 'OWN') return { params: `;TZID=${timeZone}`, value: compact(local) };
  const utc = instantIn(local, timeZone).toISOString().slice(0, 19);
  if (form === 'UTC') return { params: '', value: `${compact(utc)}Z` };
  // Clocks in Tokyo are never set.
  return { params: ';TZID=Asia/Tokyo', value: compact(addHours(utc, 9)) };
}

function timeOf(local: string, timeZone: string | undefined): EventTimeInput {
  if (timeZone === undefined) return { allDay: { startDate: local } };
  return { timed: { startLocal: local, endLocal: addHours(local, 1), timeZone } };
}

/** Where an instance is moved that stood at `local`. */
function moved(local: string, plan: Plan, { hours, days }: Move): string {
  const isFixed = plan.rule.includes('BYDAY');
  return addHours(local, (isFixed ? 0 : days * 24) + (plan.timeZone === undefined ? 0 : hours));
}

/** Makes the series; the rule’s own instances begin on a day that it names. */
async function make(gateway: CalendarGateway, plan: Plan) {
  const { date, hour, timeZone, rule, end } = plan;
  const first = timeZone === undefined ? date : `${date}T${String(hour)}:00:00`;
  const isLastMonday = rule.includes('-1MO');
  const start = isLastMonday ? first.replace(date, lastMondayOf(date)) : first;
  const plain = instancesElsewhere(
    { start, timeZone, recurrence: [`RRULE:${rule}`] },
    seenUntil(plan),
  );
  const last = plain[Math.min(7, plain.length - 1)] ?? start;
  const until =
    timeZone === undefined ? compact(last) : stamp(last, { ...plan, form: 'UTC' }).value;
  const ends = { COUNT: ';COUNT=8', UNTIL: `;UNTIL=${until}`, NONE: '' };
  const gone = stamp(plain[plan.leftOut] ?? start, plan);
  const besides = stamp(addHours(plain[1] ?? start, timeZone === undefined ? 24 : 3), plan);
  const recurrence = [
    `RRULE:${rule}${ends[end]}`,
    `EXDATE${gone.params}:${gone.value}`,
    ...(rule === 'FREQ=DAILY' && timeZone === undefined
      ? []
      : [`RDATE${besides.params}:${besides.value}`]),
  ];
  const summary = uniqueName('moved');
  const series = await createEvent(gateway, { summary, time: timeOf(start, timeZone), recurrence });
  return {
    summary,
    series,
    expected: instancesElsewhere({ start, timeZone, recurrence }, seenUntil(plan)),
    besides: addHours(plain[1] ?? start, timeZone === undefined ? 24 : 3),
  };
}

function lastMondayOf(date: string): string {
  const last = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0));
  last.setUTCDate(last.getUTCDate() - ((last.getUTCDay() + 6) % 7));
  return last.toISOString().slice(0, 10);
}

/** Series that go on for ever are looked at for so long. */
const SEEN_DAYS = 110;
const seenUntil = ({ date }: Plan) => addHours(`${date}T00:00:00`, SEEN_DAYS * 24);

async function check(gateway: CalendarGateway, plan: Plan): Promise<void> {
  const { summary, series, expected: made, besides } = await make(gateway, plan);
  // No move is longer than what is left out at the end.
  const until = addHours(seenUntil(plan), -12 * 24);
  const seen = (locals: readonly string[]) => [...locals].sort().filter((local) => local < until);
  const filter = { search: summary, until: `${addHours(seenUntil(plan), 24)}Z` };
  const list = async () =>
    (await gateway.get(CalendarEventsQuery, { filter, first: 200 })).calendarEvents.nodes;
  expect(seen((await list()).map((event) => startOf(event) ?? ''))).toEqual(seen(made));

  const instances = await list();
  const victims = instances.filter((_event, index) => {
    return index < plan.leading || index === plan.deleted % instances.length;
  });
  for (const { id } of victims) await gateway.get(DeleteCalendarEventMutation, { input: { id } });
  const victimLocals = victims.map(startOf);
  let meetings: Meeting[] = made.map((local) => ({
    local,
    series: series.id,
    isDeleted: victimLocals.includes(local),
    isBesides: local === besides,
  }));
  const ids = new Set([series.id]);
  const localsOf = (isDeleted: boolean) =>
    meetings.filter((one) => one.isDeleted === isDeleted).map(({ local }) => local);

  for (const step of plan.moves) {
    const now = await list();
    const event = now[step.instance % Math.min(now.length, 8)];
    if (!event) return;
    const local = startOf(event) ?? '';
    const own = meetings.filter((one) => one.series === event.seriesId);
    // A date besides the rule begins no series of its own.
    const isBesides = own.some((one) => one.isBesides && one.local === local);
    const scope = isBesides ? 'ALL' : step.scope;
    const time = timeOf(moved(local, plan, step), plan.timeZone);
    const { updateCalendarEvent } = await gateway.get(UpdateCalendarEventMutation, {
      input: { id: event.id, scope, time, location: uniqueName() },
    });
    const { id } = updateCalendarEvent.event;
    ids.add(id);
    meetings = meetings.map((one) =>
      own.includes(one) && (id === event.seriesId || one.local >= local)
        ? { ...one, local: moved(one.local, plan, step), series: id }
        : one,
    );
    expect(seen((await list()).map((one) => startOf(one) ?? ''))).toEqual(seen(localsOf(false)));
  }

  const written = await Promise.all([...ids].map((id) => seriesStarts(gateway, id)));
  const elsewhere = written.flatMap((one) => instancesElsewhere(one, seenUntil(plan)));
  const all = [...new Set(elsewhere)].filter(
    (one) => localsOf(false).includes(one) || !localsOf(true).includes(one),
  );
  expect(seen(all)).toEqual([...new Set(seen(localsOf(false)))]);
  for (const id of ids) {
    await gateway.get(DeleteCalendarEventMutation, { input: { id, scope: 'ALL' } });
  }
}

async function seriesStarts(gateway: CalendarGateway, id: string) {
  const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
  if (!calendarEvent) throw new Error('The series is gone.');
  const { time, recurrence } = calendarEvent;
  const timeZone = time?.__typename === 'TimedTime' ? time.timeZone : undefined;
  return { start: startOf(calendarEvent) ?? '', timeZone, recurrence };
}

test('a series that is moved, split and moved again has the events that it is to have', async ({
  gateway,
}) => {
  await fc.assert(
    fc.asyncProperty(planOf(fc.constantFrom(...ZONES)), (plan) => check(gateway, plan)),
    { numRuns: 12, endOnFailure: true },
  );
});

test('so has one of whole days', async ({ gateway }) => {
  await fc.assert(
    fc.asyncProperty(planOf(fc.constant(undefined)), (plan) => check(gateway, plan)),
    { numRuns: 10, endOnFailure: true },
  );
});
