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

let gateway: CalendarGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

beforeEach(() => {
  gateway.google.forget();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

const stored = (id: string) => gateway.google.events.get(ACCOUNT, id);
const addressesOf = (id: string) => stored(id).attendees?.map(({ email }) => email);

describe.each(transports)('over $name', ({ connect }) => {
  let host: McpHost;

  beforeAll(async () => {
    host = await connect(gateway, gateway.agent);
  });

  test.each([
    ['lists', [{ email: 'bob@example.com' }], ['ann@example.com']],
    ['texts', 'Bob <bob@example.com>', 'Ann <ANN@example.com>, nobody@example.com'],
    ['JSON', '["bob@example.com"]', '[{"email": "ann@example.com"}]'],
  ])('guests come and go as %s', async (_form, addAttendees, removeAttendees) => {
    const attendees = [{ email: 'ann@example.com' }, { email: 'eve@example.com', optional: true }];
    const { id: eventId } = seedEvent(gateway, { attendees });
    const change = { eventId, addAttendees, removeAttendees, attendees: null };
    const { fields } = await host.call('update-event', change);
    expect(fields).toMatchObject({ changed: true });
    expect(addressesOf(eventId)).toEqual(['eve@example.com', 'bob@example.com']);
    expect(stored(eventId).attendees?.[0]?.optional).toBe(true);
  });

  test('a change that changes nothing says so, and nothing is sent', async () => {
    const { id: eventId } = seedEvent(gateway, {});
    const { fields, spoken } = await host.call('update-event', { eventId, summary: 'Seeded' });
    expect(fields).toMatchObject({ changed: false, event: { summary: 'Seeded' } });
    expect(spoken).toContain('Nothing was changed: the event was like that already.');
    expect(gateway.google.count('PATCH ')).toBe(0);
  });

  test('texts, guests and reminders are emptied by their names', async () => {
    const { id: eventId } = seedEvent(gateway, {
      description: 'Text',
      location: 'Hall',
      colorId: '3',
      attendees: [{ email: 'ann@example.com' }],
      reminders: { useDefault: false, overrides: [] },
    });
    const clear = 'description, location, attendees, reminders';
    await host.call('update-event', { eventId, clear, description: '', color: 'default' });
    const { description, location, colorId, attendees, reminders } = stored(eventId);
    expect([description, location, colorId]).toEqual([undefined, undefined, undefined]);
    expect([attendees, reminders?.useDefault]).toEqual([[], true]);
    const both = { eventId, clear: ['location'], location: 'Hall' };
    const refused = await host.call('update-event', both);
    expect(refused.isError).toBe(true);
    expect(refused.spoken).toContain('clear must not name location, which has a value');
  });

  test('a video call is taken away', async () => {
    const uri = 'https://meet.google.com/aaa-bbbb-ccc';
    const { id: eventId } = seedEvent(gateway, {
      hangoutLink: uri,
      conferenceData: { conferenceId: 'aaa-bbbb-ccc' },
    });
    await host.call('update-event', { eventId, removeConference: 'true' });
    expect(stored(eventId).hangoutLink).toBeUndefined();
  });

  test('of somebody else’s series no part is changed, and nobody is told anything', async () => {
    const { id } = seedEvent(gateway, {
      organizer: { email: 'boss@example.com' },
      attendees: [{ email: 'ann@example.com' }],
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
    });
    const eventId = `${id}_20300408T070000Z`;
    const change = { eventId, modificationScope: 'thisAndFollowing', location: 'Hall' };
    const { isError, spoken } = await host.call('update-event', change);
    expect([isError, spoken]).toEqual([true, expect.stringContaining('belongs to boss')]);
    expect(gateway.google.count(/^(POST|PATCH|DELETE) .*events/)).toBe(0);
  });

  test('an event that was deleted is told as deleted', async () => {
    const { id: eventId } = seedEvent(gateway, {});
    await host.call('delete-event', { eventId });
    expect((await host.call('get-event', { eventId })).spoken).toBe('The event was deleted.');
    for (const tool of ['update-event', 'delete-event']) {
      const { isError, spoken } = await host.call(tool, { eventId });
      expect([isError, spoken]).toEqual([true, expect.stringContaining('was deleted')]);
    }
  });
});
