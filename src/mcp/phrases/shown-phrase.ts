import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

import { quoted } from '../events/question-text.js';
import { shown, spokenTime, weekdayOf } from '../events/times.js';
import { readPhrase, type Reading } from './read-phrase.js';

const reading = {
  start: z.string().describe('A day, or a time with its offset.'),
  weekday: z.string(),
  end: z
    .string()
    .optional()
    .describe('Of a range: the first day or time after it, as timeMax has it.'),
  lastDay: z.string().optional().describe('Of several days: the last one and its weekday.'),
};

/** Days have no zone to be named. */
const UNNAMED = { timeZone: 'UTC', isNamed: false };

/** What became of a phrase. */
export const shownPhrase = z.object({
  phrase: z.string(),
  ...{ start: reading.start.optional(), weekday: reading.weekday.optional() },
  ...{ end: reading.end, lastDay: reading.lastDay },
  alternatives: z
    .array(z.object(reading))
    .optional()
    .describe('What it can mean as well. Ask if that matters.'),
  problem: z.string().optional().describe('Why it has no date.'),
});

/** A phrase as an answer has it, and a sentence about it. */
export interface AnsweredPhrase {
  readonly shown: z.input<typeof shownPhrase>;
  readonly spoken: string;
}

/** Reads a phrase by the clocks of the answer. */
export function answerPhrase(phrase: string, now: Temporal.ZonedDateTime): AnsweredPhrase {
  const { readings, problem } = readPhrase(phrase, now);
  const name = quoted(phrase);
  if (!readings) return { shown: { phrase, problem }, spoken: `${name}: ${problem}` };
  const [first, ...others] = readings;
  const also = others.map(spokenReading).join(', or ');
  const spoken = `${name} is ${spokenReading(first)}${also && `; it can also mean ${also}`}.`;
  const alternatives = others.map(shownReading);
  return {
    shown: { phrase, ...shownReading(first), ...(alternatives.length > 0 && { alternatives }) },
    spoken,
  };
}

/** A day with its weekday, in few characters: `2030-03-26 Tuesday`. */
export function dayAndWeekday(date: Temporal.PlainDate): string {
  return `${date.toString()} ${weekdayOf(date)}`;
}

function shownReading(found: Reading) {
  if (found.kind === 'TIME') {
    const { from, until } = found;
    return {
      start: written(from),
      weekday: weekdayOf(from.toPlainDate()),
      ...(until && { end: written(until) }),
    };
  }
  const { from, until } = found.days;
  const last = until.subtract({ days: 1 });
  return {
    start: from.toString(),
    weekday: weekdayOf(from),
    ...(last.equals(from) ? {} : { end: until.toString(), lastDay: dayAndWeekday(last) }),
  };
}

function spokenReading(found: Reading): string {
  if (found.kind === 'TIME') {
    const { from, until } = found;
    if (!until) return `${spokenTime(instant(from), clocksOf(from))}${offsetOf(from)}`;
    const isSameDay = until.toPlainDate().equals(from.toPlainDate());
    const end = isSameDay
      ? until.toPlainTime().toString({ smallestUnit: 'minute' })
      : spokenTime(instant(until), clocksOf(until));
    return `${spokenTime(instant(from), clocksOf(from))} until ${end}`;
  }
  const { from, until } = found.days;
  const last = until.subtract({ days: 1 });
  const [first, end] = [from, last].map((day) => spokenTime(day.toString(), UNNAMED));
  return last.equals(from) ? String(first) : `from ${String(first)} to ${String(end)}`;
}

/** The offset of a time that clocks show twice. */
function offsetOf(time: Temporal.ZonedDateTime): string {
  const local = time.toPlainDateTime();
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(time.timeZoneId, { disambiguation }),
  );
  return earlier && later && !earlier.equals(later) ? ` (UTC${time.offset})` : '';
}

function clocksOf({ timeZoneId }: Temporal.ZonedDateTime) {
  return { timeZone: timeZoneId, isNamed: false };
}

function instant(time: Temporal.ZonedDateTime): string {
  return time.toInstant().toString();
}

function written(time: Temporal.ZonedDateTime): string {
  return shown(instant(time), time.timeZoneId);
}
