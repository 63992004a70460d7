import { z } from 'zod';

import { TokenClientError } from '../../client/index.js';
import {
  ToolCreateEventsDocument,
  type ToolCreateEventsMutation,
} from '../../generated/graphql.js';
import { inWordsOf } from '../../platform/errors.js';
import { plannedEvent, showConflicts, showPlanned } from '../events/conflicts.js';
import { shownZone } from '../events/event.js';
import { invitationsQuestion } from '../events/far-reaching.js';
import { eventFields, eventTimes, fieldsOf, timeBy } from '../events/fields.js';
import { idempotencyKey, keyFor, withKey } from '../events/idempotency.js';
import { writtenZone } from '../events/times.js';
import { clocksOf, ownZone, zoneFor } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import { readGoogleEvent } from '../input/google-event.js';
import { inputNameOf } from '../input/input-names.js';
import { readAddress, splitPeople } from '../input/people.js';
import { writtenForms } from '../input/written-form.js';
import { account, calendarId, NOTIFY, sendUpdates, timeZone } from '../inputs.js';
import { ADDS, defineTool, type ToolCall } from '../tool.js';

const newEvent = z
  .strictObject({
    summary: z.string().min(1),
    start: eventTimes.start.describe('2030-03-25T09:00:00, or a day.'),
    end: eventTimes.end,
    timeZone: writtenZone.optional(),
    description: z.string().optional(),
    location: z.string().optional(),
    attendees: z
      .array(z.email('must be an e-mail address').register(writtenForms, { read: readAddress }))
      .max(200)
      .register(writtenForms, { split: splitPeople })
      .optional(),
    recurrence: eventFields.recurrence.describe('RFC 5545.'),
  })
  .register(writtenForms, { read: readGoogleEvent });

type NewEvent = z.output<typeof newEvent>;
type Result = ToolCreateEventsMutation['createCalendarEvents']['results'][number];

/** Makes several events. */
export const createEvents = defineTool({
  name: 'create-events',
  title: 'Create several events',
  icon: CALENDAR_ICON,
  description:
    'Makes up to 50 events at once. Let the person confirm them first. Repeat it with the same idempotencyKey and events to make those that failed: nothing is made twice.',
  field: { type: 'Mutation', name: 'createCalendarEvents', scope: 'calendar.write' },
  input: z.strictObject({
    account,
    calendarId,
    events: z.array(newEvent).min(1).max(50),
    timeZone: timeZone,
    sendUpdates,
    idempotencyKey,
  }),
  output: z.object({
    timeZone: shownZone,
    account: z.string(),
    idempotencyKey: z.string(),
    events: z.array(
      z.object({
        ...plannedEvent.partial().shape,
        created: z.boolean(),
        conflictCount: z.int().optional(),
        conflicts: z.array(plannedEvent).optional(),
        error: z.object({ code: z.string(), message: z.string() }).optional(),
      }),
    ),
  }),
  annotations: ADDS,
  confirmation: ({ events, sendUpdates: told }, _call, limits) =>
    Promise.resolve(
      invitationsQuestion(
        events.map(({ attendees = [], ...event }) => ({
          ...event,
          attendees: attendees.map((email) => ({ email })),
        })),
        told,
        limits,
      ),
    ),
  run: async (input, call) => {
    const key = input.idempotencyKey ?? keyFor(call);
    const asked = call
      .query(ToolCreateEventsDocument, {
        input: {
          connection: input.account,
          calendar: input.calendarId,
          events: await timed(call, input),
          notify: NOTIFY[input.sendUpdates],
          idempotencyKey: key,
        },
      })
      .catch((error: unknown) => {
        throw withKey(error, key);
      });
    const [{ createCalendarEvents: made }, own] = await Promise.all([
      asked,
      ownZone(call, input.account),
    ]);
    checkAnyMade(made.results, key);
    const { timeZone: zone } = clocksOf(input.timeZone, own, 'UTC');
    return {
      content: {
        timeZone: zone,
        account: made.account,
        idempotencyKey: key,
        events: made.results.map((result) => showResult(result, zone)),
      },
      spoken: spokenResults(made.results),
    };
  },
});

/** The events as the schema has them. The calendar's zone is asked for once, if it is needed. */
function timed(
  call: ToolCall,
  input: {
    readonly events: readonly NewEvent[];
    readonly account?: string | undefined;
    readonly calendarId: string;
    readonly timeZone?: string | undefined;
  },
) {
  let known: Promise<string> | undefined;
  const shared = () => (known ??= zoneFor(call, input));
  return Promise.all(
    input.events.map((event, place) =>
      inWordsOf(
        (path) => `events.${place}.${inputNameOf(path)}`,
        async () => {
          const { attendees, timeZone: zone, ...rest } = event;
          const zoneOf = zone === undefined ? shared : () => zoneFor(call, { timeZone: zone });
          return {
            ...fieldsOf({ ...rest, attendees: attendees?.map((email) => ({ email })) }),
            time: await timeBy(zoneOf, event, true),
          };
        },
      ),
    ),
  );
}

/** @throws TokenClientError of the first event, where none was made */
function checkAnyMade(results: readonly Result[], key: string): void {
  const [first] = results;
  if (!first?.error || results.some(({ event }) => event)) return;
  const { code, message, reason, retryable, argument } = first.error;
  const extensions = { reason, retryable, argument };
  throw withKey(new TokenClientError(code, message, { extensions }), key);
}

function showResult({ event, created, conflicts, error }: Result, zone: string) {
  const found = showConflicts(conflicts, zone);
  return {
    ...(event && showPlanned(event, zone)),
    created,
    ...(found && { conflictCount: found.count, conflicts: found.events }),
    ...(error && { error: { code: error.code, message: error.message } }),
  };
}

function spokenResults(results: readonly Result[]): string {
  const count = (of: (result: Result) => unknown) => results.filter(of).length;
  const made = count(({ created }) => created);
  const before = count(({ event, created }) => event && !created);
  const failed = count(({ error }) => error);
  const overlapping = count(({ conflicts }) => conflicts?.length);
  return [
    `${many(made)} made.`,
    before > 0 && `${many(before)} there already.`,
    failed > 0 && `${many(failed)} not made; the same call makes what is missing.`,
    overlapping > 0 &&
      `${overlapping} of them ${overlapping === 1 ? 'overlaps' : 'overlap'} with other events.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function many(count: number): string {
  if (count === 0) return 'No event is';
  return count === 1 ? '1 event is' : `${count} events are`;
}
