import { bounded, checkAll } from '../../platform/checks.js';
import { badUserInput } from '../../platform/errors.js';
import { colorIdOf, type EventColor } from '../events/color.js';
import {
  googleWord,
  type ReminderMethod,
  type Transparency,
  type Visibility,
} from '../events/event.js';
import type { GoogleEvent } from '../google/resource.js';
import { checkRecurrence } from '../series/recurrence.js';
import { googleTime, readTime, type WantedTime } from '../time/event-time.js';
import { guestChange, uniqueGuests, type GuestChange } from './guests.js';

/** Somebody to invite. */
export interface WantedGuest {
  readonly email: string;
  readonly displayName?: string | null;
  readonly optional?: boolean | null;
}

/** What an event is to say. What is left out stays as it is; null takes it away. */
export interface WantedFields {
  readonly summary?: string | null;
  readonly description?: string | null;
  readonly location?: string | null;
  readonly time?: WantedTime | null;
  readonly recurrence?: readonly string[] | null;
  readonly attendees?: readonly WantedGuest[] | null;
  readonly reminders?: {
    readonly overrides: readonly {
      readonly method: ReminderMethod;
      readonly minutesBefore: number;
    }[];
  } | null;
  readonly transparency?: Transparency | null;
  readonly visibility?: Visibility | null;
  readonly colorId?: string | null;
  readonly color?: EventColor | null;
  readonly addConference?: boolean | null;
  readonly guestsCanModify?: boolean | null;
  readonly guestsCanInviteOthers?: boolean | null;
  readonly guestsCanSeeOtherGuests?: boolean | null;
}

/** What an event that is there already is to say. */
export interface WantedChanges extends WantedFields {
  readonly addAttendees?: readonly WantedGuest[] | null;
  readonly removeAttendees?: readonly string[] | null;
  readonly removeConference?: boolean | null;
}

const GUEST_PERMISSIONS = [
  'guestsCanModify',
  'guestsCanInviteOthers',
  'guestsCanSeeOtherGuests',
] as const;

const LONGEST = { summary: 1_024, description: 8_192, location: 1_024 } as const;
const MOST_ATTENDEES = 200;
const MOST_REMINDERS = 5;
const REMINDER_MINUTES = { least: 0, most: 40_320 };

/**
 * The fields of an event as Google is told them.
 *
 * @param newConferenceId - names the request for a conference, so that Google makes one only
 * @throws DomainError `BAD_USER_INPUT` naming the field
 */
export function googleFields(fields: WantedFields, newConferenceId: string): GoogleEvent {
  const { words, time, colorId, ...lists } = checkAll({
    words: () => texts(fields),
    time: () => fields.time && readTime('time', fields.time),
    colorId: () => colorIdOf(fields),
    ...(fields.recurrence !== undefined && {
      recurrence: () => checkRecurrence('recurrence', fields.recurrence ?? []),
    }),
    ...(fields.attendees !== undefined && {
      attendees: () => attendeesOf('attendees', fields.attendees ?? []),
    }),
    ...(fields.reminders !== undefined && { reminders: () => remindersOf(fields.reminders) }),
  });
  return {
    ...words,
    ...(time && googleTime(time)),
    ...lists,
    ...(fields.transparency !== undefined && { transparency: wordOf(fields.transparency) }),
    ...(fields.visibility !== undefined && { visibility: wordOf(fields.visibility) }),
    ...(colorId !== undefined && { colorId }),
    ...Object.fromEntries(
      GUEST_PERMISSIONS.filter((name) => fields[name] !== undefined).map((name) => [
        name,
        fields[name],
      ]),
    ),
    ...(fields.addConference === true && {
      conferenceData: {
        createRequest: {
          requestId: newConferenceId,
          conferenceSolutionKey: { type: 'hangoutsMeet' },
        },
      },
    }),
  };
}

/**
 * A change of an event as Google is told it, and what it says of guests.
 *
 * @param newConferenceId - as for {@link googleFields}
 * @throws DomainError `BAD_USER_INPUT` naming the field
 */
export function googleChange(
  changes: WantedChanges,
  newConferenceId: string,
): { readonly fields: GoogleEvent; readonly guests: GuestChange | undefined } {
  const { addAttendees, removeAttendees, removeConference, ...wanted } = changes;
  if (removeConference === true && wanted.addConference === true) {
    throw badUserInput('removeConference', 'must not be true where addConference is');
  }
  const { attendees, ...fields } = googleFields(wanted, newConferenceId);
  const added = attendeesOf('addAttendees', addAttendees ?? []);
  const removed = removeAttendees ?? [];
  checkCount('removeAttendees', removed);
  return {
    fields: { ...fields, ...(removeConference === true && NO_CONFERENCE) },
    guests: guestChange(attendees, added, removed),
  };
}

/** Google's types have no null here, which its reference asks for. */
const NO_CONFERENCE = { conferenceData: null } as unknown as GoogleEvent;

function checkCount(argument: string, list: readonly unknown[]): void {
  if (list.length <= MOST_ATTENDEES) return;
  throw badUserInput(argument, `must be at most ${String(MOST_ATTENDEES)}`);
}

/** Null takes a word away, so that Google's own default holds. */
function wordOf(name: string | null): string | null {
  return name === null ? null : googleWord(name);
}

function texts(fields: WantedFields): GoogleEvent {
  const names = ['summary', 'description', 'location'] as const;
  const said = names.filter((name) => fields[name] !== undefined);
  return checkAll(
    Object.fromEntries(said.map((name) => [name, () => checkText(name, fields[name] ?? null)])),
  );
}

function checkText(name: keyof typeof LONGEST, text: string | null): string | null {
  if (text === null || text.length <= LONGEST[name]) return text;
  throw badUserInput(name, `must be at most ${String(LONGEST[name])} characters`);
}

function attendeesOf(
  argument: string,
  attendees: readonly WantedGuest[],
): NonNullable<GoogleEvent['attendees']> {
  checkCount(argument, attendees);
  return uniqueGuests(
    attendees.map(({ email, displayName, optional }) => ({
      email,
      ...(typeof displayName === 'string' && { displayName }),
      ...(typeof optional === 'boolean' && { optional }),
    })),
  );
}

function remindersOf(reminders: WantedFields['reminders']): NonNullable<GoogleEvent['reminders']> {
  if (!reminders) return { useDefault: true };
  if (reminders.overrides.length > MOST_REMINDERS) {
    throw badUserInput('reminders.overrides', `must be at most ${String(MOST_REMINDERS)}`);
  }
  return {
    useDefault: false,
    overrides: reminders.overrides.map(({ method, minutesBefore }) => {
      const minutes = bounded('reminders.overrides.minutesBefore', minutesBefore, REMINDER_MINUTES);
      return { method: googleWord(method), minutes };
    }),
  };
}
