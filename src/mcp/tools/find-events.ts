import { z } from 'zod';

import { ToolEventByIdDocument } from '../../generated/graphql.js';
import { DomainError } from '../../platform/errors.js';
import { event, showAlone, shownZone } from '../events/event.js';
import { listAnswer, listOutput } from '../events/list-answer.js';
import { LISTED_FIELDS, readListedField } from '../events/listed.js';
import { readEvents } from '../events/read.js';
import { ownZone } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import { writtenForms } from '../input/written-form.js';
import {
  account,
  accounts,
  calendarId,
  calendarIds,
  eventId,
  timeMax,
  timeMin,
  timeZone,
} from '../inputs.js';
import { defineTool, READS } from '../tool.js';

const field = { type: 'Query', name: 'calendarEvents', scope: 'calendar.read' } as const;

/** More than Google keeps of a description. */
const WHOLE_DESCRIPTION = 10_000;

const EVENT_TYPES = [
  'default',
  'birthday',
  'focusTime',
  'fromGmail',
  'outOfOffice',
  'workingLocation',
] as const;

const range = {
  account: accounts,
  calendarId: calendarIds,
  timeMin,
  timeMax,
  timeZone,
  maxResults: z.int().min(1).max(500).default(50),
  eventTypes: z.array(z.enum(EVENT_TYPES)).optional(),
  hideDeclined: z.boolean().optional(),
  showCancelled: z.boolean().optional(),
  fields: z
    .array(z.enum(LISTED_FIELDS).register(writtenForms, { read: readListedField }))
    .register(writtenForms, { split: (names) => names.split(/[,;]/) })
    .optional()
    .describe('To show besides.'),
};

/** The events of calendars within a range. */
export const listEvents = defineTool({
  name: 'list-events',
  title: 'List events',
  icon: CALENDAR_ICON,
  description:
    'Lists events of calendars, in order; from now on without a range. get-freebusy says only when somebody is busy.',
  field,
  input: z.strictObject(range),
  output: listOutput,
  annotations: READS,
  run: async (input, call) => listAnswer(await readEvents(call, input), input.fields ?? []),
});

/** The events with certain words in them. */
export const searchEvents = defineTool({
  name: 'search-events',
  title: 'Search events',
  icon: CALENDAR_ICON,
  description:
    'Finds events by words in title, text, place or people; from now on without a range.',
  field,
  input: z.strictObject({
    query: z.string().min(1).describe('Words.'),
    ...range,
  }),
  output: listOutput,
  annotations: READS,
  run: async (input, call) => listAnswer(await readEvents(call, input), input.fields ?? []),
});

/** One event by its id. */
export const getEvent = defineTool({
  name: 'get-event',
  title: 'Get an event',
  icon: CALENDAR_ICON,
  description: 'Reads all of one event: attendees, etag and text. Use it before a change.',
  field: { type: 'Query', name: 'calendarEvent', scope: 'calendar.read' },
  input: z.strictObject({
    account,
    calendarId,
    eventId,
    timeZone,
    maxAttendees: z.int().min(1).max(2_000).default(50),
  }),
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
    const { content, begins } = showAlone(found, input.timeZone, own, {
      maxAttendees: input.maxAttendees,
      descriptionCharacters: WHOLE_DESCRIPTION,
    });
    const isDeleted = found.status === 'CANCELLED';
    return {
      content,
      spoken: isDeleted ? 'The event was deleted.' : `The event begins on ${begins}.`,
    };
  },
});
