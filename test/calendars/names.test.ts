import { expect } from 'vitest';

import {
  calendarTest,
  createEvent,
  seedEvent,
  type CalendarGateway,
} from '../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  CalendarEventsQuery,
  CalendarQuery,
  DeleteCalendarEventMutation,
  FreeBusyQuery,
  UpdateCalendarEventMutation,
} from '../support/calendar-operations.js';
import { ACCOUNT } from '../support/google/google-emulator.js';
import { firstError } from '../support/tokens.js';

const TEAM = 'team@group.calendar.google.com';
const LIST = 'GET /calendar/v3/users/me/calendarList';

const test = calendarTest();

test.beforeAll(({ gateway }) => {
  const add = (id: string, summary: string, timeZone = 'Australia/Sydney') => {
    gateway.google.addCalendar({ id, summary, timeZone });
  };
  add('cafe@group.calendar.google.com', 'Cafe\u0301 Große Straße');
  add('one@group.calendar.google.com', 'Twins');
  add('two@group.calendar.google.com', 'twins');
  add('three@group.calendar.google.com', 'TWINS');
  add('sales@group.calendar.google.com', 'sales@acme');
});

test.beforeEach(({ gateway }) => {
  gateway.google.faults.clear();
  gateway.google.forget();
});

const idOf = async (gateway: CalendarGateway, id: string) =>
  (await gateway.get(CalendarQuery, { id })).calendar?.id;

test('a calendar is found by its name: as it is written, or else but for case and space', async ({
  gateway,
}) => {
  expect(await idOf(gateway, 'Team')).toBe(TEAM);
  expect(gateway.google.count(LIST)).toBe(2);
  expect(await idOf(gateway, '  tEAM ')).toBe(TEAM);
  expect(await idOf(gateway, 'caf\u00e9  GROSSE straße')).toBe('cafe@group.calendar.google.com');
  expect(await idOf(gateway, 'Twins')).toBe('one@group.calendar.google.com');
  expect(await idOf(gateway, 'TWINS')).toBe('three@group.calendar.google.com');
  expect(await idOf(gateway, ' Primary ')).toBe(ACCOUNT);
});

test('a name with an @ is taken for an id first', async ({ gateway }) => {
  expect(await idOf(gateway, 'Sales@Acme')).toBe('sales@group.calendar.google.com');
  const range = { since: '2030-04-01T00:00:00Z', until: '2030-04-02T00:00:00Z' };
  const calendars = ['sales@acme', 'nobody@example.org'];
  const { freeBusy } = await gateway.get(FreeBusyQuery, { ...range, calendars });
  expect(freeBusy.calendars).toEqual([
    { calendarId: 'sales@group.calendar.google.com', busy: [], unavailableReason: null },
    { calendarId: 'nobody@example.org', busy: [], unavailableReason: 'notFound' },
  ]);
});

test('every page of the list is looked through', async ({ gateway }) => {
  for (let index = 0; index < 260; index += 1) {
    const id = `x${String(index)}@group.calendar.google.com`;
    gateway.google.addCalendar({ id, summary: `No. ${String(index)}`, timeZone: 'Asia/Tokyo' });
  }
  gateway.google.forget();
  expect(await idOf(gateway, 'No. 259')).toBe('x259@group.calendar.google.com');
  expect(gateway.google.requests.filter(({ path }) => path.endsWith('calendarList'))).toHaveLength(
    2,
  );
});

test('a name of several calendars is refused, with their ids', async ({ gateway }) => {
  const answer = await gateway.ask(CalendarEventsQuery, { calendar: 'tWiNs' });
  expect(firstError(answer)).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'AMBIGUOUS_NAME',
    argument: 'calendar',
  });
  expect(answer.errors[0]?.message).toContain('one@group.calendar.google.com or two@group');
});

test('a name of no calendar is not found, and near ones are named', async ({ gateway }) => {
  const answer = await gateway.ask(CalendarEventsQuery, { calendar: 'Teem' });
  expect(firstError(answer)).toMatchObject({
    code: 'NOT_FOUND',
    nearNames: expect.arrayContaining([{ id: TEAM, name: 'Team' }]) as unknown,
  });
  expect(answer.errors[0]?.message).not.toContain('Team');
});

test('events are made, read, changed and deleted in a calendar by its name', async ({
  gateway,
}) => {
  const calendar = 'team';
  const { id, calendarId } = await createEvent(gateway, { calendar });
  expect(calendarId).toBe(TEAM);
  const listed = await gateway.get(CalendarEventsQuery, { calendar });
  expect(listed.calendarEvents.nodes).toMatchObject([{ id, calendarId: TEAM }]);
  const found = await gateway.get(CalendarEventQuery, { calendar, id });
  expect(found.calendarEvent).toMatchObject({ calendarId: TEAM });
  const input = { calendar, id, summary: 'Changed' };
  const changed = await gateway.get(UpdateCalendarEventMutation, { input });
  expect(changed.updateCalendarEvent.event).toMatchObject({ summary: 'Changed' });
  await gateway.get(DeleteCalendarEventMutation, { input: { calendar, id } });
});

test('the name that the account gave a calendar comes before its own', async ({ gateway }) => {
  gateway.google.faults.on(
    { request: /calendarList$/ },
    {
      kind: 'change',
      change: () => ({
        items: [
          { id: 'a@group.calendar.google.com', summary: 'Team' },
          { id: ACCOUNT, summary: 'Other', summaryOverride: 'Boss' },
          { id: TEAM, summary: 'Boss', summaryOverride: 'Crew' },
        ],
      }),
    },
  );
  const { id } = seedEvent(gateway, { summary: 'Mine' });
  const seen = await gateway.get(CalendarEventQuery, { calendar: 'boss', id });
  expect(seen.calendarEvent).toMatchObject({ calendarId: ACCOUNT });
});
