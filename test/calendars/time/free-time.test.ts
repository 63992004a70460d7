import { expect } from 'vitest';

import type { SuggestTimesInput } from '../../generated/graphql.js';
import { calendarTest, seedEvent, type CalendarGateway } from '../../support/calendar-gateway.js';
import { FreeBusyQuery, SuggestTimesQuery } from '../../support/calendar-operations.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { firstError } from '../../support/tokens.js';

const TEAM = 'team@group.calendar.google.com';

const test = calendarTest();

/** On the day after clocks were set forward in Berlin. */
const busy = (from: string, to: string) => ({
  start: { dateTime: `2030-04-01T${from}:00+02:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `2030-04-01T${to}:00+02:00`, timeZone: 'Europe/Berlin' },
});
const range = { since: '2030-04-01T00:00:00Z', until: '2030-04-02T00:00:00Z' };

test.beforeAll(({ gateway }) => {
  seedEvent(gateway, busy('09:00', '10:20'));
  seedEvent(gateway, busy('13:00', '15:00'), TEAM);
  seedEvent(gateway, { ...busy('16:00', '18:00'), transparency: 'transparent' });
});

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

test('calendars say when they are busy, and those that cannot be read say so', async ({
  gateway,
}) => {
  const calendars = [ACCOUNT, TEAM, 'stranger@example.org'];
  const { freeBusy } = await gateway.get(FreeBusyQuery, { ...range, calendars });
  expect(freeBusy).toEqual({
    account: ACCOUNT,
    calendars: [
      {
        calendarId: ACCOUNT,
        busy: [{ startAt: '2030-04-01T07:00:00.000Z', endAt: '2030-04-01T08:20:00.000Z' }],
        unavailableReason: null,
      },
      {
        calendarId: TEAM,
        busy: [{ startAt: '2030-04-01T11:00:00.000Z', endAt: '2030-04-01T13:00:00.000Z' }],
        unavailableReason: null,
      },
      { calendarId: 'stranger@example.org', busy: [], unavailableReason: 'notFound' },
    ],
  });
  expect(gateway.google.count('freeBusy')).toBe(1);
});

test('Google is asked once for every fifty calendars', async ({ gateway }) => {
  const calendars = Array.from(
    { length: 120 },
    (_unused, index) => `c${String(index)}@example.org`,
  );
  const { freeBusy } = await gateway.get(FreeBusyQuery, { ...range, calendars });
  expect(freeBusy.calendars.map(({ calendarId }) => calendarId)).toEqual(calendars);
  expect(gateway.google.count('freeBusy')).toBe(3);
});

const wanted: SuggestTimesInput = {
  ...range,
  calendars: ['primary', TEAM],
  durationMinutes: 90,
  timeZone: 'Europe/Berlin',
  workingHours: { startTime: '09:00', endTime: '17:00' },
};
const suggest = async (gateway: CalendarGateway, input: Partial<SuggestTimesInput>) =>
  (await gateway.get(SuggestTimesQuery, { input: { ...wanted, ...input } })).suggestTimes;

test('free times are found between what all calendars have', async ({ gateway }) => {
  const { account, slots, unavailable } = await suggest(gateway, {
    calendars: ['primary', TEAM, 'no@x.org'],
  });
  expect(account).toBe(ACCOUNT);
  expect(slots).toEqual([
    {
      startAt: '2030-04-01T08:30:00.000Z',
      endAt: '2030-04-01T10:00:00.000Z',
      timeZone: 'Europe/Berlin',
      startLocal: '2030-04-01T10:30:00',
      endLocal: '2030-04-01T12:00:00',
    },
    expect.objectContaining({ startLocal: '2030-04-01T15:00:00' }),
  ]);
  expect(unavailable).toEqual([{ calendarId: 'no@x.org', unavailableReason: 'notFound' }]);
});

test('free time includes the buffer that is wanted around it', async ({ gateway }) => {
  const { slots } = await suggest(gateway, { bufferMinutes: 30, first: 1 });
  expect(slots.map(({ startLocal }) => startLocal)).toEqual(['2030-04-01T11:00:00']);
});

test('nothing is suggested where none of the calendars can be read', async ({ gateway }) => {
  const input = { ...wanted, calendars: ['no@x.org'] };
  const answer = await gateway.ask(SuggestTimesQuery, { input });
  expect(firstError(answer).code).toBe('NOT_FOUND');
});

test.for<[argument: string, input: Partial<SuggestTimesInput>]>([
  ['input.durationMinutes', { durationMinutes: 0 }],
  ['input.stepMinutes', { stepMinutes: 7 }],
  ['input.first', { first: 51 }],
  ['input.bufferMinutes', { bufferMinutes: -1 }],
  ['input.timeZone', { timeZone: '+25:00' }],
  ['input.workingHours.days', { workingHours: { days: [], startTime: '09:00', endTime: '10:00' } }],
  ['input.until', { until: range.since }],
  ['input.until', { until: '2030-12-01T00:00:00Z' }],
  ['input.calendars', { calendars: [] }],
  ['input.calendars', { calendars: ['..'] }],
  ['input.calendars', { calendars: ['  '] }],
])('a bad %s is refused before Google is asked', async ([argument, input], { gateway }) => {
  const answer = await gateway.ask(SuggestTimesQuery, { input: { ...wanted, ...input } });
  expect(answer.status).toBe(400);
  expect(firstError(answer).code).toBe('BAD_USER_INPUT');
  // As a value of the scalar it is refused under another name.
  if (argument !== 'input.timeZone') expect(firstError(answer)).toMatchObject({ argument });
  expect(gateway.google.requests).toEqual([]);
});
