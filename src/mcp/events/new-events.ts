import { z } from 'zod';

import type { NewCalendarEventInput } from '../../generated/graphql.js';
import { inWordsOf } from '../../platform/errors.js';
import { readGoogleEvent } from '../input/google-event.js';
import { inputNameOf } from '../input/input-names.js';
import { writtenForms } from '../input/written-form.js';
import { shortGuests } from '../inputs.js';
import type { ToolCall } from '../tool.js';
import { eventFields, eventTimes, fieldsOf, timeBy } from './fields.js';
import { statusFields, statusOf } from './status.js';
import { isDay, writtenZone } from './times.js';
import { zoneFor } from './zone.js';

const PUBLISHED = [
  ...['summary', 'start', 'end', 'timeZone', 'description', 'location', 'attendees', 'recurrence'],
];

/** One event of several. It takes every input of a single event; only the usual are published. */
export const newEvent = z
  .strictObject({
    summary: z.string().min(1),
    ...eventTimes,
    start: eventTimes.start.describe('2030-03-25T09:00:00, or a day.'),
    end: eventTimes.end,
    timeZone: writtenZone.optional(),
    ...eventFields,
    attendees: shortGuests,
    recurrence: eventFields.recurrence.describe('RFC 5545.'),
    ...statusFields,
  })
  .register(writtenForms, { read: readGoogleEvent, published: PUBLISHED });

/** One event of several, as the model wrote it. */
export type NewEvent = z.output<typeof newEvent>;

/**
 * The events as the schema has them. The calendar's zone is asked for once, if it is needed.
 *
 * @throws DomainError `BAD_USER_INPUT` naming an input of an event by its place in the call, or
 *   `timeZone` where it is missing and the calendar's own is unknown
 */
export function newEventsOf(
  call: ToolCall,
  input: {
    readonly events: readonly NewEvent[];
    readonly account?: string | undefined;
    readonly calendarId: string;
    readonly timeZone?: string | undefined;
  },
): Promise<NewCalendarEventInput[]> {
  let known: Promise<string> | undefined;
  const shared = () => (known ??= zoneFor(call, input));
  return Promise.all(
    input.events.map(async (event, place) => {
      const { start } = event;
      // Asked for outside of the event's words: it is no input of this event.
      const zone = event.timeZone === undefined && !isDay(start) ? await shared() : event.timeZone;
      return inWordsOf(
        (path) => `events.${place}.${inputNameOf(path)}`,
        async () => ({
          ...fieldsOf(event),
          ...statusOf(event),
          time: await timeBy(() => zoneFor(call, { timeZone: zone }), event, true),
        }),
      );
    }),
  );
}
