import { z } from 'zod';

import { ToolCreateEventDocument } from '../../generated/graphql.js';
import { conflicts, overlaps, showConflicts } from '../events/conflicts.js';
import { event, showAlone, shownZone } from '../events/event.js';
import { invitationQuestion } from '../events/far-reaching.js';
import { eventFields, eventTimes, fieldsOf, readBy, timeOf } from '../events/fields.js';
import { idempotencyKey, keyFor, withKey } from '../events/idempotency.js';
import { statusFields, statusOf } from '../events/status.js';
import { ownZone } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import { readGoogleEvent } from '../input/google-event.js';
import { writtenForms } from '../input/written-form.js';
import { account, calendarId, NOTIFY, sendUpdates } from '../inputs.js';
import { ADDS, defineTool } from '../tool.js';

/** Makes an event. */
export const createEvent = defineTool({
  name: 'create-event',
  title: 'Create an event',
  icon: CALENDAR_ICON,
  description:
    'Makes an event, invites its attendees, and says what it overlaps with. Let the person confirm it first. If a call may have failed, repeat it with the same idempotencyKey: nothing is made twice.',
  field: { type: 'Mutation', name: 'createCalendarEvent', scope: 'calendar.write' },
  input: z
    .strictObject({
      account,
      calendarId,
      summary: z.string().min(1),
      ...eventTimes,
      ...eventFields,
      ...statusFields,
      sendUpdates,
      idempotencyKey,
    })
    .register(writtenForms, { read: readGoogleEvent }),
  output: z.object({
    timeZone: shownZone,
    event,
    created: z.boolean(),
    idempotencyKey: z.string(),
    conflicts,
  }),
  annotations: ADDS,
  confirmation: (
    { account: _account, calendarId: _calendar, idempotencyKey: _key, ...said },
    _call,
    limits,
  ) => Promise.resolve(invitationQuestion(said, limits)),
  run: async ({ sendUpdates: notify, ...input }, call) => {
    const key = input.idempotencyKey ?? keyFor(call);
    const time = await timeOf(call, input, true);
    const asked = call
      .query(ToolCreateEventDocument, {
        input: {
          ...fieldsOf(input),
          ...statusOf(input),
          connection: input.account,
          calendar: input.calendarId,
          time,
          notify: NOTIFY[notify],
          idempotencyKey: key,
        },
      })
      .catch((error: unknown) => {
        throw withKey(error, key);
      });
    const [{ createCalendarEvent: made }, own] = await Promise.all([
      asked,
      ownZone(call, input.account),
    ]);
    const { content, begins } = showAlone(made.event, input.timeZone, own);
    const done = made.created
      ? 'The event is made.'
      : 'That event had been made before, and no second one was made.';
    return {
      content: {
        ...content,
        created: made.created,
        idempotencyKey: key,
        conflicts: showConflicts(made.conflicts, content.timeZone),
      },
      spoken: `${done} It begins on ${begins}.${readBy(input, time, content.timeZone)}${overlaps(made.conflicts)}`,
    };
  },
});
