import { ToolCalendarZoneDocument } from '../../generated/graphql.js';
import { badUserInput } from '../../platform/errors.js';
import { checkClocks, checkTimeZone } from '../../platform/time-zone.js';
import type { ToolCall } from '../tool.js';

/** Which calendar's time zone is meant where none was said. */
export interface ZoneInput {
  readonly timeZone?: string | undefined;
  readonly account?: string | undefined;
  readonly calendarId?: string | undefined;
}

/** By whose clocks an answer shows every time. */
export interface Clocks {
  readonly timeZone: string;
  /** Whether a sentence has to name the zone, which is not the account's own. */
  readonly isNamed: boolean;
}

/**
 * The time zone that was said, or else that of the calendar: one more request to Google.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `timeZone` where it is neither said nor known
 */
export async function zoneFor(call: ToolCall, input: ZoneInput): Promise<string> {
  if (input.timeZone !== undefined) return checkTimeZone('timeZone', input.timeZone);
  const { account, calendarId } = input;
  const { calendar } = await call.query(ToolCalendarZoneDocument, {
    account,
    calendar: calendarId,
  });
  if (calendar) return calendar.timeZone;
  throw badUserInput('timeZone', "must be said here: this calendar's own is not known");
}

/**
 * The zone of the account's own calendar, asked for beside something else, which goes on without
 * it: nothing where it cannot be read.
 */
export async function ownZone(call: ToolCall, account?: string): Promise<string | undefined> {
  try {
    return await zoneFor(call, { account });
  } catch {
    return undefined;
  }
}

/**
 * The one zone of an answer: the one that the caller said, or else the account's own.
 *
 * @param own - the account's own, where it is known
 * @param fallback - the zone where neither is known
 */
export function clocksOf(
  said: string | undefined,
  own: string | undefined,
  fallback: string,
): Clocks {
  const timeZone = said === undefined ? (own ?? fallback) : checkClocks('timeZone', said);
  return { timeZone, isNamed: timeZone !== own };
}
