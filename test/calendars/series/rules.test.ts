import { expect } from 'vitest';

import { calendarTest, createEvent } from '../../support/calendar-gateway.js';
import { UpdateCalendarEventMutation } from '../../support/calendar-operations.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest();

test('one event of a series is given no rule of its own', async ({ gateway }) => {
  const { id } = await createEvent(gateway, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
  gateway.google.forget();
  const recurrence = ['RRULE:FREQ=DAILY;COUNT=3'];
  const input = { id: `${id}_20300401T070000Z`, scope: 'THIS', recurrence } as const;
  const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
  expect(firstError(answer)).toMatchObject({ reason: 'INSTANCE', argument: 'input.recurrence' });
  expect(gateway.google.count('PATCH ')).toBe(0);
});

test.for<[string, string[]]>([
  ['small letters', ['rrule:freq=weekly;count=2', 'exdate;TZID=Europe/Berlin:20300401t090000']],
  ['spaces', [' RRULE: FREQ=WEEKLY; COUNT=2 ', 'EXDATE;TZID=Europe/Berlin: 20300401T090000 ']],
  ['an end too many', ['RRULE:FREQ=WEEKLY;COUNT=2;', 'EXDATE;TZID=Europe/Berlin:20300401T090000']],
])('a rule with %s is written as Google takes it', async ([_what, recurrence], { gateway }) => {
  const event = await createEvent(gateway, { recurrence });
  expect(event.recurrence).toEqual([
    'RRULE:FREQ=WEEKLY;COUNT=2',
    'EXDATE;TZID=Europe/Berlin:20300401T090000',
  ]);
});

test.for(['20300415T090000', '2030-04-15', '20300415T090000+0200', '2030-04-15T09:00:00Z'])(
  'how a rule ends is told for UNTIL=%s',
  async (until, { gateway }) => {
    const input = { id: 'event0', recurrence: [`RRULE:FREQ=WEEKLY;UNTIL=${until}`] };
    const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
    expect(answer.errors[0]?.message).toContain('UNTIL=20300415T215959Z');
  },
);

test.for<[string, string[]]>([
  ['a rule of another make', ['FREQ=DAILY']],
  ['two rules', ['RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY']],
  ['an unknown part', ['RRULE:FREQ=DAILY;HOW=OFTEN']],
  ['an unknown frequency', ['RRULE:FREQ=SOMETIMES']],
  ['two ends', ['RRULE:FREQ=DAILY;COUNT=2;UNTIL=20300401T000000Z']],
  ['a beginning', ['DTSTART:20300401T000000Z', 'RRULE:FREQ=DAILY']],
])(
  'recurrence with %s is refused before Google is asked',
  async ([_what, recurrence], { gateway }) => {
    gateway.google.forget();
    const answer = await gateway.ask(UpdateCalendarEventMutation, {
      input: { id: 'event0', recurrence },
    });
    expect(firstError(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input.recurrence',
    });
    expect(gateway.google.requests).toEqual([]);
  },
);
