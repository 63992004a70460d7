import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';

import {
  suggestTimes,
  type Interval,
  type WantedSlots,
} from '../../../src/calendars/time/suggest-times.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Days around changes of the clocks: by an hour, by half an hour, south and north, and none. */
const CHANGES: readonly (readonly [timeZone: string, date: string])[] = [
  ['Europe/Berlin', '2030-03-31'],
  ['Europe/Berlin', '2030-10-27'],
  ['America/New_York', '2030-03-10'],
  ['America/New_York', '2030-11-03'],
  ['Australia/Lord_Howe', '2030-04-07'],
  ['Australia/Lord_Howe', '2030-10-06'],
  ['America/Santiago', '2030-04-07'],
  ['Asia/Kathmandu', '2030-06-01'],
];

const hour = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((value) => `${String(value).padStart(2, '0')}:00`);

const workingHours = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  startTime: hour(0, 23),
  endTime: hour(0, 23),
});

const question = fc
  .record({
    place: fc.constantFrom(...CHANGES),
    startMinutes: fc.integer({ min: -36 * 60, max: 12 * 60 }),
    lengthMinutes: fc.integer({ min: 1, max: 72 * 60 }),
    durationMinutes: fc.integer({ min: 1, max: 300 }),
    stepMinutes: fc.constantFrom(5, 10, 15, 30, 60),
    bufferMinutes: fc.constantFrom(0, 0, 10, 45),
    workingHours: fc.option(workingHours, { nil: undefined }),
    busy: fc.array(
      fc.tuple(fc.integer({ min: -40 * 60, max: 40 * 60 }), fc.integer({ min: 0, max: 600 })),
      { maxLength: 8 },
    ),
    most: fc.integer({ min: 1, max: 50 }),
  })
  .map(({ place: [timeZone, date], startMinutes, lengthMinutes, busy, ...rest }) => {
    const midnightMs = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
    const at = (minutes: number) => new Date(midnightMs + minutes * MINUTE_MS);
    const wanted: WantedSlots = {
      ...rest,
      timeZone,
      since: at(startMinutes),
      until: at(startMinutes + lengthMinutes),
    };
    const taken = busy.map(([from, length]) => ({ startAt: at(from), endAt: at(from + length) }));
    return { wanted, taken };
  });

const zoned = (ms: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);

/** Whether a minute is within working hours, by what the clocks show and nothing else. */
function isWorking(ms: number, { timeZone, workingHours: hours }: WantedSlots): boolean {
  if (!hours) return true;
  const now = zoned(ms, timeZone);
  const time = now.toPlainTime().toString({ smallestUnit: 'minute' });
  const yesterday = now.toPlainDate().subtract({ days: 1 }).dayOfWeek;
  if (hours.startTime < hours.endTime) {
    return hours.days.includes(now.dayOfWeek) && time >= hours.startTime && time < hours.endTime;
  }
  return (
    (hours.days.includes(now.dayOfWeek) && time >= hours.startTime) ||
    (hours.days.includes(yesterday) && time < hours.endTime)
  );
}

function isFree(ms: number, taken: readonly Interval[], { bufferMinutes }: WantedSlots): boolean {
  return !taken.some(
    ({ startAt, endAt }) =>
      ms > startAt.getTime() - (bufferMinutes + 1) * MINUTE_MS &&
      ms < endAt.getTime() + bufferMinutes * MINUTE_MS &&
      startAt.getTime() - bufferMinutes * MINUTE_MS < endAt.getTime() + bufferMinutes * MINUTE_MS,
  );
}

const minutesOf = (startMs: number, durationMinutes: number) =>
  Array.from({ length: durationMinutes }, (_unused, minute) => startMs + minute * MINUTE_MS);

function isAligned(ms: number, { timeZone, stepMinutes }: WantedSlots): boolean {
  return zoned(ms, timeZone).minute % stepMinutes === 0;
}

describe('suggested times, on and around days on which clocks are set,', () => {
  test(
    'are free, within hours and range, in steps, in order, and as long as they should be',
    { timeout: 20_000 },
    () => {
      fc.assert(
        fc.property(question, ({ wanted, taken }) => {
          const slots = suggestTimes(taken, wanted);
          expect(slots.length).toBeLessThanOrEqual(wanted.most);
          let behindMs = wanted.since.getTime();
          for (const { startAt, endAt } of slots) {
            const startMs = startAt.getTime();
            expect(startMs).toBeGreaterThanOrEqual(behindMs);
            expect(endAt.getTime() - startMs).toBe(wanted.durationMinutes * MINUTE_MS);
            expect(endAt.getTime()).toBeLessThanOrEqual(wanted.until.getTime());
            expect(isAligned(startMs, wanted)).toBe(true);
            const minutes = minutesOf(startMs, wanted.durationMinutes);
            expect(minutes.every((ms) => isFree(ms, taken, wanted))).toBe(true);
            expect(minutes.every((ms) => isWorking(ms, wanted))).toBe(true);
            behindMs = endAt.getTime();
          }
        }),
        { numRuns: 100 },
      );
    },
  );

  test('begin with the first that a search by the minute finds', () => {
    // Hours whose ends no clock shows twice: there, either answer would be right.
    const daytime = question.map(({ wanted, taken }) => ({
      taken,
      wanted: {
        ...wanted,
        workingHours: wanted.workingHours && {
          ...wanted.workingHours,
          startTime: '05:00',
          endTime: '21:30',
        },
      },
    }));
    fc.assert(
      fc.property(daytime, ({ wanted, taken }) => {
        const isGood = (ms: number) => isFree(ms, taken, wanted) && isWorking(ms, wanted);
        const lastMs = wanted.until.getTime() - wanted.durationMinutes * MINUTE_MS;
        let first: number | undefined;
        for (
          let ms = wanted.since.getTime();
          ms <= lastMs && first === undefined;
          ms += MINUTE_MS
        ) {
          const isStart =
            isAligned(ms, wanted) && minutesOf(ms, wanted.durationMinutes).every(isGood);
          if (isStart) first = ms;
        }
        expect(suggestTimes(taken, wanted)[0]?.startAt.getTime()).toBe(first);
      }),
      { numRuns: 60 },
    );
  });

  test('begin with the change where it leaps over the hour at which they should', () => {
    const [slot] = suggestTimes([], {
      since: new Date('2030-03-30T23:00:00Z'),
      until: new Date('2030-03-31T12:00:00Z'),
      durationMinutes: 30,
      stepMinutes: 30,
      bufferMinutes: 0,
      timeZone: 'Europe/Berlin',
      workingHours: { days: [7], startTime: '02:00', endTime: '05:00' },
      most: 1,
    });
    expect(slot?.startAt.toISOString()).toBe('2030-03-31T01:00:00.000Z');
  });

  test('of two hours have 120 minutes when an hour is missing or doubled', () => {
    const slot = (date: string) =>
      suggestTimes([], {
        since: new Date(`${date}T00:00:00Z`),
        until: new Date(`${date}T12:00:00Z`),
        durationMinutes: 120,
        stepMinutes: 60,
        bufferMinutes: 0,
        timeZone: 'Europe/Berlin',
        workingHours: { days: [7], startTime: '01:00', endTime: '04:00' },
        most: 5,
      }).map(({ startAt, endAt }) => [startAt.toISOString(), endAt.getTime() - startAt.getTime()]);
    expect(slot('2030-03-31')).toEqual([['2030-03-31T00:00:00.000Z', 2 * HOUR_MS]]);
    expect(slot('2030-10-27')).toHaveLength(1);
  });
});
