import { z } from 'zod';

import {
  ToolDeleteEventDocument,
  ToolRespondToEventDocument,
  ToolUpdateEventDocument,
} from '../../generated/graphql.js';
import { badUserInput } from '../../platform/errors.js';
import { conflicts, overlaps, showConflicts } from '../events/conflicts.js';
import { event, showAlone, shownZone } from '../events/event.js';
import { changeQuestion, deletionQuestion } from '../events/far-reaching.js';
import { changeFields, changesOf } from '../events/changes.js';
import { eventFields, eventTimes, readBy, timeOf } from '../events/fields.js';
import { moveEvent } from '../events/move.js';
import { ownZone } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import { readGoogleEvent } from '../input/google-event.js';
import { readId } from '../input/ids.js';
import { writtenForms } from '../input/written-form.js';
import {
  account,
  calendarId,
  etag,
  eventId,
  modificationScope,
  NOTIFY,
  SCOPE,
  sendUpdates,
  timeZone,
} from '../inputs.js';
import { defineTool, REPLACES } from '../tool.js';

const ANSWERS = {
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
  needsAction: 'NEEDS_ACTION',
} as const;

const SPOKEN_ANSWERS = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentatively accepted',
  needsAction: 'left open',
} as const;

const extent = { account, calendarId, eventId, etag, modificationScope, sendUpdates };

type Extent = z.output<z.ZodObject<typeof extent>>;
type Target = Pick<Extent, 'account' | 'calendarId' | 'eventId' | 'sendUpdates'>;

/** Which event is meant, and whom Google tells, in the schema's words. */
function targetOf({ account: connection, calendarId: calendar, eventId: id, sendUpdates }: Target) {
  return { connection, calendar, id, notify: NOTIFY[sendUpdates] };
}

/** The same, with how much of a series is meant and what it was when it was read. */
function extentOf(input: Extent) {
  return { ...targetOf(input), etag: input.etag, scope: SCOPE[input.modificationScope] };
}

/** Changes an event. */
export const updateEvent = defineTool({
  name: 'update-event',
  title: 'Update an event',
  icon: CALENDAR_ICON,
  description:
    'Changes an event; what is left out stays. Read it with get-event first and send its etag, so that nobody’s change gets lost.',
  field: { type: 'Mutation', name: 'updateCalendarEvent', scope: 'calendar.write' },
  input: z
    .strictObject({
      account,
      calendarId,
      eventId,
      etag,
      modificationScope,
      summary: z.string().optional(),
      ...eventTimes,
      start: eventTimes.start.optional(),
      end: eventTimes.end.describe('As start; left out, it stays as long as it is.'),
      ...eventFields,
      ...changeFields,
      moveTo: z
        .string()
        .min(1)
        .register(writtenForms, { read: readId })
        .optional()
        .describe('A calendar, with no other change; a series as a whole.'),
      sendUpdates,
    })
    .register(writtenForms, { read: readGoogleEvent }),
  output: z.object({
    timeZone: shownZone,
    event,
    changed: z.boolean().describe('false where it was like that already.'),
    conflicts,
  }),
  annotations: REPLACES,
  confirmation: (input, call, limits) => {
    const {
      account: _account,
      calendarId: _calendar,
      eventId: _event,
      etag: _etag,
      ...rest
    } = input;
    const { modificationScope: _scope, sendUpdates: _told, ...changes } = rest;
    // What is moved to another calendar is a whole series, or an event that stands alone.
    const reach =
      input.moveTo === undefined ? input : { ...input, modificationScope: 'all' as const };
    return changeQuestion(reach, changes, call, limits);
  },
  run: async (input, call) => {
    const { start, end, endTimeZone, moveTo } = input;
    if (moveTo !== undefined) return moveEvent({ ...input, moveTo }, call);
    if (start === undefined && end !== undefined) {
      throw badUserInput('start', 'must be said together with end');
    }
    if (start === undefined && endTimeZone !== undefined) {
      throw badUserInput('start', 'must be said together with endTimeZone');
    }
    const time = start === undefined ? undefined : await timeOf(call, { ...input, start });
    const [{ updateCalendarEvent }, own] = await Promise.all([
      call.query(ToolUpdateEventDocument, {
        input: {
          ...changesOf(input),
          ...extentOf(input),
          time,
        },
        isMoved: time !== undefined || input.recurrence !== undefined,
      }),
      ownZone(call, input.account),
    ]);
    const { changed, conflicts: found } = updateCalendarEvent;
    const shown = showAlone(updateCalendarEvent.event, input.timeZone, own);
    const note = readBy(input, time, shown.content.timeZone);
    const done = changed
      ? 'The event is changed.'
      : 'Nothing was changed: the event was like that already.';
    return {
      content: {
        ...shown.content,
        changed,
        conflicts: showConflicts(found, shown.content.timeZone),
      },
      spoken: `${done} It begins on ${shown.begins}.${note}${overlaps(found)}`,
    };
  },
});

/** Deletes an event. */
export const deleteEvent = defineTool({
  name: 'delete-event',
  title: 'Delete an event',
  icon: CALENDAR_ICON,
  description:
    'Deletes an event and tells its attendees. It cannot be undone: let the person confirm it first.',
  field: { type: 'Mutation', name: 'deleteCalendarEvent', scope: 'calendar.write' },
  input: z.strictObject(extent),
  output: z.object({ account: z.string(), deletedId: z.string() }),
  annotations: REPLACES,
  confirmation: deletionQuestion,
  run: async (input, { query }) => {
    const { deleteCalendarEvent } = await query(ToolDeleteEventDocument, {
      input: extentOf(input),
    });
    return { content: deleteCalendarEvent, spoken: 'The event is deleted.' };
  },
});

/** Answers an invitation. */
export const respondToEvent = defineTool({
  name: 'respond-to-event',
  title: 'Respond to an event',
  icon: CALENDAR_ICON,
  description: 'Accepts or declines an invitation in the name of the account.',
  field: { type: 'Mutation', name: 'respondToCalendarEvent', scope: 'calendar.write' },
  input: z.strictObject({
    account,
    calendarId,
    eventId,
    response: z.enum(['accepted', 'declined', 'tentative', 'needsAction']),
    timeZone,
    comment: z.string().optional().describe('Added to the answer.'),
    sendUpdates,
  }),
  output: z.object({ timeZone: shownZone, event }),
  annotations: { ...REPLACES, destructiveHint: false },
  run: async (input, call) => {
    const [{ respondToCalendarEvent }, own] = await Promise.all([
      call.query(ToolRespondToEventDocument, {
        input: {
          ...targetOf(input),
          response: ANSWERS[input.response],
          comment: input.comment,
        },
      }),
      ownZone(call, input.account),
    ]);
    return {
      content: showAlone(respondToCalendarEvent.event, input.timeZone, own).content,
      spoken: `The invitation is ${SPOKEN_ANSWERS[input.response]}.`,
    };
  },
});
