import { checkTimeZone } from '../../platform/time-zone.js';
import type { ToolCall } from '../tool.js';
import { accountsOf, clocksAcross, zoneOfRange, zonesOf, type Account } from './accounts.js';
import type { Clocks } from './zone.js';

/** The accounts to look at, their own zones, and the clocks of the answer. */
export async function lookedAt(
  call: ToolCall,
  input: {
    readonly account?: readonly string[] | undefined;
    readonly calendars: readonly string[];
    readonly timeZone?: string | undefined;
  },
): Promise<{ own: readonly unknown[]; asked: string[] | undefined; clocks: Clocks }> {
  const said = input.timeZone === undefined ? undefined : checkTimeZone('timeZone', input.timeZone);
  const read = await accountsOf(call, input.account);
  const asked = read.filter((account): account is string => account !== undefined);
  const { own, zone } = await zonesFor(call, read, said, input.calendars);
  return {
    own,
    asked: asked.length > 0 ? asked : undefined,
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
