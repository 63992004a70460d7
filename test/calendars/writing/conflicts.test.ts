import { describe, expect, onTestFinished } from 'vitest';

import {
  calendarTest,
  createEvent,
  morning,
  seedEvent,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import { CreateCalendarEventMutation } from '../../support/calendar-operations.js';
import {
  CreateWithConflictsMutation,
  UpdateWithConflictsMutation,
} from '../../support/calendar-writing-operations.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import type { GoogleEvent } from '../../support/google/recurrence.js';
import { generateToken, providerHeader } from '../../support/tokens.js';
import type { CreateCalendarEventInput } from '../../generated/graphql.js';

const test = calendarTest();

/** From one hour to another in Berlin, in winter time. */
function hours(day: string, from: number, to: number): Pick<GoogleEvent, 'start' | 'end'> {
  const at = (hour: number) => ({
    dateTime: `${day}T${String(hour).padStart(2, '0')}:00:00+01:00`,
    timeZone: 'Europe/Berlin',
  });
  return { start: at(from), end: at(to) };
}

async function made(gateway: CalendarGateway, input: Partial<CreateCalendarEventInput>) {
  const { createCalendarEvent } = await gateway.get(CreateWithConflictsMutation, {
    input: { summary: 'New', time: morning(), ...input },
  });
  return createCalendarEvent;
}

async function conflictsAt(gateway: CalendarGateway, input: Partial<CreateCalendarEventInput>) {
  const { conflicts } = await made(gateway, input);
  return conflicts?.map(({ summary }) => summary);
}

test('an event tells what else takes time meanwhile, and nothing back to back', async ({
  gateway,
}) => {
  const day = '2030-02-04';
  seedEvent(gateway, { summary: 'Before', ...hours(day, 8, 9) });
  seedEvent(gateway, { summary: 'Across', ...hours(day, 8, 11) });
  seedEvent(gateway, { summary: 'Within', ...hours(day, 9, 10) });
  seedEvent(gateway, { summary: 'After', ...hours(day, 10, 11) });
  expect(await conflictsAt(gateway, { time: morning(day) })).toEqual(['Across', 'Within']);
});

const self = { email: ACCOUNT, self: true };
const ignored: readonly (readonly [string, Partial<GoogleEvent>])[] = [
  ['takes no time', { transparency: 'transparent' }],
  ['was called off', { status: 'cancelled' }],
  ['the account declined', { attendees: [{ ...self, responseStatus: 'declined' }] }],
  ['is a working location', { eventType: 'workingLocation' }],
  ['is a birthday', { eventType: 'birthday' }],
  ['has no length', hours('2030-02-05', 9, 9)],
];
const counted: readonly (readonly [string, Partial<GoogleEvent>])[] = [
  ['nobody answered', { attendees: [{ ...self, responseStatus: 'needsAction' }] }],
  ['others declined', { attendees: [{ email: 'b@example.com', responseStatus: 'declined' }] }],
  ['is focus time', { eventType: 'focusTime' }],
  [
    'is a day out of office',
    { eventType: 'outOfOffice', start: { date: '2030-02-05' }, end: { date: '2030-02-06' } },
  ],
];

describe.each([
  ...ignored.map(([what, event]) => [what, event, false] as const),
  ...counted.map(([what, event]) => [what, event, true] as const),
])('an event that %s', (_what, event, isConflict) => {
  test(isConflict ? 'is a conflict' : 'is no conflict', async ({ gateway }) => {
    const { id } = { id: 'seededforconflicts' };
    gateway.google.events.put(ACCOUNT, {
      id,
      status: 'confirmed',
      summary: 'Seeded',
      ...hours('2030-02-05', 8, 12),
      ...event,
    });
    const found = await conflictsAt(gateway, {
      time: morning('2030-02-05'),
      transparency: 'OPAQUE',
    });
    expect(found?.includes('Seeded')).toBe(isConflict);
  });
});

test('a day begins at midnight of the calendar', async ({ gateway }) => {
  seedEvent(gateway, { summary: 'Late', ...hours('2030-02-06', 22, 23) });
  seedEvent(gateway, {
    summary: 'Night',
    start: { dateTime: '2030-02-07T00:30:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2030-02-07T01:00:00+01:00', timeZone: 'Europe/Berlin' },
  });
  const time = { allDay: { startDate: '2030-02-07' } };
  expect(await conflictsAt(gateway, { time })).toEqual(['Night']);
});

test('an event that takes no time has no conflicts, and Google is not asked', async ({
  gateway,
}) => {
  const time = morning('2030-02-04');
  gateway.google.forget();
  expect(await conflictsAt(gateway, { time, transparency: 'TRANSPARENT' })).toEqual([]);
  expect(gateway.google.count('GET /calendar/v3/calendars/primary/events')).toBe(0);
});

test('conflicts are looked for by one request, and by none where nobody asks', async ({
  gateway,
}) => {
  gateway.google.forget();
  await gateway.get(CreateCalendarEventMutation, { input: { time: morning('2030-02-08') } });
  expect(gateway.google.requests).toHaveLength(1);
  gateway.google.forget();
  await made(gateway, { time: morning('2030-02-08') });
  expect(gateway.google.requests).toHaveLength(2);
});

test('conflicts are told that are on a further page of Google’s', async ({ gateway }) => {
  const time = morning('2030-02-13');
  await createEvent(gateway, { summary: 'Behind', time });
  gateway.google.faults.on(
    { request: /GET .*\/events$/, times: 1 },
    { kind: 'change', change: (body) => ({ ...body, items: [], nextPageToken: '0' }) },
  );
  expect(await conflictsAt(gateway, { time })).toEqual(['Behind']);
});

test('a series tells of the first ten instances, and never of itself', async ({ gateway }) => {
  for (const [summary, day] of [
    ['Third', '2030-04-15'],
    ['Tenth', '2030-06-03'],
    ['Eleventh', '2030-06-10'],
  ] as const) {
    await createEvent(gateway, { summary, time: morning(day) });
  }
  const found = await conflictsAt(gateway, {
    time: morning('2030-04-01'),
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=20'],
  });
  expect(found).toEqual(['Third', 'Tenth']);
});

test('a change tells of conflicts where it moves the event, and only there', async ({
  gateway,
}) => {
  await createEvent(gateway, { summary: 'There', time: morning('2030-09-02') });
  const { id } = await createEvent(gateway, { time: morning('2030-09-03') });
  const change = async (input: object) =>
    (await gateway.get(UpdateWithConflictsMutation, { input: { id, ...input } }))
      .updateCalendarEvent.conflicts;
  expect(await change({ time: morning('2030-09-02') })).toMatchObject([{ summary: 'There' }]);
  expect(await change({ summary: 'Renamed' })).toBeNull();
});

describe('The event is made', () => {
  test('where an agent may not read, and its conflicts are not known', async ({ gateway }) => {
    const provider = 'GOOGLE_CALENDAR_MCP';
    const { agent } = gateway;
    const { token } = await generateToken(gateway, { provider, agent, scopes: ['calendar.write'] });
    const { data, errors } = await gateway.send(
      CreateWithConflictsMutation,
      { input: { time: morning('2030-02-11') } },
      providerHeader(provider, token),
    );
    expect(errors).toEqual([]);
    expect(data?.createCalendarEvent).toMatchObject({ created: true, conflicts: null });
  });

  test.for([
    { kind: 'refuse', status: 403, reason: 'forbidden' },
    { kind: 'refuse', status: 503, reason: 'backendError' },
    { kind: 'hang' },
    { kind: 'answer', status: 200, body: '<html>' },
  ] as const)('where Google does not list events: $kind', async (fault, { gateway }) => {
    gateway.google.faults.on({ request: /GET .*\/events$/ }, fault);
    onTestFinished(() => {
      gateway.google.faults.clear();
    });
    const { created, conflicts } = await made(gateway, { time: morning('2030-02-12') });
    expect([created, conflicts]).toEqual([true, null]);
  });
});
