import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from '../../support/build.js';
import { startCalendarGateway, type CalendarGateway } from '../../support/calendar-gateway.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import type { McpHost } from '../../support/mcp-host.js';
import { closeHosts, connectByHttp, connectByStdio } from '../../support/mcp.js';

let gateway: CalendarGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

describe.each([
  ['streamable HTTP', connectByHttp],
  ['stdio', connectByStdio],
] as const)('over %s', (_name, connect) => {
  let host: McpHost;

  beforeAll(async () => {
    host = await connect(gateway, gateway.agent);
  });

  const hour = { start: '2030-03-25T09:00:00', end: '2030-03-25T10:00:00' };
  const popup = { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] };

  test.each<[unknown, unknown]>([
    [[{ method: 'popup', minutes: 10 }], popup],
    ['[{"minutes": "10"}]', popup],
    ['10', popup],
    [[10], popup],
    [{ overrides: [10] }, popup],
    [
      [30, { method: 'email', minutes: 60 }],
      {
        useDefault: false,
        overrides: [
          { method: 'popup', minutes: 30 },
          { method: 'email', minutes: 60 },
        ],
      },
    ],
    ['none', { useDefault: false, overrides: [] }],
  ])('reminders may be %j', async (reminders, expected) => {
    const { fields } = await host.call('create-event', { summary: 'Call', ...hour, reminders });
    const { id } = fields['event'] as { id: string };
    expect(gateway.google.events.get(ACCOUNT, id).reminders).toEqual(expected);
  });

  test('what is none is refused, and how they are written is said', async () => {
    const refused = { summary: 'Call', ...hour, reminders: 'soon' };
    const { problem, spoken } = await host.call('create-event', refused);
    expect(problem).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'reminders' });
    expect(spoken).toContain('{"overrides":[{"method":"popup","minutes":10}]}');
  });
});
