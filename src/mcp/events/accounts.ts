import { TokenClientError } from '../../client/index.js';
import { ToolAccountsDocument } from '../../generated/graphql.js';
import { MOST_ACCOUNTS } from '../inputs.js';
import { settleWithin, type Settled } from '../settle.js';
import type { ToolCall } from '../tool.js';
import type { Unavailable } from '../unavailable.js';
import { clocksOf, zoneFor, type Clocks } from './zone.js';

/** How long a zone is waited for where another one can stand in for it. */
const ZONE_PATIENCE_MS = 1_500;

/** An account to read; `undefined` is the agent's only one. */
export type Account = string | undefined;

/** The accounts that a call reads, and those that are too many for it. */
export interface ReadAccounts {
  readonly accounts: readonly [Account, ...Account[]];
  readonly beyond: readonly Unavailable[];
}

/**
 * The accounts that a call reads, each once: those that it names, or the first ten of those that
 * the agent works with.
 */
export async function accountsOf(
  call: ToolCall,
  named: readonly string[] | undefined,
): Promise<ReadAccounts> {
  const accounts: readonly string[] =
    named ?? (await call.query(ToolAccountsDocument, {})).viewer.googleAccounts;
  const byAddress = new Map<string, string>();
  for (const account of accounts) {
    const address = account.toLowerCase();
    if (!byAddress.has(address)) byAddress.set(address, account);
  }
  const [first, ...others] = byAddress.values();
  const beyond = others.splice(MOST_ACCOUNTS - 1);
  return {
    accounts: [first, ...others],
    beyond: beyond.map((account) => ({ account, reason: 'tooManyAccounts' })),
  };
}

/** What two ids of one calendar have in common: addresses are the same in any case. */
export function calendarKey(calendarId: string, account: Account): string {
  return (calendarId === 'primary' ? (account ?? calendarId) : calendarId).toLowerCase();
}

/** What a calendar or an account ends in that has not answered in time. */
export function tooLate(): TokenClientError {
  return new TokenClientError('UPSTREAM_ERROR', 'Google did not answer in time.', {
    extensions: { reason: 'timeout', retryable: true },
  });
}

/** The zones of accounts' own calendars, a request for each; see `settleWithin`. */
export function zonesOf(
  call: ToolCall,
  accounts: readonly Account[],
  givesUp = false,
): Promise<Settled<string>[]> {
  const asked = accounts.map((account) => zoneFor(call, { account }));
  return settleWithin(asked, ZONE_PATIENCE_MS, tooLate, givesUp);
}

/**
 * The zone by which a range is read that says none: the first account's own, or where it is not
 * known the next one's, or that of one of the calendars.
 *
 * @throws TokenClientError the first account's, where no zone is known
 */
export async function zoneOfRange(
  call: ToolCall,
  accounts: readonly Account[],
  calendars: readonly string[],
): Promise<{ readonly zone: string; readonly own: readonly (string | undefined)[] }> {
  const others = calendars.filter((calendar) => calendar !== 'primary');
  const settled = await zonesOf(call, accounts, accounts.length > 1 || others.length > 0);
  const own = settled.map(({ value }) => value);
  const known = own.find((zone) => zone !== undefined);
  if (known !== undefined) return { zone: known, own };
  try {
    const asked = accounts.flatMap((account) =>
      others.map((calendarId) => zoneFor(call, { account, calendarId })),
    );
    return { zone: await Promise.any(asked), own };
  } catch {
    throw settled[0]?.error;
  }
}

/**
 * The one zone of an answer; see `clocksOf`. It is named where accounts have different ones.
 *
 * @param own - the accounts' own zones, where they are known
 */
export function clocksAcross(
  said: string | undefined,
  own: readonly (string | undefined)[],
  fallback: string,
): Clocks {
  const clocks = clocksOf(
    said,
    own.find((zone) => zone !== undefined),
    fallback,
  );
  const isOthers = own.length > 1 && own.some((zone) => zone !== clocks.timeZone);
  return { ...clocks, isNamed: clocks.isNamed || isOthers };
}
