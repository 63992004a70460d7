import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import {
  seedEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../support/calendar-gateway.js';
import { ACCOUNT } from '../support/google/google-emulator.js';
import type { GoogleEvent } from '../support/google/recurrence.js';
import type { McpHost } from '../support/mcp-host.js';
import { closeHosts, transports } from '../support/mcp.js';

let gateway: CalendarGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

type Fields = Readonly<Record<string, unknown>>;

const eventsIn = ({ fields }: { readonly fields: Fields }) => fields['events'] as Fields[];

const seededOn = new Map<string, string[]>();

/** Puts events into a day of May 2032, which has no others then, and answers with its range. */
function seeded(day: string, events: readonly Partial<GoogleEvent>[]) {
  for (const id of seededOn.get(day) ?? []) gateway.google.events.remove(ACCOUNT, id, undefined);
  const ids: string[] = [];
  for (const [index, event] of events.entries()) {
    const at = (minutes: string) => ({
      dateTime: `2032-05-${day}T${String(8 + index).padStart(2, '0')}:${minutes}:00+02:00`,
      timeZone: 'Europe/Berlin',
    });
    const { id, status } = seedEvent(gateway, { start: at('00'), end: at('30'), ...event });
    if (status !== 'cancelled') ids.push(id);
  }
  seededOn.set(day, ids);
  const next = String(Number(day) + 1).padStart(2, '0');
  return { timeMin: `2032-05-${day}`, timeMax: `2032-05-${next}` };
}

const invited = (responseStatus: string, others = 2): Partial<GoogleEvent> => ({
  attendees: [
    { email: ACCOUNT, self: true, responseStatus },
    ...Array.from({ length: others }, (_none, index) => ({
      email: `guest${index}@example.com`,
      responseStatus: index % 2 === 0 ? 'accepted' : 'needsAction',
    })),
  ],
});

describe.each(transports)('over $name', ({ connect }) => {
  let host: McpHost;

  beforeAll(async () => {
    host = await connect(gateway, gateway.agent);
  });

  test('the list of the tools is at most 24 kB', async () => {
    const tools = await host.tools();
    expect(tools.length).toBeGreaterThan(11);
    expect(Buffer.byteLength(JSON.stringify({ tools }))).toBeLessThanOrEqual(24_000);
  });

  test('a list has what is not as usual, the account’s own answer, and no more', async () => {
    const day = seeded('03', [
      { summary: 'Plain' },
      { summary: 'Declined', ...invited('declined') },
      { summary: 'Perhaps', status: 'tentative', visibility: 'private' },
      { summary: 'Home', eventType: 'workingLocation', transparency: 'transparent' },
      { summary: 'Call', description: 'See <b>the</b> plan', location: 'Room 1' },
    ]);
    const listed = await host.call('list-events', day);
    expect(listed.fields).toMatchObject({ account: ACCOUNT, calendarId: 'primary' });
    const id = expect.any(String) as string;
    const times = { start: expect.any(String) as string, end: expect.any(String) as string };
    expect(eventsIn(listed)).toEqual([
      { id, ...times, summary: 'Plain' },
      { id, ...times, summary: 'Declined', response: 'declined', guests: 2 },
      { id, ...times, summary: 'Perhaps', status: 'tentative', visibility: 'private' },
      {
        ...{ id, ...times, summary: 'Home' },
        ...{ eventType: 'workingLocation', transparency: 'transparent' },
      },
      { id, ...times, summary: 'Call', description: 'See the plan', location: 'Room 1' },
    ]);
    expect(listed.spoken).toBe(
      'I found 3 events; the first begins on Monday 3 May 2032 at 08:00. ' +
        'Besides, one declined event, one working location.',
    );
    const lines = String(listed.written).split('\n');
    expect(lines).toContain('Monday 2032-05-03 (+02:00)');
    expect(lines.find((line) => line.includes('Declined'))).toMatch(
      /^- 09:00-09:30 "Declined" \[declined, 2 guests\] id \w+$/,
    );
    expect(lines.find((line) => line.includes('Home'))).toContain('[working location, free]');
    expect(lines.find((line) => line.includes('Call'))).toContain(
      'at "Room 1" about "See the plan"',
    );
    const all = await host.call('list-events', { ...day, hideDeclined: true });
    expect(eventsIn(all).map(({ summary }) => summary)).not.toContain('Declined');
    const sorts = await host.call('list-events', { ...day, eventTypes: 'WORKING_LOCATION' });
    expect(new Set(eventsIn(sorts).map(({ summary }) => summary))).toEqual(new Set(['Home']));
  });

  test('cancelled events are shown on request, and marked', async () => {
    const day = seeded('04', [{ summary: 'Off', status: 'cancelled' }, { summary: 'On' }]);
    const usual = await host.call('list-events', day);
    expect(String(usual.written)).not.toContain('"Off"');
    const all = await host.call('search-events', { ...day, query: 'o', showCancelled: true });
    expect(eventsIn(all)).toContainEqual(
      expect.objectContaining({ summary: 'Off', status: 'cancelled' }),
    );
    expect(String(all.written)).toContain('"Off" [cancelled]');
    expect(all.spoken).toContain('cancelled event');
  });

  test('what was asked for besides is in the fields and in the text', async () => {
    const day = seeded('05', [{ summary: 'Rich', ...invited('accepted'), colorId: '11' }]);
    const fields = ['etag', 'attendees', 'color', 'htmlLink', 'organizer', 'reminders'];
    const listed = await host.call('list-events', { ...day, fields });
    const [event] = eventsIn(listed);
    expect(event).toMatchObject({
      etag: expect.stringMatching(/^"\d+"$/) as string,
      attendees: [{ email: ACCOUNT, responseStatus: 'accepted', self: true }, {}, {}],
      color: 'tomato',
      htmlLink: expect.stringContaining('https://') as string,
      organizer: { email: ACCOUNT, self: true },
      reminders: { useDefault: true },
    });
    expect(String(listed.written)).toContain('"guest1@example.com"');
    expect(String(listed.written)).toContain('"color":"tomato"');
  });

  test('one event is whole, and many guests are counted', async () => {
    const { id: eventId } = seedEvent(gateway, {
      ...invited('tentative', 80),
      description: '<p>Long</p>'.repeat(300),
      colorId: '3',
      eventType: 'focusTime',
    });
    const read = await host.call('get-event', { eventId });
    const event = read.fields['event'] as Fields;
    expect(event).toMatchObject({ response: 'tentative', color: 'grape', eventType: 'focusTime' });
    expect(event['attendees']).toHaveLength(50);
    expect(event['guestCounts']).toEqual({ tentative: 1, accepted: 40, needsAction: 40 });
    expect(event['truncated']).toEqual(['attendees']);
    expect(String(event['description']).match(/Long/g)).toHaveLength(300);
    const whole = await host.call('get-event', { eventId, maxAttendees: '100' });
    expect((whole.fields['event'] as Fields)['attendees']).toHaveLength(81);
    const changed = await host.call('update-event', {
      eventId,
      summary: 'New',
      sendUpdates: 'none',
    });
    const short = changed.fields['event'] as Fields;
    expect(short['truncated']).toEqual(['description', 'attendees']);
  });

  test('a colour is said by name, by number, or by its old name', async () => {
    const times = { start: '2032-06-01T09:00:00', end: '2032-06-01T10:00:00' };
    const colours: [Fields, string | undefined][] = [
      [{ color: 'TOMATO' }, 'tomato'],
      [{ color: 5 }, 'banana'],
      [{ color: 'red' }, 'tomato'],
      [{ colorId: '9' }, 'blueberry'],
      [{ colorId: 9, color: 'blueberry' }, 'blueberry'],
      [{ color: 'default' }, undefined],
    ];
    for (const [input, color] of colours) {
      const made = await host.call('create-event', { summary: 'Colour', ...times, ...input });
      expect([input, (made.fields['event'] as Fields)['color']]).toEqual([input, color]);
    }
    const both = { ...times, summary: 'Both', color: 'sage', colorId: '9' };
    expect((await host.call('create-event', both)).spoken).toContain('colorId must be that of');
    const wrong = { ...times, summary: 'Wrong', color: 'mauve' };
    expect((await host.call('create-event', wrong)).spoken).toContain('color must be one of');
  });
});
