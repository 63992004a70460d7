import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';

import type { ToolEventFragment } from '../../src/generated/graphql.js';
import { inOrder } from '../../src/mcp/events/order.js';
import { shown, spokenTime } from '../../src/mcp/events/times.js';

const DAY_MINUTES = 24 * 60;
const zones = fc.oneof(
  fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  fc.constantFrom('Australia/Lord_Howe', 'Australia/Sydney', 'America/Santiago', '+05:45'),
);

/** An event of one of several calendars, so many minutes after the beginning of 2030. */
const events = fc
  .uniqueArray(
    fc.record({
      minutes: fc.integer({ min: 0, max: 366 * DAY_MINUTES }),
      isDay: fc.boolean(),
      calendarId: fc.constantFrom('a', 'b', 'c'),
    }),
    { maxLength: 30, selector: ({ minutes }) => minutes },
  )
  .map((all) => all.map(eventOf));

/** As much of an event as its place in a list depends on. */
function eventOf(at: { minutes: number; isDay: boolean; calendarId: string }): ToolEventFragment {
  const start = Temporal.Instant.from('2030-01-01T00:00:00Z').add({ minutes: at.minutes });
  const date = start.toZonedDateTimeISO('UTC').toPlainDate();
  const instant = (time: Temporal.Instant) => time.toString({ fractionalSecondDigits: 3 });
  const time = at.isDay
    ? {
        __typename: 'AllDayTime' as const,
        startDate: date.toString(),
        endDate: date.add({ days: 1 }).toString(),
      }
    : {
        __typename: 'TimedTime' as const,
        startAt: instant(start),
        endAt: instant(start.add({ hours: 1 })),
        timeZone: 'UTC',
      };
  return { id: String(at.minutes), calendarId: at.calendarId, time } as ToolEventFragment;
}

/** What clocks in a zone show when an event begins, and the instant of equal ones. */
function clockOf({ time }: ToolEventFragment, zone: string) {
  if (time?.__typename === 'AllDayTime') {
    return { day: Temporal.PlainDate.from(time.startDate), instantMs: -Infinity };
  }
  const instant = Temporal.Instant.from(String(time?.startAt));
  return {
    day: instant.toZonedDateTimeISO(zone).toPlainDate(),
    instantMs: instant.epochMilliseconds,
  };
}

test('a list is in the order of local days and hours in any zone, and a part of it its head', () => {
  fc.assert(
    fc.property(events, zones, fc.integer({ min: 1, max: 5 }), (all, zone, most) => {
      const list = inOrder(all, { untilMs: Infinity }, zone);
      expect(list).toHaveLength(all.length);
      list.slice(1).forEach((event, index) => {
        const before = list[index];
        if (!before) throw new Error('There is one.');
        const [a, b] = [clockOf(before, zone), clockOf(event, zone)];
        const days = Temporal.PlainDate.compare(a.day, b.day);
        expect(days < 0 || (days === 0 && a.instantMs <= b.instantMs)).toBe(true);
      });
      const byCalendar = ['c', 'a', 'b'].flatMap((id) =>
        all.filter(({ calendarId }) => calendarId === id),
      );
      const times = (some: readonly ToolEventFragment[]) =>
        some.slice(0, most).map((event) => JSON.stringify(event.time));
      expect(times(inOrder(byCalendar, { untilMs: Infinity }, zone))).toEqual(times(list));
    }),
    { numRuns: 300 },
  );
});

test('of what was read in part, days after its end are left out as hours are', () => {
  const day = (date: string) =>
    ({ id: date, time: { __typename: 'AllDayTime', startDate: date, endDate: date } }) as never;
  const all = [day('2030-03-24'), day('2030-03-25'), day('2030-03-26')];
  // It is still the 25th in New York.
  const untilMs = Date.parse('2030-03-26T02:00:00Z');
  const idsIn = (zone: string) => inOrder(all, { untilMs }, zone).map(({ id }) => id);
  expect(idsIn('America/New_York')).toEqual(['2030-03-24', '2030-03-25']);
  expect(idsIn('UTC')).toHaveLength(3);
});

test.each([
  // Clocks go back from 02:00 to 01:30, so that 01:45 comes twice.
  ['Australia/Lord_Howe', '2030-04-06T14:45:00Z', '2030-04-07T01:45:00+11:00'],
  ['Australia/Lord_Howe', '2030-04-06T15:15:00Z', '2030-04-07T01:45:00+10:30'],
  // And forward by half an hour.
  ['Australia/Lord_Howe', '2030-10-05T15:30:00Z', '2030-10-06T02:30:00+11:00'],
  ['Australia/Sydney', '2030-10-05T16:00:00Z', '2030-10-06T03:00:00+11:00'],
  ['America/Santiago', '2030-12-24T23:00:00Z', '2030-12-24T20:00:00-03:00'],
])('in %s, %s is %s', (timeZone, instant, local) => {
  expect(shown(instant, timeZone)).toBe(local);
  const spoken = spokenTime(instant, { timeZone, isNamed: false });
  expect(spoken).toMatch(new RegExp(`at ${local.slice(11, 16)}$`));
});
