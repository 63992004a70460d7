import { describe, expect } from 'vitest';

import type {
  CreateCalendarEventInput,
  UpdateCalendarEventInput,
} from '../../generated/graphql.js';
import {
  calendarTest,
  createEvent,
  seedEvent,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import {
  CreateCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest();

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

type Timed = NonNullable<CreateCalendarEventInput['time']['timed']>;

const made = async (gateway: CalendarGateway, timed: Timed) => {
  const event = await createEvent(gateway, { time: { timed } });
  return { event, kept: gateway.google.events.get('maya@example.com', event.id) };
};
const update = async (
  gateway: CalendarGateway,
  id: string,
  time: UpdateCalendarEventInput['time'],
  more: Partial<UpdateCalendarEventInput> = {},
) => {
  const { updateCalendarEvent } = await gateway.get(UpdateCalendarEventMutation, {
    input: { id, time, ...more },
  });
  return updateCalendarEvent.event.time;
};

describe('an hour that clocks show twice can be said, and is booked as it was said:', () => {
  test.for<[startAt: string, endAt: string, timeZone: string, start: string]>([
    ['2030-10-27T02:30:00+02:00', '2030-10-27T02:30:00+01:00', 'Europe/Berlin', '00:30'],
    ['2030-10-27T02:30:00+01:00', '2030-10-27T03:30:00+01:00', 'Europe/Berlin', '01:30'],
    ['2030-11-03T01:15:00-08:00', '2030-11-03T02:00:00-08:00', 'America/Los_Angeles', '09:15'],
    ['2030-04-07T02:30:00+13:00', '2030-04-07T02:30:00+12:00', 'Pacific/Auckland', '13:30'],
    // Clocks are set back by half an hour.
    ['2030-04-07T01:45:00+10:30', '2030-04-07T02:30:00+10:30', 'Australia/Lord_Howe', '15:15'],
    ['2030-10-27T02:30:00+05:30', '2030-10-27T03:30:00+05:30', 'Asia/Kolkata', '21:00'],
  ])('%s to %s', async ([startAt, endAt, timeZone, utc], { gateway }) => {
    const { event, kept } = await made(gateway, { startAt, endAt, timeZone });
    expect(event.time).toMatchObject({
      timeZone,
      startLocal: startAt.slice(0, 19),
      endLocal: endAt.slice(0, 19),
    });
    const instant = new Date(startAt).toISOString();
    expect(instant.slice(11, 16)).toBe(utc);
    expect(kept.start).toMatchObject({ dateTime: instant, timeZone });
  });
});

test('an event begins by the clocks of one place and ends by those of another', async ({
  gateway,
}) => {
  const { event, kept } = await made(gateway, {
    startLocal: '2030-07-01T10:00:00',
    timeZone: 'Europe/Berlin',
    endLocal: '2030-07-01T13:00:00',
    endTimeZone: 'America/New_York',
  });
  expect(event.time).toMatchObject({
    timeZone: 'Europe/Berlin',
    endTimeZone: 'America/New_York',
    endAt: '2030-07-01T17:00:00.000Z',
    endLocal: '2030-07-01T19:00:00',
  });
  expect(kept.end).toMatchObject({
    dateTime: '2030-07-01T17:00:00.000Z',
    timeZone: 'America/New_York',
  });
});

describe('a change of the beginning alone', () => {
  test.for<[what: string, from: [string, string], to: Partial<Timed>, end: string]>([
    [
      'keeps the hours',
      ['2030-03-25T09:00:00', '2030-03-25T10:30:00'],
      { startLocal: '2030-03-26T14:00:00' },
      '2030-03-26T15:30:00',
    ],
    [
      'keeps what passes where clocks are set forward',
      ['2030-03-25T01:00:00', '2030-03-25T04:00:00'],
      { startLocal: '2030-03-31T01:00:00' },
      '2030-03-31T05:00:00',
    ],
    [
      'keeps what passes where clocks are set back',
      ['2030-03-25T01:00:00', '2030-03-25T04:00:00'],
      { startLocal: '2030-10-27T01:00:00' },
      '2030-10-27T03:00:00',
    ],
    [
      'keeps days and the hour of the end',
      ['2030-03-22T18:00:00', '2030-03-24T12:00:00'],
      { startLocal: '2030-03-29T18:00:00' },
      '2030-03-31T12:00:00',
    ],
    [
      'keeps a night',
      ['2030-03-25T22:00:00', '2030-03-26T02:00:00'],
      { startLocal: '2030-03-27T22:00:00' },
      '2030-03-28T02:00:00',
    ],
    [
      'keeps no time at all',
      ['2030-03-25T22:00:00', '2030-03-25T22:00:00'],
      { startLocal: '2030-03-27T22:00:00' },
      '2030-03-27T22:00:00',
    ],
    [
      'may name the instant',
      ['2030-03-25T09:00:00', '2030-03-25T10:00:00'],
      { startAt: '2030-10-27T02:30:00+01:00' },
      '2030-10-27T03:30:00',
    ],
  ])('%s', async ([_what, [startLocal, endLocal], to, end], { gateway }) => {
    const timeZone = 'Europe/Berlin';
    const { event } = await made(gateway, { startLocal, endLocal, timeZone });
    const time = await update(gateway, event.id, { timed: { timeZone, ...to } });
    expect(time).toMatchObject({ endLocal: end, timeZone, endTimeZone: timeZone });
  });

  test('keeps the zone in which a flight ends', async ({ gateway }) => {
    const { event } = await made(gateway, {
      startLocal: '2030-07-01T10:00:00',
      timeZone: 'Europe/Berlin',
      endLocal: '2030-07-01T13:00:00',
      endTimeZone: 'America/New_York',
    });
    const moved = { startLocal: '2030-07-02T10:00:00', timeZone: 'Europe/Berlin' };
    expect(await update(gateway, event.id, { timed: moved })).toMatchObject({
      endAt: '2030-07-02T17:00:00.000Z',
      endTimeZone: 'America/New_York',
    });
  });

  test('keeps the hours of an event whose zone is unknown', async ({ gateway }) => {
    const { id } = seedEvent(gateway, {
      start: { dateTime: '2030-03-25T09:00:00+02:00', timeZone: 'GMT+02:00' },
      end: { dateTime: '2030-03-25T10:00:00+02:00', timeZone: 'GMT+02:00' },
    });
    const timed = { startLocal: '2030-03-26T09:00:00', timeZone: 'Asia/Kolkata' };
    expect(await update(gateway, id, { timed })).toMatchObject({
      endLocal: '2030-03-26T10:00:00',
      timeZone: 'Asia/Kolkata',
    });
  });

  test('keeps the number of days of an event of days', async ({ gateway }) => {
    const { id } = await createEvent(gateway, {
      time: { allDay: { startDate: '2030-03-30', endDate: '2030-04-02' } },
    });
    const time = await update(gateway, id, { allDay: { startDate: '2030-02-27' } });
    expect(time).toMatchObject({ startDate: '2030-02-27', endDate: '2030-03-02' });
  });

  test('makes an event of hours one day long', async ({ gateway }) => {
    const { id } = await createEvent(gateway);
    const time = await update(gateway, id, { allDay: { startDate: '2030-02-28' } });
    expect(time).toMatchObject({ startDate: '2030-02-28', endDate: '2030-03-01' });
  });

  test('of an instance moves a series, and its events stay as long', async ({ gateway }) => {
    const { id } = await createEvent(gateway, { recurrence: ['RRULE:FREQ=DAILY;COUNT=4'] });
    const timed = { startLocal: '2030-03-26T15:00:00', timeZone: 'Europe/Berlin' };
    const time = await update(gateway, `${id}_20300326T080000Z`, { timed }, { scope: 'ALL' });
    expect(time).toMatchObject({
      startLocal: '2030-03-25T15:00:00',
      endLocal: '2030-03-25T16:00:00',
    });
  });

  test('cannot say when an event of days ends', async ({ gateway }) => {
    const { id } = await createEvent(gateway, { time: { allDay: { startDate: '2030-03-30' } } });
    const timed = { startLocal: '2030-03-26T15:00:00', timeZone: 'Europe/Berlin' };
    const answer = await gateway.ask(UpdateCalendarEventMutation, {
      input: { id, time: { timed } },
    });
    expect(firstError(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input.time.timed.endLocal',
    });
  });
});

describe('a time that is said twice or by half is refused, and nothing is asked of Google:', () => {
  const [start, end] = ['2030-03-25T09:00:00', '2030-03-25T10:00:00'];
  const timeZone = 'Europe/Berlin';
  test.for<[argument: string, timed: Timed]>([
    ['startLocal', { endLocal: end, timeZone }],
    ['startLocal', { startLocal: start, startAt: `${start}Z`, endLocal: end, timeZone }],
    ['endLocal', { startLocal: start, timeZone }],
    ['endLocal', { startLocal: start, endLocal: end, endAt: `${end}Z`, timeZone }],
    ['endAt', { startAt: `${end}Z`, endAt: `${start}Z`, timeZone }],
    ['endLocal', { startAt: `${end}Z`, endLocal: start, timeZone }],
    // Ten o'clock in Auckland is over when it is nine in Berlin.
    ['endLocal', { startLocal: start, endLocal: end, timeZone, endTimeZone: 'Pacific/Auckland' }],
  ])('%s', async ([name, timed], { gateway }) => {
    const answer = await gateway.ask(CreateCalendarEventMutation, { input: { time: { timed } } });
    expect(firstError(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: `input.time.timed.${name}`,
    });
    expect(gateway.google.requests).toEqual([]);
  });
});
