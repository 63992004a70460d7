import type { GoogleEvent } from '../../google/resource.js';
import { googleFields, type WantedFields } from '../fields.js';
import { newEventType, type TypedEvent } from '../status/status-event.js';

/** What an event is to say that is to be made. */
export type WantedEvent = WantedFields & TypedEvent;

/**
 * A new event as Google is told it.
 *
 * @param newConferenceId - names the request for a conference, so that Google makes one only
 * @param isPrimary - whether it is for the account's own calendar
 * @throws DomainError `BAD_USER_INPUT` naming the field
 */
export function newEvent(
  wanted: WantedEvent,
  newConferenceId: string,
  isPrimary: boolean,
): GoogleEvent {
  const fields = googleFields(wanted, newConferenceId);
  return { ...fields, ...newEventType(wanted, isPrimary) };
}

/** Whether a calendar is the account's own, by either of its names. */
export function isOwnCalendar(calendarId: string, account: string): boolean {
  return calendarId === 'primary' || calendarId.toLowerCase() === account.toLowerCase();
}
