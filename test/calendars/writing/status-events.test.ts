import { describe, expect } from 'vitest';

import type {
  CreateCalendarEventInput,
  UpdateCalendarEventInput,
} from '../../generated/graphql.js';
import { calendarTest, createEvent, morning, seedEvent } from '../../support/calendar-gateway.js';
import { UpdateCalendarEventMutation } from '../../support/calendar-operations.js';
import {
  CreateWithConflictsMutation,
  UpdateWithConflictsMutation,
} from '../../support/calendar-writing-operations.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { firstError } from '../../support/tokens.js';

const TEAM = 'team@group.calendar.google.com';
const ALL_DAY = { allDay: { startDate: '2030-03-25' } };

const test = calendarTest();

test('guests may do what was said, and what Google lets them otherwise', async ({ gateway }) => {
  const { createCalendarEvent } = await gateway.get(CreateWithConflictsMutation, {
    input: { time: morning() },
  });
  const { id, ...byDefault } = createCalendarEvent.event;
  expect(byDefault).toMatchObject({
    guestsCanModify: false,
    guestsCanInviteOthers: true,
    guestsCanSeeOtherGuests: true,
  });
  const change = async (input: Partial<UpdateCalendarEventInput>) =>
    (await gateway.get(UpdateWithConflictsMutation, { input: { id, ...input } }))
      .updateCalendarEvent.event;
  const said = { guestsCanModify: true, guestsCanInviteOthers: false };
  expect(await change(said)).toMatchObject({ ...said, guestsCanSeeOtherGuests: true });
  expect(await change({ guestsCanSeeOtherGuests: false })).toMatchObject({
    ...said,
    guestsCanSeeOtherGuests: false,
  });
  expect(await change({ guestsCanInviteOthers: null })).toMatchObject({
    guestsCanInviteOthers: true,
  });
});

const asGoogleHas: readonly (readonly [Partial<CreateCalendarEventInput>, object])[] = [
  [
    {
      eventType: 'FOCUS_TIME',
      autoDeclineMode: 'DECLINE_ONLY_NEW_CONFLICTING_INVITATIONS',
      declineMessage: 'Writing.',
      chatStatus: 'DO_NOT_DISTURB',
    },
    {
      eventType: 'focusTime',
      transparency: 'opaque',
      focusTimeProperties: {
        autoDeclineMode: 'declineOnlyNewConflictingInvitations',
        declineMessage: 'Writing.',
        chatStatus: 'doNotDisturb',
      },
    },
  ],
  [
    { eventType: 'OUT_OF_OFFICE' },
    {
      eventType: 'outOfOffice',
      transparency: 'opaque',
      outOfOfficeProperties: { autoDeclineMode: 'declineNone' },
    },
  ],
  [
    {
      eventType: 'WORKING_LOCATION',
      workingLocation: { place: 'CUSTOM', label: 'Library' },
      time: ALL_DAY,
    },
    {
      eventType: 'workingLocation',
      transparency: 'transparent',
      visibility: 'public',
      workingLocationProperties: {
        type: 'customLocation',
        customLocation: { label: 'Library' },
      },
    },
  ],
  [
    { eventType: 'WORKING_LOCATION', workingLocation: { place: 'HOME' } },
    { workingLocationProperties: { type: 'homeOffice', homeOffice: {} } },
  ],
];

test.for(asGoogleHas)('%o is made as Google has it', async ([input, stored], { gateway }) => {
  for (const calendar of ['primary', ACCOUNT]) {
    const { id } = await createEvent(gateway, { ...input, calendar });
    expect(gateway.google.events.get(ACCOUNT, id)).toMatchObject(stored);
  }
});

const focus = { eventType: 'FOCUS_TIME' } as const;
const away = { eventType: 'OUT_OF_OFFICE' } as const;
const place = {
  eventType: 'WORKING_LOCATION',
  workingLocation: { place: 'HOME' },
} as const;
const refused: readonly (readonly [string, Partial<CreateCalendarEventInput>])[] = [
  ['calendar', { ...focus, calendar: TEAM }],
  ['calendar', { ...place, calendar: TEAM }],
  ['time.allDay', { ...focus, time: ALL_DAY }],
  ['time.allDay', { ...away, time: ALL_DAY }],
  ['attendees', { ...away, attendees: [{ email: 'a@example.com' }] }],
  ['addConference', { ...focus, addConference: true }],
  ['transparency', { ...away, transparency: 'TRANSPARENT' }],
  ['chatStatus', { ...away, chatStatus: 'AVAILABLE' }],
  ['autoDeclineMode', { autoDeclineMode: 'DECLINE_NONE' }],
  ['declineMessage', { ...place, declineMessage: 'No.' }],
  ['workingLocation', { eventType: 'WORKING_LOCATION' }],
  ['workingLocation', { ...focus, workingLocation: { place: 'HOME' } }],
  ['transparency', { ...place, transparency: 'OPAQUE' }],
  ['visibility', { ...place, visibility: 'PRIVATE' }],
  [
    'time.allDay.endDate',
    { ...place, time: { allDay: { startDate: '2030-03-25', endDate: '2030-03-27' } } },
  ],
];

test.for(refused)(
  '%s is refused, and Google not asked: %o',
  async ([argument, input], { gateway }) => {
    gateway.google.forget();
    const answer = await gateway.ask(CreateWithConflictsMutation, {
      input: { time: morning(), ...input },
    });
    expect(firstError(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: `input.${argument}`,
    });
    expect(gateway.google.count('/events')).toBe(0);
  },
);

test('what Google says against an account without Workspace is passed on', async ({ gateway }) => {
  gateway.google.faults.on(
    { request: 'POST', times: 1 },
    { kind: 'refuse', status: 400, reason: 'eventTypeRestriction' },
  );
  const answer = await gateway.ask(CreateWithConflictsMutation, {
    input: { time: morning(), ...focus },
  });
  expect(firstError(answer)).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'eventTypeRestriction',
  });
  expect(answer.errors[0]?.message).toContain('Refused: eventTypeRestriction');
});

describe('A change', () => {
  test('of what is declined keeps the rest', async ({ gateway }) => {
    const { id } = await createEvent(gateway, { ...focus, declineMessage: 'Writing.' });
    await gateway.get(UpdateWithConflictsMutation, {
      input: { id, autoDeclineMode: 'DECLINE_ALL_CONFLICTING_INVITATIONS' },
    });
    expect(gateway.google.events.get(ACCOUNT, id).focusTimeProperties).toEqual({
      autoDeclineMode: 'declineAllConflictingInvitations',
      declineMessage: 'Writing.',
    });
  });

  test('to what an event says already is none, and one from an instance on keeps the rest', async ({
    gateway,
  }) => {
    const { id } = seedEvent(gateway, {
      eventType: 'outOfOffice',
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      outOfOfficeProperties: { autoDeclineMode: 'declineNone', declineMessage: 'Away.' },
    });
    const instance = `${id}_20300401T070000Z`;
    const same = { id: instance, declineMessage: 'Away.' };
    const unchanged = await gateway.get(UpdateCalendarEventMutation, { input: same });
    expect(unchanged.updateCalendarEvent.changed).toBe(false);
    const autoDeclineMode = 'DECLINE_ALL_CONFLICTING_INVITATIONS';
    const { updateCalendarEvent } = await gateway.get(UpdateCalendarEventMutation, {
      input: { id: instance, scope: 'FOLLOWING', autoDeclineMode },
    });
    const { outOfOfficeProperties } = gateway.google.events.get(
      ACCOUNT,
      updateCalendarEvent.event.id,
    );
    expect(outOfOfficeProperties).toEqual({
      autoDeclineMode: 'declineAllConflictingInvitations',
      declineMessage: 'Away.',
    });
  });

  test('of what the event’s type does not have is refused', async ({ gateway }) => {
    const { id } = await createEvent(gateway, away);
    const { id: plain } = await createEvent(gateway);
    for (const [argument, input] of [
      ['chatStatus', { id, chatStatus: 'AVAILABLE' }],
      ['declineMessage', { id: plain, declineMessage: 'No.' }],
    ] as const) {
      const answer = await gateway.ask(UpdateWithConflictsMutation, { input });
      expect(firstError(answer)).toMatchObject({ argument: `input.${argument}` });
    }
  });
});
