import { expect, test } from 'vitest';

import { describeOverMcp } from '../../support/calendar-tools.js';

describeOverMcp((at) => {
  const hour = { start: '2030-03-25T09:00:00', end: '2030-03-25T10:00:00' };
  const wanted = { summary: 'Planning', ...hour, timeZone: 'Europe/Berlin' };

  /** What Google has of an event that was made with an input, besides the title and the hour. */
  async function stored(input: Readonly<Record<string, unknown>>) {
    const { fields, spoken } = await at.host.call('create-event', { ...wanted, ...input });
    const { id } = (fields['event'] ?? {}) as { id?: string };
    if (id === undefined) throw new Error(spoken);
    const event = at.gateway.google.events.get('maya@example.com', id);
    return event as unknown as Readonly<Record<string, unknown>>;
  }

  const problemsOf = async (name: string, input: Readonly<Record<string, unknown>>) => {
    const { problem } = await at.host.call(name, input);
    const problems = (problem['problems'] ?? [problem]) as { path: string; message: string }[];
    return problems.map(({ path, message }) => `${path} ${message}`);
  };

  test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    [
      'a guest as an address',
      { attendees: 'b@example.com' },
      { attendees: [{ email: 'b@example.com' }] },
    ],
    [
      'guests as one text',
      { attendees: 'Maya <b@example.com>, c@example.com' },
      { attendees: [{ email: 'b@example.com', displayName: 'Maya' }, { email: 'c@example.com' }] },
    ],
    [
      'guests as JSON',
      { attendees: '[{"email": "b@example.com", "optional": "true", "displayName": null}]' },
      { attendees: [{ email: 'b@example.com', optional: true }] },
    ],
    [
      'guests as Google shows them',
      { attendees: [{ email: 'b@example.com', responseStatus: 'needsAction', self: false }] },
      { attendees: [{ email: 'b@example.com' }] },
    ],
    [
      'a rule as one text',
      { recurrence: 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4' },
      { recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4'] },
    ],
    [
      'a rule without its name',
      { recurrence: 'FREQ=DAILY;COUNT=2' },
      { recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] },
    ],
    [
      'reminders as Google has them',
      { reminders: { useDefault: false, overrides: [{ method: 'POPUP', minutes: '10.0' }] } },
      { reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] } },
    ],
    ['the calendar’s own reminders', { reminders: { useDefault: true } }, {}],
    [
      'no reminders',
      { reminders: { useDefault: 'false' } },
      { reminders: { useDefault: false, overrides: [] } },
    ],
    [
      'times as Google has them',
      {
        start: { dateTime: '2030-03-25T09:00:00', timeZone: 'America/New_York' },
        end: '{"dateTime": "2030-03-25T10:00:00", "timeZone": "America/New_York"}',
        timeZone: '',
      },
      { start: { timeZone: 'America/New_York' } },
    ],
    [
      'a flight between two zones as Google has it',
      {
        start: { dateTime: '2030-03-25T09:00:00', timeZone: 'America/New_York' },
        end: { dateTime: '2030-03-25T22:00:00', timeZone: 'Europe/London' },
        timeZone: null,
      },
      { start: { timeZone: 'America/New_York' }, end: { timeZone: 'Europe/London' } },
    ],
    [
      'a day as Google has it',
      { start: { date: '2030-03-25' }, end: { date: '2030-03-26' } },
      { start: { date: '2030-03-25' } },
    ],
    [
      'a video call as Google has it',
      { conferenceData: { createRequest: { requestId: 'x' } } },
      { conferenceData: expect.anything() as unknown },
    ],
    [
      'numbers, booleans and words',
      { colorId: 5, addConference: 'false', visibility: 'PRIVATE' },
      { colorId: '5', visibility: 'private' },
    ],
    [
      'a video call as JSON text, with what says nothing',
      {
        conferenceData: '{"createRequest": {"requestId": "x"}, "entryPoints": []}',
        conferenceDataVersion: 1,
      },
      { conferenceData: expect.anything() as unknown },
    ],
    [
      'a rule in small letters and between spaces',
      { recurrence: ' rrule:freq=daily;count=2 ' },
      { recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] },
    ],
    [
      'a calendar and an account as JSON text',
      { calendarId: '["primary"]', account: ' maya@example.com ' },
      { summary: 'Planning' },
    ],
    [
      'nothing as a word',
      { visibility: 'null', color: 'null', account: 'null', calendarId: 'null', end: hour.end },
      { summary: 'Planning' },
    ],
    [
      'no video call as Google has it',
      { conferenceData: {}, conferenceDataVersion: 0 },
      { summary: 'Planning' },
    ],
    [
      'nothing in many ways',
      { description: '', location: null, attendees: [''], reminders: {}, recurrence: 'null' },
      { summary: 'Planning' },
    ],
    [
      'text as text',
      { summary: 'true', description: '[1]', location: '50' },
      { summary: 'true', description: '[1]', location: '50' },
    ],
  ])('%s: read as it is meant', async (_what, input, found) => {
    const event = await stored(input);
    for (const [name, value] of Object.entries(found)) {
      const own = event[name];
      const isList = Array.isArray(value) && typeof value[0] === 'object';
      if (isList) {
        expect(own).toHaveLength(value.length);
        expect(own).toMatchObject(value);
      } else if (typeof value === 'object' && !Array.isArray(value)) {
        expect([name, own]).toEqual([
          name,
          'asymmetricMatch' in (value ?? {}) ? value : expect.objectContaining(value ?? {}),
        ]);
      } else expect([name, own]).toEqual([name, value]);
    }
    for (const name of ['attendees', 'recurrence']) {
      if (!(name in found)) expect([name, event[name] ?? []]).toEqual([name, []]);
    }
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'create-event',
      { attendees: ['b@example.com', 'nobody'] },
      'attendees.1.email must be an e-mail address, for example "maya@example.com"',
    ],
    [
      'create-event',
      { attendees: [null, { email: 'b@example.com', optional: 'perhaps' }] },
      'attendees.1.optional must be true or false, for example true',
    ],
    [
      'create-event',
      { attendees: [{ email: 'b@example.com', name: 'B' }] },
      'attendees.0.name is no input of attendees.0, which takes email, displayName, optional',
    ],
    [
      'create-event',
      { reminders: { overrides: [{ method: 'popup', minutes: 'soon' }] } },
      'reminders.overrides.0.minutes must be a whole number, for example 30',
    ],
    [
      'create-event',
      { reminders: { useDefault: true, overrides: [{ method: 'popup', minutes: 1 }] } },
      'reminders must have useDefault: true or overrides, one of the two',
    ],
    [
      'create-event',
      { reminders: { overrides: 'none' } },
      'reminders.overrides.0 must be an object, for example {"method":"email","minutes":30}',
    ],
    [
      'create-event',
      { start: { dateTime: '2030-03-25T09:00:00', date: '2030-03-25' } },
      'start has a dateTime and a date',
    ],
    [
      'create-event',
      { start: { date: '2030-03-25T00:00:00Z' } },
      'start.date must be a day, for example 2030-03-25',
    ],
    ['create-event', { start: {} }, 'start must be text, for example "2030-03-25T09:00:00"'],
    ['create-event', { start: 1900659600 }, 'start must be like 2030-03-25T09:00:00'],
    ['create-event', { timeZone: true }, 'timeZone must be text, for example "Europe/Berlin"'],
    ['create-event', { timeZone: 'UTC+1' }, 'timeZone must be an IANA time zone'],
    ['create-event', { calendarId: '["primary", "team"]' }, 'calendarId'],
    [
      'list-events',
      { timeMin: '2030-03-25', timeMax: '2030-03-25' },
      'timeMax must be after the beginning of the range',
    ],
    [
      'create-event',
      { start: { dateTime: '2030-03-25T09:00:00', timeZone: 'Asia/Tokyo' } },
      'start.timeZone must be that of timeZone',
    ],
    [
      'create-event',
      { end: { dateTime: '2030-03-25T10:00:00', timeZone: 'Asia/Tokyo' }, endTimeZone: 'UTC' },
      'end.timeZone must be that of endTimeZone',
    ],
    [
      'create-event',
      { conferenceData: { entryPoints: [] } },
      'conferenceData takes a createRequest alone',
    ],
    ['list-events', { maxResults: 'five' }, 'maxResults must be a whole number, for example 30'],
    ['list-events', { maxResults: '1,000' }, 'maxResults must be a whole number'],
    ['list-events', { maxResults: 501 }, 'maxResults must be at most 500'],
    ['get-event', { eventId: ['a', 'b'] }, 'eventId must be text'],
    ['get-event', { eventId: 2 ** 60 }, 'eventId must be text'],
    [
      'suggest-time',
      { durationMinutes: '30', workingHours: '{"start": "9", "end": "9:30"}' },
      'workingHours.start must be a time, for example 09:00',
    ],
    ['respond-to-event', { eventId: 'x', response: 'yes' }, 'response must be one of accepted'],
  ])('%s says what is wrong with %j', async (name, input, message) => {
    const problems = await problemsOf(
      name,
      name === 'create-event' ? { ...wanted, ...input } : input,
    );
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  test('what the gateway itself refuses has the tool’s names', async () => {
    const many = Array.from({ length: 6 }, () => ({ method: 'popup', minutes: 1 }));
    const wrong: [Readonly<Record<string, unknown>>, RegExp][] = [
      [{ reminders: { overrides: many } }, /^reminders/],
      [{ recurrence: ['RRULE:FREQ=DAILY', 'no'] }, /^recurrence/],
      [
        { attendees: [{ email: 'a@example.com' }, { email: 'ä@example.com' }] },
        /^attendees\.1\.email/,
      ],
      [{ timeZone: 'Berlin' }, /^timeZone must be/],
    ];
    for (const [input, message] of wrong) {
      expect((await problemsOf('create-event', { ...wanted, ...input }))[0]).toMatch(message);
    }
  });

  test.each<[string, unknown]>([
    ['deeply nested JSON text', '['.repeat(100_000)],
    ['deeply nested lists', JSON.parse('['.repeat(1_000) + ']'.repeat(1_000))],
    ['more guests than anybody has', Array.from({ length: 20_000 }, () => 'x@y')],
    ['a text of commas', ','.repeat(200_000)],
    ['a text of quotes', '"<'.repeat(50_000)],
    ['a text of spaces', `${' '.repeat(200_000)}x`],
  ])('%s costs little', async (_what, attendees) => {
    const begin = performance.now();
    const { isError } = await at.host.call('create-event', { ...wanted, attendees });
    expect(isError).toBe(true);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
