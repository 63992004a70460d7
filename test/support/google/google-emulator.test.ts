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
