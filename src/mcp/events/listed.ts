import { z } from 'zod';

import type { ToolEventFragment } from '../../generated/graphql.js';
import type { FoundEvent } from './copies.js';
import { present, showAttendees, showPerson, showReminders, showTime } from './event.js';
import { cut, excerpt } from './third-party.js';
import { TRANSPARENCY_WORDS, VISIBILITY_WORDS, wordOf } from './words.js';

/** What lists have of an event on request. */
export const LISTED_FIELDS = [
  'description',
  'location',
  'attendees',
  'organizer',
  'etag',
  'htmlLink',
  'conferenceUrl',
  'recurringEventId',
  'reminders',
  'color',
  'updated',
] as const;

/** What lists have of an event anyway, where there is room for it and it is not as usual. */
const SHOWN_ANYWAY = new Set([
  ...['id', 'summary', 'title', 'start', 'end', 'status', 'eventType', 'transparency'],
  ...['visibility', 'response', 'guests', 'recurring', 'calendarId', 'account'],
]);

/** Reads the name of a field: one that is there anyway adds nothing. */
export function readListedField(written: unknown): unknown {
  const name = typeof written === 'string' ? written.trim() : written;
  return typeof name === 'string' && SHOWN_ANYWAY.has(name) ? undefined : name;
}

/** See {@link LISTED_FIELDS}. */
export type ListedField = (typeof LISTED_FIELDS)[number];

/** An event of a list; what is as usual, or what it does not have, is left out. */
export const listedEvent = z.looseObject({
  id: z.string(),
  summary: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
});

/** See {@link listedEvent}. */
export type ListedEvent = z.output<typeof listedEvent> & {
  readonly status?: string;
  readonly eventType?: string;
  readonly transparency?: string;
  readonly visibility?: string;
  readonly location?: string;
  readonly description?: string;
  readonly response?: string;
  readonly guests?: number;
  readonly attendeesOmitted?: boolean;
  readonly recurring?: boolean;
  readonly calendarId?: string;
  /** Other calendars of the question that have it as well. */
  readonly alsoOn?: readonly string[];
  readonly account?: string;
};

/** How much of each event there is room for: characters, and what is mostly the same. */
export interface Room {
  readonly summary: number;
  readonly location: number;
  readonly description: number;
  readonly usual: readonly Usual[];
}

/** What all events of a list have in common, or nothing where they differ. */
export interface Common {
  readonly account?: string;
  readonly calendarId?: string;
}

/** What is left out last: that the account has accepted, how many are invited, and series. */
export type Usual = 'response' | 'guests' | 'recurring';

const LONGEST_DESCRIPTION = 2_000;
const MOST_ATTENDEES = 20;

/** What is the same of all events. */
export function commonOf(events: readonly ToolEventFragment[]): Common {
  const [first] = events;
  if (!first) return {};
  const { account, calendarId } = first;
  return present({
    account: events.every((one) => one.account === account) ? account : null,
    calendarId: events.every((one) => one.calendarId === calendarId) ? calendarId : null,
  });
}

/** The events of a list, as far as there is room, and what of them was shortened or left out. */
export function listEvents(
  found: readonly FoundEvent[],
  times: readonly ReturnType<typeof showTime>[],
  common: Common,
  room: Room,
): { readonly events: ListedEvent[]; readonly shortened: readonly string[] } {
  const shortened = new Set<string>();
  const fit = (
    name: 'summary' | 'location' | 'description',
    text: string | null,
    shorten: typeof cut,
  ): string | null => {
    if (text === null || text === '') return null;
    const most = room[name];
    const fitting = most === 0 ? null : shorten(text, most);
    if (fitting === null || (fitting.endsWith('…') && fitting !== text)) shortened.add(name);
    return fitting;
  };
  const usual = <T>(name: Usual, value: T | null): T | null => {
    if (value === null || room.usual.includes(name)) return value;
    shortened.add(name);
    return null;
  };
  const events = found.map((event, index) => {
    const { id, account, calendarId, ownResponse, status, eventType } = event;
    const guests = event.attendees.filter(({ self, resource }) => !self && !resource).length;
    return present({
      id,
      ...times[index],
      summary: fit('summary', event.summary, cut),
      calendarId: calendarId === common.calendarId ? null : calendarId,
      alsoOn: event.alsoOn ?? null,
      account: account === common.account ? null : account,
      status: status === 'CONFIRMED' ? null : wordOf(status),
      eventType: eventType === 'DEFAULT' ? null : wordOf(eventType),
      transparency: TRANSPARENCY_WORDS[event.transparency],
      visibility: VISIBILITY_WORDS[event.visibility],
      location: fit('location', event.location, excerpt),
      description: fit('description', event.descriptionText, excerpt),
      response:
        ownResponse === 'ACCEPTED'
          ? usual('response', wordOf(ownResponse))
          : ownResponse && wordOf(ownResponse),
      guests: guests > 0 ? usual('guests', guests) : null,
      attendeesOmitted: event.attendeesOmitted ? true : null,
      recurring: event.seriesId === null ? null : usual('recurring', true),
    });
  });
  return { events, shortened: [...shortened] };
}

/** What was asked for of an event besides. */
export function extrasOf(
  event: ToolEventFragment,
  fields: readonly ListedField[],
): Readonly<Record<string, unknown>> {
  const all = Object.assign({}, ...fields.map((field) => EXTRAS[field](event))) as object;
  return present(all as Readonly<Record<string, unknown>>);
}

const EXTRAS: Readonly<Record<ListedField, (event: ToolEventFragment) => object>> = {
  description: ({ descriptionText }) => ({
    description: descriptionText && cut(descriptionText, LONGEST_DESCRIPTION),
  }),
  location: ({ location }) => ({ location }),
  attendees: (event) => present(showAttendees(event, MOST_ATTENDEES)),
  organizer: ({ organizer }) => ({ organizer: showPerson(organizer) }),
  etag: ({ etag }) => ({ etag }),
  htmlLink: ({ htmlLink }) => ({ htmlLink }),
  conferenceUrl: ({ conferenceUrl }) => ({ conferenceUrl }),
  recurringEventId: ({ seriesId }) => ({ recurringEventId: seriesId }),
  reminders: (event) => ({ reminders: showReminders(event) }),
  color: ({ color }) => ({ color: color && wordOf(color) }),
  updated: ({ updatedAt }) => ({ updated: updatedAt }),
};
