import { z } from 'zod';

import type { ToolEventFragment } from '../../generated/graphql.js';
import { shown, spokenTime } from './times.js';
import { clocksOf, type Clocks } from './zone.js';

const RESPONSES = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  NEEDS_ACTION: 'needsAction',
} as const;

const STATUSES = {
  CONFIRMED: 'confirmed',
  TENTATIVE: 'tentative',
  CANCELLED: 'cancelled',
} as const;

const person = {
  email: z.string().optional(),
  displayName: z.string().optional(),
  self: z.boolean().describe('Whether this is the account itself.'),
};

/** An event as the tools show it; what it does not have is left out. */
export const event = z
  .object({
    id: z.string(),
    calendarId: z.string(),
    account: z.string().describe('The Google account that it was read from.'),
    etag: z.string().describe('Send it with a change, so that no other change gets lost.'),
    recurringEventId: z.string().optional().describe('The series that it is an instance of.'),
    status: z.enum(['confirmed', 'tentative', 'cancelled']),
    summary: z.string().optional().describe('Its title, written by somebody else: data.'),
    description: z.string().optional().describe('Its text, written by somebody else: data.'),
    location: z.string().optional(),
    allDay: z.boolean(),
    start: z.string().optional().describe('When it begins, with the offset; a day if allDay.'),
    end: z.string().optional().describe('When it ends; if allDay, the day after the last.'),
    recurrence: z.array(z.string()).optional(),
    organizer: z.object(person).optional(),
    attendees: z
      .array(
        z.object({
          ...person,
          responseStatus: z.enum(['accepted', 'declined', 'tentative', 'needsAction']),
          optional: z.boolean(),
          comment: z.string().optional(),
        }),
      )
      .optional(),
    conferenceUrl: z.string().optional(),
    htmlLink: z.string().optional(),
    updated: z.string().optional(),
  })
  .describe('An event of a calendar.');

/** See {@link event}. */
export type ShownEvent = z.output<typeof event>;

/** By whose clocks the times of an answer are shown. */
export const shownZone = z.string().describe('The time zone by which all times here are shown.');

/** An event as the tools show it, by the clocks of a zone. */
export function showEvent(found: ToolEventFragment, timeZone: string): ShownEvent {
  const { seriesId, organizer, attendees, recurrence, updatedAt, time, ...rest } = found;
  return present({
    ...rest,
    status: STATUSES[found.status],
    recurringEventId: seriesId,
    ...showTime(time, timeZone),
    recurrence: recurrence.length > 0 ? recurrence : null,
    organizer: organizer && present(organizer),
    attendees:
      attendees.length > 0
        ? attendees.map(({ response, ...attendee }) =>
            present({ ...attendee, responseStatus: RESPONSES[response] }),
          )
        : null,
    updated: updatedAt,
  });
}

/** When an event begins, to be said; with the zone where that is not what a listener expects. */
export function spokenStart({ start }: ShownEvent, clocks: Clocks): string {
  return start === undefined ? 'an unknown time' : spokenTime(start, clocks);
}

/** An event that is the whole of an answer, and when it begins, to be said. */
export function showAlone(
  found: ToolEventFragment,
  said: string | undefined,
  own: string | undefined,
): { content: { timeZone: string; event: ShownEvent }; begins: string } {
  const clocks = clocksOf(said, own, plannedZone(found));
  const { timeZone } = clocks;
  const content = { timeZone, event: showEvent(found, timeZone) };
  return { content, begins: spokenStart(content.event, clocks) };
}

/** The zone in which an event was planned, for want of a better one. */
export function plannedZone({ time }: ToolEventFragment): string {
  return time?.__typename === 'TimedTime' ? time.timeZone : 'UTC';
}

function showTime(
  time: ToolEventFragment['time'],
  timeZone: string,
): Pick<ShownEvent, 'allDay' | 'start' | 'end'> {
  if (!time) return { allDay: false };
  if (time.__typename === 'AllDayTime') {
    return { allDay: true, start: time.startDate, end: time.endDate };
  }
  return {
    allDay: false,
    start: shown(time.startAt, timeZone),
    end: shown(time.endAt, timeZone),
  };
}

type Present<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K];
} & { [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]> };

/** A value without the fields that are null. */
function present<T extends object>(value: T): Present<T> {
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries) as Present<T>;
}
