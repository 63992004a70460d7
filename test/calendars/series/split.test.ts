import { expect } from 'vitest';

import type { UpdateCalendarEventInput } from '../../generated/graphql.js';
import { calendarTest, eventsOf, seedEvent, startOf } from '../../support/calendar-gateway.js';
import {
  DeleteCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import type { CalendarGateway } from '../../support/calendar-gateway.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import type { GoogleEvent } from '../../support/google/recurrence.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = calendarTest({ env: { GOOGLE_TIMEOUT_SECONDS: '20' } });

test.beforeEach(({ gateway }) => {
  gateway.google.faults.clear();
  gateway.google.forget();
});

const BOSS = { organizer: { email: 'boss@example.com' } };
const GUESTS = [
  { email: 'ann@example.com', responseStatus: 'accepted', optional: true, comment: 'Yes' },
  { email: 'bob@example.com', responseStatus: 'needsAction', additionalGuests: 2 },
];

/** Five Mondays from 25 March 2030 on. */
function weekly(gateway: CalendarGateway, event: Partial<GoogleEvent> = {}) {
  const summary = uniqueName('weekly');
  const series = seedEvent(gateway, {
    summary,
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'],
    ...event,
  });
  return {
    id: series.id,
    instance: (day: string) => `${series.id}_2030${day}T${day < '0331' ? '08' : '07'}0000Z`,
    all: () => eventsOf(gateway, { search: summary, until: '2030-06-01T00:00:00Z' }),
    stored: (id: string) => gateway.google.events.get(ACCOUNT, id),
  };
}

const update = (gateway: CalendarGateway, input: UpdateCalendarEventInput) =>
  gateway.get(UpdateCalendarEventMutation, { input });
const refused = async (gateway: CalendarGateway, input: UpdateCalendarEventInput) =>
  firstError(await gateway.ask(UpdateCalendarEventMutation, { input }));
const writes = ({ google }: CalendarGateway) =>
  google.requests.filter(({ method, path }) => method !== 'GET' && path.includes('/events'));

test('guests hear of a split once all of it is done', async ({ gateway }) => {
  const { instance, stored } = weekly(gateway, { attendees: GUESTS });
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  const { event, changed } = (await update(gateway, input)).updateCalendarEvent;
  expect(changed).toBe(true);
  expect(writes(gateway).map(({ method, query }) => [method, query['sendUpdates']])).toEqual([
    ['POST', 'none'],
    ['PATCH', 'all'],
    ['PATCH', 'all'],
  ]);
  expect(stored(event.id).attendees).toEqual(GUESTS);
});

test.for([1, 2])('nothing is left of a split whose change %i fails', async (nth, { gateway }) => {
  const { instance, all } = weekly(gateway, { attendees: GUESTS });
  const request = /PATCH .*\/events\//;
  let seen = 0;
  for (let passed = 1; passed < nth; passed += 1) {
    gateway.google.faults.on({ request, times: 1 }, { kind: 'delay', ms: 0 });
  }
  gateway.google.faults.on({ request, times: 1 }, { kind: 'refuse', status: 403, reason: 'no' });
  const before = await all();
  const { code } = await refused(gateway, {
    id: instance('0408'),
    scope: 'FOLLOWING',
    location: 'Hall',
  });
  expect(code).toBe('FORBIDDEN');
  const after = await all();
  expect(after.map(startOf)).toEqual(before.map(startOf));
  expect(after.map(({ location }) => location)).toEqual(before.map(({ location }) => location));
  for (const { method, query } of writes(gateway)) {
    if (method === 'PATCH') seen += 1;
    if (method === 'PATCH' && seen <= nth) continue;
    expect([method, query['sendUpdates']]).toEqual([method, 'none']);
  }
});

test('an answer that is lost on the way loses and doubles no event', async ({ gateway }) => {
  for (const request of ['POST ', 'PATCH ', 'PATCH ']) {
    const { instance, all } = weekly(gateway, { attendees: GUESTS });
    gateway.google.faults.on({ request, times: 1 }, { kind: 'lose-answer' });
    await update(gateway, { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' });
    expect((await all()).map(({ location }) => location)).toEqual([
      ...[null, null, 'Hall', 'Hall', 'Hall'],
    ]);
  }
});

test('a second attempt finds what one made that broke off', async ({ gateway }) => {
  const { instance, all } = weekly(gateway, { attendees: GUESTS });
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  // Nothing but the new series is written, and it is not taken back.
  gateway.google.faults.on(
    { request: /(PATCH|DELETE) / },
    { kind: 'refuse', status: 403, reason: 'no' },
  );
  expect((await refused(gateway, input)).code).toBe('FORBIDDEN');
  expect(await all()).toHaveLength(8);
  gateway.google.faults.clear();
  await update(gateway, input);
  expect(await all()).toHaveLength(5);
});

test('the same split at the same time is made once', async ({ gateway }) => {
  const { instance, all } = weekly(gateway, { attendees: GUESTS });
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  await Promise.all(
    Array.from({ length: 4 }, () => gateway.ask(UpdateCalendarEventMutation, { input })),
  );
  expect(await all()).toHaveLength(5);
});

test('what a series says survives a split, with a video call of its own', async ({ gateway }) => {
  const kept = {
    attachments: [{ fileUrl: 'https://drive.google.com/open?id=1', title: 'Plan' }],
    extendedProperties: { private: { a: '1' }, shared: { b: '2' } },
    reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
    guestsCanModify: true,
    guestsCanInviteOthers: false,
    colorId: '7',
    source: { title: 'Source', url: 'https://example.com/' },
    attendees: GUESTS,
  };
  const { instance, stored } = weekly(gateway, {
    ...kept,
    hangoutLink: 'https://meet.google.com/aaa-bbbb-ccc',
    conferenceData: {
      conferenceId: 'aaa-bbbb-ccc',
      conferenceSolution: { key: { type: 'hangoutsMeet' } },
      entryPoints: [{ entryPointType: 'video', uri: 'https://meet.google.com/aaa-bbbb-ccc' }],
    },
  });
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  const { event } = (await update(gateway, input)).updateCalendarEvent;
  expect(stored(event.id)).toMatchObject(kept);
  expect(event.conferenceUrl).toMatch(/^https:\/\/meet\.google\.com\/[a-z-]{12}$/);
  expect(event.conferenceUrl).not.toBe('https://meet.google.com/aaa-bbbb-ccc');
});

test('a series without a video call is split into two without one', async ({ gateway }) => {
  const { instance } = weekly(gateway);
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  expect((await update(gateway, input)).updateCalendarEvent.event.conferenceUrl).toBeNull();
});

test.for<[string, Partial<GoogleEvent>, string, string]>([
  ['somebody else’s', BOSS, 'FORBIDDEN', 'forbiddenForNonOrganizer'],
  [
    'one whose guests Google does not show',
    { attendees: GUESTS, attendeesOmitted: true },
    'CONFLICT',
    'ATTENDEES_OMITTED',
  ],
  [
    'one with another provider’s video call',
    { conferenceData: { conferenceSolution: { key: { type: 'addOn' } } } },
    'CONFLICT',
    'CONFERENCE_NOT_COPIED',
  ],
])('no series is split that is %s', async ([_what, event, code, reason], { gateway }) => {
  const { instance } = weekly(gateway, event);
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  expect(await refused(gateway, input)).toMatchObject({ code, reason });
  expect(writes(gateway)).toEqual([]);
});

test('of somebody else’s series the account changes what is its own', async ({ gateway }) => {
  const { id, instance } = weekly(gateway, { ...BOSS, attendees: GUESTS });
  const transparency = 'TRANSPARENT' as const;
  const own = { colorId: '3', transparency, reminders: { overrides: [] } };
  expect(await refused(gateway, { id, scope: 'ALL', ...own, location: 'Hall' })).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'forbiddenForNonOrganizer',
  });
  expect(writes(gateway)).toEqual([]);
  expect((await update(gateway, { id, scope: 'ALL', ...own })).updateCalendarEvent.changed).toBe(
    true,
  );
  const cut = { id: instance('0408'), scope: 'FOLLOWING' } as const;
  const answer = await gateway.ask(DeleteCalendarEventMutation, { input: cut });
  expect(firstError(answer)).toMatchObject({ code: 'FORBIDDEN' });
  await gateway.get(DeleteCalendarEventMutation, { input: { id, scope: 'ALL' } });
});

test('a series that its guests may modify is changed as a whole', async ({ gateway }) => {
  const { id, all } = weekly(gateway, { ...BOSS, guestsCanModify: true });
  await update(gateway, { id, scope: 'ALL', location: 'Hall' });
  expect((await all())[0]?.location).toBe('Hall');
});

test('a split where nothing is left before it changes the series as a whole', async ({
  gateway,
}) => {
  const { id, instance, all } = weekly(gateway, {
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5', 'EXDATE;TZID=Europe/Berlin:20300325T090000'],
  });
  await gateway.get(DeleteCalendarEventMutation, { input: { id: instance('0401') } });
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  expect((await update(gateway, input)).updateCalendarEvent.event.id).toBe(id);
  expect((await all()).map(startOf)).toEqual([
    '2030-04-08T09:00:00',
    '2030-04-15T09:00:00',
    '2030-04-22T09:00:00',
  ]);
  const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=2'];
  await update(gateway, { id: instance('0408'), scope: 'FOLLOWING', recurrence });
  expect((await all()).map(startOf)).toEqual(['2030-04-08T09:00:00', '2030-04-15T09:00:00']);
  expect((await all()).every(({ seriesId }) => seriesId === id)).toBe(true);
});

test('a split that changes nothing makes no second series', async ({ gateway }) => {
  const { instance, all } = weekly(gateway, { location: 'Hall', attendees: GUESTS });
  const input = { id: instance('0408'), scope: 'FOLLOWING', location: 'Hall' } as const;
  expect((await update(gateway, input)).updateCalendarEvent.changed).toBe(false);
  expect(writes(gateway)).toEqual([]);
  expect(new Set((await all()).map(({ seriesId }) => seriesId)).size).toBe(1);
});
