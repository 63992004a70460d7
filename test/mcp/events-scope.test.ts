import { afterAll, beforeAll, expect, test } from 'vitest';

import { startCalendarGateway, type CalendarGateway } from '../support/calendar-gateway.js';
import { connect } from '../support/google-gateway.js';
import { closeHosts, connectByHttp } from '../support/mcp.js';
import { generateToken, registerAgent } from '../support/tokens.js';

const PROVIDER = 'GOOGLE_CALENDAR_MCP';
const TEAM = 'team@group.calendar.google.com';

let gateway: CalendarGateway;

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

test('an account that grants its events alone has times by its calendars’ zones', async () => {
  const agent = await registerAgent(gateway, { provider: PROVIDER });
  await generateToken(gateway, { provider: PROVIDER, agent });
  await connect(gateway, {
    agents: [agent],
    scopes: ['https://www.googleapis.com/auth/calendar.events'],
  });
  gateway.google.faults.on(
    { request: /calendarList/ },
    { kind: 'refuse', status: 403, reason: 'insufficientPermissions' },
  );
  gateway.google.faults.on(
    { request: /GET .*calendars\/team[^/]*\/events$/ },
    { kind: 'change', change: (body) => ({ ...body, timeZone: 'America/New_York' }) },
  );
  const host = await connectByHttp(gateway, agent);
  expect((await host.call('get-current-time')).fields['timeZone']).toBe('Europe/Berlin');
  const { fields } = await host.call('create-event', {
    summary: 'There',
    calendarId: TEAM,
    start: '2030-07-01T10:00:00',
    end: '2030-07-01T11:00:00',
  });
  expect(fields['event']).toMatchObject({ start: '2030-07-01T16:00:00+02:00' });
});
