import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import {
  seedEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../support/calendar-gateway.js';
import { ACCOUNT } from '../support/google/google-emulator.js';
import type { McpHost } from '../support/mcp-host.js';
import { closeHosts, transports } from '../support/mcp.js';

const TEAM = 'team@group.calendar.google.com';

let gateway: CalendarGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

beforeEach(() => {
  gateway.google.faults.clear();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

/** Has the account's own calendar be in another zone. */
function moveAccount(timeZone: string): void {
  const own = new RegExp(
    `GET .*/(calendarList/(primary|${ACCOUNT})|calendars/(primary|${ACCOUNT})/events)$`,
  );
  gateway.google.faults.on(
    { request: own },
    { kind: 'change', change: (body) => ({ ...body, timeZone }) },
  );
}

const seeded = (day: string, start: string, timeZone: string, calendar = ACCOUNT) =>
  seedEvent(
    gateway,
    {
      start: { dateTime: `${day}${start}`, timeZone },
      end: { dateTime: `${day}${start}`, timeZone },
    },
    calendar,
  );
const idsOf = (fields: Record<string, unknown>) =>
  (fields['events'] as { id: string }[]).map(({ id }) => id);

describe.each(transports)('over $name', ({ connect }) => {
  let host: McpHost;

  beforeAll(async () => {
    host = await connect(gateway, gateway.agent);
  });

  test('an invitation from elsewhere is told by the account’s own clocks', async () => {
    const { id: eventId } = seeded('2030-05-06', 'T08:00:00-04:00', 'America/New_York');
    const day = { timeMin: '2030-05-06', timeMax: '2030-05-07' };
    const shown = { start: '2030-05-06T14:00:00+02:00' };
    const listed = await host.call('list-events', day);
    expect(listed.fields).toMatchObject({ timeZone: 'Europe/Berlin', events: [shown] });
    expect(listed.spoken).toBe('I found one event; it begins on Monday 6 May 2030 at 14:00.');
    const read = await host.call('get-event', { eventId });
    expect(read.fields).toMatchObject({ timeZone: 'Europe/Berlin', event: shown });
    expect(read.spoken).toBe('The event begins on Monday 6 May 2030 at 14:00.');

    const other = await host.call('get-event', { eventId, timeZone: 'Asia/Kolkata' });
    expect(other.fields).toMatchObject({ event: { start: '2030-05-06T17:30:00+05:30' } });
    expect(other.spoken).toBe('The event begins on Monday 6 May 2030 at 17:30, Asia/Kolkata time.');
    await host.call('delete-event', { eventId });
  });

  test('a zone that nobody knows fails no list', async () => {
    const ids = ['GMT+02:00', 'W. Europe Standard Time'].map(
      (zone) => seeded('2030-05-07', 'T09:00:00+02:00', zone).id,
    );
    const { fields } = await host.call('list-events', { timeMin: '2030-05-07T00:00:00Z' });
    expect(fields).toMatchObject({ events: [{ start: '2030-05-07T09:00:00+02:00' }, {}] });
    for (const eventId of ids) await host.call('delete-event', { eventId });
  });

  test('nor does an account whose own zone nobody knows', async () => {
    moveAccount('GMT+05:45');
    const made = await host.call('create-event', {
      summary: 'Tea',
      start: '2030-05-08T09:00:00',
      end: '2030-05-08T10:00:00',
    });
    expect(made.fields).toMatchObject({
      timeZone: '+05:45',
      event: { start: '2030-05-08T09:00:00+05:45' },
    });
    expect(made.spoken).toBe('The event is made. It begins on Wednesday 8 May 2030 at 09:00.');
    const day = { timeMin: '2030-05-08', timeMax: '2030-05-09', timeZone: '+05:45' };
    for (const range of [day, { ...day, timeZone: 'UTC+5:45' }, { ...day, timeZone: null }]) {
      const { fields } = await host.call('list-events', range);
      expect(fields).toMatchObject({
        timeZone: '+05:45',
        events: [{ start: '2030-05-08T09:00:00+05:45' }],
      });
      const free = await host.call('suggest-time', { ...range, durationMinutes: 60 });
      expect(free.spoken).toContain('The first free time is Wednesday 8 May 2030 at 10:00');
    }
    const at = { start: '2030-05-08T09:00:00', end: '2030-05-08T10:00:00', timeZone: '+05:45' };
    const planned = await host.call('create-event', { summary: 'Tea', ...at });
    expect(planned.spoken).toContain('timeZone must be an IANA time zone');
    const { id: eventId } = made.fields['event'] as { id: string };
    await host.call('delete-event', { eventId });
  });

  test('a dinner comes before the next day’s whole days, and is not cut off', async () => {
    moveAccount('America/Los_Angeles');
    const dinner = seeded('2030-05-09', 'T20:00:00-07:00', 'America/Los_Angeles');
    const day = { start: { date: '2030-05-10' }, end: { date: '2030-05-11' } };
    const next = seedEvent(gateway, day, TEAM);
    const breakfast = seeded('2030-05-10', 'T08:00:00-07:00', 'America/Los_Angeles');
    const range = { timeMin: '2030-05-09', timeMax: '2030-05-11', calendarId: ['primary', TEAM] };
    const all = await host.call('list-events', range);
    expect(idsOf(all.fields)).toEqual([dinner.id, next.id, breakfast.id]);
    for (const count of [1, 2]) {
      const { fields } = await host.call('list-events', { ...range, maxResults: count });
      expect(idsOf(fields)).toEqual([dinner.id, next.id].slice(0, count));
      expect(fields['hasMore']).toBe(true);
    }
    for (const { id } of [dinner, breakfast]) await host.call('delete-event', { eventId: id });
    await host.call('delete-event', { eventId: next.id, calendarId: TEAM });
  });

  test('an hour that comes twice is booked as it is said', async () => {
    for (const offset of ['+02:00', '+01:00']) {
      const start = `2030-10-27T02:30:00${offset}`;
      const end = `2030-10-27T03:30:00+01:00`;
      const { fields } = await host.call('create-event', { summary: 'Late', start, end });
      expect(fields['event']).toMatchObject({ start, end });
      await host.call('delete-event', { eventId: (fields['event'] as { id: string }).id });
    }
  });

  test('an event ends by the clocks of another place, and keeps its length when moved', async () => {
    const { fields } = await host.call('create-event', {
      summary: 'Flight',
      start: '2030-07-01T10:00:00',
      end: '2030-07-01T13:00:00',
      endTimeZone: 'America/New_York',
    });
    const flight = fields['event'] as Record<string, string>;
    expect(flight['end']).toBe('2030-07-01T19:00:00+02:00');
    const eventId = flight['id'];
    const moved = await host.call('update-event', { eventId, start: '2030-07-02T11:00:00' });
    expect(moved.fields['event']).toMatchObject({ end: '2030-07-02T20:00:00+02:00' });
    await host.call('delete-event', { eventId });
  });

  test('the zone of a calendar that is on no list is found', async () => {
    gateway.google.faults.on(
      { request: /calendarList\/team/ },
      { kind: 'refuse', status: 404, reason: 'notFound' },
    );
    gateway.google.faults.on(
      { request: /GET .*calendars\/team[^/]*\/events$/ },
      { kind: 'change', change: (body) => ({ ...body, timeZone: 'America/New_York' }) },
    );
    const { fields, spoken } = await host.call('create-event', {
      summary: 'There',
      calendarId: TEAM,
      start: '2030-07-01T10:00:00',
      end: '2030-07-01T11:00:00',
    });
    expect(fields['event']).toMatchObject({ start: '2030-07-01T16:00:00+02:00' });
    expect(spoken).toContain("read by the calendar's own clocks, America/New_York.");
    const { id: eventId } = fields['event'] as { id: string };
    await host.call('delete-event', { eventId, calendarId: TEAM });
  });

  test('a day of a calendar elsewhere is of the range by the answer’s clocks alone', async () => {
    const day = { start: { date: '2030-08-01' }, end: { date: '2030-08-02' } };
    const { id: eventId } = seedEvent(gateway, day);
    // By UTC, as the account's day before ends.
    const after = { timeMin: '2030-08-02T00:00:00+02:00', timeMax: '2030-08-03T00:00:00+02:00' };
    expect(idsOf((await host.call('list-events', after)).fields)).toEqual([]);
    const on = { timeMin: '2030-08-01T00:00:00+02:00', timeMax: '2030-08-02T00:00:00+02:00' };
    expect(idsOf((await host.call('list-events', on)).fields)).toEqual([eventId]);
    await host.call('delete-event', { eventId });
  });

  test('events are listed where the account’s own zone cannot be read', async () => {
    const { id: eventId } = seeded('2030-08-05', 'T09:00:00+02:00', 'Europe/Berlin', TEAM);
    gateway.google.faults.on(
      { request: '/calendarList/' },
      { kind: 'refuse', status: 403, reason: 'dailyLimitExceeded' },
    );
    const { fields, spoken } = await host.call('list-events', {
      calendarId: TEAM,
      timeMin: '2030-08-05T00:00:00Z',
    });
    expect(fields).toMatchObject({ timeZone: 'Europe/Berlin', events: [{ id: eventId }] });
    expect(spoken).toContain('at 09:00, Europe/Berlin time.');
    await host.call('delete-event', { eventId, calendarId: TEAM });
  });
});
