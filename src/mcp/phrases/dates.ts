import { Temporal } from 'temporal-polyfill';

import { yearOf } from './spans.js';
import {
  dayAlone,
  distinct,
  matched,
  MONTH,
  monthOf,
  NoSuchDate,
  ORDINAL,
  ordinalOf,
  WEEKDAY,
  weekdayOf,
  type Days,
} from './words.js';

const ISO = /^(\d{4})-(\d\d)-(\d\d)$/;
const DAY = `(?:(\\d{1,2})|${ORDINAL})`;
const WHEN = '(?: (?:of )?(\\d{4}|(?:this|next|last) year))?';
const DAY_FIRST = new RegExp(`^(?:${WEEKDAY} )?(?:the )?${DAY} (?:of )?${MONTH}${WHEN}$`);
const MONTH_FIRST = new RegExp(`^(?:${WEEKDAY} )?${MONTH} (?:the )?${DAY}${WHEN}$`);
const OF_MONTH = new RegExp(
  `^(?:${WEEKDAY} )?(?:the )?${ORDINAL}(?: (?:of )?(?:(this|next|last|the) month))?$`,
);
const SLASHES = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/;
const DOTS = new RegExp(`^(?:${WEEKDAY} )?(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})?$`);
const MONTH_RANGE = new RegExp(`^${MONTH} ${DAY} ?(?:-|to|through|until) ?${DAY}${WHEN}$`);
const DAY_RANGE = new RegExp(`^${DAY} ?(?:-|to|through|until) ?${DAY} (?:of )?${MONTH}${WHEN}$`);

/** The parts of a date, as far as a phrase says them. */
interface Written {
  readonly weekday?: string | undefined;
  readonly day: number;
  readonly month: number;
  readonly year: number | undefined;
}

/**
 * Reads dates: `25 March`, `March 25th 2031`, `the 25th`, `3/4`. Without a year it is the next one.
 *
 * @throws NoSuchDate for one that does not exist, or is another weekday
 */
export function readDate(text: string, today: Temporal.PlainDate): Days[] {
  const [year, month, day] = (matched(ISO, text) ?? []).map(Number);
  if (year !== undefined) return [dayAlone(exact({ year, month: month ?? 0, day: day ?? 0 }))];
  const written = dayAndMonth(text, today);
  if (written) return datesOf(written, today).map(dayAlone);
  return [...ofMonth(text, today), ...inNumbers(text, today), ...rangeOf(text, today)];
}

function dayAndMonth(text: string, today: Temporal.PlainDate): Written | undefined {
  const first = matched(DAY_FIRST, text);
  if (first) {
    const [weekday, digits, word, month = '', year] = first;
    return written({ weekday, digits, word, month, year }, today);
  }
  const second = matched(MONTH_FIRST, text);
  if (!second) return undefined;
  const [weekday, month = '', digits, word, year] = second;
  return written({ weekday, digits, word, month, year }, today);
}

function written(
  said: {
    readonly weekday?: string | undefined;
    readonly digits: string | undefined;
    readonly word: string | undefined;
    readonly month: string;
    readonly year: string | undefined;
  },
  today: Temporal.PlainDate,
): Written {
  const day = dayNumber(said.digits, said.word);
  const { weekday } = said;
  return { weekday, day, month: monthOf(said.month), year: yearOf(said.year, today) };
}

/** Without a year: the next one, and the last one if that is nearer. */
function datesOf({ weekday, day, month, year }: Written, today: Temporal.PlainDate) {
  if (year !== undefined) return [onWeekday(exact({ year, month, day }), weekday)];
  const next = yearWith({ month, day }, today, 1);
  const last = yearWith({ month, day }, today.subtract({ days: 1 }), -1);
  const isNearer = today.since(last).days < next.since(today).days;
  const dates = isNearer ? [next, last] : [next];
  const fitting = dates.filter((date) => weekday === undefined || isOn(date, weekday));
  return fitting.length > 0 ? fitting : [onWeekday(next, weekday)];
}

/** The first date of that day and month from a date on, in one direction: 29 February is rare. */
function yearWith(
  { month, day }: { readonly month: number; readonly day: number },
  from: Temporal.PlainDate,
  step: 1 | -1,
): Temporal.PlainDate {
  for (let years = 0; years <= 8; years += 1) {
    const date = existing({ year: from.year + years * step, month, day });
    if (date && Temporal.PlainDate.compare(date, from) * step >= 0) return date;
  }
  throw new NoSuchDate('There is no such day in that month.');
}

function ofMonth(text: string, today: Temporal.PlainDate): Days[] {
  const found = matched(OF_MONTH, text);
  if (!found) return [];
  const [weekday, word = '', which] = found;
  const day = dayNumber(undefined, word);
  if (which !== undefined) {
    const months = which === 'next' ? 1 : which === 'last' ? -1 : 0;
    const { year, month } = today.add({ months });
    return [dayAlone(onWeekday(exact({ year, month, day }), weekday))];
  }
  for (let months = 0; months <= 2; months += 1) {
    const { year, month } = today.with({ day: 1 }).add({ months });
    const date = existing({ year, month, day });
    if (date && Temporal.PlainDate.compare(date, today) >= 0) {
      return [dayAlone(onWeekday(date, weekday))];
    }
  }
  throw new NoSuchDate('No month has such a day.');
}

/** `3/4` is in March to Americans and in April to others; with dots it is the day first. */
function inNumbers(text: string, today: Temporal.PlainDate): Days[] {
  const [a, b, year] = (matched(SLASHES, text) ?? []).map((part) => part && Number(part));
  if (typeof a === 'number' && typeof b === 'number') {
    const orders = [
      { month: a, day: b },
      { month: b, day: a },
    ].filter(({ month }) => month >= 1 && month <= 12);
    const at = typeof year === 'number' ? year : undefined;
    return distinct(
      orders.flatMap((order) =>
        datesOf({ ...order, year: at }, today)
          .slice(0, 1)
          .map(dayAlone),
      ),
    );
  }
  const [weekday, day, month, said] = matched(DOTS, text) ?? [];
  // What has no such month is a time: `3.30.`
  if (day === undefined || Number(month) > 12) return [];
  const at = { weekday, day: Number(day), month: Number(month), year: yearOf(said, today) };
  return datesOf(at, today).map(dayAlone);
}

/** `April 3-5` and `3 to 5 April`. */
function rangeOf(text: string, today: Temporal.PlainDate): Days[] {
  const [month, ...rest] = matched(MONTH_RANGE, text) ?? [];
  const [digits, word, endDigits, endWord, last, ending] = month
    ? rest
    : (matched(DAY_RANGE, text) ?? []);
  const [name, year] = month ? [month, last] : [last, ending];
  if (name === undefined) return [];
  const at = written({ digits, word, month: name, year }, today);
  const end = dayNumber(endDigits, endWord);
  return datesOf(at, today).flatMap((from) => {
    const until = dayAlone(exact({ year: from.year, month: from.month, day: end })).until;
    return end > at.day ? [{ from, until }] : [];
  });
}

function dayNumber(digits: string | undefined, word: string | undefined): number {
  return digits === undefined ? (ordinalOf(word ?? '') ?? 0) : Number(digits);
}

function onWeekday(date: Temporal.PlainDate, weekday: string | undefined): Temporal.PlainDate {
  if (weekday === undefined || isOn(date, weekday)) return date;
  const actual = date.toLocaleString('en', { weekday: 'long' });
  throw new NoSuchDate(`${date.toString()} is a ${actual}.`);
}

function isOn(date: Temporal.PlainDate, weekday: string): boolean {
  return date.dayOfWeek === weekdayOf(weekday);
}

function exact(parts: { year: number; month: number; day: number }): Temporal.PlainDate {
  const date = existing(parts);
  if (date) return date;
  throw new NoSuchDate('There is no such day in that month.');
}

function existing(parts: { year: number; month: number; day: number }) {
  try {
    return Temporal.PlainDate.from(parts, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
