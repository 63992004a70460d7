import type { Temporal } from 'temporal-polyfill';

import {
  dayAlone,
  distinct,
  matched,
  numberOf,
  NUMBER,
  WEEKDAY,
  weekdayOf,
  type Days,
} from './words.js';

const ALONE = new RegExp(`^(?:(this|coming|this coming|next|last|past|previous) )?${WEEKDAY}$`);
const OF_WEEK = new RegExp(`^${WEEKDAY} (?:of |in )?(this|next|last) week$`);
const WEEK_THEN = new RegExp(`^(this|next|last) week(?:'s| on)? ${WEEKDAY}$`);
const RANGE_OF_WEEK = new RegExp(
  `^(?:from )?${WEEKDAY} (?:-|to|through|until|till) ${WEEKDAY} (?:of |in )?(this|next|last) week$`,
);
const LATER = new RegExp(
  `^(?:${WEEKDAY} (week|fortnight|after next)|a (week|fortnight) (?:on|from) ${WEEKDAY})$`,
);
const COUNTED = new RegExp(`^${NUMBER} ${WEEKDAY}s (?:from now|from today|hence)$`);

/** Reads weekdays: `Tuesday`, `next Tuesday`, `Tuesday week`. Weeks begin on Monday. */
export function readWeekday(text: string, today: Temporal.PlainDate): Days[] {
  const [first = '', last = '', which] = matched(RANGE_OF_WEEK, text) ?? [];
  if (which === undefined) return distinct(datesOf(text, today).map(dayAlone));
  const ends = ofWeek(which, weekdayOf(last), today);
  return ofWeek(which, weekdayOf(first), today).flatMap((from, place) => {
    const end = ends[place];
    return end && weekdayOf(first) < weekdayOf(last) ? [{ from, until: dayAlone(end).until }] : [];
  });
}

function datesOf(text: string, today: Temporal.PlainDate): Temporal.PlainDate[] {
  const alone = matched(ALONE, text);
  if (alone) return nearest(alone[0], weekdayOf(alone[1] ?? ''), today);
  const [day, which] = matched(OF_WEEK, text) ?? matched(WEEK_THEN, text)?.toReversed() ?? [];
  if (day !== undefined) return ofWeek(which, weekdayOf(day), today);
  const later = matched(LATER, text);
  if (later) {
    const [before, size, sizeFirst, after] = later;
    const wanted = weekdayOf(before ?? after ?? '');
    const soonest = soonestOf(wanted, today);
    if (size !== 'after next') {
      return [soonest.add({ weeks: (size ?? sizeFirst) === 'week' ? 1 : 2 })];
    }
    return [soonest, inWeek(1, wanted, today)].map((date) => date.add({ weeks: 1 }));
  }
  const counted = matched(COUNTED, text);
  const count = numberOf(counted?.[0] ?? '');
  if (!counted || count === undefined || count < 1) return [];
  return [soonestOf(weekdayOf(counted[1] ?? ''), today).add({ weeks: count - 1 })];
}

function nearest(
  word: string | undefined,
  weekday: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const own = inWeek(0, weekday, today);
  const isToday = weekday === today.dayOfWeek;
  const soonest = soonestOf(weekday, today);
  switch (word) {
    case 'next': {
      const dates = [inWeek(1, weekday, today), soonest];
      // Where weeks begin on Sunday, this one has just begun.
      return today.dayOfWeek === 7 && !isToday ? [...dates, soonest.add({ weeks: 1 })] : dates;
    }
    case 'last':
    case 'previous':
    case 'past': {
      const recent = weekday < today.dayOfWeek ? own : own.subtract({ weeks: 1 });
      return word === 'past' ? [recent] : [recent, inWeek(-1, weekday, today)];
    }
    case 'coming':
    case 'this coming':
      return [soonest];
    case 'this':
      return isToday ? [own, soonest] : [soonest, own];
    case undefined:
    default:
      return isToday ? [own, soonest] : [soonest];
  }
}

function ofWeek(
  which: string | undefined,
  weekday: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const date = inWeek(which === 'next' ? 1 : which === 'last' ? -1 : 0, weekday, today);
  return today.dayOfWeek === 7 ? [date, date.add({ weeks: 1 })] : [date];
}

/** The first one after today. */
function soonestOf(weekday: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

function inWeek(weeks: number, weekday: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: 7 * weeks + weekday - today.dayOfWeek });
}
