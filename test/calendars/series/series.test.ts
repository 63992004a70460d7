import { expect } from 'vitest';

import type {
  CalendarEventFieldsFragment,
  CreateCalendarEventInput,
  UpdateCalendarEventInput,
} from '../../generated/graphql.js';
import {
  calendarTest,
  createEvent,
  eventsOf,
  morning,
  startOf,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import {
  CalendarEventsQuery,
  DeleteCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = calendarTest();

test.beforeEach(({ gateway }) => {
  gateway.google.faults.clear();
});

/** Five Mondays, the clocks being set forward after the first. */
async function weekly(gateway: CalendarGateway, input: Partial<CreateCalendarEventInput> = {}) {
  const summary = uniqueName('weekly');
  const series = await createEvent(gateway, {
    summary,
    time: morning('2030-03-25'),
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5'],
    ...input,
  });
  const all = () => eventsOf(gateway, { search: summary, until: '2030-05-01T00:00:00Z' });
  const nth = async (index: number) => (await all())[index] as CalendarEventFieldsFragment;
  return { series, all, nth, summary };
}

const update = (gateway: CalendarGateway, input: UpdateCalendarEventInput) =>
  gateway.get(UpdateCalendarEventMutation, { input });

test('a series keeps its hour when clocks are set', async ({ gateway }) => {
  const { all, series } = await weekly(gateway);
  const instances = await all();
  expect(instances.map(startOf)).toEqual([
    '2030-03-25T09:00:00',
    '2030-04-01T09:00:00',
    '2030-04-08T09:00:00',
    '2030-04-15T09:00:00',
    '2030-04-22T09:00:00',
  ]);
  expect(
    instances.map(({ time }) => time?.__typename === 'TimedTime' && time.startAt),
  ).toMatchObject(
    ['2030-03-25T08:00:00.000Z', '2030-04-01T07:00:00.000Z', {}, {}, {}].map((one) =>
      typeof one === 'string' ? one : (expect.any(String) as unknown),
    ),
  );
  expect(instances[0]?.seriesId).toBe(series.id);
});

test('one instance is changed alone', async ({ gateway }) => {
  const { all, nth } = await weekly(gateway);
  const { id, etag } = await nth(2);
  await update(gateway, { id, etag, location: 'Elsewhere', time: morning('2030-04-09', 11) });
  expect((await all()).map(({ location }) => location)).toEqual([
    null,
    null,
    'Elsewhere',
    null,
    null,
  ]);
  expect(startOf(await nth(2))).toBe('2030-04-09T11:00:00');
});

test('from an instance on, a series goes on as another one', async ({ gateway }) => {
  const { all, nth, series } = await weekly(gateway);
  const { id } = await nth(3);
  const { updateCalendarEvent } = await update(gateway, {
    id,
    scope: 'FOLLOWING',
    location: 'Elsewhere',
    time: morning('2030-04-15', 14),
  });
  expect(updateCalendarEvent.event.recurrence).toEqual(['RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2']);
  const instances = await all();
  expect(instances.map(startOf)).toEqual([
    '2030-03-25T09:00:00',
    '2030-04-01T09:00:00',
    '2030-04-08T09:00:00',
    '2030-04-15T14:00:00',
    '2030-04-22T14:00:00',
  ]);
  expect(instances.map(({ seriesId }) => seriesId === series.id)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('a series is changed as a whole by any of its instances, which all move by as much', async ({
  gateway,
}) => {
  const { all, nth } = await weekly(gateway);
  const { id } = await nth(2);
  await update(gateway, { id, scope: 'ALL', summary: null, time: morning('2030-04-08', 16) });
  expect(await all()).toEqual([]);
  const { series, all: others, nth: other } = await weekly(gateway);
  await update(gateway, { id: (await other(1)).id, scope: 'ALL', time: morning('2030-04-01', 16) });
  expect((await others()).map(startOf)[4]).toBe('2030-04-22T16:00:00');
  expect((await others())[0]?.seriesId).toBe(series.id);
});

test('a series is not moved to a day that its rule does not name', async ({ gateway }) => {
  const { nth } = await weekly(gateway);
  for (const scope of ['ALL', 'FOLLOWING'] as const) {
    const input = { id: (await nth(1)).id, scope, time: morning('2030-04-02') };
    const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.time' });
  }
});

test('a stale ETag of an instance stops a change of the whole series', async ({ gateway }) => {
  const { nth, all, summary } = await weekly(gateway);
  const { id, etag } = await nth(1);
  await update(gateway, { id, location: 'Somewhere' });
  for (const scope of ['ALL', 'FOLLOWING'] as const) {
    const input = { id, etag, scope, summary: `${summary} other` };
    const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
    expect(firstError(answer)).toMatchObject({ code: 'CONFLICT', reason: 'ETAG_MISMATCH' });
  }
  expect(await all()).toHaveLength(5);
});

test('nothing is lost or doubled when the second half of a split fails', async ({ gateway }) => {
  const { nth, all } = await weekly(gateway);
  const { id } = await nth(2);
  gateway.google.faults.on(
    { request: 'PATCH ', times: 1 },
    { kind: 'refuse', status: 412, reason: 'conditionNotMet' },
  );
  const input = { id, scope: 'FOLLOWING', location: 'Elsewhere' } as const;
  const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
  expect(firstError(answer)).toMatchObject({ code: 'CONFLICT', reason: 'ETAG_MISMATCH' });
  expect((await all()).map(({ location }) => location)).toEqual([null, null, null, null, null]);
});

test.for([
  ['THIS', 4],
  ['FOLLOWING', 2],
  ['ALL', 0],
] as const)('deleting %s leaves %i of five instances', async ([scope, left], { gateway }) => {
  const { nth, all } = await weekly(gateway);
  const { id } = await nth(2);
  await gateway.get(DeleteCalendarEventMutation, { input: { id, scope } });
  expect(await all()).toHaveLength(left);
});

test('all-day series are split by days', async ({ gateway }) => {
  const { nth, all } = await weekly(gateway, {
    time: { allDay: { startDate: '2030-03-29', endDate: '2030-03-31' } },
    recurrence: ['RRULE:FREQ=DAILY;INTERVAL=3', 'EXDATE;VALUE=DATE:20300401,20300407'],
  });
  await update(gateway, { id: (await nth(1)).id, scope: 'FOLLOWING', location: 'Elsewhere' });
  const found = (await all()).slice(0, 4);
  expect(found.map(startOf)).toEqual(['2030-03-29', '2030-04-04', '2030-04-10', '2030-04-13']);
  expect(found.map(({ location }) => location)).toEqual([
    null,
    'Elsewhere',
    'Elsewhere',
    'Elsewhere',
  ]);
});

test('what a series leaves out, and where it ends, move with it', async ({ gateway }) => {
  const { all, nth } = await weekly(gateway, {
    recurrence: [
      'RRULE:FREQ=WEEKLY;UNTIL=20300422T070000Z',
      'EXDATE:20300401T070000Z',
      'EXDATE;TZID=America/New_York:20300408T030000',
      'RDATE;TZID=Europe/Berlin:20300410T090000',
    ],
  });
  await update(gateway, { id: (await nth(0)).id, scope: 'ALL', time: morning('2030-03-26', 11) });
  const { event } = (
    await update(gateway, { id: (await nth(0)).id, scope: 'ALL', location: 'Hall' })
  ).updateCalendarEvent;
  expect(event.recurrence).toEqual([
    'RRULE:FREQ=WEEKLY;UNTIL=20300423T090000Z',
    'EXDATE:20300402T090000Z',
    'EXDATE;TZID=America/New_York:20300409T050000',
    'RDATE;TZID=Europe/Berlin:20300411T110000',
  ]);
  expect((await all()).map(startOf)).toEqual([
    '2030-03-26T11:00:00',
    '2030-04-11T11:00:00',
    '2030-04-16T11:00:00',
    '2030-04-23T11:00:00',
  ]);
});

test('an event that was deleted does not come back when its series is moved or split', async ({
  gateway,
}) => {
  for (const scope of ['ALL', 'FOLLOWING'] as const) {
    const { all, nth } = await weekly(gateway);
    await gateway.get(DeleteCalendarEventMutation, { input: { id: (await nth(3)).id } });
    await update(gateway, { id: (await nth(1)).id, scope, time: morning('2030-04-01', 12) });
    expect(await all()).toHaveLength(4);
    expect((await all()).map(startOf)).not.toContain('2030-04-15T12:00:00');
  }
});

test('the first half of a split that is moved has as many events as before', async ({
  gateway,
}) => {
  const { all, nth } = await weekly(gateway);
  await update(gateway, { id: (await nth(2)).id, scope: 'FOLLOWING', location: 'Hall' });
  await update(gateway, { id: (await nth(0)).id, scope: 'ALL', time: morning('2030-03-25', 7) });
  expect((await all()).map(startOf)).toEqual([
    '2030-03-25T07:00:00',
    '2030-04-01T07:00:00',
    '2030-04-08T09:00:00',
    '2030-04-15T09:00:00',
    '2030-04-22T09:00:00',
  ]);
});

test('a series by months is not moved to a day that some months lack', async ({ gateway }) => {
  const recurrence = ['RRULE:FREQ=MONTHLY;COUNT=5'];
  const { series } = await weekly(gateway, { time: morning('2030-01-30'), recurrence });
  const input = { id: series.id, scope: 'ALL', time: morning('2030-01-27') } as const;
  const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
  expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.time' });
});

test('no series is split at a date besides its rule', async ({ gateway }) => {
  const { nth } = await weekly(gateway, {
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3', 'RDATE;TZID=Europe/Berlin:20300327T090000'],
  });
  const input = { id: (await nth(1)).id, scope: 'FOLLOWING', location: 'Hall' } as const;
  const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
  expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.id' });
});

test.for(['THIS', undefined] as const)(
  'a series’ own id is no single event: scope %s changes and deletes nothing',
  async (scope, { gateway }) => {
    const { series, all, nth } = await weekly(gateway);
    gateway.google.forget();
    const target = { id: series.id, ...(scope && { scope }) };
    const answers = [
      await gateway.ask(UpdateCalendarEventMutation, { input: { ...target, location: 'Hall' } }),
      await gateway.ask(UpdateCalendarEventMutation, {
        input: { ...target, attendees: [{ email: 'guest@example.com' }] },
      }),
      await gateway.ask(DeleteCalendarEventMutation, { input: target }),
    ];
    expect(gateway.google.count(/^(?:PATCH|DELETE|POST) .*events/)).toBe(0);
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      const { code, reason, argument } = firstError(answer);
      expect([code, reason, argument]).toEqual(['BAD_USER_INPUT', 'SERIES', 'input.scope']);
      expect(answer.errors[0]?.message).toContain((await nth(0)).id);
    }
    expect((await all()).map(({ location }) => location)).toEqual([null, null, null, null, null]);
  },
);

test('one instance is deleted by its id, without reading it', async ({ gateway }) => {
  const { all, nth } = await weekly(gateway);
  const { id } = await nth(1);
  gateway.google.forget();
  await gateway.get(DeleteCalendarEventMutation, { input: { id, scope: 'THIS' } });
  expect(gateway.google.requests.map(({ method }) => method)).toEqual(['DELETE']);
  expect(await all()).toHaveLength(4);
});

test('the first instance of an all-day series is named where the series was', async ({
  gateway,
}) => {
  const { series, nth } = await weekly(gateway, {
    time: { allDay: { startDate: '2030-03-29' } },
    recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
  });
  const answer = await gateway.ask(DeleteCalendarEventMutation, { input: { id: series.id } });
  expect(answer.errors[0]?.message).toContain((await nth(0)).id);
});

test('a list shows a series once where it is asked for series', async ({ gateway }) => {
  const { summary, series } = await weekly(gateway);
  const filter = { search: summary, recurring: 'SERIES' } as const;
  const { calendarEvents } = await gateway.get(CalendarEventsQuery, { filter });
  expect(calendarEvents.nodes.map(({ id }) => id)).toEqual([series.id]);
  expect(calendarEvents.nodes[0]?.recurrence).toEqual(['RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5']);
});
