import { describe, expect } from 'vitest';

import type { NewCalendarEventInput } from '../../generated/graphql.js';
import {
  calendarTest,
  eventsOf,
  morning,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import { DeleteCalendarEventMutation } from '../../support/calendar-operations.js';
import { CreateCalendarEventsMutation } from '../../support/calendar-writing-operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const INSERT = /POST .*\/events$/;

const test = calendarTest();

const day = (of: number) => `2031-01-${String(of).padStart(2, '0')}`;
const eventsFor = (word: string, count: number): NewCalendarEventInput[] =>
  Array.from({ length: count }, (_, n) => ({
    summary: `${word} ${String(n)}`,
    time: morning(day((n % 28) + 1)),
  }));

const ask = (gateway: CalendarGateway, events: NewCalendarEventInput[], idempotencyKey: string) =>
  gateway.ask(CreateCalendarEventsMutation, { input: { events, idempotencyKey } });

async function make(gateway: CalendarGateway, events: NewCalendarEventInput[], key: string) {
  const { data, errors } = await ask(gateway, events, key);
  expect(errors).toEqual([]);
  return data?.createCalendarEvents.results ?? [];
}

test('the same key and events make nothing twice, however often and however parallel', async ({
  gateway,
}) => {
  const [word, key] = [uniqueName('batch'), uniqueName('key')];
  const events = eventsFor(word, 4);
  const answers = await Promise.all([make(gateway, events, key), make(gateway, events, key)]);
  answers.push(await make(gateway, events, key));
  const ids = answers.map((results) => results.map(({ event }) => event?.id));
  expect(ids[0]).toHaveLength(4);
  expect(ids).toEqual([ids[0], ids[0], ids[0]]);
  expect(answers.flat().filter(({ created }) => created)).toHaveLength(4);
  expect(await eventsOf(gateway, { search: word })).toHaveLength(4);
});

test('a repeat asks Google what is there, and sends nothing again', async ({ gateway }) => {
  const key = uniqueName('key');
  const events = eventsFor(uniqueName('batch'), 5);
  await make(gateway, events, key);
  gateway.google.forget();
  await make(gateway, events, key);
  expect(gateway.google.count('POST')).toBe(0);
});

test('a calendar’s address in capitals is the same calendar to a key', async ({ gateway }) => {
  const key = uniqueName('key');
  const events = eventsFor(uniqueName('batch'), 2);
  const [first] = await make(gateway, events, key);
  const input = { events, idempotencyKey: key, calendar: 'Maya@Example.COM' };
  const { data } = await gateway.ask(CreateCalendarEventsMutation, { input });
  const [again] = data?.createCalendarEvents.results ?? [];
  expect(again).toMatchObject({ created: false, event: { id: first?.event?.id } });
});

test('a repeat finds what is on a further page of Google’s', async ({ gateway }) => {
  const key = uniqueName('key');
  const events = eventsFor(uniqueName('batch'), 2);
  await make(gateway, events, key);
  gateway.google.faults.on(
    { request: /GET .*\/events$/, times: 1 },
    { kind: 'change', change: (body) => ({ ...body, items: [], nextPageToken: '0' }) },
  );
  gateway.google.forget();
  const again = await make(gateway, events, key);
  expect(again.map(({ created }) => created)).toEqual([false, false]);
  expect(gateway.google.count('POST')).toBe(0);
});

test('what Google refuses is told for each event, and a repeat makes the rest', async ({
  gateway,
}) => {
  const key = uniqueName('key');
  const events = eventsFor(uniqueName('batch'), 6);
  gateway.google.faults.on(
    { request: INSERT, times: 2 },
    { kind: 'refuse', status: 400, reason: 'invalid' },
  );
  const results = await make(gateway, events, key);
  const failed = results.flatMap(({ error }, place) => (error ? [{ place, error }] : []));
  expect(failed).toHaveLength(2);
  for (const { place, error } of failed) {
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', argument: `events.${String(place)}` });
  }
  const again = await make(gateway, events, key);
  expect(again.map(({ created }) => created)).toEqual(results.map(({ error }) => error !== null));
});

test('an event that was changed in between is found as it is now', async ({ gateway }) => {
  const key = uniqueName('key');
  const events = eventsFor(uniqueName('batch'), 2);
  const [first] = await make(gateway, events, key);
  gateway.google.events.patch(
    'maya@example.com',
    first?.event?.id ?? '',
    { summary: 'New' },
    undefined,
  );
  const [again] = await make(gateway, events, key);
  expect(again).toMatchObject({ created: false, event: { summary: 'New' } });
});

describe('Nothing is made', () => {
  test('where the key made other events before, and each that differs is named', async ({
    gateway,
  }) => {
    const key = uniqueName('key');
    const events = eventsFor(uniqueName('batch'), 3);
    await make(gateway, events, key);
    gateway.google.forget();
    const others = events.map((event, n) => (n === 1 ? { ...event, location: 'Hall' } : event));
    const answer = await ask(gateway, [...others, ...eventsFor('Further', 1)], key);
    expect(firstError(answer)).toMatchObject({
      code: 'CONFLICT',
      reason: 'KEY_USED',
      argument: 'input.events.1',
    });
    expect(gateway.google.count('POST')).toBe(0);
  });

  test('where one event is wrong, and all that is wrong is named', async ({ gateway }) => {
    const events = eventsFor(uniqueName('batch'), 4);
    const wrong = events.map((event, n) => {
      if (n === 1) return { ...event, summary: 'x'.repeat(2_000) };
      return n === 3 ? { ...event, time: {} } : event;
    });
    gateway.google.forget();
    const { errors } = await ask(gateway, wrong, uniqueName('key'));
    expect(errors[0]?.extensions['problems']).toMatchObject([
      { path: 'input.events.1.summary' },
      { path: 'input.events.3.time' },
    ]);
    expect(gateway.google.count('POST')).toBe(0);
  });

  test.for([0, 51])('of %i events', async (count, { gateway }) => {
    const answer = await ask(gateway, eventsFor('Many', count), uniqueName('key'));
    expect(firstError(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input.events',
    });
  });

  test('in a calendar that cannot be written, and that is asked once', async ({ gateway }) => {
    gateway.google.forget();
    const input = {
      calendar: 'holidays@group.v.calendar.google.com',
      events: eventsFor('Refused', 9),
      idempotencyKey: uniqueName('key'),
    };
    const answer = await gateway.ask(CreateCalendarEventsMutation, { input });
    expect(firstError(answer)).toMatchObject({ code: 'FORBIDDEN' });
    expect(gateway.google.count('POST')).toBe(1);
  });
});

test('an event of the batch that was deleted stays deleted, and says so', async ({ gateway }) => {
  const key = uniqueName('key');
  const events = eventsFor(uniqueName('batch'), 2);
  const [first] = await make(gateway, events, key);
  const id = first?.event?.id ?? '';
  await gateway.get(DeleteCalendarEventMutation, { input: { id } });
  const [deleted, other] = await make(gateway, events, key);
  expect(deleted?.error).toMatchObject({ code: 'CONFLICT', reason: 'KEY_USED' });
  expect(other).toMatchObject({ created: false, error: null });
});

test('events of one call are conflicts of each other, by one request for all', async ({
  gateway,
}) => {
  const time = morning('2031-03-03');
  const events = [
    { summary: 'One', time },
    { summary: 'Other', time },
    { summary: 'Later', time: morning('2031-03-03', 10) },
  ];
  gateway.google.forget();
  const results = await make(gateway, events, uniqueName('key'));
  expect(results.map(({ conflicts }) => conflicts?.map(({ summary }) => summary))).toEqual([
    ['Other'],
    ['One'],
    [],
  ]);
  expect(gateway.google.count(/GET .*\/events$/)).toBe(2);
});
