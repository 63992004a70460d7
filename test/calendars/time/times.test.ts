import fc from 'fast-check';
import { describe, expect } from 'vitest';

import { eventIdOf } from '../../../src/calendars/events/id.js';
import { checkRecurrence, splitRecurrence } from '../../../src/calendars/series/recurrence.js';
import type { CreateCalendarEventInput } from '../../generated/graphql.js';
import { calendarTest, type CalendarGateway } from '../../support/calendar-gateway.js';
import { CreateCalendarEventMutation } from '../../support/calendar-operations.js';
import { instancesOf, instantMs } from '../../support/google/recurrence.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest();

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

const create = (gateway: CalendarGateway, input: Partial<CreateCalendarEventInput>) =>
  gateway.ask(CreateCalendarEventMutation, {
    input: { time: { allDay: { startDate: '2030-01-01' } }, ...input },
  });
const timed = (startLocal: string, endLocal: string, timeZone = 'Europe/Berlin') => ({
  time: { timed: { startLocal, endLocal, timeZone } },
});

test.for([
  ['that is doubled is the first of the two', '2030-10-27T02:30:00', '2030-10-27T00:30:00.000Z'],
  ['before it is the one of summer', '2030-10-27T01:30:00', '2030-10-26T23:30:00.000Z'],
  ['after it is the one of winter', '2030-10-27T03:30:00', '2030-10-27T02:30:00.000Z'],
] as const)('an hour %s', async ([_what, local, instant], { gateway }) => {
  const { data } = await create(gateway, timed(local, '2030-10-27T05:00:00'));
  expect(data?.createCalendarEvent.event.time).toMatchObject({ startAt: instant });
});

describe('a wrong argument is named, and nothing is asked of Google:', () => {
  test.for<[argument: string, input: Partial<CreateCalendarEventInput>]>([
    ['input.time', { time: {} }],
    [
      'input.time',
      {
        time: {
          allDay: { startDate: '2030-01-01' },
          ...timed('2030-01-01T00:00:00', '2030-01-01T01:00:00').time,
        },
      },
    ],
    [
      'input.time.allDay.endDate',
      { time: { allDay: { startDate: '2030-01-01', endDate: '2030-01-01' } } },
    ],
    // An hour that clocks leap over.
    ['input.time.timed.startLocal', timed('2030-03-31T02:30:00', '2030-03-31T04:00:00')],
    ['input.time.timed.startLocal', timed('2030-02-30T02:30:00', '2030-03-01T04:00:00')],
    ['input.time.timed.startLocal', timed('2030-03-01T02:30:00Z', '2030-03-01T04:00:00')],
    ['input.time.timed.startLocal', timed('2030-03-01T02:30:00+01:00', '2030-03-01T04:00:00')],
    ['input.time.timed.endLocal', timed('2030-03-01T02:30:00', '2030-03-01T02:00:00')],
    ['input.idempotencyKey', { idempotencyKey: 'ü' }],
    ['input.summary', { summary: 'x'.repeat(1_025) }],
    ['input.calendar', { calendar: '..' }],
    [
      'input.reminders.overrides.minutesBefore',
      { reminders: { overrides: [{ method: 'EMAIL', minutesBefore: -1 }] } },
    ],
    [
      'input.attendees',
      { attendees: Array.from({ length: 201 }, (_one, i) => ({ email: `a${String(i)}@x.org` })) },
    ],
  ])('%s', async ([argument, input], { gateway }) => {
    const answer = await create(gateway, input);
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(gateway.google.requests).toEqual([]);
  });

  test.for<[string, Partial<CreateCalendarEventInput>]>([
    [
      'a zone that does not exist',
      timed('2030-01-01T00:00:00', '2030-01-01T01:00:00', 'Mars/Base'),
    ],
    ['a day that does not exist', { time: { allDay: { startDate: '2030-02-30' } } }],
    ['an address that is none', { attendees: [{ email: 'nobody' }] }],
  ])('%s', async ([_what, input], { gateway }) => {
    expect(firstError(await create(gateway, input)).code).toBe('BAD_USER_INPUT');
  });
});

test('ids of events are what Google takes for one, and each caller has its own', () => {
  const owner = fc.record({
    callerId: fc.uuid(),
    account: fc.emailAddress(),
    calendarId: fc.uuid(),
  });
  const key = fc.stringMatching(/^[\x20-\x7e]{1,200}$/);
  fc.assert(
    fc.property(key, key, owner, owner, (one, other, ours, theirs) => {
      const id = eventIdOf(one, ours);
      expect(id).toMatch(/^[0-9a-v]{52}$/);
      expect(eventIdOf(one, ours)).toBe(id);
      expect(eventIdOf(one, theirs)).not.toBe(id);
      if (other !== one) expect(eventIdOf(other, ours)).not.toBe(id);
    }),
  );
});

test('the two halves of a series have its instances between them, wherever it is cut', () => {
  const rule = fc.constantFrom(
    'FREQ=DAILY;COUNT=12',
    'FREQ=DAILY;INTERVAL=2;UNTIL=20300420T100000Z',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=9',
    'FREQ=MONTHLY;BYMONTHDAY=25;COUNT=4',
    'FREQ=WEEKLY',
  );
  const extras = fc.subarray([
    'EXDATE:20300327T080000Z,20300401T070000Z',
    'EXDATE;TZID=Europe/Berlin:20300329T090000',
  ]);
  fc.assert(
    fc.property(rule, extras, fc.integer({ min: 1, max: 11 }), (text, more, index) => {
      const recurrence = checkRecurrence('input.recurrence', [`RRULE:${text}`, ...more]);
      const series = (startAt: Date, lines: string[]) => ({
        id: 'series',
        recurrence: lines,
        start: { dateTime: startAt.toISOString(), timeZone: 'Europe/Berlin' },
        end: { dateTime: startAt.toISOString(), timeZone: 'Europe/Berlin' },
      });
      const time = (startAt: Date) =>
        ({ kind: 'TIMED', startAt, endAt: startAt, timeZone: 'Europe/Berlin' }) as const;
      const startAt = new Date('2030-03-25T08:00:00Z');
      const untilMs = Date.parse('2030-08-01T00:00:00Z');
      const startsOf = (from: Date, lines: string[]) =>
        instancesOf(series(from, lines), -Infinity, untilMs).map(({ start }) => instantMs(start));
      const whole = startsOf(startAt, recurrence);
      const cutMs = whole[index];
      if (cutMs === undefined) return;
      const cut = new Date(cutMs);
      const { before, after } = splitRecurrence(recurrence, time(startAt), time(cut));
      expect([...startsOf(startAt, before), ...startsOf(cut, after)]).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});
