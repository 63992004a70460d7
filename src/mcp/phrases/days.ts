import { Temporal } from 'temporal-polyfill';

import { readDate } from './dates.js';
import { readSpan, spanAt } from './spans.js';
import { readWeekday } from './weekdays.js';
import {
  dayAlone,
  distinct,
  matched,
  MONTH,
  NoSuchDate,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalOf,
  WEEKDAY,
  weekdayOf,
  type Days,
} from './words.js';

const NAMED: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  yesterday: -1,
  'day after tomorrow': 2,
  'day before yesterday': -2,
};

const UNIT = '(day|week|fortnight|month|year)s?';
const AHEAD = new RegExp(`^in ${NUMBER} ${UNIT}(?:'s?)?(?: time)?$`);
const COUNTED = new RegExp(`^${NUMBER} ${UNIT} (from now|from today|hence|later|ago)$`);
const COUNTED_FROM = new RegExp(`^${NUMBER} ${UNIT} (from|after|before) (.+)$`);
const EDGE =
  /^(end|start|beginning|first day|last day|(first|last) (?:working day|business day|weekday)) of (?:the )?(.+)$/;
const NTH = new RegExp(`^(?:${ORDINAL}|(last)) ${WEEKDAY} (?:of|in) (?:the )?(.+)$`);
const MONTH_ALONE = new RegExp(`^${MONTH}$`);
const WEEK_OF = /^week (?:of|beginning|starting|from) (.+)$/;
const RANGE = /^(?:from )?(.+?) ?(?: to | through | until | till | - )(.+)$/;
const BETWEEN = /^between (.+) and (.+)$/;
const LEADING = /^(?:(?:on|for|by|during|over|at|within) )?(?:the )?/;

/** How deep a phrase of phrases goes: `two weeks after the first Friday of next month`. */
const MOST_DEPTH = 4;

/**
 * Reads days, in each way in which they can be meant, the likeliest first; none if it cannot.
 *
 * @param text - in lower case, with single spaces
 * @throws NoSuchDate for days that do not exist
 */
export function readDays(text: string, today: Temporal.PlainDate, depth = 0): Days[] {
  if (depth > MOST_DEPTH) return [];
  const bare = text.replace(LEADING, '');
  for (const words of new Set([text, bare])) {
    for (const read of READERS) {
      const found = distinct(read(words, today, depth + 1));
      if (found.length > 0) return found;
    }
  }
  return [];
}

type Reader = (text: string, today: Temporal.PlainDate, depth: number) => Days[];

const READERS: readonly Reader[] = [
  named,
  readWeekday,
  counted,
  readSpan,
  edge,
  nth,
  readDate,
  weekOf,
  range,
];

function named(text: string, today: Temporal.PlainDate): Days[] {
  const days = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  return days === undefined ? [] : [dayAlone(today.add({ days }))];
}

function counted(text: string, today: Temporal.PlainDate, depth: number): Days[] {
  const away = matched(AHEAD, text) ?? matched(COUNTED, text);
  if (away) {
    const [count = '', unit = '', which] = away;
    const date = moved(today, { count, unit, isBack: which === 'ago' });
    return date ? [dayAlone(date)] : [];
  }
  const [count = '', unit = '', which, base] = matched(COUNTED_FROM, text) ?? [];
  if (base === undefined) return [];
  return singleDays(base, today, depth).flatMap((from) => {
    const date = moved(from, { count, unit, isBack: which === 'before' });
    return date ? [dayAlone(date)] : [];
  });
}

function moved(
  from: Temporal.PlainDate,
  by: { readonly count: string; readonly unit: string; readonly isBack: boolean },
): Temporal.PlainDate | undefined {
  const number = numberOf(by.count);
  if (number === undefined) return undefined;
  const isFortnight = by.unit === 'fortnight';
  const length = { [isFortnight ? 'weeks' : `${by.unit}s`]: isFortnight ? 2 * number : number };
  return by.isBack ? from.subtract(length) : from.add(length);
}

/** The first or the last day of something. To many a week ends on Friday. */
function edge(text: string, today: Temporal.PlainDate, depth: number): Days[] {
  const [which = '', working, span] = matched(EDGE, text) ?? [];
  if (span === undefined) return [];
  const isFirst = which === 'start' || which === 'beginning' || which.startsWith('first');
  const found = spansOf(span, today, depth).flatMap(({ from, until }) => {
    const last = until.subtract({ days: 1 });
    const isWeek = from.dayOfWeek === 1 && from.until(until).days === 7;
    if (working !== undefined)
      return [dayAlone(workingDay(isFirst ? from : last, isFirst ? 1 : -1))];
    if (isFirst) return [dayAlone(from)];
    const friday = from.add({ days: 4 });
    const isFridayFirst =
      isWeek && which === 'end' && Temporal.PlainDate.compare(today, friday) <= 0;
    if (isFridayFirst) return [dayAlone(friday), dayAlone(last)];
    return isWeek && which === 'end'
      ? [dayAlone(last), dayAlone(friday.add({ weeks: 1 }))]
      : [dayAlone(last)];
  });
  return nearestOf(found, span, today);
}

/** The first day from Monday to Friday, from a date on. */
function workingDay(from: Temporal.PlainDate, step: 1 | -1): Temporal.PlainDate {
  let date = from;
  while (date.dayOfWeek > 5) date = date.add({ days: step });
  return date;
}

function nth(text: string, today: Temporal.PlainDate, depth: number): Days[] {
  const [word, last, day = '', span] = matched(NTH, text) ?? [];
  if (span === undefined) return [];
  const count = word === undefined ? undefined : ordinalOf(word);
  if (last === undefined && (count === undefined || count < 1)) return [];
  const weekday = weekdayOf(day);
  const found = spansOf(span, today, depth).map(({ from, until }) => {
    const first = from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });
    if (count !== undefined) return { date: first.add({ weeks: count - 1 }), until };
    const end = until.subtract({ days: 1 });
    return { date: end.subtract({ days: (end.dayOfWeek - weekday + 7) % 7 }), until };
  });
  const there = found.filter(({ date, until }) => Temporal.PlainDate.compare(date, until) < 0);
  if (found.length > 0 && there.length === 0) {
    throw new NoSuchDate('There is no such weekday in it.');
  }
  return nearestOf(
    there.map(({ date }) => dayAlone(date)),
    span,
    today,
  );
}

/** `month` and `year` alone, of which something is asked, are those of today. */
function spansOf(text: string, today: Temporal.PlainDate, depth: number): Days[] {
  const unit = /^(week|month|quarter|year|weekend)$/.test(text) ? `this ${text}` : text;
  return readDays(unit, today, depth).filter(({ from, until }) => from.until(until).days > 1);
}

/** Of a month that has begun, what is still ahead in it is meant, and not that of next year. */
function nearestOf(all: readonly Days[], text: string, today: Temporal.PlainDate): Days[] {
  const [first] = all;
  const isAhead = first && Temporal.PlainDate.compare(first.until, today) > 0;
  const isOfMonth = matched(MONTH_ALONE, text) !== undefined;
  return isAhead && isOfMonth ? [first] : [...all];
}

function weekOf(text: string, today: Temporal.PlainDate, depth: number): Days[] {
  const [day] = matched(WEEK_OF, text) ?? [];
  if (day === undefined) return [];
  return singleDays(day, today, depth).map((date) => spanAt('week', date));
}

function range(text: string, today: Temporal.PlainDate, depth: number): Days[] {
  const [first, last] = matched(BETWEEN, text) ?? matched(RANGE, text) ?? [];
  if (first === undefined || last === undefined) return [];
  return readDays(first, today, depth).flatMap(({ from, until }) => {
    const ends = readDays(last, from, depth);
    const end = ends.find((days) => Temporal.PlainDate.compare(days.until, until) > 0);
    return end ? [{ from, until: end.until }] : [];
  });
}

function singleDays(text: string, today: Temporal.PlainDate, depth: number): Temporal.PlainDate[] {
  return readDays(text, today, depth).flatMap(({ from, until }) =>
    from.until(until).days === 1 ? [from] : [],
  );
}
