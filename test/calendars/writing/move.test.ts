import { describe, expect } from 'vitest';

import {
  calendarTest,
  createEvent,
  morning,
  seedEvent,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import { CalendarEventQuery, CalendarEventsQuery } from '../../support/calendar-operations.js';
import { MoveCalendarEventMutation } from '../../support/calendar-writing-operations.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { firstError } from '../../support/tokens.js';

const TEAM = 'team@group.calendar.google.com';
const WEEKLY = ['RRULE:FREQ=WEEKLY;COUNT=3'];

const test = calendarTest();

const move = (gateway: CalendarGateway, input: { id: string; etag?: string; calendar?: string }) =>
  gateway.ask(MoveCalendarEventMutation, { input: { destination: TEAM, ...input } });

test('an event moves with its id, and the other calendar organizes it', async ({ gateway }) => {
  const { id, etag } = await createEvent(gateway, { summary: 'Moving' });
  gateway.google.forget();
  const { data, errors } = await move(gateway, { id, etag });
  expect(errors).toEqual([]);
  expect(data?.moveCalendarEvent).toMatchObject({
    moved: true,
    event: { id, calendarId: TEAM, summary: 'Moving', organizer: { email: TEAM } },
  });
  expect(gateway.google.requests.find(({ method }) => method === 'POST')).toMatchObject({
    path: `/calendar/v3/calendars/primary/events/${id}/move`,
    query: { destination: TEAM, sendUpdates: 'all' },
  });
  const { data: audit } = await gateway.send(
    AuditEventsQuery,
    { filter: { agent: gateway.agent } },
    gateway.superuser,
  );
  const moved = audit?.auditEvents.nodes.find(({ action }) => action === 'CALENDAR_EVENT_MOVED');
  expect(JSON.parse(moved?.details ?? '{}')).toMatchObject({ eventId: id, destination: TEAM });
});

test('a series moves as a whole, with what was changed of it', async ({ gateway }) => {
  const { id } = await createEvent(gateway, { summary: 'Weekly', recurrence: WEEKLY });
  const { data } = await move(gateway, { id });
  expect(data?.moveCalendarEvent.moved).toBe(true);
  const { calendarEvents } = await gateway.get(CalendarEventsQuery, {
    calendar: TEAM,
    filter: { search: 'Weekly' },
  });
  expect(calendarEvents.nodes).toHaveLength(3);
});

test('a move that was made before changes nothing, and nobody is told', async ({ gateway }) => {
  const { id } = await createEvent(gateway);
  await move(gateway, { id });
  gateway.google.forget();
  expect((await move(gateway, { id })).data?.moveCalendarEvent.moved).toBe(false);
  expect((await move(gateway, { id, calendar: TEAM })).data?.moveCalendarEvent.moved).toBe(false);
  expect(gateway.google.count('POST')).toBe(0);
});

test('the account’s own calendar is the same by both of its names', async ({ gateway }) => {
  const { id } = await createEvent(gateway);
  gateway.google.forget();
  const input = { id, destination: ACCOUNT };
  const { moveCalendarEvent } = await gateway.get(MoveCalendarEventMutation, { input });
  expect(moveCalendarEvent).toMatchObject({ moved: false, event: { id } });
  expect(gateway.google.count('POST')).toBe(0);
});

test('a move whose answer got lost is found where it went', async ({ gateway }) => {
  const { id } = await createEvent(gateway);
  gateway.google.faults.on({ request: '/move', times: 1 }, { kind: 'lose-answer' });
  const { data } = await move(gateway, { id });
  expect(data?.moveCalendarEvent).toMatchObject({ moved: true, event: { calendarId: TEAM } });
});

describe('Nothing is moved', () => {
  test('by an instance’s id, and the series’ own is named', async ({ gateway }) => {
    const { id } = await createEvent(gateway, { time: morning('2030-05-06'), recurrence: WEEKLY });
    gateway.google.forget();
    const answer = await move(gateway, { id: `${id}_20300513T070000Z` });
    expect(firstError(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'INSTANCE',
      argument: 'input.id',
    });
    expect(answer.errors[0]?.message).toContain(id);
    expect(gateway.google.count('POST')).toBe(0);
  });

  test.for(['focusTime', 'outOfOffice', 'workingLocation', 'birthday', 'fromGmail'])(
    'that is of the type %s',
    async (eventType, { gateway }) => {
      const { id } = seedEvent(gateway, { eventType });
      const answer = await move(gateway, { id });
      expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.id' });
    },
  );

  test('that somebody else organizes', async ({ gateway }) => {
    const { id } = seedEvent(gateway, { organizer: { email: 'boss@example.com' } });
    expect(firstError(await move(gateway, { id }))).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'forbiddenForNonOrganizer',
    });
  });

  test('that was changed since, or is in neither calendar', async ({ gateway }) => {
    const { id } = await createEvent(gateway);
    expect(firstError(await move(gateway, { id, etag: '"old"' }))).toMatchObject({
      code: 'CONFLICT',
      reason: 'ETAG_MISMATCH',
    });
    expect(firstError(await move(gateway, { id: 'absent' }))).toMatchObject({ code: 'NOT_FOUND' });
    const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
    expect(calendarEvent?.status).toBe('CONFIRMED');
  });

  test('to a calendar that the account only reads', async ({ gateway }) => {
    const { id } = await createEvent(gateway);
    const destination = 'holidays@group.v.calendar.google.com';
    const answer = await gateway.ask(MoveCalendarEventMutation, { input: { id, destination } });
    expect(firstError(answer)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
