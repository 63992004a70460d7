import { checkClocks } from '../../platform/time-zone.js';
import type { ToolCall } from '../tool.js';
import type { Unavailable } from '../unavailable.js';
import { accountsOf, clocksAcross, zoneOfRange, zonesOf, type Account } from './accounts.js';
import type { Clocks } from './zone.js';

/** The accounts that are looked at, and by whose clocks. */
export interface LookedAt {
  readonly asked: string[] | undefined;
  readonly isOfSeveral: boolean;
  /** Accounts that are too many. */
  readonly beyond: readonly Unavailable[];
  readonly clocks: Clocks;
}

/** The accounts to look at, their own zones, and the clocks of the answer. */
export async function lookedAt(
  call: ToolCall,
  input: {
    readonly account?: readonly string[] | undefined;
    readonly calendars: readonly string[];
    readonly timeZone?: string | undefined;
  },
): Promise<LookedAt> {
  const said = input.timeZone === undefined ? undefined : checkClocks('timeZone', input.timeZone);
  const { accounts, beyond } = await accountsOf(call, input.account);
  const asked = accounts.filter((account): account is string => account !== undefined);
  const { own, zone } = await zonesFor(call, accounts, said, input.calendars);
  return {
    asked: asked.length > 0 ? asked : undefined,
    isOfSeveral: accounts.length > 1,
    beyond,
    clocks: clocksAcross(said, own, zone),
  };
}

async function zonesFor(
  call: ToolCall,
  read: readonly Account[],
  said: string | undefined,
  calendars: readonly string[],
): Promise<{ zone: string; own: readonly (string | undefined)[] }> {
  if (said === undefined) {
    return zoneOfRange(call, read, calendars);
  }
  const own = await zonesOf(call, read, true);
  return { zone: said, own: own.map(({ value }) => value) };
}
