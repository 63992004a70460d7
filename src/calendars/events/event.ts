import type { GoogleEvent } from '../google/resource.js';
import { readEventTime, type KnownTime } from '../time/event-time.js';
import { colorNamed, type EventColor } from './color.js';
import { plainText } from './plain-text.js';

/** Whether an event takes place. */
export const EVENT_STATUSES = ['CONFIRMED', 'TENTATIVE', 'CANCELLED'] as const;
/** What somebody answered to an invitation. */
export const ATTENDEE_RESPONSES = ['NEEDS_ACTION', 'ACCEPTED', 'TENTATIVE', 'DECLINED'] as const;
/** Whether an event takes the time it covers. */
export const TRANSPARENCIES = ['OPAQUE', 'TRANSPARENT'] as const;
/** Who sees what an event is about. */
export const VISIBILITIES = ['DEFAULT', 'PUBLIC', 'PRIVATE', 'CONFIDENTIAL'] as const;
/** What sort of entry of a calendar an event is. */
export const EVENT_TYPES = [
  'DEFAULT',
  'BIRTHDAY',
  'FOCUS_TIME',
  'FROM_GMAIL',
  'OUT_OF_OFFICE',
  'WORKING_LOCATION',
] as const;
/** How a reminder reaches somebody. */
export const REMINDER_METHODS = ['EMAIL', 'POPUP'] as const;

/** See {@link EVENT_STATUSES}. */
export type EventStatus = (typeof EVENT_STATUSES)[number];
/** See {@link ATTENDEE_RESPONSES}. */
export type AttendeeResponse = (typeof ATTENDEE_RESPONSES)[number];
/** See {@link TRANSPARENCIES}. */
export type Transparency = (typeof TRANSPARENCIES)[number];
/** See {@link VISIBILITIES}. */
export type Visibility = (typeof VISIBILITIES)[number];
/** See {@link EVENT_TYPES}. */
export type EventType = (typeof EVENT_TYPES)[number];
/** See {@link REMINDER_METHODS}. */
export type ReminderMethod = (typeof REMINDER_METHODS)[number];

/** Somebody who has to do with an event. */
export interface EventPerson {
  readonly email: string | null;
  readonly displayName: string | null;
  /** Whether this is the account that the event was read by. */
  readonly self: boolean;
}

/** Somebody who is invited. */
export interface EventAttendee extends EventPerson {
  readonly response: AttendeeResponse;
  readonly organizer: boolean;
  readonly optional: boolean;
  readonly resource: boolean;
  readonly comment: string | null;
}

/** What reminds of an event. */
export interface EventReminders {
  readonly useDefault: boolean;
  readonly overrides: readonly {
    readonly method: ReminderMethod;
    readonly minutesBefore: number;
  }[];
}

/** An event, a series, or one instance of a series. */
export interface CalendarEvent {
  readonly account: string;
  readonly calendarId: string;
  readonly id: string;
  readonly etag: string;
  /** The same for all copies of it in other calendars, and for all of a series. */
  readonly iCalUid: string | null;
  readonly seriesId: string | null;
  readonly status: EventStatus;
  /** `DEFAULT` for a type that Google has added since. */
  readonly eventType: EventType;
  readonly summary: string | null;
  readonly description: string | null;
  /** The description without HTML; worked out when it is read. */
  readonly descriptionText: string | null;
  readonly location: string | null;
  /** Null for a cancelled instance of which Google tells nothing else. */
  readonly time: KnownTime | null;
  readonly recurrence: readonly string[];
  readonly organizer: EventPerson | null;
  readonly attendees: readonly EventAttendee[];
  /** Whether Google told of some attendees only. */
  readonly attendeesOmitted: boolean;
  /** What the account, or the calendar, answered; null where it is not invited. */
  readonly ownResponse: AttendeeResponse | null;
  /** Where somebody works, of an event that says that. */
  readonly workingLocation: string | null;
  readonly conferenceUrl: string | null;
  readonly htmlLink: string | null;
  readonly transparency: Transparency;
  readonly visibility: Visibility;
  readonly reminders: EventReminders;
  readonly colorId: string | null;
  readonly color: EventColor | null;
  readonly guestsCanModify: boolean;
  readonly guestsCanInviteOthers: boolean;
  readonly guestsCanSeeOtherGuests: boolean;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** Where an event was read. */
export interface EventOrigin {
  readonly account: string;
  readonly calendarId: string;
  /** The calendar's zone, for events that name none; their own offset where it is not known. */
  readonly timeZone?: string | undefined;
}

/** An event as Google's API has it. */
export function calendarEventOf(
  { account, calendarId, timeZone }: EventOrigin,
  event: GoogleEvent,
): CalendarEvent {
  return {
    account,
    calendarId,
    id: event.id ?? '',
    etag: event.etag ?? '',
    iCalUid: event.iCalUID ?? null,
    seriesId: event.recurringEventId ?? null,
    status: statusOf(event),
    eventType: EVENT_TYPE_OF.get(event.eventType) ?? 'DEFAULT',
    summary: event.summary ?? null,
    description: event.description ?? null,
    get descriptionText() {
      return typeof event.description === 'string' ? plainText(event.description) : null;
    },
    location: event.location ?? null,
    time: readEventTime(event, timeZone),
    recurrence: event.recurrence ?? [],
    organizer: event.organizer ? personOf(event.organizer) : null,
    attendees: (event.attendees ?? []).map(attendeeOf),
    attendeesOmitted: event.attendeesOmitted === true,
    ownResponse: ownResponseOf(event),
    workingLocation: workingLocationOf(event),
    conferenceUrl: conferenceUrlOf(event),
    htmlLink: event.htmlLink ?? null,
    transparency: TRANSPARENCY_OF.get(event.transparency) ?? 'OPAQUE',
    visibility: VISIBILITY_OF.get(event.visibility) ?? 'DEFAULT',
    reminders: remindersOf(event),
    colorId: event.colorId ?? null,
    color: colorNamed(event.colorId),
    guestsCanModify: event.guestsCanModify ?? false,
    guestsCanInviteOthers: event.guestsCanInviteOthers ?? true,
    guestsCanSeeOtherGuests: event.guestsCanSeeOtherGuests ?? true,
    createdAt: dateOf(event.created),
    updatedAt: dateOf(event.updated),
  };
}

/** Google's `needsAction` for the schema's `NEEDS_ACTION`, and the like. */
export function googleWord(name: string): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

/**
 * Names by Google's words for them, which are looked up for each attendee of each event of a page.
 */
function byGoogleWord<T extends string>(names: readonly T[]): ReadonlyMap<unknown, T> {
  return new Map(names.map((name) => [googleWord(name), name]));
}

const STATUS_OF = byGoogleWord(EVENT_STATUSES);
const RESPONSE_OF = byGoogleWord(ATTENDEE_RESPONSES);
const TRANSPARENCY_OF = byGoogleWord(TRANSPARENCIES);
const VISIBILITY_OF = byGoogleWord(VISIBILITIES);
const EVENT_TYPE_OF = byGoogleWord(EVENT_TYPES);
const REMINDER_METHOD_OF = byGoogleWord(REMINDER_METHODS);

type GoogleAttendee = NonNullable<GoogleEvent['attendees']>[number];

function personOf(person: {
  email?: string | null;
  displayName?: string | null;
  self?: boolean | null;
}): EventPerson {
  return {
    email: person.email ?? null,
    displayName: person.displayName ?? null,
    self: person.self === true,
  };
}

function attendeeOf(attendee: GoogleAttendee): EventAttendee {
  return {
    ...personOf(attendee),
    response: responseOf(attendee),
    organizer: attendee.organizer === true,
    optional: attendee.optional === true,
    resource: attendee.resource === true,
    comment: attendee.comment ?? null,
  };
}

function responseOf({ responseStatus }: GoogleAttendee): AttendeeResponse {
  return RESPONSE_OF.get(responseStatus) ?? 'NEEDS_ACTION';
}

/** Whether an event takes place. */
export function statusOf({ status }: GoogleEvent): EventStatus {
  return STATUS_OF.get(status) ?? 'CONFIRMED';
}

/** What the account, or the calendar, answered; null where it is not invited. */
export function ownResponseOf({ attendees }: GoogleEvent): AttendeeResponse | null {
  const own = attendees?.find(({ self }) => self === true);
  return own ? responseOf(own) : null;
}

function workingLocationOf({ workingLocationProperties }: GoogleEvent): string | null {
  if (!workingLocationProperties) return null;
  const { type, officeLocation, customLocation } = workingLocationProperties;
  const label = officeLocation?.label ?? customLocation?.label ?? '';
  if (label !== '') return label;
  if (type === 'homeOffice') return 'home';
  return type === 'officeLocation' ? 'office' : null;
}

function conferenceUrlOf({ hangoutLink, conferenceData }: GoogleEvent): string | null {
  const video = conferenceData?.entryPoints?.find((entry) => entry.entryPointType === 'video');
  return hangoutLink ?? video?.uri ?? null;
}

function remindersOf({ reminders }: GoogleEvent): EventReminders {
  return {
    useDefault: reminders?.useDefault ?? true,
    overrides: (reminders?.overrides ?? []).map(({ method, minutes }) => ({
      method: REMINDER_METHOD_OF.get(method) ?? 'POPUP',
      minutesBefore: minutes ?? 0,
    })),
  };
}

function dateOf(text: string | null | undefined): Date | null {
  return typeof text === 'string' ? new Date(text) : null;
}
