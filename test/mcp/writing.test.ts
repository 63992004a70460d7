import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { THIRD_PARTY_NOTE } from '../../src/mcp/events/third-party.js';
import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import {
  seedEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../support/calendar-gateway.js';
import { ACCOUNT } from '../support/google/google-emulator.js';
import type { AskedPerson, McpHost } from '../support/mcp-host.js';
import { closeHosts, transports } from '../support/mcp.js';

const TEAM = 'team@group.calendar.google.com';

let gateway: CalendarGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

interface Shown {
  readonly id: string;
  readonly calendarId: string;
}
interface Made {
  readonly id?: string;
  readonly created: boolean;
  readonly start?: string;
  readonly conflictCount?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

describe.each(transports.map((transport, place) => ({ ...transport, place })))(
  'over $name',
  ({ name, connect, place }) => {
    let host: McpHost;
    const asked: AskedPerson[] = [];

    beforeAll(async () => {
      const answer = (question: AskedPerson) => {
        asked.push(question);
        return 'accept' as const;
      };
      host = await connect(gateway, gateway.agent, { answer });
    });

    /** A day of this way's own, and of a test's. */
    const day = (of: number) => `203${String(place)}-02-${String(of).padStart(2, '0')}`;
    const hour = (of: number, from: number) => ({
      start: `${day(of)}T${String(from).padStart(2, '0')}:00:00`,
      end: `${day(of)}T${String(from + 1).padStart(2, '0')}:00:00`,
    });
    const stored = (id: string, calendar = ACCOUNT) => gateway.google.events.get(calendar, id);

    test('a model hears what an event overlaps with, and nothing of its words', async () => {
      const free = await host.call('create-event', { summary: 'Secret plan', ...hour(1, 9) });
      expect(free.fields['conflicts']).toEqual({ count: 0, events: [] });
      expect(free.spoken).not.toContain('overlaps');
      const again = await host.call('create-event', { summary: 'Second', ...hour(1, 9) });
      expect(again.fields['conflicts']).toMatchObject({
        count: 1,
        events: [{ summary: 'Secret plan', start: `${day(1)}T09:00:00+01:00` }],
      });
      expect(again.spoken).toContain('It overlaps with another event.');
      expect(again.spoken).not.toContain('Secret');
    });

    test('an event that is moved in time tells the same, and a renamed one does not', async () => {
      await host.call('create-event', { summary: 'One', ...hour(2, 9) });
      await host.call('create-event', { summary: 'Two', ...hour(2, 9) });
      const { fields } = await host.call('create-event', { summary: 'Late', ...hour(2, 15) });
      const { id: eventId } = fields['event'] as Shown;
      const moved = await host.call('update-event', { eventId, start: hour(2, 9).start });
      expect(moved.fields['conflicts']).toMatchObject({ count: 2 });
      expect(moved.spoken).toContain('It overlaps with two other events.');
      const renamed = await host.call('update-event', { eventId, summary: 'Later' });
      expect(renamed.fields).not.toHaveProperty('conflicts');
    });

    test('several events are made by one call, as models write them', async () => {
      const input = {
        events: JSON.stringify([
          { summary: 'First', ...hour(3, 9), attendees: 'Maya <m@example.com>, b@example.com' },
          {
            summary: 'Second',
            start: { dateTime: hour(3, 9).start, timeZone: 'Europe/Berlin' },
            end: { dateTime: hour(3, 9).end },
            attendees: [{ email: 'c@example.com', responseStatus: 'accepted' }],
            location: null,
          },
          { summary: 'Whole day', start: day(4) },
        ]),
        idempotencyKey: `several-${String(place)}`,
      };
      const { fields, spoken, isError } = await host.call('create-events', input);
      expect(isError).toBe(false);
      const events = fields['events'] as Made[];
      expect(events).toMatchObject([
        { created: true, start: `${day(3)}T09:00:00+01:00`, conflictCount: 1 },
        { created: true, start: `${day(3)}T09:00:00+01:00`, conflictCount: 1 },
        { created: true, start: day(4), conflictCount: 0 },
      ]);
      expect(spoken).toBe('3 events are made. 2 of them overlap with other events.');
      expect(stored(events[0]?.id ?? '').attendees).toMatchObject([
        { email: 'm@example.com', displayName: 'Maya' },
        { email: 'b@example.com' },
      ]);
      expect(fields['note']).toBe(THIRD_PARTY_NOTE);
      const again = await host.call('create-events', input);
      expect(again.spoken).toContain('No event is made. 3 events are there already.');
    });

    test('what fails of several events is told, and the same call makes the rest', async () => {
      gateway.google.faults.on(
        { request: /POST .*\/events$/, times: 1 },
        { kind: 'refuse', status: 400, reason: 'invalid' },
      );
      const events = [5, 6].map((of) => ({ summary: `On ${String(of)}`, ...hour(of, 9) }));
      const first = await host.call('create-events', { events });
      expect(first.spoken).toBe('1 event is made. 1 event is refused; correct it first.');
      expect(first.fields['events']).toContainEqual({
        created: false,
        error: {
          code: 'BAD_USER_INPUT',
          reason: 'invalid',
          message: expect.any(String) as string,
          argument: expect.stringMatching(/^events\.[01]$/) as string,
          retryable: false,
        },
      });
      const { idempotencyKey } = first.fields;
      const again = await host.call('create-events', { events, idempotencyKey });
      expect(again.spoken).toBe('1 event is made. 1 event is there already.');
    });

    test('what may succeed later is told so', async () => {
      const events = [18, 19].map((of) => ({ summary: `Later ${String(of)}`, ...hour(of, 9) }));
      gateway.google.faults.on(
        { request: /POST .*\/events$/, body: 'Later 19' },
        { kind: 'refuse', status: 403, reason: 'calendarUsageLimitsExceeded' },
      );
      const first = await host.call('create-events', { events });
      gateway.google.faults.clear();
      expect(first.spoken).toContain('1 event is not made; the same call makes what is missing.');
      expect(first.fields['events']).toMatchObject([{}, { error: { retryable: true } }]);
    });

    test('one of several events takes what a single one does, and loses nothing of it', async () => {
      const { fields, isError } = await host.call('create-events', {
        events: [
          {
            summary: 'Flight',
            start: { dateTime: hour(20, 9).start, timeZone: 'Europe/Berlin' },
            end: { dateTime: hour(20, 9).end, timeZone: 'Europe/London' },
            conferenceData: { createRequest: { requestId: 'x' } },
            colorId: '11',
            attendees: [{ email: 'c@example.com', displayName: 'Cleo', optional: true }],
            transparency: 'transparent',
          },
          { summary: 'Away', ...hour(20, 14), eventType: 'outOfOffice' },
        ],
      });
      expect(isError).toBe(false);
      const [flight, away] = (fields['events'] as Made[]).map(({ id = '' }) => stored(id));
      expect(flight).toMatchObject({
        end: { timeZone: 'Europe/London' },
        colorId: '11',
        conferenceData: {},
        attendees: [{ email: 'c@example.com', displayName: 'Cleo', optional: true }],
        transparency: 'transparent',
      });
      expect(away).toMatchObject({ eventType: 'outOfOffice' });
    });

    test('what is wrong with one of several events is named by its place in the call', async () => {
      const events = [
        { summary: 'Good', ...hour(7, 9) },
        { summary: 'Wrong', start: hour(7, 9).end, end: hour(7, 9).start },
      ];
      const { isError, problem } = await host.call('create-events', { events });
      expect(isError).toBe(true);
      expect(problem).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'events.1.end' });
    });

    test('a person is asked about the guests of all events together', async () => {
      const events = [8, 9].map((of) => ({
        summary: `Many ${String(of)}`,
        ...hour(of, 9),
        attendees: Array.from(
          { length: 6 },
          (_, n) => `guest${String(of)}${String(n)}@example.com`,
        ),
      }));
      asked.splice(0);
      const { isError } = await host.call('create-events', { events });
      expect(isError).toBe(false);
      // Over HTTP, a host of 2025 cannot be asked.
      if (name === 'streamable HTTP, by a host of 2025') return;
      expect(asked).toHaveLength(1);
      expect(asked[0]?.message).toMatch(
        /^Make 2 events\?\n“Many 8”: (.|\n)*12 guests get an e-mail/,
      );
    });

    test('guests may do what was said, and nothing else', async () => {
      const { fields } = await host.call('create-event', {
        summary: 'Guests',
        ...hour(10, 9),
        guestPermissions: 'modify, inviteOthers',
      });
      const { id: eventId } = fields['event'] as Shown;
      expect(stored(eventId)).toMatchObject({
        guestsCanModify: true,
        guestsCanInviteOthers: true,
        guestsCanSeeOtherGuests: false,
      });
      await host.call('update-event', { eventId, guestPermissions: [] });
      expect(stored(eventId)).toMatchObject({
        guestsCanModify: false,
        guestsCanInviteOthers: false,
      });
    });

    test('focus time, time away and working locations are made as such', async () => {
      const make = async (input: object) => {
        const { fields } = await host.call('create-event', { summary: 'Status', ...input });
        return stored((fields['event'] as Shown).id);
      };
      expect(
        await make({ ...hour(11, 9), eventType: 'FOCUS_TIME', autoDecline: 'new' }),
      ).toMatchObject({
        eventType: 'focusTime',
        focusTimeProperties: { autoDeclineMode: 'declineOnlyNewConflictingInvitations' },
      });
      expect(
        await make({ ...hour(11, 11), eventType: 'out of office', declineMessage: 'Away.' }),
      ).toMatchObject({
        eventType: 'outOfOffice',
        outOfOfficeProperties: { declineMessage: 'Away.' },
      });
      const workplace = { start: day(12), eventType: 'workingLocation' };
      expect(await make({ ...workplace, location: 'Home' })).toMatchObject({
        workingLocationProperties: { type: 'homeOffice' },
      });
      const library = await make({ ...workplace, location: 'Library' });
      expect(library.workingLocationProperties).toMatchObject({
        customLocation: { label: 'Library' },
      });
      expect(library.location).toBeUndefined();
    });

    test('what a type of event does not allow is told in the inputs’ own names', async () => {
      const refusal = async (input: object) =>
        (await host.call('create-event', { summary: 'Status', start: day(13), ...input })).problem[
          'argument'
        ];
      expect(await refusal({ eventType: 'focusTime' })).toBe('start');
      expect(await refusal({ autoDecline: 'all' })).toBe('autoDecline');
      expect(await refusal({ eventType: 'workingLocation' })).toBe('location');
    });

    test('an event moves to another calendar, and nothing else changes with it', async () => {
      const { fields } = await host.call('create-event', { summary: 'Moving', ...hour(14, 9) });
      const { id: eventId } = fields['event'] as Shown;
      const both = await host.call('update-event', { eventId, moveTo: TEAM, summary: 'New' });
      expect(both.problem).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'moveTo' });
      expect(stored(eventId)).toMatchObject({ status: 'confirmed', summary: 'Moving' });

      const moved = await host.call('update-event', { eventId, moveTo: TEAM });
      expect(moved.spoken).toBe('The event is moved to the other calendar.');
      expect(moved.fields['event']).toMatchObject({ id: eventId, calendarId: TEAM });
      expect(stored(eventId, TEAM)).toMatchObject({
        summary: 'Moving',
        organizer: { email: TEAM },
      });
      const again = await host.call('update-event', { eventId, moveTo: TEAM });
      expect(again.spoken).toContain('nothing is changed');
    });

    test('an event of a series is not moved alone, and the series is named', async () => {
      const { id } = seedEvent(gateway, { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
      const eventId = `${id}_20300326T080000Z`;
      const { problem, spoken } = await host.call('update-event', { eventId, moveTo: TEAM });
      expect(problem).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'eventId' });
      expect(spoken).toContain(id);
    });
  },
);
