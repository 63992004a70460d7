import { z } from 'zod';

import { TokenClientError } from '../../client/index.js';
import {
  ToolCreateEventsDocument,
  type ToolCreateEventsMutation,
} from '../../generated/graphql.js';
import { plannedEvent, showConflicts, showPlanned } from '../events/conflicts.js';
import { shownZone } from '../events/event.js';
import { invitationsQuestion } from '../events/far-reaching.js';
import { idempotencyKey, keyFor, withKey } from '../events/idempotency.js';
import { newEvent, newEventsOf } from '../events/new-events.js';
import { THIRD_PARTY_NOTE } from '../events/third-party.js';
import { clocksOf, ownZone } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import { account, calendarId, NOTIFY, sendUpdates, timeZone } from '../inputs.js';
import { ADDS, defineTool } from '../tool.js';

const refusal = z.object({
  code: z.string(),
  reason: z.string().optional(),
  message: z.string(),
  argument: z.string().describe('The event by its place: events.3.'),
  retryable: z.boolean().describe('Whether the same call may make it later.'),
});

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
        error: refusal.optional(),
      }),
    ),
    note: z.string(),
  }),
  annotations: ADDS,
  confirmation: ({ events, sendUpdates: told }, _call, limits) =>
    Promise.resolve(invitationsQuestion(events, told, limits)),
  run: async (input, call) => {
    const key = input.idempotencyKey ?? keyFor(call);
    const asked = call
      .query(ToolCreateEventsDocument, {
        input: {
          connection: input.account,
          calendar: input.calendarId,
          events: await newEventsOf(call, input),
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
        note: THIRD_PARTY_NOTE,
      },
      spoken: spokenResults(made.results),
    };
  },
});

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
    ...(error && { error: showRefusal(error) }),
  };
}

function showRefusal({ code, reason, message, argument, retryable }: NonNullable<Result['error']>) {
  return { code, ...(reason !== null && { reason }), message, argument, retryable };
}

function spokenResults(results: readonly Result[]): string {
  const count = (of: (result: Result) => unknown) => results.filter(of).length;
  const made = count(({ created }) => created);
  const before = count(({ event, created }) => event && !created);
  const failed = count(({ error }) => error?.retryable);
  const refused = count(({ error }) => error?.retryable === false);
  const overlapping = count(({ conflicts }) => conflicts?.length);
  return [
    `${many(made)} made.`,
    before > 0 && `${many(before)} there already.`,
    failed > 0 && `${many(failed)} not made; the same call makes what is missing.`,
    refused > 0 && `${many(refused)} refused; correct ${refused === 1 ? 'it' : 'those'} first.`,
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
