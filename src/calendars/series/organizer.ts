import type { GuestChange } from '../changes/guests.js';
import { DomainError } from '../../platform/errors.js';
import type { GoogleEvent } from '../google/resource.js';

/** Google's own word for a change of an event that somebody else's calendar holds. */
const REASON = 'forbiddenForNonOrganizer';

/**
 * What everybody who is invited may change of their own copy of an event.
 *
 * @see https://developers.google.com/workspace/calendar/api/concepts/inviting-attendees-to-events
 */
const OWN_FIELDS = new Set(['colorId', 'reminders', 'transparency', 'visibility']);

/** By whom a series is read. */
interface Reader {
  readonly account: string;
}

/** From where. */
interface Place {
  readonly calendarId: string;
}

/**
 * Refuses to end a series before one of its instances, or to begin another one there, for anybody
 * but its organizer: Google would refuse one half of it, or make the account the organizer.
 *
 * @throws DomainError `FORBIDDEN` with reason `forbiddenForNonOrganizer`
 */
export function checkMayCut(series: GoogleEvent, reader: Reader, place: Place): void {
  if (isOrganizer(series, reader, place)) return;
  throw refusal(
    series,
    'Only they can change it from one of its events on',
    'Change or delete single events of it',
  );
}

/**
 * Refuses a change of a whole event that Google lets its organizer make alone.
 *
 * @param fields - what would be changed
 * @throws DomainError `FORBIDDEN` with reason `forbiddenForNonOrganizer`
 */
export function checkMayChange(
  series: GoogleEvent,
  reader: Reader,
  place: Place,
  { fields, guests }: { fields: GoogleEvent; guests: GuestChange | undefined },
): void {
  if (series.guestsCanModify === true || isOrganizer(series, reader, place)) return;
  const mayInvite = series.guestsCanInviteOthers !== false;
  const onlyInvites = guests?.everybody === undefined && guests?.removed.length === 0;
  const isOwn = Object.keys(fields).every(
    (name) => OWN_FIELDS.has(name) || (name === 'attendees' && mayInvite && onlyInvites),
  );
  if (isOwn) return;
  throw refusal(
    series,
    'Of their event this account can change its own reminders, colour, transparency and visibility',
    'Leave the rest out',
  );
}

/**
 * Whether an event is of the calendar that it was read from. One without an organizer is nobody
 * else's.
 */
function isOrganizer(
  { organizer }: GoogleEvent,
  { account }: Reader,
  { calendarId }: Place,
): boolean {
  if (!organizer || organizer.self === true) return true;
  const owner = calendarId === 'primary' ? account : calendarId;
  return organizer.email?.toLowerCase() === owner.toLowerCase();
}

function refusal({ organizer, recurrence }: GoogleEvent, what: string, todo: string): DomainError {
  const whose = organizer?.email ?? 'somebody else';
  const which = recurrence ? 'series' : 'event';
  return new DomainError(
    'FORBIDDEN',
    `The ${which} belongs to ${whose}. ${what}. ${todo}, answer the invitation, or ask the ` +
      'organizer.',
    { reason: REASON },
  );
}
