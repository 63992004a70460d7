import { GoogleFailure } from './google-failure.js';
import type { GoogleEvent } from './recurrence.js';

/** The types of events that tell of a status, and where what they tell is. */
const PROPERTIES: Readonly<Record<string, keyof GoogleEvent>> = {
  focusTime: 'focusTimeProperties',
  outOfOffice: 'outOfOfficeProperties',
  workingLocation: 'workingLocationProperties',
};

/**
 * Refuses a new event that is not as Google documents its type.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/calendar-status
 */
export function checkStatusEvent(event: Partial<GoogleEvent>, isPrimary: boolean): void {
  const type = event.eventType ?? 'default';
  for (const [owner, properties] of Object.entries(PROPERTIES)) {
    if (event[properties] && owner !== type)
      refuse(`${properties} requires an event type of ${owner}.`);
  }
  const own = PROPERTIES[type];
  if (type === 'default' || own === undefined) return;
  if (!isPrimary) refuse(`Events of the type ${type} are only allowed on primary calendars.`);
  if (!event[own]) refuse(`Missing ${own}.`);
  if ((event.attendees ?? []).length > 0) refuse(`Events of the type ${type} have no attendees.`);
  if (event.conferenceData) refuse(`Events of the type ${type} have no conference.`);
  const isPlace = type === 'workingLocation';
  if (!isPlace && event.start?.date) refuse(`Events of the type ${type} cannot be all-day.`);
  if (
    event.transparency !== (isPlace ? 'transparent' : 'opaque') &&
    (isPlace || event.transparency)
  ) {
    refuse(`Wrong transparency for the type ${type}.`);
  }
  if (isPlace && event.visibility !== 'public') refuse('A working location must be public.');
}

/** Refuses a change of an event's type, or of what its type does not have. */
export function checkUnchangedType(event: GoogleEvent, changes: Partial<GoogleEvent>): void {
  const type = event.eventType ?? 'default';
  if (changes.eventType && changes.eventType !== type) refuse('Event type cannot be changed.');
  for (const [owner, properties] of Object.entries(PROPERTIES)) {
    if (changes[properties] && owner !== type)
      refuse(`${properties} requires an event type of ${owner}.`);
  }
}

/** Refuses to move what Google does not move. */
export function checkMovable({ recurringEventId, eventType, organizer }: GoogleEvent): void {
  if (recurringEventId) {
    throw new GoogleFailure(
      400,
      'cannotChangeOrganizerOfInstance',
      'The organizer of an instance of a recurring event cannot be changed.',
    );
  }
  if ((eventType ?? 'default') !== 'default')
    refuse(`Events of the type ${eventType ?? ''} cannot be moved.`);
  if (organizer?.self !== true) {
    throw new GoogleFailure(
      403,
      'forbiddenForNonOrganizer',
      'Only the organizer can move an event.',
    );
  }
}

function refuse(message: string): never {
  throw new GoogleFailure(400, 'eventTypeRestriction', message);
}
