import { Temporal } from 'temporal-polyfill';

import {
  distinct,
  matched,
  MONTH,
  monthOf,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalOf,
  type Days,
} from './words.js';

type Unit = 'week' | 'month' | 'quarter' | 'year' | 'weekend';

const UNIT = '(week|month|quarter|year|weekend)';
const NAMED = new RegExp(
  `^(?:in )?(?:the )?(?:(this|current|coming|next|last|previous) )?${UNIT}(?: (after next|before last))?$`,
);
const OF_MONTH = new RegExp(
  `^(?:in )?(?:(this|coming|next|last) )?${MONTH}(?: (?:of )?(\\d{4}|(?:this|next|last) year))?$`,
);
const QUARTER = new RegExp(
  `^(?:in )?(?:the )?(?:q([1-4])|${ORDINAL} quarter)(?: (?:of )?(\\d{4}|(?:this|next|last) year))?$`,
);
const WEEK_NUMBER = /^(?:in )?(?:calendar |iso )?week (\d{1,2})(?: (?:of )?(\d{4}))?$/;
const YEAR = /^(?:in )?(?:the year )?(2\d{3})$/;
const WINDOW = new RegExp(
  `^(?:in |within |over )?(?:the )?(next|coming|last|past|previous) (?:${NUMBER} )?(day|week|month|year)s?$`,
);
const REST = new RegExp(`^(?:the )?(?:rest|remainder) of (?:the |this )?${UNIT}$`);

/** Reads weeks, weekends, months, quarters and years. Weeks begin on Monday, as ISO 8601 has it. */
export function readSpan(text: string, today: Temporal.PlainDate): Days[] {
  const readers = [named, month, quarter, numberedWeek, wholeYear, windowOf, rest];
  return distinct(readers.flatMap((read) => read(text, today)));
}

/** The week, month, … that a day is in, or one some units away. */
export function spanAt(unit: Unit, date: Temporal.PlainDate, away = 0): Days {
  const monday = date.subtract({ days: date.dayOfWeek - 1 }).add({ weeks: away });
  if (unit === 'week') return { from: monday, until: monday.add({ days: 7 }) };
  if (unit === 'weekend') return { from: monday.add({ days: 5 }), until: monday.add({ days: 7 }) };
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  const first = date.with({ day: 1, month: Math.floor((date.month - 1) / months) * months + 1 });
  const from = first.add({ months: away * months });
  return { from, until: from.add({ months }) };
}

/** The year that a phrase adds to a month or a day; `undefined` if it says none. */
export function yearOf(written: string | undefined, today: Temporal.PlainDate): number | undefined {
  if (written === undefined) return undefined;
  if (/^\d/.test(written)) return Number(written);
  return today.year + (written.startsWith('next') ? 1 : written.startsWith('last') ? -1 : 0);
}

function named(text: string, today: Temporal.PlainDate): Days[] {
  const [word, unit, beyond] = (matched(NAMED, text) ?? []) as [string?, Unit?, string?];
  if (unit === undefined) return [];
  const away = beyond === 'after next' ? 2 : -2;
  if (beyond !== undefined) return word === undefined ? [spanAt(unit, today, away)] : [];
  if (word === undefined) return unit === 'weekend' ? [spanAt(unit, today)] : [];
  const at = (units: number): Days => spanAt(unit, today, units);
  const isSunday = today.dayOfWeek === 7;
  if (word === 'last' || word === 'previous') return [at(-1)];
  if (unit === 'weekend') {
    const isNow = today.dayOfWeek > 5;
    if (word === 'next') return isNow ? [at(1)] : [at(1), at(0)];
    return [at(word === 'coming' && isNow ? 1 : 0)];
  }
  const own = at(word === 'next' || word === 'coming' ? 1 : 0);
  // Where weeks begin on Sunday, the present one has just begun.
  return unit === 'week' && isSunday ? [own, spanAt('week', own.from, 1)] : [own];
}

function month(text: string, today: Temporal.PlainDate): Days[] {
  const found = matched(OF_MONTH, text);
  if (!found) return [];
  const [word, name = '', written] = found;
  const at = (year: number): Days =>
    spanAt('month', Temporal.PlainDate.from({ year, month: monthOf(name), day: 1 }));
  const said = yearOf(written, today);
  if (said !== undefined) return word === undefined ? [at(said)] : [];
  const { year } = today;
  const isPast = monthOf(name) < today.month;
  const isNow = monthOf(name) === today.month;
  if (word === 'last') return isPast ? [at(year), at(year - 1)] : [at(year - 1)];
  if (word === 'next') return isPast || isNow ? [at(year + 1)] : [at(year), at(year + 1)];
  if (isNow) return [at(year), at(year + 1)];
  return isPast ? [at(year + 1), at(year)] : [at(year)];
}

function quarter(text: string, today: Temporal.PlainDate): Days[] {
  const found = matched(QUARTER, text);
  if (!found) return [];
  const [digit, word, written] = found;
  const number = digit === undefined ? ordinalOf(word ?? '') : Number(digit);
  if (number === undefined || number > 4) return [];
  const at = (year: number): Days =>
    spanAt('quarter', Temporal.PlainDate.from({ year, month: number * 3, day: 1 }));
  const said = yearOf(written, today);
  if (said !== undefined) return [at(said)];
  const own = at(today.year);
  const isOver = Temporal.PlainDate.compare(own.until, today) <= 0;
  return isOver ? [at(today.year + 1), own] : [own];
}

function numberedWeek(text: string, today: Temporal.PlainDate): Days[] {
  const [number, written] = matched(WEEK_NUMBER, text) ?? [];
  if (number === undefined) return [];
  const year = written === undefined ? (today.yearOfWeek ?? today.year) : Number(written);
  // The fourth of January is always in the first week.
  const first = spanAt('week', Temporal.PlainDate.from({ year, month: 1, day: 4 }));
  const week = spanAt('week', first.from, Number(number) - 1);
  return week.from.yearOfWeek === year && week.from.weekOfYear === Number(number) ? [week] : [];
}

function wholeYear(text: string): Days[] {
  const [year] = matched(YEAR, text) ?? [];
  if (year === undefined) return [];
  return [spanAt('year', Temporal.PlainDate.from({ year: Number(year), month: 1, day: 1 }))];
}

/** So many days or weeks from now, or up to now; whether today is one of them is open. */
function windowOf(text: string, today: Temporal.PlainDate): Days[] {
  const found = matched(WINDOW, text);
  if (!found) return [];
  const [word = '', written, unit = ''] = found;
  const isAhead = word === 'next' || word === 'coming';
  // `next week` is a week of the calendar.
  if (written === undefined && word !== 'past') return [];
  const count = numberOf(written ?? 'a');
  if (count === undefined || count < 1) return [];
  const length = { [`${unit}s`]: count };
  const tomorrow = today.add({ days: 1 });
  return [today, tomorrow].map((edge) =>
    isAhead
      ? { from: edge, until: edge.add(length) }
      : { from: edge.subtract(length), until: edge },
  );
}

function rest(text: string, today: Temporal.PlainDate): Days[] {
  const [unit] = (matched(REST, text) ?? []) as [Unit?];
  return unit === undefined ? [] : [{ from: today, until: spanAt(unit, today).until }];
}
