import { Temporal } from 'temporal-polyfill';

import { WEEKDAYS } from '../input/hours.js';

/** Days from the first up to the last, which does not belong to them any more. */
export interface Days {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

/** Why a phrase that can be read means no date: 31 February. Its message is for the caller. */
export class NoSuchDate extends Error {}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];

const UNDER_TWENTY = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
  'nineteen',
];

const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const ORDINALS = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'],
  ...['tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth'],
  ...['seventeenth', 'eighteenth', 'nineteenth', 'twentieth'],
];

/** Of a regular expression: a weekday. */
export const WEEKDAY = '((?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)';

/** Of a regular expression: a month. */
export const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** Of a regular expression: a whole number, in digits or as a word. */
export const NUMBER = `(\\d{1,4}|an?(?: couple of)?|(?:${TENS.join('|')})(?:-\\w+)?|${UNDER_TWENTY.join('|')})`;

/** Of a regular expression: the number of a day in a month, `25th` or `twenty-fifth`. */
export const ORDINAL = `(\\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)-\\w+|thirtieth|${ORDINALS.join('|')})`;

/** The number of a weekday that {@link WEEKDAY} found: 1 is Monday. */
export function weekdayOf(word: string): number {
  return WEEKDAYS.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1;
}

/** The number of a month that {@link MONTH} found. */
export function monthOf(word: string): number {
  return MONTHS.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1;
}

/** What {@link NUMBER} found. */
export function numberOf(word: string): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  if (/^an?$/.test(word)) return 1;
  if (word.endsWith('couple of')) return 2;
  const small = UNDER_TWENTY.indexOf(word);
  if (small >= 0) return small;
  const [ten = '', one] = word.split('-');
  const tens = (TENS.indexOf(ten) + 2) * 10;
  if (tens < 20) return undefined;
  const rest = one === undefined ? 0 : UNDER_TWENTY.indexOf(one);
  return rest >= 0 && rest < 10 ? tens + rest : undefined;
}

/** What {@link ORDINAL} found. */
export function ordinalOf(word: string): number | undefined {
  if (/^\d/.test(word)) return Number.parseInt(word, 10);
  if (word === 'thirtieth') return 30;
  const [ten = '', one] = word.split('-');
  if (one !== undefined) {
    const rest = ORDINALS.indexOf(one) + 1;
    return rest > 0 && rest < 10 ? (TENS.indexOf(ten) + 2) * 10 + rest : undefined;
  }
  return ORDINALS.indexOf(word) + 1;
}

/** One day. */
export function dayAlone(from: Temporal.PlainDate): Days {
  return { from, until: from.add({ days: 1 }) };
}

/** Days without those that are there already. */
export function distinct(all: readonly Days[]): Days[] {
  return all.filter(
    ({ from, until }, place) =>
      all.findIndex((other) => other.from.equals(from) && other.until.equals(until)) === place,
  );
}

/** What a regular expression finds if it fits all of a text; one text for each of its groups. */
export function matched(
  pattern: RegExp,
  text: string,
): readonly (string | undefined)[] | undefined {
  return pattern.exec(text)?.slice(1);
}
