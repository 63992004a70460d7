import { expect } from 'vitest';

import type { UpdateCalendarEventInput } from '../../generated/graphql.js';
import { calendarTest, seedEvent, type CalendarGateway } from '../../support/calendar-gateway.js';
import { UpdateCalendarEventMutation } from '../../support/calendar-operations.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest({ env: { GOOGLE_TIMEOUT_SECONDS: '20' } });

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

const SELF = { email: ACCOUNT, self: true, organizer: true, responseStatus: 'accepted' };
const ANN = {
  email: 'ann@example.com',
  displayName: 'Ann',
  responseStatus: 'tentative',
  optional: true,
  comment: 'Perhaps',
  additionalGuests: 2,
};
const ROOM = { email: 'room@example.com', resource: true, responseStatus: 'accepted' };

const update = async (gateway: CalendarGateway, input: UpdateCalendarEventInput) =>
  (await gateway.get(UpdateCalendarEventMutation, { input })).updateCalendarEvent;
const refused = async (gateway: CalendarGateway, input: UpdateCalendarEventInput) =>
  firstError(await gateway.ask(UpdateCalendarEventMutation, { input }));
const guestsOf = ({ google }: CalendarGateway, id: string) =>
  google.events.get(ACCOUNT, id).attendees;

test('whoever stays keeps everything that is not said of them', async ({ gateway }) => {
  const { id } = seedEvent(gateway, { attendees: [SELF, ANN, ROOM] });
  const attendees = [{ email: ACCOUNT }, { email: 'ANN@example.com' }, { email: ROOM.email }];
  expect((await update(gateway, { id, attendees })).changed).toBe(false);
  const required = [{ email: 'ann@example.com', optional: false }];
  await update(gateway, { id, attendees: required });
  expect(guestsOf(gateway, id)).toEqual([{ ...ANN, optional: false }]);
});

test('a guest is added and another one removed without listing all', async ({ gateway }) => {
  const { id } = seedEvent(gateway, { attendees: [SELF, ANN, ROOM] });
  await update(gateway, {
    id,
    addAttendees: [{ email: 'bob@example.com' }],
    removeAttendees: ['ROOM@example.com', 'nobody@example.com'],
  });
  expect(guestsOf(gateway, id)).toEqual([SELF, ANN, { email: 'bob@example.com' }]);
  const { changed } = await update(gateway, {
    id,
    addAttendees: [{ email: 'Bob@example.com' }],
    removeAttendees: ['nobody@example.com'],
  });
  expect(changed).toBe(false);
  expect(gateway.google.count('PATCH ')).toBe(1);
});

test('guests that are added at the same time are all there', async ({ gateway }) => {
  const { id } = seedEvent(gateway, { attendees: [SELF] });
  const emails = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.com`);
  await Promise.all(emails.map((email) => update(gateway, { id, addAttendees: [{ email }] })));
  expect(
    guestsOf(gateway, id)
      ?.map(({ email }) => email ?? '')
      .sort(),
  ).toEqual([ACCOUNT, ...emails].sort());
});

test('guests are added to a whole series, and from an event of it on', async ({ gateway }) => {
  const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=4'];
  const { id } = seedEvent(gateway, { attendees: [SELF, ANN], recurrence });
  const addAttendees = [{ email: 'bob@example.com' }];
  await update(gateway, { id: `${id}_20300401T070000Z`, scope: 'ALL', addAttendees });
  expect(guestsOf(gateway, id)).toEqual([SELF, ANN, ...addAttendees]);
  const { event } = await update(gateway, {
    id: `${id}_20300408T070000Z`,
    scope: 'FOLLOWING',
    removeAttendees: ['ann@example.com'],
  });
  expect(guestsOf(gateway, event.id)).toEqual([SELF, ...addAttendees]);
  expect(guestsOf(gateway, id)).toEqual([SELF, ANN, ...addAttendees]);
});

test.for<[string, Omit<UpdateCalendarEventInput, 'id'>]>([
  ['replaced', { attendees: [{ email: 'bob@example.com' }] }],
  ['added', { addAttendees: [{ email: 'bob@example.com' }] }],
  ['removed', { removeAttendees: ['bob@example.com'] }],
])('nobody is %s where Google does not show all guests', async ([_how, change], { gateway }) => {
  const { id } = seedEvent(gateway, { attendees: [SELF], attendeesOmitted: true });
  for (const scope of ['THIS', 'ALL'] as const) {
    expect(await refused(gateway, { id, scope, ...change })).toMatchObject({
      code: 'CONFLICT',
      reason: 'ATTENDEES_OMITTED',
    });
  }
  await update(gateway, { id, location: 'Hall' });
  expect(guestsOf(gateway, id)).toEqual([SELF]);
});

test.for<[string, Omit<UpdateCalendarEventInput, 'id'>, string]>([
  [
    'all guests and one more',
    { attendees: [], addAttendees: [{ email: 'bob@example.com' }] },
    'input.addAttendees',
  ],
  [
    'the same one twice',
    { addAttendees: [{ email: 'a@example.com' }], removeAttendees: ['A@example.com'] },
    'input.removeAttendees.0',
  ],
  ['the organizer', { removeAttendees: ['x@example.com', ACCOUNT] }, 'input.removeAttendees.1'],
  [
    'a call that comes and goes',
    { addConference: true, removeConference: true },
    'input.removeConference',
  ],
])('a change is refused of %s', async ([_what, change, argument], { gateway }) => {
  const { id } = seedEvent(gateway, { attendees: [SELF, ANN] });
  expect(await refused(gateway, { id, ...change })).toMatchObject({
    code: 'BAD_USER_INPUT',
    argument,
  });
  expect(gateway.google.count('PATCH ')).toBe(0);
});
