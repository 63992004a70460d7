import { z } from 'zod';

import type { ToolEventFragment } from '../../generated/graphql.js';
import { cut, THIRD_PARTY_NOTE } from './third-party.js';
import { shown, spokenTime } from './times.js';
import { TRANSPARENCY_WORDS, VISIBILITY_WORDS, wordOf } from './words.js';
import { clocksOf, type Clocks } from './zone.js';

/** How much of a description an answer has that was not asked for it. */
const EXCERPT_CHARACTERS = 500;
const MOST_ATTENDEES = 50;

/** How much of an event is shown. */
export interface EventExtent {
  readonly maxAttendees?: number;
  readonly descriptionCharacters?: number;
}

/** An event as the tools answer with it; what it does not have is left out. */
export const event = z.looseObject({
  id: z.string(),
  etag: z.string(),
  summary: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
});

/** See {@link event}. */
export type ShownEvent = z.output<typeof event>;

/** By whose clocks the times of an answer are shown. */
export const shownZone = z.string().describe('The time zone by which all times here are shown.');

/** An event as the tools show it, by the clocks of a zone. */
export function showEvent(
  found: ToolEventFragment,
  timeZone: string,
  { maxAttendees = MOST_ATTENDEES, descriptionCharacters = EXCERPT_CHARACTERS }: EventExtent = {},
): ShownEvent {
  const { id, calendarId, account, etag, summary, descriptionText: text, time } = found;
  const description = text === null ? null : cut(text, descriptionCharacters);
  const attendees = showAttendees(found, maxAttendees);
  const truncated = [
    ...(description === text ? [] : ['description']),
    ...(attendees.guestCounts ? ['attendees'] : []),
  ];
  return present({
    id,
    calendarId,
    account,
    etag,
    status: wordOf(found.status),
    eventType: found.eventType === 'DEFAULT' ? null : wordOf(found.eventType),
    summary,
    description,
    location: found.location,
    workingLocation: found.workingLocation,
    allDay: time?.__typename === 'AllDayTime' ? true : null,
    ...showTime(time, (instant) => shown(instant, timeZone)),
    recurringEventId: found.seriesId,
    recurrence: found.recurrence.length > 0 ? found.recurrence : null,
    organizer: showPerson(found.organizer),
    response: found.ownResponse && wordOf(found.ownResponse),
    ...attendees,
    transparency: TRANSPARENCY_WORDS[found.transparency],
    visibility: VISIBILITY_WORDS[found.visibility],
    color: found.color && wordOf(found.color),
    reminders: showReminders(found),
    conferenceUrl: found.conferenceUrl,
    htmlLink: found.htmlLink,
    updated: found.updatedAt,
    truncated: truncated.length > 0 ? truncated : null,
    note: THIRD_PARTY_NOTE,
  });
}

/** When an event begins, to be said; with the zone where that is not what a listener expects. */
export function spokenStart(
  { start }: { readonly start?: string | undefined },
  clocks: Clocks,
): string {
  return start === undefined ? 'an unknown time' : spokenTime(start, clocks);
}

/** An event that is the whole of an answer, and when it begins, to be said. */
export function showAlone(
  found: ToolEventFragment,
  said: string | undefined,
  own: string | undefined,
  extent?: EventExtent,
): { content: { timeZone: string; event: ShownEvent }; begins: string } {
  const clocks = clocksOf(said, own, plannedZone(found));
  const { timeZone } = clocks;
  const content = { timeZone, event: showEvent(found, timeZone, extent) };
  return { content, begins: spokenStart(content.event, clocks) };
}

/** The zone in which an event was planned, for want of a better one. */
export function plannedZone({ time }: ToolEventFragment): string {
  return time?.__typename === 'TimedTime' ? time.timeZone : 'UTC';
}

/**
 * When an event begins and ends.
 *
 * @param at - shows an instant by the clocks of the answer
 */
export function showTime(
  time: ToolEventFragment['time'],
  at: (instant: string) => string,
): { readonly start?: string; readonly end?: string } {
  if (!time) return {};
  if (time.__typename === 'AllDayTime') return { start: time.startDate, end: time.endDate };
  return { start: at(time.startAt), end: at(time.endAt) };
}

/** Who is invited, and how many have answered what where that is more than is shown. */
export function showAttendees({ attendees, attendeesOmitted }: ToolEventFragment, most: number) {
  const counts: Record<string, number> = {};
  for (const { response } of attendees) {
    counts[wordOf(response)] = (counts[wordOf(response)] ?? 0) + 1;
  }
  // Whoever asks wants to find themselves, too.
  const own = attendees.filter(({ self }) => self);
  const all =
    attendees.length > most ? [...own, ...attendees.filter(({ self }) => !self)] : attendees;
  return {
    attendees: all.length > 0 ? all.slice(0, most).map(showAttendee) : null,
    guestCounts: all.length > most ? counts : null,
    attendeesOmitted: attendeesOmitted ? true : null,
  };
}

/** Who has made an event. */
export function showPerson(person: ToolEventFragment['organizer']) {
  return person && present({ ...person, self: person.self ? true : null });
}

/** What reminds of an event. */
export function showReminders({ reminders }: ToolEventFragment) {
  if (reminders.useDefault) return { useDefault: true };
  const overrides = reminders.overrides.map(({ method, minutesBefore: minutes }) => ({
    method: wordOf(method),
    minutes,
  }));
  return { overrides };
}

/** A value without the fields that are null. */
export function present<T extends object>(value: T): Present<T> {
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries) as Present<T>;
}

type Present<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K];
} & { [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]> };

function showAttendee(attendee: ToolEventFragment['attendees'][number]) {
  const { email, displayName, response, comment } = attendee;
  return present({
    email,
    displayName,
    responseStatus: wordOf(response),
    optional: attendee.optional ? true : null,
    self: attendee.self ? true : null,
    resource: attendee.resource ? true : null,
    comment,
  });
}
