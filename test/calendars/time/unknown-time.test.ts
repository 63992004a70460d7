import { expect } from 'vitest';

import { calendarTest, seedEvent, type CalendarGateway } from '../../support/calendar-gateway.js';
import {
  FreeBusyQuery,
  GroupBusyQuery,
  SuggestTimesQuery,
} from '../../support/calendar-operations.js';
import { connect } from '../../support/google-gateway.js';
import { ACCOUNT, OTHER_ACCOUNT } from '../../support/google/google-emulator.js';
import { generateToken, firstError, providerHeader, registerAgent } from '../../support/tokens.js';

const TEAM = 'team@group.calendar.google.com';
const STRANGER = 'stranger@example.org';
const GROUP = 'everyone@example.com';

const test = calendarTest();

const range = { since: '2030-07-01T00:00:00Z', until: '2030-07-02T00:00:00Z' };
const busy = (from: string, to: string) => ({
  start: { dateTime: `2030-07-01T${from}:00Z` },
  end: { dateTime: `2030-07-01T${to}:00Z` },
});

test.beforeAll(({ gateway }) => {
  seedEvent(gateway, busy('08:00', '10:00'));
  seedEvent(gateway, busy('09:00', '11:00'), TEAM);
  seedEvent(gateway, busy('12:00', '13:00'), OTHER_ACCOUNT);
  gateway.google.addGroup(GROUP, [ACCOUNT, TEAM]);
});

test.beforeEach(({ gateway }) => {
  gateway.google.faults.clear();
  gateway.google.forget();
});

const busyOf = async (gateway: CalendarGateway, calendars: string[]) =>
  (await gateway.get(FreeBusyQuery, { ...range, calendars })).freeBusy.calendars;
const groupsOf = async (gateway: CalendarGateway, calendars: string[]) =>
  (await gateway.get(GroupBusyQuery, { ...range, calendars })).freeBusy.calendars;
const wanted = { ...range, durationMinutes: 60, timeZone: 'UTC', first: 1 };

test('the account’s own calendar is asked for once, by whichever of its ids', async ({
  gateway,
}) => {
  const own = ['primary', ACCOUNT.toUpperCase(), ACCOUNT];
  expect((await busyOf(gateway, own)).map(({ calendarId }) => calendarId)).toEqual(['primary']);
  const other = await busyOf(gateway, [ACCOUNT.toUpperCase()]);
  expect(other).toMatchObject([{ busy: [{}], unavailableReason: null }]);
});

test.for([503, 403])(
  'fifty calendars of which Google tells nothing but %i hide no others',
  async (status, { gateway }) => {
    const reason = status === 503 ? 'backendError' : 'forbidden';
    const strangers = Array.from({ length: 50 }, (_one, index) => `s${String(index)}@example.org`);
    const target = { request: 'freeBusy', body: '"s0@example.org"' };
    gateway.google.faults.on(target, { kind: 'refuse', status, reason });
    const found = await busyOf(gateway, [...strangers, 'primary']);
    expect(found).toHaveLength(51);
    expect(found[0]).toEqual({ calendarId: 's0@example.org', busy: [], unavailableReason: reason });
    expect(found[50]).toMatchObject({ calendarId: 'primary', unavailableReason: null });
  },
);

test('a group is busy when its members are, each by its own', async ({ gateway }) => {
  expect(await groupsOf(gateway, [GROUP])).toEqual([
    {
      calendarId: GROUP,
      busy: [{ startAt: '2030-07-01T08:00:00.000Z' }],
      unavailableReason: null,
      members: [
        {
          calendarId: ACCOUNT,
          busy: [{ startAt: '2030-07-01T08:00:00.000Z' }],
          unavailableReason: null,
        },
        {
          calendarId: TEAM,
          busy: [{ startAt: '2030-07-01T09:00:00.000Z' }],
          unavailableReason: null,
        },
      ],
    },
  ]);
  const input = { ...wanted, calendars: [GROUP], since: '2030-07-01T08:00:00Z' };
  const { suggestTimes } = await gateway.get(SuggestTimesQuery, { input });
  expect(suggestTimes).toMatchObject({
    slots: [{ startAt: '2030-07-01T11:00:00.000Z' }],
    freeForAll: true,
  });
});

test('a group with a member of whom nothing is known is not free', async ({ gateway }) => {
  gateway.google.addGroup('mixed@example.com', [ACCOUNT, STRANGER]);
  const [group] = await groupsOf(gateway, ['mixed@example.com']);
  expect(group).toMatchObject({
    unavailableReason: 'notFound',
    members: [{ unavailableReason: null }, { unavailableReason: 'notFound' }],
  });
  const input = { ...wanted, calendars: ['mixed@example.com'] };
  const { suggestTimes } = await gateway.get(SuggestTimesQuery, { input });
  expect(suggestTimes).toMatchObject({
    freeForAll: false,
    unavailable: [{ calendarId: 'mixed@example.com' }],
  });
});

test('a group without visible members is not reported as free', async ({ gateway }) => {
  gateway.google.addGroup('hidden@example.com', []);
  const calendars = ['hidden@example.com', TEAM];
  const [group] = await groupsOf(gateway, calendars);
  expect(group).toMatchObject({ unavailableReason: 'notFound', members: [] });
  const { suggestTimes } = await gateway.get(SuggestTimesQuery, {
    input: { ...wanted, calendars },
  });
  expect(suggestTimes.freeForAll).toBe(false);
});

test('groups are looked into up to a hundred members, fifty at a time', async ({ gateway }) => {
  const people = (count: number) =>
    Array.from({ length: count }, (_one, index) => `p${String(index)}@group.calendar.google.com`);
  for (const id of people(90)) {
    gateway.google.addCalendar({ id, summary: id, timeZone: 'Pacific/Auckland' });
  }
  gateway.google.addGroup('large@example.com', people(90));
  gateway.google.addGroup('huge@example.com', people(101));
  const [large, huge] = await groupsOf(gateway, ['large@example.com', 'huge@example.com']);
  expect(large).toMatchObject({ unavailableReason: null, busy: [] });
  expect(large?.members).toHaveLength(90);
  expect(huge).toMatchObject({ unavailableReason: 'groupTooBig', busy: [] });
});

test.for(['internalError', 'tooManyCalendarsRequested'])(
  'a calendar of which Google says %s is not free',
  async (reason, { gateway }) => {
    gateway.google.faults.on(
      { request: 'freeBusy' },
      {
        kind: 'change',
        change: (body) => ({
          ...body,
          calendars: {
            ...(body['calendars'] as object),
            [TEAM]: { errors: [{ domain: 'global', reason }], busy: [] },
          },
        }),
      },
    );
    const input = { ...wanted, calendars: ['primary', TEAM] };
    const { suggestTimes } = await gateway.get(SuggestTimesQuery, { input });
    expect(suggestTimes).toMatchObject({
      freeForAll: false,
      unavailable: [{ calendarId: TEAM, unavailableReason: reason }],
    });
  },
);

test('nor is one that is missing in the answer', async ({ gateway }) => {
  gateway.google.faults.on(
    { request: 'freeBusy' },
    { kind: 'change', change: (body) => ({ ...body, calendars: {} }) },
  );
  expect(await busyOf(gateway, ['primary'])).toMatchObject([{ unavailableReason: 'notFound' }]);
  const answer = await gateway.ask(SuggestTimesQuery, { input: wanted });
  expect(firstError(answer).code).toBe('NOT_FOUND');
});

test('no time in the past is suggested', async ({ gateway }) => {
  const input = { ...wanted, since: '2020-01-01T00:00:00Z', until: '2030-07-02T00:00:00Z' };
  const answer = await gateway.ask(SuggestTimesQuery, { input: { ...input, until: null } });
  const [slot] = answer.data?.suggestTimes.slots ?? [];
  expect(Date.parse(slot?.startAt ?? '')).toBeGreaterThan(Date.parse('2026-01-01'));
  const past = { ...input, until: '2020-01-02T00:00:00Z' };
  expect(firstError(await gateway.ask(SuggestTimesQuery, { input: past }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    argument: 'input.until',
  });
});

test('several accounts are looked at together, and one that fails hides no other', async ({
  gateway,
}) => {
  const provider = 'GOOGLE_CALENDAR_MCP';
  const agent = await registerAgent(gateway, { provider });
  const { token } = await generateToken(gateway, { provider, agent });
  for (const account of [ACCOUNT, OTHER_ACCOUNT])
    await connect(gateway, { agents: [agent], account });
  const headers = providerHeader(provider, token);
  const ask = (connections: string[], calendars: string[]) =>
    gateway.send(FreeBusyQuery, { ...range, connections, calendars }, headers);
  const both = [ACCOUNT, OTHER_ACCOUNT];
  const primaries = await ask(both, ['primary']);
  expect(primaries.data?.freeBusy.calendars.map((one) => one.busy[0]?.startAt)).toEqual([
    '2030-07-01T08:00:00.000Z',
    '2030-07-01T12:00:00.000Z',
  ]);
  const team = await ask(both, ['Team', ACCOUNT]);
  expect(team.data?.freeBusy.calendars).toMatchObject([
    { calendarId: TEAM, unavailableReason: null },
    { calendarId: ACCOUNT, unavailableReason: null },
  ]);
  const wrong = await ask([ACCOUNT, 'nobody@example.org'], ['primary', TEAM]);
  expect(wrong.data?.freeBusy.calendars).toMatchObject([
    { calendarId: 'primary', unavailableReason: null },
    { calendarId: 'primary', unavailableReason: 'UNKNOWN_CONNECTION' },
    { calendarId: TEAM, unavailableReason: null },
  ]);
});
