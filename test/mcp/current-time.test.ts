import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { ACCOUNT } from '../support/google/google-emulator.js';
import { startCalendarGateway, type CalendarGateway } from '../support/calendar-gateway.js';
import { closeHosts, connectByHttp } from '../support/mcp.js';
import type { McpHost } from '../support/mcp-host.js';
import { TestClock } from '../support/test-clock.js';
import { generateToken, registerAgent } from '../support/tokens.js';

// Over stdio it is the machine's clock that tells the time.

/** A Monday, at 23:30 in Los Angeles. */
const LATE_ON_MONDAY = '2030-03-26T06:30:00Z';

let gateway: CalendarGateway;
let host: McpHost;

beforeAll(async () => {
  gateway = await startCalendarGateway({ clock: new TestClock(new Date(LATE_ON_MONDAY)) });
  host = await connectByHttp(gateway, gateway.agent);
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
  gateway.google.faults.on(
    { request: new RegExp(`GET .*/calendarList/(primary|${ACCOUNT})$`) },
    { kind: 'change', change: (body) => ({ ...body, timeZone }) },
  );
}

test('the time is told by the account’s own clocks, with the days that follow', async () => {
  moveAccount('America/Los_Angeles');
  const { fields, spoken } = await host.call('get-current-time');
  expect(fields).toMatchObject({
    currentTime: '2030-03-25T23:30:00-07:00',
    utc: '2030-03-26T06:30:00+00:00',
    timeZone: 'America/Los_Angeles',
    date: '2030-03-25',
    weekday: 'Monday',
  });
  const days = fields['nextDays'] as string[];
  expect(days).toHaveLength(14);
  expect([days[0], days[6], days[13]]).toEqual([
    '2030-03-26 Tuesday',
    '2030-04-01 Monday',
    '2030-04-08 Monday',
  ]);
  expect(spoken).toBe('It is Monday 25 March 2030 at 23:30, America/Los_Angeles time.');
});

test('phrases are turned into dates, each way in which they can be meant', async () => {
  moveAccount('America/Los_Angeles');
  const phrases = ['tomorrow at 3pm', 'next Tuesday', 'this weekend', 'when it suits'];
  const { fields, spoken } = await host.call('get-current-time', { phrases });
  expect(fields['phrases']).toEqual([
    { phrase: 'tomorrow at 3pm', start: '2030-03-26T15:00:00-07:00', weekday: 'Tuesday' },
    {
      phrase: 'next Tuesday',
      start: '2030-04-02',
      weekday: 'Tuesday',
      alternatives: [{ start: '2030-03-26', weekday: 'Tuesday' }],
    },
    {
      phrase: 'this weekend',
      start: '2030-03-30',
      weekday: 'Saturday',
      end: '2030-04-01',
      lastDay: '2030-03-31 Sunday',
    },
    { phrase: 'when it suits', problem: expect.stringContaining('cannot be read') as string },
  ]);
  expect(spoken).toContain('“tomorrow at 3pm” is Tuesday 26 March 2030 at 15:00.');
  expect(spoken).toContain(
    '“next Tuesday” is Tuesday 2 April 2030; it can also mean Tuesday 26 March 2030.',
  );
  expect(spoken).toContain(
    '“this weekend” is from Saturday 30 March 2030 to Sunday 31 March 2030.',
  );
});

test('one phrase may be written as text, and another zone be asked for', async () => {
  const call = (phrases: string) =>
    host.call('get-current-time', { timeZone: 'Australia/Lord_Howe', phrases });
  const { fields, spoken } = await call('Sunday 7 April at 1:45am');
  expect(fields).toMatchObject({
    timeZone: 'Australia/Lord_Howe',
    phrases: [
      {
        start: '2030-04-07T01:45:00+11:00',
        alternatives: [{ start: '2030-04-07T01:45:00+10:30', weekday: 'Sunday' }],
      },
    ],
  });
  expect(spoken).toContain('at 01:45 (UTC+11:00); it can also mean Sunday 7 April 2030 at 01:45');
  const several = await call('["tomorrow", "in two weeks"]');
  expect(several.fields['phrases']).toMatchObject([
    { start: '2030-03-27' },
    { start: '2030-04-09' },
  ]);
  expect((await call('tomorrow; next month')).fields['phrases']).toHaveLength(2);
});

test('an account whose own zone is an offset has its time told by it', async () => {
  moveAccount('GMT+05:45');
  const { fields, spoken } = await host.call('get-current-time', { phrases: 'tomorrow at noon' });
  expect(fields).toMatchObject({
    timeZone: '+05:45',
    phrases: [{ start: '2030-03-27T12:00:00+05:45' }],
  });
  expect(spoken).toMatch(/^It is Tuesday 26 March 2030 at 12:15, UTC\+05:45 time\./);
});

test('without a zone that can be read it is UTC, and the answer says so', async () => {
  const spoken =
    "It is Tuesday 26 March 2030 at 06:30, UTC time. The account's own time zone is not known.";
  const provider = 'LIVEKIT';
  const voice = await registerAgent(gateway, { provider });
  await generateToken(gateway, { provider, agent: voice });
  const agents = [await connectByHttp(gateway, voice), host];
  gateway.google.faults.on(
    { request: /calendar\/v3/ },
    { kind: 'refuse', status: 503, reason: 'backendError' },
  );
  for (const agent of agents) {
    const answer = await agent.call('get-current-time');
    expect(answer.fields).toMatchObject({ timeZone: 'UTC', weekday: 'Tuesday' });
    expect(answer.spoken).toBe(spoken);
  }
});
