import { Temporal } from 'temporal-polyfill';

import { readDays } from './days.js';
import { readHours, type Hours } from './hours.js';
import { NoSuchDate, NUMBER, numberOf, matched, type Days } from './words.js';

/** One way in which a phrase can be meant: days, or times of the zone. */
export type Reading = { readonly kind: 'DAYS'; readonly days: Days } | TimeReading;

/** A time, or from one time to another. */
interface TimeReading {
  readonly kind: 'TIME';
  readonly from: Temporal.ZonedDateTime;
  readonly until?: Temporal.ZonedDateTime | undefined;
}

/** What a phrase can mean, the likeliest first; or why it is no date. */
export type ReadPhrase =
  | { readonly readings: readonly [Reading, ...Reading[]]; readonly problem?: never }
  | { readonly readings?: never; readonly problem: string };

const MOST_CHARACTERS = 100;
const MOST_READINGS = 4;
const UNREADABLE =
  'This cannot be read. Say a day, a time or a range like "next Tuesday", "tomorrow at 3pm", "in two weeks", "last Friday of March" or "25 March 2030".';

const SHORT_UNIT = '(hour|minute|second)s?';
const MOMENT_AHEAD = new RegExp(`^in ${NUMBER} ${SHORT_UNIT}(?:'s?)?(?: time)?$`);
const MOMENT_AWAY = new RegExp(`^${NUMBER} ${SHORT_UNIT} (from now|hence|ago)$`);
const HALF_HOURS: Readonly<Record<string, number>> = {
  'in half an hour': 30,
  'half an hour from now': 30,
  'half an hour ago': -30,
  'in an hour and a half': 90,
  'in one and a half hours': 90,
  'an hour and a half ago': -90,
};
const PART_AFTER = /^(.+) (morning|afternoon|evening|night)$/;
const OF_THE_PAST = /\b(?:last|ago|past|previous|before|yesterday|earlier)\b/;

/**
 * Reads a phrase in English that stands for a date, a time or a range. All of it has to be
 * understood; what can be meant in several ways is read in each of them, nothing is guessed.
 *
 * @param now - by the clocks by which it was said
 */
export function readPhrase(phrase: string, now: Temporal.ZonedDateTime): ReadPhrase {
  if (phrase.length > MOST_CHARACTERS) return { problem: UNREADABLE };
  const text = plain(phrase);
  try {
    const found = withoutTwins(readingsOf(text, now));
    const readings = inOrder(found, text, now).slice(0, MOST_READINGS);
    const [first, ...others] = readings;
    return first ? { readings: [first, ...others] } : { problem: UNREADABLE };
  } catch (error) {
    if (error instanceof NoSuchDate) return { problem: error.message };
    // Temporal refuses dates that are too far away.
    if (error instanceof RangeError) return { problem: 'There is no such date.' };
    throw error;
  }
}

function plain(phrase: string): string {
  return (
    phrase
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[’‘`]/g, "'")
      .replace(/[–—]/g, '-')
      .replace(/\b([ap])\.?m\b\.?/g, '$1m')
      .replace(/(\d) (am|pm)\b/g, '$1$2')
      // The last dot belongs to the date in `on 25.12.`, and ends the sentence in `at 3.12.`
      .replace(/[,?!"“”]|(?<!(?<!at )\b\d{1,2}\.\d{1,2})\.(?= |$)/g, ' ')
      .replace(
        /\b(twenty|thirty|forty|fifty) (?=(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)/g,
        '$1-',
      )
      .replace(/\btonight\b/g, 'today night')
      .replace(/\b(?:last|yesterday) night\b/g, 'yesterday night')
      .replace(/\bthis (?=(?:morning|afternoon|evening)\b)/g, 'today ')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

function readingsOf(text: string, now: Temporal.ZonedDateTime): Reading[] {
  const moment = readMoment(text, now);
  if (moment) return [{ kind: 'TIME', from: moment }];
  const today = now.toPlainDate();
  const days = readDays(text, today);
  if (days.length > 0) return days.map((found) => ({ kind: 'DAYS', days: found }));
  const hours = readHours(text);
  if (hours.length > 0) return nextTimes(hours, now);
  const words = text.split(' ');
  for (let place = 1; place < words.length; place += 1) {
    const first = words.slice(0, place).join(' ');
    const last = words.slice(place).join(' ');
    const found = together(first, last, now);
    const turned = found.length > 0 ? found : together(last, first, now);
    if (turned.length > 0) return turned;
  }
  return [];
}

function readMoment(text: string, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  if (/^(?:right )?now$/.test(text)) return now;
  const minutes = Object.hasOwn(HALF_HOURS, text) ? HALF_HOURS[text] : undefined;
  if (minutes !== undefined) return now.add({ minutes });
  const [word = '', unit = '', which] =
    matched(MOMENT_AHEAD, text) ?? matched(MOMENT_AWAY, text) ?? [];
  const count = numberOf(word);
  if (count === undefined) return undefined;
  return now.add({ [`${unit}s`]: which === 'ago' ? -count : count });
}

/** Hours without a day: the next time that clocks show them. */
function nextTimes(hours: readonly Hours[], now: Temporal.ZonedDateTime): Reading[] {
  const today = now.toPlainDate();
  const times = hours.flatMap((time) => {
    const found = [0, 1].flatMap((days) => timesOn(today.add({ days }), time, now.timeZoneId));
    return found.filter((reading) => !isOver(reading, now)).slice(0, 1);
  });
  return times.sort((a, b) => Temporal.ZonedDateTime.compare(a.from, b.from));
}

function together(day: string, time: string, now: Temporal.ZonedDateTime): Reading[] {
  const [, date = day, part] = PART_AFTER.exec(day) ?? [];
  const inPart = part === 'night' ? 'at night' : `in the ${String(part)}`;
  const said = part === undefined || /[ap]m$/.test(time) ? time : `${time} ${inPart}`;
  const hours = readHours(said);
  if (hours.length === 0) return [];
  const single = readDays(date, now.toPlainDate()).filter(
    ({ from, until }) => from.until(until).days === 1,
  );
  return single.flatMap(({ from }) => hours.flatMap((at) => timesOn(from, at, now.timeZoneId)));
}

/**
 * The times at which clocks show these hours on a day: two if they show them twice.
 *
 * @throws NoSuchDate if they are put forward past them
 */
function timesOn(
  date: Temporal.PlainDate,
  { from: fromMinutes, until }: Hours,
  timeZone: string,
): TimeReading[] {
  const begins = atMinutes(date, fromMinutes);
  const earlier = begins.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = begins.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (until !== undefined) {
    const from = begins.toZonedDateTime(timeZone);
    return [{ kind: 'TIME', from, until: atMinutes(date, until).toZonedDateTime(timeZone) }];
  }
  if (earlier.equals(later)) return [{ kind: 'TIME', from: earlier }];
  if (!earlier.toPlainDateTime().equals(begins)) {
    throw new NoSuchDate(
      `Clocks in ${timeZone} are put forward then, so that they never show ${begins.toString()}.`,
    );
  }
  return [earlier, later].map((time) => ({ kind: 'TIME', from: time }));
}

function atMinutes(date: Temporal.PlainDate, minutes: number): Temporal.PlainDateTime {
  return date.toPlainDateTime().add({ minutes });
}

function isOver(reading: Reading, now: Temporal.ZonedDateTime): boolean {
  if (reading.kind === 'DAYS') {
    return Temporal.PlainDate.compare(reading.days.until, now.toPlainDate()) <= 0;
  }
  return Temporal.ZonedDateTime.compare(reading.until ?? reading.from, now) < 0;
}

/** Midnight comes twice: as the end of a day, and as the beginning of the next. */
function withoutTwins(readings: readonly Reading[]): Reading[] {
  const seen = new Set<string>();
  return readings.filter((reading) => {
    const text = JSON.stringify(reading);
    return !seen.has(text) && seen.add(text);
  });
}

/** What is over comes last, unless the phrase is about the past. */
function inOrder(
  readings: readonly Reading[],
  text: string,
  now: Temporal.ZonedDateTime,
): readonly Reading[] {
  if (OF_THE_PAST.test(text)) return readings;
  const over = readings.filter((reading) => isOver(reading, now));
  return [...readings.filter((reading) => !over.includes(reading)), ...over];
}
