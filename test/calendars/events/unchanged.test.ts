import { expect } from 'vitest';

import type { UpdateCalendarEventInput } from '../../generated/graphql.js';
import {
  calendarTest,
  createEvent,
  seedEvent,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  DeleteCalendarEventMutation,
  RespondToCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest();

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

const update = async (gateway: CalendarGateway, input: UpdateCalendarEventInput) =>
  (await gateway.get(UpdateCalendarEventMutation, { input })).updateCalendarEvent;

const moment = (dateTime: string, timeZone: string) => ({ dateTime, timeZone });

test.for<[string, Omit<UpdateCalendarEventInput, 'id'>]>([
  ['nothing at all', {}],
  ['the same texts', { summary: ' Seeded ', location: '' }],
  ['the same HTML in other signs', { description: '<B>Agenda</B><BR/>1 &lt; 2\n' }],
  ['the text of the description', { description: 'Agenda\r\n1 < 2' }],
  [
    'the same time in another spelling of its zone',
    {
      time: {
        timed: {
          startAt: '2030-03-25T03:30:00Z',
          endLocal: '2030-03-25T10:00:00',
          timeZone: 'Asia/Kolkata',
        },
      },
    },
  ],
  [
    'the same start alone',
    { time: { timed: { startLocal: '2030-03-25T09:00:00', timeZone: 'Asia/Calcutta' } } },
  ],
  [
    'the same guests in another order',
    { attendees: [{ email: 'B@example.com' }, { email: 'a@example.com' }] },
  ],
  [
    'the same reminders in another order',
    {
      reminders: {
        overrides: [
          { method: 'EMAIL', minutesBefore: 60 },
          { method: 'POPUP', minutesBefore: 5 },
        ],
      },
    },
  ],
  [
    'Google’s defaults',
    { transparency: 'OPAQUE', visibility: null, colorId: null, recurrence: [] },
  ],
  ['no video call', { removeConference: true }],
])('%s changes nothing, and nothing is sent', async ([_what, change], { gateway }) => {
  const { id, etag } = seedEvent(gateway, {
    description: '<b>Agenda</b><br>1 &lt; 2',
    start: moment('2030-03-25T09:00:00+05:30', 'Asia/Calcutta'),
    end: moment('2030-03-25T10:00:00+05:30', 'Asia/Calcutta'),
    attendees: [{ email: 'a@example.com', optional: true }, { email: 'b@example.com' }],
    reminders: {
      useDefault: false,
      overrides: [
        { method: 'popup', minutes: 5 },
        { method: 'email', minutes: 60 },
      ],
    },
  });
  for (const scope of ['THIS', 'FOLLOWING', 'ALL'] as const) {
    const { changed, event } = await update(gateway, { id, scope, ...change });
    expect([scope, changed, event.etag]).toEqual([scope, false, etag]);
    const input = { id, scope, etag: '"1"', ...change };
    const stale = await gateway.ask(UpdateCalendarEventMutation, { input });
    expect(firstError(stale)).toMatchObject({ code: 'CONFLICT', reason: 'ETAG_MISMATCH' });
  }
  expect(gateway.google.count(/^(PATCH|POST|DELETE) .*events/)).toBe(0);
});

test.for([
  ['EXDATE:20300401T070000Z', 'RRULE:COUNT=5;BYDAY=WE,MO;FREQ=WEEKLY;INTERVAL=1'],
  ['EXDATE;TZID=Europe/Berlin:20300401T090000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE,MO;COUNT=5;'],
  ['rrule:freq=weekly;byday=mo,we;count=5;wkst=mo', 'EXDATE;TZID=Asia/Tokyo:20300401T160000'],
])('a series that is given the rule it has stays as it is: %s', async (recurrence, { gateway }) => {
  const { id } = await createEvent(gateway, {
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5', 'EXDATE:20300401T070000Z'],
  });
  gateway.google.forget();
  expect((await update(gateway, { id, scope: 'ALL', recurrence })).changed).toBe(false);
  expect(gateway.google.count('PATCH ')).toBe(0);
});

test('another description is written, with its HTML', async ({ gateway }) => {
  const { id } = seedEvent(gateway, { description: 'Agenda' });
  const { changed, event } = await update(gateway, { id, description: '<b>Agenda</b>' });
  expect([changed, event.description]).toEqual([true, '<b>Agenda</b>']);
});

test.for([
  ['summary', 'R&amp;D', 'R&D'],
  ['location', 'Room <b>1</b>', 'Room 1'],
] as const)('a %s is no HTML: %j becomes %j', async ([field, known, wanted], { gateway }) => {
  const { id } = seedEvent(gateway, { [field]: known });
  const { changed, event } = await update(gateway, { id, [field]: wanted });
  expect([changed, event[field]]).toEqual([true, wanted]);
});

test('an event is read once for a change that leaves its end out', async ({ gateway }) => {
  const { id } = await createEvent(gateway);
  gateway.google.forget();
  const time = { timed: { startLocal: '2030-03-25T11:00:00', timeZone: 'Europe/Berlin' } };
  expect((await update(gateway, { id, time })).changed).toBe(true);
  expect(gateway.google.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
});

test('a video call is taken away, and one that is there is not made again', async ({ gateway }) => {
  const { id, conferenceUrl } = await createEvent(gateway, { addConference: true });
  expect(conferenceUrl).toContain('meet.google.com');
  expect((await update(gateway, { id, addConference: true })).changed).toBe(false);
  const { changed, event } = await update(gateway, { id, removeConference: true });
  expect([changed, event.conferenceUrl]).toEqual([true, null]);
});

test('an event that was deleted is told as deleted', async ({ gateway }) => {
  const { id } = await createEvent(gateway, { attendees: [{ email: 'maya@example.com' }] });
  await gateway.get(DeleteCalendarEventMutation, { input: { id } });
  for (const scope of ['THIS', 'FOLLOWING', 'ALL'] as const) {
    const answers = [
      await gateway.ask(UpdateCalendarEventMutation, { input: { id, scope, summary: 'Other' } }),
      await gateway.ask(DeleteCalendarEventMutation, { input: { id, scope } }),
      await gateway.ask(RespondToCalendarEventMutation, { input: { id, response: 'DECLINED' } }),
    ];
    for (const answer of answers) {
      expect(firstError(answer)).toMatchObject({ code: 'NOT_FOUND', reason: 'deleted' });
    }
  }
  const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
  expect(calendarEvent?.status).toBe('CANCELLED');
});
