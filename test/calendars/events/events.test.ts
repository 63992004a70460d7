import { expect } from 'vitest';

import {
  calendarTest,
  createEvent,
  eventsOf,
  morning,
  seedEvent,
  startOf,
} from '../../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  CalendarEventsQuery,
  CalendarsQuery,
  CreateCalendarEventMutation,
  DeleteCalendarEventMutation,
  RespondToCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, generateToken, providerHeader, uniqueName } from '../../support/tokens.js';

const test = calendarTest();

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

test('the calendars of the account come page by page, one request to Google each', async ({
  gateway,
}) => {
  const first = await gateway.get(CalendarsQuery, { first: 2 });
  expect(first.calendars.account).toBe(ACCOUNT);
  expect(first.calendars.nodes[0]).toEqual({
    id: ACCOUNT,
    account: ACCOUNT,
    name: ACCOUNT,
    timeZone: 'Europe/Berlin',
    role: 'OWNER',
    primary: true,
    selected: true,
  });
  const { endCursor } = first.calendars.pageInfo;
  const second = await gateway.get(CalendarsQuery, { first: 2, after: endCursor });
  expect(second.calendars.nodes.map(({ role }) => role)).toEqual(['READER']);
  expect(second.calendars.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect(gateway.google.count('GET /calendar/v3/users/me/calendarList')).toBe(2);
});

test('events of either kind are the same however often the query was sent', async ({ gateway }) => {
  const timed = await createEvent(gateway);
  const allDay = await createEvent(gateway, { time: { allDay: { startDate: '2030-03-25' } } });
  for (const { id } of [timed, allDay]) {
    const answers = [];
    for (let run = 0; run < 5; run += 1)
      answers.push(await gateway.ask(CalendarEventQuery, { id }));
    const [interpreted, ...later] = answers.map(({ data, errors }) => ({ data, errors }));
    expect(interpreted?.data?.calendarEvent?.time).toBeTruthy();
    for (const answer of later) expect(answer).toEqual(interpreted);
  }
});

test('a timed event says what was asked for, by the clocks of its zone', async ({ gateway }) => {
  const event = await createEvent(gateway, {
    description: 'What comes next',
    location: 'Room 1',
    attendees: [{ email: 'guest@example.com', displayName: 'Guest', optional: true }],
    reminders: { overrides: [{ method: 'POPUP', minutesBefore: 5 }] },
    visibility: 'PRIVATE',
    transparency: 'TRANSPARENT',
    addConference: true,
    notify: 'NONE',
  });
  expect(event).toMatchObject({
    account: ACCOUNT,
    calendarId: 'primary',
    seriesId: null,
    status: 'CONFIRMED',
    summary: 'Planning',
    description: 'What comes next',
    location: 'Room 1',
    time: {
      startAt: '2030-03-25T08:00:00.000Z',
      endAt: '2030-03-25T09:00:00.000Z',
      timeZone: 'Europe/Berlin',
      startLocal: '2030-03-25T09:00:00',
      endLocal: '2030-03-25T10:00:00',
    },
    attendees: [{ email: 'guest@example.com', response: 'NEEDS_ACTION', optional: true }],
    conferenceUrl: expect.stringMatching(/^https:\/\/meet\.google\.com\/[a-z-]{12}$/) as unknown,
    visibility: 'PRIVATE',
    transparency: 'TRANSPARENT',
    reminders: { useDefault: false, overrides: [{ method: 'POPUP', minutesBefore: 5 }] },
  });
  expect(gateway.google.requests[0]?.query).toMatchObject({ sendUpdates: 'none' });
  const found = await gateway.get(CalendarEventQuery, { id: event.id });
  expect(found.calendarEvent).toEqual(event);
});

test('an all-day event has days and no hours', async ({ gateway }) => {
  const event = await createEvent(gateway, { time: { allDay: { startDate: '2030-05-01' } } });
  expect(event.time).toEqual({
    __typename: 'AllDayTime',
    startDate: '2030-05-01',
    endDate: '2030-05-02',
  });
});

test('the same idempotency key makes one event, however often and however parallel', async ({
  gateway,
}) => {
  const input = { summary: 'Once', time: morning('2030-06-03'), idempotencyKey: uniqueName('key') };
  const create = () => gateway.get(CreateCalendarEventMutation, { input });
  const answers = await Promise.all([create(), create(), create()]);
  const made = answers.map(({ createCalendarEvent }) => createCalendarEvent);
  expect(made.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(made.map(({ event }) => event.id)).size).toBe(1);
  expect(await eventsOf(gateway, { search: 'Once' })).toHaveLength(1);

  const id = made[0]?.event.id ?? '';
  await gateway.get(DeleteCalendarEventMutation, { input: { id } });
  const again = await gateway.ask(CreateCalendarEventMutation, { input });
  expect(firstError(again)).toMatchObject({ code: 'CONFLICT', reason: 'KEY_USED' });
});

test('events are found by range and words, and their pages follow one another', async ({
  gateway,
}) => {
  for (const day of ['04', '05', '06']) {
    await createEvent(gateway, { summary: `Paged ${day}`, time: morning(`2030-07-${day}`) });
  }
  const filter = { since: '2030-07-04T00:00:00Z', until: '2030-07-07T00:00:00Z', search: 'paged' };
  const page = async (first: number, after: string | null) =>
    (await gateway.get(CalendarEventsQuery, { filter, first, after })).calendarEvents;
  gateway.google.forget();
  const first = await page(2, null);
  expect(first.nodes.map(({ summary }) => summary)).toEqual(['Paged 04', 'Paged 05']);
  const second = await page(2, first.pageInfo.endCursor ?? '');
  expect(second.nodes.map(({ summary }) => summary)).toEqual(['Paged 06']);
  expect(second.pageInfo.hasNextPage).toBe(false);
  const fromTheMiddle = await page(2, first.edges[0]?.cursor ?? '');
  expect(fromTheMiddle.nodes[0]?.summary).toBe('Paged 05');
  expect(gateway.google.count('/events')).toBe(3);
});

test('a change with a stale ETag is refused and does nothing', async ({ gateway }) => {
  const event = await createEvent(gateway, { time: morning('2030-08-05') });
  const change = (summary: string) =>
    gateway.ask(UpdateCalendarEventMutation, {
      input: { id: event.id, etag: event.etag, summary, location: null },
    });
  expect((await change('First')).data?.updateCalendarEvent.event.summary).toBe('First');
  const second = await change('Second');
  expect(second.status).toBe(409);
  expect(firstError(second)).toMatchObject({ code: 'CONFLICT', reason: 'ETAG_MISMATCH' });
  const { calendarEvent } = await gateway.get(CalendarEventQuery, { id: event.id });
  expect(calendarEvent?.summary).toBe('First');
  expect(startOf(event)).toBe('2030-08-05T09:00:00');
});

test('an invitation is answered without touching what others answered', async ({ gateway }) => {
  const { id } = seedEvent(gateway, {
    organizer: { email: 'boss@example.com' },
    attendees: [
      { email: 'boss@example.com', responseStatus: 'accepted' },
      { email: ACCOUNT, self: true, responseStatus: 'needsAction' },
    ],
  });
  const input = { id, response: 'TENTATIVE', comment: 'A little late' } as const;
  const { respondToCalendarEvent } = await gateway.get(RespondToCalendarEventMutation, { input });
  expect(respondToCalendarEvent.event.attendees).toMatchObject([
    { email: 'boss@example.com', response: 'ACCEPTED', comment: null },
    { email: ACCOUNT, response: 'TENTATIVE', comment: 'A little late' },
  ]);
  const { id: others } = seedEvent(gateway, { attendees: [{ email: 'boss@example.com' }] });
  const refused = await gateway.ask(RespondToCalendarEventMutation, {
    input: { id: others, response: 'ACCEPTED' },
  });
  expect(firstError(refused)).toMatchObject({ code: 'CONFLICT', reason: 'NOT_INVITED' });
});

test('whoever stays invited keeps their answer when the list is written anew', async ({
  gateway,
}) => {
  const { id } = seedEvent(gateway, {
    attendees: [
      { email: 'stays@example.com', responseStatus: 'accepted', optional: true },
      { email: 'goes@example.com', responseStatus: 'declined' },
    ],
  });
  const attendees = [{ email: 'Stays@example.com' }, { email: 'comes@example.com' }];
  const { updateCalendarEvent } = await gateway.get(UpdateCalendarEventMutation, {
    input: { id, attendees, visibility: null },
  });
  expect(updateCalendarEvent.event.attendees).toMatchObject([
    { email: 'Stays@example.com', response: 'ACCEPTED', optional: true },
    { email: 'comes@example.com', response: 'NEEDS_ACTION' },
  ]);
});

test('what was deleted is gone, and says so the second time', async ({ gateway }) => {
  const { id } = await createEvent(gateway);
  const remove = () => gateway.ask(DeleteCalendarEventMutation, { input: { id } });
  expect((await remove()).data?.deleteCalendarEvent).toEqual({ account: ACCOUNT, deletedId: id });
  expect(firstError(await remove())).toMatchObject({ code: 'NOT_FOUND', reason: 'deleted' });
  const absent = await gateway.get(CalendarEventQuery, { id: 'absent0' });
  expect(absent.calendarEvent).toBeNull();
});

test('every write is in the audit log, with the account and the event', async ({ gateway }) => {
  gateway.clock.advance(1);
  const since = gateway.clock.now().toISOString();
  const { id } = await createEvent(gateway, { idempotencyKey: uniqueName('key') });
  await gateway.get(DeleteCalendarEventMutation, { input: { id } });
  const { data } = await gateway.send(
    AuditEventsQuery,
    { filter: { agent: gateway.agent, since } },
    gateway.superuser,
  );
  const events = data?.auditEvents.nodes ?? [];
  expect(events.map(({ action }) => action).sort()).toEqual([
    'CALENDAR_EVENT_CREATED',
    'CALENDAR_EVENT_DELETED',
  ]);
  for (const event of events) {
    expect(event).toMatchObject({ actorKind: 'AGENT', actorName: gateway.agent });
    expect(JSON.parse(event.details)).toMatchObject({ account: ACCOUNT, eventId: id });
  }
});

test('a superuser works with the connection that they name, and with none otherwise', async ({
  gateway,
}) => {
  const ask = (connection: string | null) =>
    gateway.send(CalendarsQuery, { connection }, gateway.superuser);
  expect((await ask(ACCOUNT)).data?.calendars.account).toBe(ACCOUNT);
  expect(firstError(await ask(null))).toMatchObject({
    code: 'BAD_USER_INPUT',
    argument: 'connection',
  });
});

test('a LiveKit token opens no calendar, and a token for reading changes none', async ({
  gateway,
}) => {
  const liveKit = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
  const refused = await gateway.send(CalendarsQuery, {}, providerHeader('LIVEKIT', liveKit.token));
  expect(refused.status).toBe(403);
  expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' });
  expect(refused.errors[0]?.message).toContain('only agents of Google Calendar MCP can have');

  const provider = 'GOOGLE_CALENDAR_MCP';
  const { token } = await generateToken(gateway, {
    provider,
    agent: gateway.agent,
    scopes: ['calendar.read'],
  });
  const headers = providerHeader(provider, token);
  expect((await gateway.send(CalendarsQuery, {}, headers)).status).toBe(200);
  const input = { id: 'event0' };
  const change = await gateway.send(DeleteCalendarEventMutation, { input }, headers);
  expect(firstError(change)).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' });
  expect(change.errors[0]?.message).toContain('which a superuser gives');
  expect(gateway.google.count(/^(?:PATCH|DELETE)/)).toBe(0);
});
