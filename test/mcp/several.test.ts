import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { THIRD_PARTY_NOTE } from '../../src/mcp/events/third-party.js';
import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import {
  seedEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../support/calendar-gateway.js';
import { connect as connectAccount } from '../support/google-gateway.js';
import type { Fault } from '../support/google/fault-plan.js';
import { ACCOUNT, FURTHER_ACCOUNTS, OTHER_ACCOUNT } from '../support/google/google-emulator.js';
import type { McpHost } from '../support/mcp-host.js';
import { closeHosts, transports } from '../support/mcp.js';
import { generateToken, registerAgent } from '../support/tokens.js';

const TEAM = 'team@group.calendar.google.com';
const TEAM_EVENTS = /calendars\/team[^/]*\/events$/;
const SOUTH = 'south@group.calendar.google.com';

let gateway: CalendarGateway;
let both: string;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
  both = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
  await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent: both });
  for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
    await connectAccount(gateway, { agents: [both, gateway.agent].slice(0, 1), account });
  }
  gateway.google.addCalendar({
    id: SOUTH,
    summary: 'South',
    timeZone: 'Pacific/Auckland',
    account: OTHER_ACCOUNT,
  });
  const meeting = { id: 'meeting', iCalUID: 'meeting@google.com' };
  seedEvent(gateway, meeting);
  seedEvent(gateway, { ...meeting, summary: 'Copy' }, TEAM);
  const at = (hour: string) => ({
    dateTime: `2030-05-06T${hour}:00:00+02:00`,
    timeZone: 'Europe/Berlin',
  });
  const cancelled = {
    id: 'cancelled',
    iCalUID: 'cancelled@google.com',
    start: at('09'),
    end: at('10'),
  };
  seedEvent(gateway, { ...cancelled, status: 'cancelled' });
  seedEvent(gateway, { ...cancelled, summary: 'Still on' }, TEAM);
  seedEvent(gateway, { id: 'abroad' }, SOUTH);
  seedEvent(gateway, { id: 'theirs' }, OTHER_ACCOUNT);
});

beforeEach(() => {
  gateway.google.faults.clear();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

const day = { timeMin: '2030-03-25', timeMax: '2030-03-26' };
const idsOf = (fields: Record<string, unknown>) =>
  (fields['events'] as { id: string }[]).map(({ id }) => id);

describe.each(transports.slice(1, 3))('over $name', ({ connect }) => {
  let host: McpHost;
  let wide: McpHost;

  beforeAll(async () => {
    host = await connect(gateway, gateway.agent);
    wide = await connect(gateway, both);
  });

  test.each<[reason: string, fault: Fault]>([
    ['noAccess', { kind: 'refuse', status: 403, reason: 'forbidden' }],
    ['notFound', { kind: 'refuse', status: 404, reason: 'notFound' }],
    ['deleted', { kind: 'refuse', status: 410, reason: 'deleted' }],
    ['rateLimited', { kind: 'refuse', status: 403, reason: 'dailyLimitExceeded' }],
    ['failed', { kind: 'refuse', status: 410, reason: 'fullSyncRequired' }],
    ['failed', { kind: 'refuse', status: 503, reason: 'backendError' }],
    ['failed', { kind: 'answer', status: 200, body: '{"items": [' }],
    ['timeout', { kind: 'hang' }],
  ])('a calendar that is unavailable, %s, hides no other', async (reason, fault) => {
    gateway.google.faults.on({ request: TEAM_EVENTS }, fault);
    const range = { timeMin: '2030-03-25T00:00:00Z', timeMax: '2030-03-26T00:00:00Z' };
    const began = performance.now();
    const read = { ...range, calendarId: [TEAM, 'primary'] };
    const { fields, spoken } = await host.call('list-events', read);
    expect(performance.now() - began).toBeLessThan(12_000);
    expect(idsOf(fields)).toContain('meeting');
    const words = fault.kind === 'hang' ? ['timeout'] : [reason, 'timeout'];
    const unavailable = fields['unavailable'] as { reason: string }[];
    expect(unavailable).toMatchObject([{ calendarId: TEAM }]);
    expect(unavailable[0]?.reason).toBeOneOf(words);
    expect(spoken).toContain('Nothing is known of 1 of the calendars.');
  });

  test('a calendar of which nothing but an empty page was read hides no other', async () => {
    const page = { items: [], timeZone: 'Europe/Berlin', accessRole: 'owner', nextPageToken: '1' };
    const request = TEAM_EVENTS;
    gateway.google.faults.on(
      { request, times: 1 },
      { kind: 'answer', status: 200, body: JSON.stringify(page) },
    );
    gateway.google.faults.on(
      { request },
      { kind: 'refuse', status: 403, reason: 'dailyLimitExceeded' },
    );
    const { fields } = await host.call('list-events', { ...day, calendarId: ['primary', TEAM] });
    expect(idsOf(fields)).toContain('meeting');
    expect(fields).toMatchObject({ hasMore: false, unavailable: [{ calendarId: TEAM }] });
  });

  test('that nothing was found says so where not all could be read', async () => {
    const page = { items: [], timeZone: 'Europe/Berlin', accessRole: 'owner', nextPageToken: '1' };
    gateway.google.faults.on(
      { request: TEAM_EVENTS },
      { kind: 'answer', status: 200, body: JSON.stringify(page) },
    );
    const { spoken } = await host.call('list-events', { ...day, calendarId: TEAM });
    expect(spoken).toBe('I found no such event in what I could read of that time.');
  });

  test('what owners wrote of their calendars is cut, and marked as theirs', async () => {
    const [summary, description] = ['n'.repeat(300), 'd'.repeat(600)];
    gateway.google.faults.on(
      { request: 'GET /calendar/v3/users/me/calendarList', times: 1 },
      {
        kind: 'change',
        change: (body) => ({
          ...body,
          items: [{ ...(body['items'] as object[])[0], summary, description }],
        }),
      },
    );
    const { fields, spoken } = await host.call('list-calendars');
    expect(fields).toMatchObject({
      calendars: [
        { summary: `${summary.slice(0, 199)}…`, description: `${description.slice(0, 499)}…` },
      ],
      note: THIRD_PARTY_NOTE,
    });
    expect(spoken).toBe('There is one calendar, which can be written to.');
  });

  test('a single busy time is announced in the singular', async () => {
    expect((await host.call('get-freebusy', day)).spoken).toBe('There is 1 busy time.');
  });

  test('where none can be read, the first one’s error is told', async () => {
    const read = { calendarId: ['nowhere@example.org', 'Nothing'] };
    expect((await host.call('search-events', { query: 'x', ...read })).problem).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('an event is listed once, whichever ids its calendars are read by', async () => {
    const calendarId = ['primary', ACCOUNT, ACCOUNT.toUpperCase()];
    const { fields } = await host.call('list-events', { ...day, calendarId });
    expect(fields).toMatchObject({ calendarId: 'primary', events: [{ id: 'meeting' }] });
    const copies = await host.call('list-events', { ...day, calendarId: ['team', 'primary'] });
    expect(copies.fields).toMatchObject({
      calendarId: 'primary',
      events: [{ id: 'meeting', summary: 'Seeded', alsoOn: [TEAM] }],
    });
  });

  test('that an account’s own copy was cancelled hides no other copy', async () => {
    const { fields } = await host.call('list-events', {
      ...{ timeMin: '2030-05-06', timeMax: '2030-05-07', showCancelled: true },
      calendarId: ['primary', TEAM],
    });
    expect(fields['events']).toMatchObject([{ status: 'cancelled' }, { summary: 'Still on' }]);
  });

  test('every account is read where none is named, by the first one’s clocks', async () => {
    const calendarId = ['primary', 'South'];
    const { fields, spoken } = await wide.call('list-events', { ...day, calendarId });
    expect(fields).toMatchObject({ timeZone: 'Europe/Berlin', unavailable: [] });
    expect(new Set(idsOf(fields))).toEqual(new Set(['meeting', 'theirs', 'abroad']));
    expect(spoken).toContain('at 09:00.');
    const one = await wide.call('list-events', { ...day, account: OTHER_ACCOUNT });
    expect(idsOf(one.fields)).toEqual(['theirs']);
    const listed = await wide.call('list-calendars');
    expect(listed.fields['calendars']).toContainEqual(
      expect.objectContaining({ id: SOUTH, account: OTHER_ACCOUNT }),
    );
    const made = await wide.call('create-event', {
      summary: 'Where',
      start: '2030-03-25T09:00:00',
      end: '2030-03-25T10:00:00',
    });
    expect(made.spoken).toContain(`${ACCOUNT}, ${OTHER_ACCOUNT}`);
  });

  test('an account that cannot be read is named and hides no other', async () => {
    const account = [ACCOUNT, 'nobody@example.org'];
    const lost = [{ account: 'nobody@example.org', reason: 'notConnected' }];
    const { fields, spoken } = await wide.call('list-events', { ...day, account });
    expect(fields).toMatchObject({ events: [{ id: 'meeting' }], unavailable: lost });
    expect(spoken).toContain('Nothing is known of 1 of the accounts.');
    const calendars = await wide.call('list-calendars', { account });
    expect(calendars.fields).toMatchObject({ account: ACCOUNT, unavailable: lost });
    const busy = await wide.call('get-freebusy', { ...day, account });
    expect(busy.fields).toMatchObject({ calendars: [{ busy: [{}] }], unavailable: [{}] });
    const free = await wide.call('suggest-time', { ...day, account, durationMinutes: 30 });
    expect(free.fields).toMatchObject({ freeForAll: false });
    expect(free.spoken).toContain('It may not be free for all.');
  });

  test('of more accounts than a call can read, those that were not are named', async () => {
    const many = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
    await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent: many });
    for (const account of FURTHER_ACCOUNTS) {
      await connectAccount(gateway, { agents: [many], account });
    }
    await connectAccount(gateway, { agents: [many, both], account: OTHER_ACCOUNT });
    const asked = await connect(gateway, many);
    const unread = [{ account: expect.any(String) as string, reason: 'tooManyAccounts' }];
    for (const tool of ['list-calendars', 'list-events', 'get-freebusy']) {
      const { fields, spoken } = await asked.call(tool, tool === 'list-calendars' ? {} : day);
      expect(fields['unavailable']).toEqual(unread);
      expect(spoken).toContain('Nothing is known of 1 of the accounts.');
    }
    const free = await asked.call('suggest-time', { ...day, durationMinutes: 30 });
    expect(free.fields).toMatchObject({ freeForAll: false, unavailable: unread });
  });

  test('a calendar of which nothing is known is not free', async () => {
    const calendars = ['stranger@example.org'];
    const { fields, spoken } = await host.call('get-freebusy', { ...day, calendars });
    expect(fields).toMatchObject({
      calendars: [],
      unavailable: [{ calendarId: 'stranger@example.org', reason: 'notFound' }],
    });
    expect(spoken).toBe(
      'Whether anything is planned in that time is not known. Nothing is known of 1 of the calendars.',
    );
  });

  test('a group’s members are shown as its members', async () => {
    gateway.google.addGroup('all@example.com', [ACCOUNT, 'stranger@example.org']);
    const calendars = ['all@example.com'];
    const { fields } = await host.call('get-freebusy', { ...day, calendars });
    expect(fields).toMatchObject({
      calendars: [{ calendarId: ACCOUNT, memberOf: 'all@example.com', busy: [{}] }],
      unavailable: [{ calendarId: 'stranger@example.org', reason: 'notFound' }],
    });
  });

  test('times are suggested within working hours, unless any hour will do', async () => {
    // A Saturday and a Sunday.
    const weekend = { timeMin: '2030-03-30', timeMax: '2030-04-01', durationMinutes: 60 };
    const none = await host.call('suggest-time', weekend);
    expect(none.fields).toMatchObject({
      suggestions: [],
      hours: 'Monday to Friday, 09:00 to 17:00',
    });
    expect(none.spoken).toContain('no such time within working hours, Monday to Friday, 09:00');
    expect(none.spoken).toContain('anyHour: true');
    const any = await host.call('suggest-time', { ...weekend, anyHour: true });
    expect(any.fields).toMatchObject({
      suggestions: [{ start: '2030-03-30T00:00:00+01:00' }, {}, {}, {}, {}],
    });
    const longer = { ...weekend, timeMax: '2030-04-02', maxResults: 1 };
    const monday = await host.call('suggest-time', longer);
    expect(monday.fields).toMatchObject({ suggestions: [{ start: '2030-04-01T09:00:00+02:00' }] });
    expect(monday.spoken).toContain('I looked at working hours alone, Monday to Friday');
    const south = await host.call('suggest-time', { ...longer, timeZone: 'Pacific/Auckland' });
    expect(south.fields).toMatchObject({ suggestions: [{ start: '2030-04-01T09:00:00+13:00' }] });
  });
});
