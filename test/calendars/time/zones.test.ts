import { describe, expect } from 'vitest';

import { calendarTest, seedEvent, type CalendarGateway } from '../../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  CalendarEventsQuery,
  CalendarQuery,
  CalendarsQuery,
  CreateCalendarEventMutation,
  EventByClocksQuery,
} from '../../support/calendar-operations.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest();

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
  gateway.google.faults.clear();
});

/** An event of an hour, its zone as Google might write it. */
const seeded = (gateway: CalendarGateway, dateTime: string, timeZone?: string) => {
  const end = new Date(Date.parse(dateTime) + 3_600_000).toISOString();
  const zone = timeZone === undefined ? {} : { timeZone };
  return seedEvent(gateway, { start: { dateTime, ...zone }, end: { dateTime: end, ...zone } });
};
const read = async (gateway: CalendarGateway, id: string) =>
  (await gateway.get(CalendarEventQuery, { id })).calendarEvent?.time;
const listed = async (gateway: CalendarGateway, id: string) => {
  const { calendarEvents } = await gateway.get(CalendarEventsQuery, {});
  return calendarEvents.nodes.find((event) => event.id === id)?.time;
};
/** Has Google's answers say something else of a calendar's zone. */
const sayZone = (gateway: CalendarGateway, request: RegExp, timeZone: string) => {
  gateway.google.faults.on(
    { request },
    { kind: 'change', change: (body) => ({ ...body, timeZone }) },
  );
};

describe('an event’s zone', () => {
  test.for<[written: string, dateTime: string, zone: string, startLocal: string]>([
    ['GMT+02:00', '2030-03-25T09:00:00+02:00', '+02:00', '2030-03-25T09:00:00'],
    ['GMT-03:30', '2030-03-25T09:00:00-03:30', '-03:30', '2030-03-25T09:00:00'],
    ['UTC+2', '2030-03-25T09:00:00+02:00', '+02:00', '2030-03-25T09:00:00'],
    ['W. Europe Standard Time', '2030-07-25T09:00:00+02:00', '+02:00', '2030-07-25T09:00:00'],
    ['AUS Eastern Standard Time', '2030-01-25T09:00:00+11:00', '+11:00', '2030-01-25T09:00:00'],
    ['America/Newly_Made', '2030-03-25T09:00:00-04:00', '-04:00', '2030-03-25T09:00:00'],
    ['tzone://Microsoft/Custom', '2030-03-25T09:00:00Z', 'UTC', '2030-03-25T09:00:00'],
    ['A'.repeat(200), '2030-03-25T09:00:00+05:45', '+05:45', '2030-03-25T09:00:00'],
    ['+02:00', '2030-03-25T09:00:00+02:00', '+02:00', '2030-03-25T09:00:00'],
    ['', '2030-03-25T09:00:00+02:00', 'Europe/Berlin', '2030-03-25T08:00:00'],
    // Names that the database has.
    ['europe/berlin', '2030-03-25T08:00:00Z', 'Europe/Berlin', '2030-03-25T09:00:00'],
    ['Etc/GMT-2', '2030-03-25T08:00:00Z', 'Etc/GMT-2', '2030-03-25T10:00:00'],
    ['EST', '2030-07-25T08:00:00Z', 'EST', '2030-07-25T03:00:00'],
    ['Asia/Kolkata', '2030-03-25T08:00:00Z', 'Asia/Kolkata', '2030-03-25T13:30:00'],
    ['Australia/Lord_Howe', '2030-01-25T08:00:00Z', 'Australia/Lord_Howe', '2030-01-25T19:00:00'],
    ['Australia/Lord_Howe', '2030-07-25T08:00:00Z', 'Australia/Lord_Howe', '2030-07-25T18:30:00'],
  ])(
    '%s is shown as it is known',
    async ([written, dateTime, timeZone, startLocal], { gateway }) => {
      const { id } = seeded(gateway, dateTime, written);
      const time = await read(gateway, id);
      expect(time).toMatchObject({ timeZone, endTimeZone: timeZone, startLocal });
      expect(await listed(gateway, id)).toEqual(time);
    },
  );

  test('is the calendar’s where the event names none, in a list and alone', async ({ gateway }) => {
    const { id } = seeded(gateway, '2030-07-25T07:00:00Z');
    const shown = { timeZone: 'Europe/Berlin', startLocal: '2030-07-25T09:00:00' };
    expect(await listed(gateway, id)).toMatchObject(shown);
    expect(await read(gateway, id)).toMatchObject(shown);
  });

  test('is the offset of its time where nothing else is known', async ({ gateway }) => {
    const { id } = seeded(gateway, '2030-07-25T09:00:00+02:00');
    gateway.google.faults.on(
      { request: /\/events$/ },
      { kind: 'refuse', status: 403, reason: 'forbidden' },
    );
    expect(await read(gateway, id)).toMatchObject({
      timeZone: '+02:00',
      startLocal: '2030-07-25T09:00:00',
    });
  });

  test('may be another one at its end', async ({ gateway }) => {
    const { id } = seedEvent(gateway, {
      start: { dateTime: '2030-07-25T09:00:00+02:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2030-07-25T12:00:00-04:00', timeZone: 'America/New_York' },
    });
    expect(await read(gateway, id)).toMatchObject({
      timeZone: 'Europe/Berlin',
      endTimeZone: 'America/New_York',
      endAt: '2030-07-25T16:00:00.000Z',
      endLocal: '2030-07-25T18:00:00',
    });
  });

  test('is read where a time has no offset', async ({ gateway }) => {
    const { id } = seedEvent(gateway, {});
    gateway.google.faults.on(
      { request: new RegExp(`GET .*/events/${id}$`) },
      {
        kind: 'change',
        change: (body) => ({
          ...body,
          start: { dateTime: '2030-01-25T09:00:00', timeZone: 'Asia/Kolkata' },
          end: { dateTime: '2030-01-25T10:00:00', timeZone: 'Asia/Kolkata' },
        }),
      },
    );
    expect(await read(gateway, id)).toMatchObject({ startAt: '2030-01-25T03:30:00.000Z' });
  });

  test.for([{}, { dateTime: 'soon' }, { dateTime: '' }, { date: 'never' }, { date: '2030-02-40' }])(
    'of %j is unknown, and the event has no time',
    async (start, { gateway }) => {
      const { id } = seedEvent(gateway, {});
      gateway.google.faults.on(
        { request: new RegExp(`GET .*/events/${id}$`) },
        { kind: 'change', change: (body) => ({ ...body, start }) },
      );
      expect(await read(gateway, id)).toBeNull();
    },
  );
});

test.for([
  ['America/Los_Angeles', '2030-11-03T01:30:00', '2030-11-03T01:30:00'],
  ['Australia/Lord_Howe', '2030-11-03T19:30:00', '2030-11-03T20:30:00'],
  ['Asia/Kolkata', '2030-11-03T14:00:00', '2030-11-03T15:00:00'],
  ['+05:45', '2030-11-03T14:15:00', '2030-11-03T15:15:00'],
  [null, '2030-11-03T09:30:00', '2030-11-03T10:30:00'],
] as const)('an event is shown by the clocks of %s', async ([zone, start, end], { gateway }) => {
  // The hour that clocks in Los Angeles show twice.
  const { id } = seeded(gateway, '2030-11-03T09:30:00+01:00', 'Europe/Berlin');
  const shown = { startLocal: start, endLocal: end };
  if (zone === 'America/Los_Angeles') {
    shown.startLocal = '2030-11-03T01:30:00';
    shown.endLocal = '2030-11-03T01:30:00';
  }
  const { calendarEvent } = await gateway.get(EventByClocksQuery, { id, zone });
  expect(calendarEvent?.time).toEqual(shown);
});

test('clocks of a zone that does not exist are refused', async ({ gateway }) => {
  const { id } = seeded(gateway, '2030-11-03T09:30:00+01:00', 'Europe/Berlin');
  for (const zone of ['Mars/Base', '+25:00', 'W. Europe Standard Time']) {
    const answer = await gateway.ask(EventByClocksQuery, { id, zone });
    expect(firstError(answer).code).toBe('BAD_USER_INPUT');
  }
});

describe('a calendar’s zone', () => {
  test.for<[written: string, zone: string]>([
    ['Pacific/Auckland', 'Pacific/Auckland'],
    ['america/sao_paulo', 'America/Sao_Paulo'],
    ['GMT+02:00', '+02:00'],
    ['GMT-9:30', '-09:30'],
    ['UTC+5', '+05:00'],
    ['UTC-0345', '-03:45'],
    ['GMT+00:00', 'UTC'],
    ['GMT+99:00', 'UTC'],
    ['W. Europe Standard Time', 'UTC'],
    ['', 'UTC'],
  ])('%j is shown as %s, wherever it is asked for', async ([written, timeZone], { gateway }) => {
    const { id } = seeded(gateway, '2030-07-25T07:00:00Z');
    sayZone(gateway, /GET .*\/(events|calendarList\/.*)$/, written);
    expect((await gateway.get(CalendarQuery, {})).calendar).toMatchObject({ timeZone });
    const { calendarEvents } = await gateway.get(CalendarEventsQuery, {});
    expect(calendarEvents.timeZone).toBe(timeZone);
    expect(calendarEvents.nodes.find((event) => event.id === id)?.time).toMatchObject({ timeZone });
  });

  test('that is odd does not fail the list of calendars', async ({ gateway }) => {
    gateway.google.faults.on(
      { request: /GET .*\/calendarList$/ },
      {
        kind: 'change',
        change: (body) => ({
          ...body,
          items: (body['items'] as object[]).map((one) => ({ ...one, timeZone: 'GMT+02:00' })),
        }),
      },
    );
    const { calendars } = await gateway.get(CalendarsQuery, {});
    expect(calendars.nodes.map(({ timeZone }) => timeZone)).toEqual(['+02:00', '+02:00', '+02:00']);
  });
});

describe('a calendar', () => {
  const team = 'team@group.calendar.google.com';

  test('is found by its id, or as the account’s own', async ({ gateway }) => {
    const own = (await gateway.get(CalendarQuery, {})).calendar;
    expect(own).toEqual({
      id: ACCOUNT,
      account: ACCOUNT,
      name: ACCOUNT,
      timeZone: 'Europe/Berlin',
      role: 'OWNER',
      primary: true,
    });
    expect((await gateway.get(CalendarQuery, { id: team })).calendar).toMatchObject({
      id: team,
      name: 'Team',
      primary: false,
    });
    expect(gateway.google.requests).toHaveLength(2);
  });

  test.for([
    [404, 'notFound'],
    [403, 'forbidden'],
  ] as const)(
    'that is not on the account’s list (%i) is found by its events',
    async ([status, reason], { gateway }) => {
      gateway.google.faults.on({ request: /\/calendarList\// }, { kind: 'refuse', status, reason });
      for (const [id, shownId] of [
        [team, team],
        ['primary', ACCOUNT],
      ]) {
        expect((await gateway.get(CalendarQuery, { id })).calendar).toMatchObject({
          id: shownId,
          timeZone: 'Europe/Berlin',
          role: 'OWNER',
          primary: id === 'primary',
        });
      }
    },
  );

  test('that the account does not see is null', async ({ gateway }) => {
    expect(await gateway.get(CalendarQuery, { id: 'nobody@example.com' })).toEqual({
      calendar: null,
    });
  });

  test('is not said to be absent when Google is away', async ({ gateway }) => {
    gateway.google.faults.on(
      { request: /\/calendarList\// },
      { kind: 'refuse', status: 403, reason: 'dailyLimitExceeded' },
    );
    const answer = await gateway.ask(CalendarQuery, { id: team });
    expect(firstError(answer)).toMatchObject({ code: 'UPSTREAM_ERROR' });
  });

  test('whose name no calendar has is refused', async ({ gateway }) => {
    const answer = await gateway.ask(CalendarQuery, { id: 'a calendar' });
    expect(firstError(answer)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('what is made in a zone of offsets alone is not asked for', async ({ gateway }) => {
  const answer = await gateway.ask(CreateCalendarEventMutation, {
    input: {
      time: {
        timed: {
          startLocal: '2030-03-25T09:00:00',
          endLocal: '2030-03-25T10:00:00',
          timeZone: '+02:00',
        },
      },
    },
  });
  expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT' });
});
