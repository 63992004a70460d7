import { ToolCalendarsDocument } from '../../generated/graphql.js';
import { badUserInput } from '../../platform/errors.js';
import { checkTimeZone } from '../../platform/time-zone.js';
import type { ToolCall } from '../tool.js';

/** Which calendar's time zone is meant where none was said. */
export interface ZoneInput {
  readonly timeZone?: string | undefined;
  readonly account?: string | undefined;
  readonly calendarId?: string | undefined;
}

/**
 * The time zone that was said, or else that of the calendar: one more request to Google.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `timeZone` where it is neither said nor known
 */
export async function zoneFor(call: ToolCall, input: ZoneInput): Promise<string> {
  if (input.timeZone !== undefined) return checkTimeZone('timeZone', input.timeZone);
  const { account, calendarId = 'primary' } = input;
  const { calendars } = await call.query(ToolCalendarsDocument, { account });
  const found = calendars.nodes.find(({ id, primary }) =>
    calendarId === 'primary' ? primary : id === calendarId,
  );
  if (found) return found.timeZone;
  throw badUserInput('timeZone', "must be said here: this calendar's own is not known");
}
