import { ToolMoveEventDocument } from '../../generated/graphql.js';
import { badUserInput } from '../../platform/errors.js';
import { NOTIFY } from '../inputs.js';
import type { ToolCall } from '../tool.js';
import { changesOf } from './changes.js';
import { showAlone } from './event.js';
import type { Reach } from './far-reaching.js';
import { ownZone } from './zone.js';

/** A call that moves an event to another calendar, and whatever else it says. */
export type SaidMove = Reach &
  Parameters<typeof changesOf>[0] & {
    readonly [Name in 'etag' | 'start' | 'end' | 'endTimeZone' | 'timeZone']?: string | undefined;
  } & { readonly moveTo: string };

/**
 * Moves an event to another calendar, and changes nothing else, so that nothing is half done.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `moveTo` beside any other change
 */
export async function moveEvent(input: SaidMove, call: ToolCall) {
  const { account, calendarId, eventId, etag, sendUpdates, moveTo, timeZone } = input;
  const { start, end, endTimeZone } = input;
  const changes = Object.values({ ...changesOf(input), start, end, endTimeZone });
  if (changes.some((change) => change !== undefined)) {
    throw badUserInput('moveTo', 'must be the only change: make the others in a call of their own');
  }
  const [{ moveCalendarEvent }, own] = await Promise.all([
    call.query(ToolMoveEventDocument, {
      input: {
        connection: account,
        calendar: calendarId,
        id: eventId,
        etag,
        destination: moveTo,
        notify: NOTIFY[sendUpdates],
      },
    }),
    ownZone(call, account),
  ]);
  const { event, moved } = moveCalendarEvent;
  return {
    content: { ...showAlone(event, timeZone, own).content, changed: moved },
    spoken: moved
      ? 'The event is moved to the other calendar.'
      : 'The event was in that calendar already; nothing is changed.',
  };
}
