import { GoogleFailure } from './google-failure.js';
import type { GoogleEvent } from './recurrence.js';

/** What whoever is invited may change of their copy of an event. */
const OWN_PROPERTIES = new Set([
  'attendees',
  'attendeesOmitted',
  'colorId',
  'extendedProperties',
  'reminders',
  'transparency',
  'visibility',
]);

/**
 * An event changed by JSON merge, as `events.patch` does it: null takes a field away, lists are
 * written as a whole.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
 */
export function mergedEvent(event: GoogleEvent, changes: Partial<GoogleEvent>): GoogleEvent {
  checkOrganizer(event, changes);
  const { attendeesOmitted, ...said } = changes;
  const merged: Record<string, unknown> = { ...event };
  for (const [key, value] of Object.entries(said)) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else if (isRecord(value) && isRecord(merged[key])) {
      const both = { ...merged[key], ...value };
      merged[key] = Object.fromEntries(Object.entries(both).filter(([, one]) => one !== null));
    } else merged[key] = value;
  }
  if (attendeesOmitted === true) merged['attendees'] = answeredAttendees(event, said);
  return { ...(merged as unknown as GoogleEvent), id: event.id };
}

/** With `attendeesOmitted`, only the participant's own answer is changed. */
function answeredAttendees(
  { attendees = [] }: GoogleEvent,
  { attendees: said = [] }: Partial<GoogleEvent>,
): GoogleEvent['attendees'] {
  return attendees.map((known) => {
    if (known.self !== true) return known;
    const { responseStatus, comment } = said.find(({ email }) => email === known.email) ?? {};
    return {
      ...known,
      ...(responseStatus && { responseStatus }),
      ...(comment !== undefined && { comment }),
    };
  });
}

function checkOrganizer(event: GoogleEvent, changes: Partial<GoogleEvent>): void {
  const { organizer, guestsCanModify } = event;
  if (!organizer || organizer.self === true || guestsCanModify === true) return;
  const isOwn = Object.keys(changes).every((name) => OWN_PROPERTIES.has(name));
  if (isOwn && mayWriteGuests(event, changes)) return;
  throw new GoogleFailure(
    403,
    'forbiddenForNonOrganizer',
    'Shared properties can only be changed by the organizer of the event.',
  );
}

/** Whoever is invited may invite others, unless they must not, and takes nobody off the list. */
function mayWriteGuests(
  { attendees: known = [], guestsCanInviteOthers }: GoogleEvent,
  { attendees, attendeesOmitted }: Partial<GoogleEvent>,
): boolean {
  if (!attendees || attendeesOmitted === true) return true;
  const addressesOf = (guests: typeof known) =>
    new Set(guests.map(({ email }) => email?.toLowerCase()));
  const [before, after] = [addressesOf(known), addressesOf(attendees)];
  const keepsAll = [...before].every((address) => after.has(address));
  return keepsAll && (guestsCanInviteOthers !== false || after.size === before.size);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
