import { matched, NUMBER, numberOf } from './words.js';

/** From when to when in a day, in minutes after its beginning; past 1440 it is the next day. */
export interface Hours {
  readonly from: number;
  readonly until?: number | undefined;
}

/** How parts of a day are read; the answer says so, by its start and its end. */
const PARTS: Readonly<Record<string, Hours>> = {
  morning: { from: 6 * 60, until: 12 * 60 },
  afternoon: { from: 12 * 60, until: 18 * 60 },
  evening: { from: 18 * 60, until: 24 * 60 },
  night: { from: 18 * 60, until: 24 * 60 },
};

const HALF_DAY = 12 * 60;
const DAY = 24 * 60;

const HALF = '(?: ?(am|pm)| in the (morning|afternoon|evening)| at (night))?';
const CLOCK = new RegExp(`^(\\d{1,2})[:.](\\d\\d)\\.?${HALF}$`);
const HOUR = new RegExp(`^${NUMBER}( o'clock)?${HALF}$`);
const PAST = new RegExp(
  `^(half|quarter|${NUMBER}( minutes)?) (past|to) (?:(noon|midday|midnight)|${NUMBER}${HALF})$`,
);
const BARE = new RegExp(`^${NUMBER}$`);
const BARE_END = new RegExp(`^${NUMBER}(?:[ap]m)?$`);
/** Numbers without a unit that are minutes in `ten to five`; `9 to 5` is from hour to hour. */
const MINUTES_TO = /^(?:5|five|10|ten|20|twenty|25|twenty-five) to /;
const RANGE = /^(?:(from|between) )?(.+?)(?: ?- ?| to | until | till | and )(.+)$/;

/**
 * Reads times of the day, in each way in which they can be meant, the likeliest first: `3pm`, `at
 * 3`, `half past three`, `from 3 to 5pm`, `morning`. None if it cannot.
 *
 * @param text - in lower case, with single spaces
 */
export function readHours(text: string): Hours[] {
  const part = /^(?:in the |at |during the )?(morning|afternoon|evening|night)$/.exec(text)?.[1];
  if (part !== undefined) return PARTS[part] ? [PARTS[part]] : [];
  const isSaid = text.startsWith('at ');
  const bare = text.replace(/^at /, '');
  const times = timesOf(bare, isSaid).map((from) => ({ from }));
  const ranges = times.length === 0 || (!isSaid && bare.includes(' to ')) ? readRange(bare) : [];
  return ranges.length === 0 || MINUTES_TO.test(bare) ? [...times, ...ranges] : ranges;
}

/** @param isSaid - whether a number alone is an hour, because `at` stands before it */
function timesOf(text: string, isSaid: boolean): number[] {
  if (/^(?:12 )?(?:noon|midday)$/.test(text)) return [HALF_DAY];
  // The night that follows a day is its midnight to many, and the one before to others.
  if (/^(?:12 )?midnight$/.test(text)) return [DAY, 0];
  const clock = matched(CLOCK, text);
  if (clock) {
    const [hour = '', minute = '', ...halves] = clock;
    const is24Hours = /^0/.test(hour) || Number(hour) > 12;
    return byHalf(Number(hour), Number(minute), is24Hours ? '24' : halfOf(halves, Number(hour)));
  }
  const past = matched(PAST, text);
  if (past) {
    const [distance = '', number, unit, side, twelve, hour, ...halves] = past;
    const minutes = distance === 'half' ? 30 : distance === 'quarter' ? 15 : numberOf(number ?? '');
    const base = twelve === undefined ? numberOf(hour ?? '') : 12;
    if (minutes === undefined || base === undefined || minutes > 59) return [];
    if (side === 'to' && distance === 'half') return [];
    // Nobody says `eleven to twelve` for eleven minutes.
    if (unit === undefined && minutes % 5 !== 0) return [];
    const half = twelve === 'midnight' ? 'am' : twelve === undefined ? halfOf(halves, base) : 'pm';
    const hours = byHalf(base, 0, half);
    return hours.map((at) => (at + DAY + (side === 'past' ? minutes : -minutes)) % DAY);
  }
  const [word, oClock, ...halves] = matched(HOUR, text) ?? [];
  const hour = word === undefined || /^an?\b/.test(word) ? undefined : numberOf(word);
  if (hour === undefined) return [];
  const half = halfOf(halves, hour);
  return isSaid || oClock !== undefined || half !== undefined ? byHalf(hour, 0, half) : [];
}

type Half = 'am' | 'pm' | 'night';

/** The half of the day, as far as it is said; the night is in both. */
function halfOf(halves: readonly (string | undefined)[], hour: number): Half | undefined {
  const word = halves.find((half) => half !== undefined);
  if (word === undefined) return undefined;
  if (word === 'night') return hour === 12 || hour < 5 ? 'night' : 'pm';
  return word === 'am' || word === 'morning' ? 'am' : 'pm';
}

function byHalf(hour: number, minute: number, half: '24' | Half | undefined): number[] {
  if (hour > 23 || minute > 59) return [];
  const isOf24 = half === '24' || (half === undefined && (hour === 0 || hour > 12));
  if (isOf24) return [hour * 60 + minute];
  if (hour > 12 || hour < 1) return [];
  const morning = (hour % 12) * 60 + minute;
  const afternoon = morning + HALF_DAY;
  // The night after a day, or the one before it.
  if (half === 'night') return [morning + DAY, morning];
  if (half !== undefined) return [half === 'am' ? morning : afternoon];
  const isMorning = hour >= 7 && hour < 12;
  return isMorning ? [morning, afternoon] : [afternoon, morning];
}

function readRange(text: string): Hours[] {
  const [word, first, last] = matched(RANGE, text) ?? [];
  if (first === undefined || last === undefined) return [];
  const isBare = BARE.test(first) && BARE_END.test(last) && !text.includes(' and ');
  // A number alone is an hour beside a time that is one by itself.
  const isHour = (other: string): boolean => timesOf(other, false).length > 0;
  const isSaid = word !== undefined || isBare || isHour(first) || isHour(last);
  const half = /(am|pm)$/.exec(last)?.[1];
  const ends = timesOf(last, isSaid).map((time) => (time === 0 ? DAY : time));
  // `3 to 5pm` is in the afternoon as a whole, and `11 to 1pm` is not.
  const said = timesOf(first, isSaid);
  const same =
    half === undefined || !/^[\d:. ]+$/.test(first) ? [] : timesOf(`${first}${half}`, true);
  const fits = (from: number): boolean => ends.some((end) => end > from);
  const starts = same.some(fits) ? same : half === undefined ? said : said.toReversed();
  const isClear = starts.length === 1 && new Set(ends).size === 1;
  const longest = isClear ? DAY : HALF_DAY + 60;
  const between = (later: readonly number[]): Hours[] =>
    starts.flatMap((from) => {
      const until = Math.min(...later.filter((end) => end > from));
      return until - from <= longest ? [{ from, until }] : [];
    });
  const sameDay = between(ends);
  return sameDay.length > 0 ? sameDay : between(ends.map((end) => end + DAY));
}
