import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { ACCOUNT, startGoogleEmulator, type GoogleEmulator } from './google-emulator.js';

const SCOPE = 'https://www.googleapis.com/auth/calendar';

interface Body {
  readonly items?: { id: string; summary: string; start: { dateTime: string } }[];
  readonly calendars?: unknown;
}

let google: GoogleEmulator;
let authorization: Record<string, string>;

beforeAll(async () => {
  google = await startGoogleEmulator();
});

beforeEach(async () => {
  google.faults.clear();
  authorization = { authorization: `Bearer ${(await google.grant([SCOPE])).accessToken}` };
});

afterAll(() => google.stop());

const call = async (method: string, path: string, body?: unknown, headers = {}) => {
  const response = await fetch(`${google.url}/calendar/v3/${path}`, {
    method,
    headers: { ...authorization, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body };
};

const weekly = {
  id: 'series0',
  summary: 'Weekly',
  start: { dateTime: '2030-03-25T09:00:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2030-03-25T10:00:00', timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
};

test('unfolds a series over a change of the clocks, with an exception and a cancelled instance', async () => {
  expect((await call('POST', 'calendars/primary/events', weekly)).status).toBe(200);
  expect((await call('POST', 'calendars/primary/events', weekly)).status).toBe(409);
  const list = () => call('GET', 'calendars/primary/events?singleEvents=true&q=weekly');
  const { body } = await list();
  expect(body.items?.map((one) => one.start.dateTime)).toEqual([
    '2030-03-25T09:00:00+01:00',
    '2030-04-01T09:00:00+02:00',
    '2030-04-08T09:00:00+02:00',
  ]);
  const [first, second] = body.items ?? [];
  await call('PATCH', `calendars/primary/events/${first?.id ?? ''}`, { summary: 'Weekly, once' });
  await call('DELETE', `calendars/primary/events/${second?.id ?? ''}`);
  expect((await list()).body.items?.map((one) => one.summary)).toEqual(['Weekly, once', 'Weekly']);
  const stale = await call('PATCH', 'calendars/primary/events/series0', {}, { 'if-match': '"1"' });
  expect(stale).toMatchObject({
    status: 412,
    body: { error: { errors: [{ reason: 'conditionNotMet' }] } },
  });
});

test('an empty recurrence is not stored, and an event of it stands alone', async () => {
  const { recurrence: _none, ...single } = { ...weekly, id: 'single0', summary: 'Single' };
  await call('POST', 'calendars/primary/events', { ...single, recurrence: [] });
  await call('PATCH', 'calendars/primary/events/single0', { recurrence: [] });
  const { status, body } = await call('GET', 'calendars/primary/events?singleEvents=true&q=single');
  expect([status, body.items?.map(({ id }) => id)]).toEqual([200, ['single0']]);
  expect(google.events.get(ACCOUNT, 'single0')).not.toHaveProperty('recurrence');
});

test('answers with an event that was written by hand as it is', async () => {
  const moment = { dateTime: '2031-03-25T09:00:00+02:00', timeZone: 'GMT+02:00' };
  const events = [
    { id: 'odd00', start: moment, end: moment, attendeesOmitted: true },
    {
      id: 'odd01',
      start: { dateTime: '2031-03-25T09:00:00Z' },
      end: { dateTime: '2031-03-25T09:00:00Z' },
    },
    {
      id: 'odd02_20310326T070000Z',
      status: 'cancelled',
      recurringEventId: 'odd02',
      originalStartTime: moment,
    },
  ];
  for (const event of events) google.events.put(ACCOUNT, event);
  const range = 'timeMin=2031-01-01T00:00:00Z&timeMax=2032-01-01T00:00:00Z';
  const { body } = await call(
    'GET',
    `calendars/primary/events?singleEvents=true&showDeleted=true&${range}`,
  );
  expect(body.items).toEqual([events[0], events[2], events[1]]);
  for (const event of events) {
    expect((await call('GET', `calendars/primary/events/${event.id}`)).body).toEqual(event);
  }
});

test('a calendar can be reached that is on nobody’s list', async () => {
  google.addCalendar({ id: 'far@example.com', summary: 'Far', timeZone: 'UTC-3', isListed: false });
  const statusOf = async (path: string) => (await call('GET', path)).status;
  expect(await statusOf('users/me/calendarList/far%40example.com')).toBe(404);
  expect((await call('GET', 'calendars/far%40example.com/events')).body).toMatchObject({
    summary: 'Far',
    timeZone: 'UTC-3',
  });
});

test('fails as it is told to', async () => {
  google.faults.on(
    { request: '/freeBusy', times: 1 },
    { kind: 'refuse', status: 403, reason: 'rateLimitExceeded' },
  );
  google.faults.on({ request: '/freeBusy', times: 1 }, { kind: 'reset' });
  const body = {
    timeMin: '2030-01-01T00:00:00Z',
    timeMax: '2030-01-02T00:00:00Z',
    items: [{ id: ACCOUNT }],
  };
  expect((await call('POST', 'freeBusy', body)).status).toBe(403);
  await expect(call('POST', 'freeBusy', body)).rejects.toThrow();
  expect((await call('POST', 'freeBusy', body)).body.calendars).toEqual({
    [ACCOUNT]: { busy: [] },
  });
  google.expireAccessTokens();
  expect((await call('GET', 'users/me/calendarList')).status).toBe(401);
});

test('changes what the token endpoint answers', async () => {
  const { refreshToken } = await google.grant([SCOPE]);
  google.faults.on(
    { request: 'POST /oauth2/token', times: 1 },
    { kind: 'change', change: (body) => ({ ...body, refresh_token: 'rotated' }) },
  );
  const response = await fetch(`${google.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: 'token-gateway.apps.googleusercontent.com',
      client_secret: 'GOCSPX-emulated-client-secret',
    }),
  });
  expect(await response.json()).toMatchObject({ refresh_token: 'rotated', expires_in: 3600 });
});
