import { z } from 'zod';

import { TokenClientError } from '../../client/index.js';
import { ToolCreateEventDocument } from '../../generated/graphql.js';
import { event, showAlone, shownZone } from '../events/event.js';
import { invitationQuestion } from '../events/far-reaching.js';
import { eventFields, eventTimes, fieldsOf, readBy, timeOf } from '../events/fields.js';
import { ownZone } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import { readGoogleEvent } from '../input/google-event.js';
import { writtenForms } from '../input/written-form.js';
import { account, calendarId, NOTIFY, sendUpdates } from '../inputs.js';
import { ADDS, defineTool, type ToolCall } from '../tool.js';

const KEY_BYTES = 16;

/** Makes an event. */
export const createEvent = defineTool({
  name: 'create-event',
  title: 'Create an event',
  icon: CALENDAR_ICON,
  description:
    'Makes an event and invites its attendees. Let the person confirm it first. If a call may have failed, repeat it with the same idempotencyKey: nothing is made twice.',
  field: { type: 'Mutation', name: 'createCalendarEvent', scope: 'calendar.write' },
  input: z
    .strictObject({
      account,
      calendarId,
      summary: z.string().min(1),
      ...eventTimes,
      ...eventFields,
      sendUpdates,
      idempotencyKey: z
        .string()
        .regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters')
        .optional()
        .describe('A word of yours for this event, such as a call’s id.'),
    })
    .register(writtenForms, { read: readGoogleEvent }),
  output: z.object({
    timeZone: shownZone,
    event,
    created: z.boolean(),
    idempotencyKey: z.string(),
  }),
  annotations: ADDS,
  confirmation: (
    { account: _account, calendarId: _calendar, idempotencyKey: _key, ...said },
    _call,
    limits,
  ) => Promise.resolve(invitationQuestion(said, limits)),
  run: async ({ sendUpdates: notify, ...input }, call) => {
    const idempotencyKey = input.idempotencyKey ?? keyFor(call);
    const time = await timeOf(call, input, true);
    const asked = call
      .query(ToolCreateEventDocument, {
        input: {
          ...fieldsOf(input),
          connection: input.account,
          calendar: input.calendarId,
          time,
          notify: NOTIFY[notify],
          idempotencyKey,
        },
      })
      .catch((error: unknown) => {
        throw error instanceof TokenClientError ? withKey(error, idempotencyKey) : error;
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
      content: { ...content, created: made.created, idempotencyKey },
      spoken: `${done} It begins on ${begins}.${readBy(input, time, content.timeZone)}`,
    };
  },
});

/**
 * A key for a call that came without one: new each time, since two calls that say the same may well
 * mean two events, but the same for all that one confirmation is used for. It serves whoever has to
 * repeat this very call.
 */
function keyFor({ random, confirmedAs }: ToolCall): string {
  return `mcp-${confirmedAs ?? random(KEY_BYTES).toString('base64url')}`;
}

/** The error, and the key with which the call can be repeated. */
function withKey(error: TokenClientError, idempotencyKey: string): TokenClientError {
  const { code, message, extensions, cause } = error;
  return new TokenClientError(code, message, {
    extensions: { ...extensions, idempotencyKey },
    cause,
  });
}
