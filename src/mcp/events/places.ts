import type { Settled } from '../settle.js';
import { isOfAccount, reasonOf, type Unavailable } from '../unavailable.js';
import { calendarKey, type Account } from './accounts.js';

/** A calendar as one account is asked for it. */
export interface Place {
  readonly account: Account;
  readonly calendar: string;
}

/** A calendar of an account, and what came of asking for it. */
export type Answered = Place & Settled<unknown>;

/** Whether it is the account's own calendar. */
export function isOwn({ account, calendar }: Place): boolean {
  return calendar === 'primary' || calendar.toLowerCase() === account?.toLowerCase();
}

/** Each calendar in each account, once by whichever of its ids. */
export function placesOf(accounts: readonly Account[], calendars: readonly string[]): Place[] {
  const places = new Map<string, Place>();
  for (const account of accounts) {
    for (const written of calendars) {
      const calendar = written.trim();
      const key = JSON.stringify([account, calendarKey(calendar, account)]);
      if (!places.has(key)) places.set(key, { account, calendar });
    }
  }
  return [...places.values()];
}

/**
 * What could not be looked at. An account whose consent is gone is named as a whole; a calendar
 * that one account sees and another does not is no failure.
 *
 * @throws the first place's error where nothing could be looked at
 */
export function unavailableOf(
  answers: readonly Answered[],
  accounts: readonly Account[],
): Unavailable[] {
  const failed = answers.flatMap(({ account, calendar, ...settled }) =>
    'error' in settled ? [{ account, calendar, reason: reasonOf(settled.error) }] : [],
  );
  const [first] = answers;
  if (failed.length === answers.length) throw first?.error;
  const named = (account: Account) =>
    accounts.length > 1 && account !== undefined ? { account } : {};
  const isLost = ({ account }: Place): boolean =>
    answers.every((one) => one.account !== account || 'error' in one) &&
    failed.every((one) => one.account !== account || isOfAccount(one.reason));
  const lost = failed.filter(isLost);
  const seen = new Set(
    answers.flatMap(({ calendar, ...settled }) =>
      'error' in settled || calendar === 'primary' ? [] : [calendar.toLowerCase()],
    ),
  );
  const others = failed.filter((one) => !isLost(one) && !seen.has(one.calendar.toLowerCase()));
  const unknown = others.filter((one) => one.reason !== 'notFound' || one.calendar === 'primary');
  const missing = others.filter(
    (one) => !unknown.includes(one) && !unknown.some(({ calendar }) => calendar === one.calendar),
  );
  return [
    ...distinct(lost.map(({ account, reason }) => ({ ...named(account), reason }))),
    ...unknown.map(({ account, calendar, reason }) => ({
      ...named(account),
      calendarId: calendar,
      reason,
    })),
    ...distinct(missing.map(({ calendar, reason }) => ({ calendarId: calendar, reason }))),
  ];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
