import { z } from 'zod';

import { ToolEventByIdDocument } from '../../generated/graphql.js';
import { DomainError } from '../../platform/errors.js';
import {
  event,
  showAlone,
  showEvent,
  shownZone,
  spokenStart,
  type ShownEvent,
} from '../events/event.js';
import { readEvents, type FoundEvents } from '../events/read.js';
import { ownZone, type Clocks } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import {
  account,
  calendarId,
  calendarIds,
  eventId,
  timeMax,
  timeMin,
  timeZone,
} from '../inputs.js';
import { defineTool, READS, type ToolAnswer } from '../tool.js';
import { spokenUnavailable, unavailable } from '../unavailable.js';

const field = { type: 'Query', name: 'calendarEvents', scope: 'calendar.read' } as const;

const maxResults = z.int().min(1).max(500).default(50).describe('The most events to answer with.');

const range = { account, calendarId: calendarIds, timeMin, timeMax, timeZone, maxResults };

const output = z.object({
  timeZone: shownZone,
  events: z.array(event).describe('By their beginning; each instance of a series on its own.'),
  hasMore: z.boolean().describe('Whether there are more: ask again from the last start on.'),
  unavailable,
});

/** The events of calendars within a range. */
export const listEvents = defineTool({
  name: 'list-events',
  title: 'List events',
  icon: CALENDAR_ICON,
  description:
    'Lists the events of one or several calendars, in order; from now on when no range is given. Use search-events to look for words, and get-freebusy to learn only when somebody is busy.',
  field,
  input: z.strictObject(range),
  output,
  annotations: READS,
  run: async (input, call) => answerWith(await readEvents(call, input)),
});

/** The events with certain words in them. */
export const searchEvents = defineTool({
  name: 'search-events',
  title: 'Search events',
  icon: CALENDAR_ICON,
  description:
    'Finds events by words in their title, text, place or people; from now on when no range is given.',
  field,
  input: z.strictObject({
    query: z.string().min(1).describe('The words to look for.'),
    ...range,
  }),
  output,
  annotations: READS,
  run: async (input, call) => answerWith(await readEvents(call, input)),
});

/** One event by its id. */
export const getEvent = defineTool({
  name: 'get-event',
  title: 'Get an event',
  icon: CALENDAR_ICON,
  description:
    'Reads one event by its id, with its attendees and its etag. Use it before a change.',
  field: { type: 'Query', name: 'calendarEvent', scope: 'calendar.read' },
  input: z.strictObject({ account, calendarId, eventId, timeZone }),
  output: z.object({ timeZone: shownZone, event }),
  annotations: READS,
  run: async (input, call) => {
    const { account: connection, calendarId: calendar, eventId: id } = input;
    const [{ calendarEvent: found }, own] = await Promise.all([
      call.query(ToolEventByIdDocument, { account: connection, calendar, id }),
      ownZone(call, connection),
    ]);
    if (!found) {
      throw new DomainError('NOT_FOUND', 'There is no event of this id in this calendar.');
    }
    const { content, begins } = showAlone(found, input.timeZone, own);
    const isDeleted = found.status === 'CANCELLED';
    return {
      content,
      spoken: isDeleted ? 'The event was deleted.' : `The event begins on ${begins}.`,
    };
  },
});

function answerWith(found: FoundEvents): ToolAnswer<z.input<typeof output>> {
  const { clocks, hasMore } = found;
  const events = found.events.map((one) => showEvent(one, clocks.timeZone));
  const unknown = [...found.unavailable];
  return {
    content: { timeZone: clocks.timeZone, events, hasMore, unavailable: unknown },
    spoken: summaryOf(events, clocks, hasMore) + spokenUnavailable(unknown),
  };
}

function summaryOf(events: readonly ShownEvent[], clocks: Clocks, hasMore: boolean): string {
  const [first] = events;
  if (!first) return 'There is no such event in that time.';
  const begins = `begins on ${spokenStart(first, clocks)}`;
  if (events.length === 1) return `I found one event; it ${begins}.`;
  const rest = hasMore ? ' There are more after these.' : '';
  return `I found ${events.length} events; the first ${begins}.${rest}`;
}
