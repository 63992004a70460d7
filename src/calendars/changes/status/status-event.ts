import { checkAll } from '../../../platform/checks.js';
import { badUserInput } from '../../../platform/errors.js';
import { googleWord, type Transparency, type Visibility } from '../../events/event.js';
import type { GoogleEvent } from '../../google/resource.js';
import type { WantedTime } from '../../time/event-time.js';

/** What kinds of events can be made. */
export const NEW_EVENT_TYPES = [
  'DEFAULT',
  'FOCUS_TIME',
  'OUT_OF_OFFICE',
  'WORKING_LOCATION',
] as const;
/** Which invitations Google declines by itself while somebody does not want any. */
export const AUTO_DECLINE_MODES = [
  'DECLINE_NONE',
  'DECLINE_ALL_CONFLICTING_INVITATIONS',
  'DECLINE_ONLY_NEW_CONFLICTING_INVITATIONS',
] as const;
/** What Google Chat shows during focus time. */
export const CHAT_STATUSES = ['AVAILABLE', 'DO_NOT_DISTURB'] as const;
/** What kinds of places somebody can work at. */
export const WORKPLACES = ['HOME', 'OFFICE', 'CUSTOM'] as const;

/** See {@link NEW_EVENT_TYPES}. */
export type NewEventType = (typeof NEW_EVENT_TYPES)[number];
/** See {@link AUTO_DECLINE_MODES}. */
export type AutoDeclineMode = (typeof AUTO_DECLINE_MODES)[number];
/** See {@link CHAT_STATUSES}. */
export type ChatStatus = (typeof CHAT_STATUSES)[number];
/** See {@link WORKPLACES}. */
export type Workplace = (typeof WORKPLACES)[number];

/** What an event says of its owner's status; what is left out stays as it is. */
export interface WantedStatus {
  readonly autoDeclineMode?: AutoDeclineMode | null;
  readonly declineMessage?: string | null;
  readonly chatStatus?: ChatStatus | null;
  readonly workingLocation?: { readonly place: Workplace; readonly label?: string | null } | null;
}

/** A new event, as far as its type has a say in it. */
export interface TypedEvent extends WantedStatus {
  readonly eventType?: NewEventType | null;
  readonly time?: WantedTime | null;
  readonly attendees?: readonly unknown[] | null;
  readonly addConference?: boolean | null;
  readonly transparency?: Transparency | null;
  readonly visibility?: Visibility | null;
}

type StatusField = keyof WantedStatus;

const STATUS_FIELDS = [
  'autoDeclineMode',
  'declineMessage',
  'chatStatus',
  'workingLocation',
] as const;

/** Which of these fields each type has. */
const FIELDS_OF: Readonly<Record<NewEventType, readonly StatusField[]>> = {
  DEFAULT: [],
  FOCUS_TIME: ['autoDeclineMode', 'declineMessage', 'chatStatus'],
  OUT_OF_OFFICE: ['autoDeclineMode', 'declineMessage'],
  WORKING_LOCATION: ['workingLocation'],
};

const TYPE_WORDS: Readonly<Record<NewEventType, string>> = {
  DEFAULT: 'an event of the type DEFAULT',
  FOCUS_TIME: 'focus time',
  OUT_OF_OFFICE: 'an out-of-office event',
  WORKING_LOCATION: 'a working location',
};

const LONGEST_TEXT = 1_024;
const DAY_MS = 86_400_000;

/**
 * What Google is told of a new event's type, once it is checked by Google's rules for it.
 *
 * @param isPrimary - whether the event is for the account's own calendar
 * @see https://developers.google.com/workspace/calendar/api/guides/calendar-status
 * @throws DomainError `BAD_USER_INPUT` naming each argument that the type does not let be
 */
export function newEventType(event: TypedEvent, isPrimary: boolean): GoogleEvent {
  const type = event.eventType ?? 'DEFAULT';
  const { status } = checkAll({
    fields: () => {
      checkFields(event, type);
    },
    status: () => googleStatus(event, type, true),
    ...(type !== 'DEFAULT' && rulesOf(event, type, isPrimary)),
  });
  if (type === 'DEFAULT') return {};
  return {
    eventType: googleWord(type),
    transparency: type === 'WORKING_LOCATION' ? 'transparent' : 'opaque',
    ...(type === 'WORKING_LOCATION' && { visibility: 'public' }),
    ...status,
  };
}

/** Whether a change is about somebody's status. */
export function saysStatus(wanted: WantedStatus): boolean {
  return STATUS_FIELDS.some((field) => wanted[field] !== undefined);
}

/**
 * What Google is told of a change of somebody's status.
 *
 * @param event - the event that is changed
 * @throws DomainError `BAD_USER_INPUT` naming each argument that its type does not have
 */
export function changedStatus(wanted: WantedStatus, { eventType }: GoogleEvent): GoogleEvent {
  const type = NEW_EVENT_TYPES.find((name) => googleWord(name) === eventType) ?? 'DEFAULT';
  checkFields(wanted, type);
  return googleStatus(wanted, type, false);
}

/**
 * What an event says of a status once it is changed, as Google adds what is changed to the rest.
 *
 * @param event - the event before
 */
export function mergedStatus(event: GoogleEvent, change: GoogleEvent): GoogleEvent {
  const { focusTimeProperties: focus, outOfOfficeProperties: away } = change;
  return {
    ...(focus && { focusTimeProperties: { ...event.focusTimeProperties, ...focus } }),
    ...(away && { outOfOfficeProperties: { ...event.outOfOfficeProperties, ...away } }),
  };
}

function checkFields(wanted: WantedStatus, type: NewEventType): void {
  const foreign = STATUS_FIELDS.filter(
    (field) => (wanted[field] ?? undefined) !== undefined && !FIELDS_OF[type].includes(field),
  );
  checkAll(
    Object.fromEntries(
      foreign.map((field) => [
        field,
        () => {
          throw badUserInput(field, `is nothing that ${TYPE_WORDS[type]} has`);
        },
      ]),
    ),
  );
}

function googleStatus(
  { autoDeclineMode, declineMessage, chatStatus, workingLocation }: WantedStatus,
  type: NewEventType,
  isNew: boolean,
): GoogleEvent {
  if (type === 'DEFAULT') return {};
  if (type === 'WORKING_LOCATION') return workplace(workingLocation, isNew);
  if ((declineMessage?.length ?? 0) > LONGEST_TEXT) {
    throw badUserInput('declineMessage', `must be at most ${String(LONGEST_TEXT)} characters`);
  }
  // Nobody is declined unless somebody said so.
  const mode = autoDeclineMode ?? (isNew || autoDeclineMode === null ? 'DECLINE_NONE' : undefined);
  const declining = {
    ...(mode !== undefined && { autoDeclineMode: googleWord(mode) }),
    ...(declineMessage !== undefined && { declineMessage }),
  };
  if (type === 'OUT_OF_OFFICE') return { outOfOfficeProperties: declining };
  const chat = chatStatus && { chatStatus: googleWord(chatStatus) };
  return { focusTimeProperties: { ...declining, ...chat } };
}

function workplace(wanted: WantedStatus['workingLocation'], isNew: boolean): GoogleEvent {
  if (!wanted) {
    if (!isNew) return {};
    throw badUserInput('workingLocation', 'must be said of a working location');
  }
  const { place, label } = wanted;
  if ((label?.length ?? 0) > LONGEST_TEXT) {
    throw badUserInput(
      'workingLocation.label',
      `must be at most ${String(LONGEST_TEXT)} characters`,
    );
  }
  const named = typeof label === 'string' ? { label } : {};
  switch (place) {
    case 'HOME':
      return { workingLocationProperties: { type: 'homeOffice', homeOffice: {} } };
    case 'OFFICE':
      return { workingLocationProperties: { type: 'officeLocation', officeLocation: named } };
    case 'CUSTOM':
      return { workingLocationProperties: { type: 'customLocation', customLocation: named } };
  }
}

/** Google's rules for events that tell of a status, a check for each argument. */
function rulesOf(
  { time, attendees, addConference, transparency, visibility }: TypedEvent,
  type: Exclude<NewEventType, 'DEFAULT'>,
  isPrimary: boolean,
): Readonly<Record<string, () => void>> {
  const isPlace = type === 'WORKING_LOCATION';
  const what = TYPE_WORDS[type];
  const opposite: Transparency = isPlace ? 'OPAQUE' : 'TRANSPARENT';
  const refusals: readonly (readonly [string, boolean, string])[] = [
    [
      'calendar',
      !isPrimary,
      `must be primary: ${what} is made in the account's own calendar alone`,
    ],
    [
      'time.allDay',
      !isPlace && Boolean(time?.allDay),
      `cannot be: ${what} begins and ends at an hour`,
    ],
    [
      'time.allDay.endDate',
      isPlace && isLongerThanDay(time),
      `must be the next day: ${what} is one day`,
    ],
    ['attendees', (attendees ?? []).length > 0, `cannot be: nobody is invited to ${what}`],
    ['addConference', addConference === true, `cannot be: ${what} has no video call`],
    ['transparency', transparency === opposite, `must not be ${opposite} for ${what}`],
    [
      'visibility',
      isPlace && Boolean(visibility) && visibility !== 'PUBLIC',
      `must be PUBLIC for ${what}`,
    ],
  ];
  return Object.fromEntries(
    refusals
      .filter(([, isWrong]) => isWrong)
      .map(([path, , message]) => [
        path,
        () => {
          throw badUserInput(path, message);
        },
      ]),
  );
}

function isLongerThanDay(time: WantedTime | null | undefined): boolean {
  const { startDate, endDate } = time?.allDay ?? {};
  return startDate !== undefined && endDate instanceof Date && +endDate - +startDate > DAY_MS;
}
