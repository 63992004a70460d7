import { afterAll, beforeAll, expect, test } from 'vitest';

import { startCalendarGateway, type CalendarGateway } from '../../support/calendar-gateway.js';
import type { McpHost } from '../../support/mcp-host.js';
import { closeHosts, connectByHttp } from '../../support/mcp.js';

let gateway: CalendarGateway;
let host: McpHost;

beforeAll(async () => {
  gateway = await startCalendarGateway();
  host = await connectByHttp(gateway, gateway.agent);
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

const RANGE = { timeMin: '2030-09-02T00:00:00', timeMax: '2030-09-09T00:00:00' };
const suggest = (workingHours: unknown, more: object = {}) =>
  host.call('suggest-time', { durationMinutes: 60, ...RANGE, workingHours, ...more });

test.each<[unknown, string]>([
  [{ start: '9:00', end: '17:00:00' }, 'Monday to Friday, 09:00 to 17:00'],
  [{ start: '9am', end: '5:30 PM' }, 'Monday to Friday, 09:00 to 17:30'],
  [{ start: '12 a.m.', end: '12pm' }, 'Monday to Friday, 00:00 to 12:00'],
  [{ start: '20:00', end: '24:00' }, 'Monday to Friday, 20:00 to 00:00'],
  [{ days: 'Mon-Fri' }, 'Monday to Friday, 09:00 to 17:00'],
  [{ days: ['MO', 'tue', 'Thursdays'] }, 'Monday, Tuesday and Thursday, 09:00 to 17:00'],
  [{ days: 'Mon, Wed and Fri.' }, 'Monday, Wednesday and Friday, 09:00 to 17:00'],
  [{ days: 'friday to monday' }, 'Monday, Friday, Saturday and Sunday, 09:00 to 17:00'],
  [{ days: 'weekdays' }, 'Monday to Friday, 09:00 to 17:00'],
])('working hours are read from %j', async (written, hours) => {
  expect((await suggest(written)).fields).toMatchObject({ hours });
});

test.each<[unknown, string]>([
  [{ end: '25:00' }, 'workingHours.end must be a time, for example 09:00'],
  [{ start: '13pm' }, 'workingHours.start must be a time, for example 09:00'],
  [{ days: 'someday' }, 'workingHours.days.0 must be one of monday, tuesday'],
  [{ days: 't' }, 'workingHours.days.0 must be one of monday, tuesday'],
])('working hours %j are refused by their own names', async (written, message) => {
  const { isError, spoken } = await suggest(written);
  expect([isError, spoken]).toEqual([true, expect.stringContaining(message)]);
});

test('a range that ends too early is told in words of the tool', async () => {
  const { spoken } = await suggest(undefined, { timeMin: RANGE.timeMax, timeMax: RANGE.timeMin });
  expect(spoken).toContain('timeMax must be after the beginning of the range');
});

test('ids and names of calendars are read from one text', async () => {
  const { fields } = await suggest(undefined, { calendars: 'primary, Team' });
  expect(fields).toMatchObject({ freeForAll: true, unavailable: [] });
});
