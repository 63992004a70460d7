import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';

import { readPhrase } from '../../../src/mcp/phrases/read-phrase.js';
import { answerPhrase } from '../../../src/mcp/phrases/shown-phrase.js';

/** What a phrase means at a moment by the clocks of a zone: start, end, and what else. */
function meaning(phrase: string, at: string, zone = 'Europe/Berlin'): string {
  const now = Temporal.PlainDateTime.from(at).toZonedDateTime(zone);
  const { shown } = answerPhrase(phrase, now);
  if (shown.start === undefined) return `problem: ${String(shown.problem)}`;
  const span = (one: { start?: string | undefined; end?: string | undefined }): string =>
    [one.start, one.end].filter((part) => part !== undefined).join('/');
  return [shown, ...(shown.alternatives ?? [])].map(span).join(' or ');
}

const MONDAY = '2030-03-25T09:00:00';
const SATURDAY = '2030-03-30T09:00:00';
const SUNDAY = '2030-03-31T12:00:00';
const NEW_YEARS_EVE = '2030-12-31T22:00:00';
const LEAP_DAY = '2028-02-29T10:00:00';

/** Phrases that mean one thing. */
const PLAIN: readonly (readonly [at: string, phrase: string, expected: string])[] = [
  [MONDAY, 'today', '2030-03-25'],
  [MONDAY, 'The day after tomorrow', '2030-03-27'],
  [MONDAY, 'yesterday', '2030-03-24'],
  [MONDAY, 'Tuesday', '2030-03-26'],
  [MONDAY, 'this coming Sunday', '2030-03-31'],
  [MONDAY, 'Friday week', '2030-04-05'],
  [MONDAY, 'a week from Friday', '2030-04-05'],
  [MONDAY, 'two Fridays from now', '2030-04-05'],
  [MONDAY, 'Friday of next week', '2030-04-05'],
  [MONDAY, 'next week on Friday', '2030-04-05'],
  [MONDAY, 'in two weeks', '2030-04-08'],
  [MONDAY, 'in a fortnight', '2030-04-08'],
  [MONDAY, 'in 10 days', '2030-04-04'],
  [MONDAY, 'in forty-five days', '2030-05-09'],
  [MONDAY, "in three months' time", '2030-06-25'],
  [MONDAY, 'a week ago', '2030-03-18'],
  [MONDAY, '3 days after the first Monday of May', '2030-05-09'],
  [MONDAY, 'the last Friday of March', '2030-03-29'],
  [MONDAY, 'second Tuesday of next month', '2030-04-09'],
  [MONDAY, 'last day of February 2032', '2032-02-29'],
  [MONDAY, 'last working day of June', '2030-06-28'],
  [MONDAY, 'end of the month', '2030-03-31'],
  [MONDAY, 'end of the year', '2030-12-31'],
  [MONDAY, 'beginning of next quarter', '2030-04-01'],
  [MONDAY, '25 March', '2030-03-25'],
  [MONDAY, 'April 5th, 2030 at 9 a.m.', '2030-04-05T09:00:00+02:00'],
  [MONDAY, 'Tuesday, the 2nd of April', '2030-04-02'],
  [MONDAY, 'the twenty-ninth', '2030-03-29'],
  [MONDAY, '31.12.2030', '2030-12-31'],
  [MONDAY, '25th of next month', '2030-04-25'],
  [MONDAY, '29 February', '2032-02-29'],
  [MONDAY, 'tomorrow at 3pm', '2030-03-26T15:00:00+01:00'],
  [MONDAY, '3 PM tomorrow', '2030-03-26T15:00:00+01:00'],
  [MONDAY, 'Friday at 15.30', '2030-03-29T15:30:00+01:00'],
  [MONDAY, 'noon', '2030-03-25T12:00:00+01:00'],
  [MONDAY, '8 am', '2030-03-26T08:00:00+01:00'],
  [MONDAY, 'tonight at 8', '2030-03-25T20:00:00+01:00'],
  [MONDAY, 'tomorrow morning at 9', '2030-03-26T09:00:00+01:00'],
  [MONDAY, 'quarter to five in the afternoon', '2030-03-25T16:45:00+01:00'],
  [MONDAY, 'in 90 minutes', '2030-03-25T10:30:00+01:00'],
  [MONDAY, 'in half an hour', '2030-03-25T09:30:00+01:00'],
  [MONDAY, 'this weekend', '2030-03-30/2030-04-01'],
  [MONDAY, 'this week', '2030-03-25/2030-04-01'],
  [MONDAY, 'next week', '2030-04-01/2030-04-08'],
  [MONDAY, 'the week after next', '2030-04-08/2030-04-15'],
  [MONDAY, 'last month', '2030-02-01/2030-03-01'],
  [MONDAY, 'this quarter', '2030-01-01/2030-04-01'],
  [MONDAY, 'next year', '2031-01-01/2032-01-01'],
  [MONDAY, 'Q3', '2030-07-01/2030-10-01'],
  [MONDAY, 'week 1 of 2031', '2030-12-30/2031-01-06'],
  [MONDAY, 'the week of April 10', '2030-04-08/2030-04-15'],
  [MONDAY, 'rest of the week', '2030-03-25/2030-04-01'],
  [MONDAY, 'Wednesday to Friday', '2030-03-27/2030-03-30'],
  [MONDAY, 'Monday to Wednesday next week', '2030-04-01/2030-04-04'],
  [MONDAY, 'April 3-5', '2030-04-03/2030-04-06'],
  [MONDAY, '28 March to 2 April', '2030-03-28/2030-04-03'],
  [MONDAY, 'tomorrow 9am to 5pm', '2030-03-26T09:00:00+01:00/2030-03-26T17:00:00+01:00'],
  [MONDAY, 'Friday 3-5pm', '2030-03-29T15:00:00+01:00/2030-03-29T17:00:00+01:00'],
  [MONDAY, 'Friday from 11 to 1pm', '2030-03-29T11:00:00+01:00/2030-03-29T13:00:00+01:00'],
  [MONDAY, 'tomorrow 9 to 5', '2030-03-26T09:00:00+01:00/2030-03-26T17:00:00+01:00'],
  [MONDAY, 'tomorrow nine to five', '2030-03-26T09:00:00+01:00/2030-03-26T17:00:00+01:00'],
  [MONDAY, '9-5 tomorrow', '2030-03-26T09:00:00+01:00/2030-03-26T17:00:00+01:00'],
  [MONDAY, '10:30 to 13:15 tomorrow', '2030-03-26T10:30:00+01:00/2030-03-26T13:15:00+01:00'],
  [MONDAY, '10:30 to 1 on Friday', '2030-03-29T10:30:00+01:00/2030-03-29T13:00:00+01:00'],
  [MONDAY, 'noon to 2', '2030-03-25T12:00:00+01:00/2030-03-25T14:00:00+01:00'],
  [MONDAY, '6am to midnight', '2030-03-25T06:00:00+01:00/2030-03-26T00:00:00+01:00'],
  [MONDAY, '11pm to 2am', '2030-03-25T23:00:00+01:00/2030-03-26T02:00:00+01:00'],
  [MONDAY, 'today 14:00 – 15:30', '2030-03-25T14:00:00+01:00/2030-03-25T15:30:00+01:00'],
  [MONDAY, 'half past midnight', '2030-03-26T00:30:00+01:00'],
  [MONDAY, 'quarter to noon', '2030-03-25T11:45:00+01:00'],
  [MONDAY, '1.5. to 3.5.', '2030-05-01/2030-05-04'],
  [MONDAY, 'Friday, 3.5.', '2030-05-03'],
  [MONDAY, 'tomorrow morning', '2030-03-26T06:00:00+01:00/2030-03-26T12:00:00+01:00'],
  [SATURDAY, 'next weekend', '2030-04-06/2030-04-08'],
  [SATURDAY, 'next Tuesday', '2030-04-02'],
  [SATURDAY, 'tomorrow', '2030-03-31'],
  [NEW_YEARS_EVE, 'tomorrow', '2031-01-01'],
  [NEW_YEARS_EVE, 'in two months', '2031-02-28'],
  [NEW_YEARS_EVE, 'next month', '2031-01-01/2031-02-01'],
  [NEW_YEARS_EVE, 'this week', '2030-12-30/2031-01-06'],
  [NEW_YEARS_EVE, 'next quarter', '2031-01-01/2031-04-01'],
  [NEW_YEARS_EVE, '3am', '2031-01-01T03:00:00+01:00'],
  ['2030-01-31T09:00:00', 'in a month', '2030-02-28'],
  ['2030-01-31T09:00:00', 'next month', '2030-02-01/2030-03-01'],
  ['2030-08-31T09:00:00', 'the 31st', '2030-08-31'],
  ['2030-09-01T09:00:00', 'the 31st', '2030-10-31'],
  [LEAP_DAY, 'in a year', '2029-02-28'],
  [LEAP_DAY, 'tomorrow', '2028-03-01'],
  [LEAP_DAY, '29 February', '2028-02-29'],
];

/** Phrases that can mean several things. */
const OPEN: typeof PLAIN = [
  [MONDAY, 'on 25.12.', '2030-12-25 or 2029-12-25'],
  [MONDAY, 'at 3.12.', '2030-03-25T15:12:00+01:00 or 2030-03-26T03:12:00+01:00'],
  [MONDAY, '3.30.', '2030-03-25T15:30:00+01:00 or 2030-03-26T03:30:00+01:00'],
  [MONDAY, '30 to 5', '2030-03-25T16:30:00+01:00 or 2030-03-26T04:30:00+01:00'],
  [
    MONDAY,
    'tomorrow 10:30 to 11',
    '2030-03-26T10:30:00+01:00/2030-03-26T11:00:00+01:00 or 2030-03-26T22:30:00+01:00/2030-03-26T23:00:00+01:00',
  ],
  [MONDAY, 'next Tuesday', '2030-04-02 or 2030-03-26'],
  [MONDAY, 'Monday', '2030-03-25 or 2030-04-01'],
  [MONDAY, 'next weekend', '2030-04-06/2030-04-08 or 2030-03-30/2030-04-01'],
  [MONDAY, 'end of the week', '2030-03-29 or 2030-03-31'],
  ['2030-03-29T09:00:00', 'last Tuesday', '2030-03-26 or 2030-03-19'],
  ['2030-03-29T09:00:00', 'this Tuesday', '2030-04-02 or 2030-03-26'],
  [SUNDAY, 'next Tuesday', '2030-04-02 or 2030-04-09'],
  [SUNDAY, 'next week', '2030-04-01/2030-04-08 or 2030-04-08/2030-04-15'],
  [MONDAY, '3/4/2031', '2031-03-04 or 2031-04-03'],
  [MONDAY, '20 March', '2031-03-20 or 2030-03-20'],
  [MONDAY, 'next 5 days', '2030-03-25/2030-03-30 or 2030-03-26/2030-03-31'],
  [MONDAY, 'Friday at 3', '2030-03-29T15:00:00+01:00 or 2030-03-29T03:00:00+01:00'],
  [MONDAY, 'Monday at 8am', '2030-04-01T08:00:00+02:00 or 2030-03-25T08:00:00+01:00'],
  [MONDAY, 'Friday at midnight', '2030-03-30T00:00:00+01:00 or 2030-03-29T00:00:00+01:00'],
  [
    '2030-10-26T12:00:00',
    'tomorrow at 2:30am',
    '2030-10-27T02:30:00+02:00 or 2030-10-27T02:30:00+01:00',
  ],
];

describe('with its correct date', () => {
  test.each([...PLAIN, ...OPEN])('at %s, %j', (at, phrase, expected) => {
    expect(meaning(phrase, at)).toBe(expected);
  });
});

test('what cannot be understood as a whole is not guessed at', () => {
  const phrases = [
    ...['asap', 'Easter', 'soon', 'tomorrow at 25:00', '3pm EST', 'Friday or Monday', '13/13'],
    ...['some day next week', 'not tomorrow', 'call Maya tomorrow', '', 'mid March', 'in days'],
  ];
  for (const phrase of phrases) {
    expect([phrase, meaning(phrase, MONDAY)]).toEqual([
      phrase,
      expect.stringMatching(/^problem: This cannot be read\. Say /) as string,
    ]);
  }
});

test('a date that does not exist is not moved to one that does', () => {
  const why = (phrase: string): string => meaning(phrase, MONDAY);
  expect(why('31 February')).toBe('problem: There is no such day in that month.');
  expect(why('29 February 2030')).toBe('problem: There is no such day in that month.');
  expect(why('Monday 26 March 2030')).toBe('problem: 2030-03-26 is a Tuesday.');
  expect(why('fifth Friday of April')).toBe('problem: There is no such weekday in it.');
  expect(why('Sunday at 2:30am')).toContain('Clocks in Europe/Berlin are put forward');
  expect(why('in 9999 years')).toMatch(/^(\+?\d|problem)/);
});

test('dates are by the clocks of the zone, and times by its rules', () => {
  const late = '2030-03-25T23:30:00';
  expect(meaning('tomorrow', late, 'America/Los_Angeles')).toBe('2030-03-26');
  expect(meaning('in an hour', late, 'America/Los_Angeles')).toBe('2030-03-26T00:30:00-07:00');
  // An hour passes, whatever clocks do meanwhile.
  const before = '2030-03-31T01:30:00';
  expect(meaning('in 1 hour', before)).toBe('2030-03-31T03:30:00+02:00');
  expect(meaning('in one day', before)).toBe('2030-04-01');
  const south = (phrase: string, at: string, zone: string) => meaning(phrase, at, zone);
  expect(south('Sunday at noon', '2030-10-03T09:00:00', 'Australia/Sydney')).toBe(
    '2030-10-06T12:00:00+11:00',
  );
  expect(south('in 1 hour', '2030-10-06T01:30:00', 'Australia/Lord_Howe')).toBe(
    '2030-10-06T03:00:00+11:00',
  );
  expect(south('tomorrow at 1:45am', '2030-04-06T12:00:00', 'Australia/Lord_Howe')).toBe(
    '2030-04-07T01:45:00+11:00 or 2030-04-07T01:45:00+10:30',
  );
  expect(south('Sunday at 2:15am', '2030-10-03T09:00:00', 'Australia/Lord_Howe')).toContain(
    'put forward',
  );
  expect(south('tomorrow at 9am', '2030-06-01T12:00:00', '+05:45')).toBe(
    '2030-06-02T09:00:00+05:45',
  );
});

test('any words are read or refused, and every range goes forward', () => {
  const words =
    'next last this the of in on at from to and between week month year weekend day days friday sunday march 31st 29 february 2:30 3 12 am pm noon midnight two first fifth end ago after before tomorrow tonight night quarter past half 99 - / q2'.split(
      ' ',
    );
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const minutes = fc.integer({ min: 0, max: 4 * 366 * 24 * 60 });
  const start = Temporal.Instant.from('2028-01-01T00:00:00Z');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }),
      zones,
      minutes,
      (phrase, zone, after) => {
        const now = start.add({ minutes: after }).toZonedDateTimeISO(zone);
        for (const reading of readPhrase(phrase.join(' '), now).readings ?? []) {
          const isForward =
            reading.kind === 'DAYS'
              ? Temporal.PlainDate.compare(reading.days.from, reading.days.until) < 0
              : !reading.until || Temporal.ZonedDateTime.compare(reading.from, reading.until) < 0;
          expect([phrase.join(' '), isForward]).toEqual([phrase.join(' '), true]);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
