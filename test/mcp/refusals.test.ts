import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import {
  seedEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../support/calendar-gateway.js';
import type { McpHost } from '../support/mcp-host.js';
import { closeHosts, connectByHttp, connectByStdio } from '../support/mcp.js';

const TEAM = 'team@group.calendar.google.com';

let gateway: CalendarGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

beforeEach(() => {
  gateway.google.faults.clear();
  gateway.google.forget();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

const written = () => gateway.google.requests.filter(({ method }) => method !== 'GET');

describe.each([
  ['streamable HTTP', connectByHttp],
  ['stdio', connectByStdio],
] as const)('over %s', (_name, connect) => {
  let host: McpHost;

  beforeAll(async () => {
    host = await connect(gateway, gateway.agent);
  });

  const hour = { start: '2030-03-25T09:00:00', end: '2030-03-25T10:00:00' };
  const attendees = ['guest@example.com'];

  test.each<[name: string, input: Readonly<Record<string, unknown>>, argument: string]>([
    [
      'create-event',
      { summary: 'Day', start: '2030-03-25', timeZone: 'Berlin', attendees },
      'timeZone',
    ],
    ['create-event', { summary: 'Day', start: '2030-03-25', endTimeZone: 'Berlin' }, 'endTimeZone'],
    [
      'create-events',
      { events: [{ summary: 'Day', start: '2030-03-25', attendees }], timeZone: 'Berlin' },
      'timeZone',
    ],
    [
      'create-events',
      { events: [null, { summary: 'Hour', ...hour, timeZone: 'Berlin' }] },
      'events.1.timeZone',
    ],
    ['update-event', { summary: 'New', timeZone: 'Berlin' }, 'timeZone'],
    ['update-event', { moveTo: TEAM, timeZone: 'Berlin' }, 'timeZone'],
    ['respond-to-event', { response: 'declined', timeZone: 'Berlin' }, 'timeZone'],
  ])(
    'a zone that is none is refused before %s of %j changes anything',
    async (name, input, argument) => {
      const eventId = name.startsWith('create') ? undefined : seedEvent(gateway, {}).id;
      const { problem } = await host.call(name, { eventId, ...input });
      expect(problem).toMatchObject({
        code: 'BAD_USER_INPUT',
        problems: [
          {
            path: argument,
            message: 'must be an IANA time zone, for example Europe/Berlin or UTC',
          },
        ],
      });
      expect(written()).toEqual([]);
    },
  );

  test.each([{}, { moveTo: TEAM }])(
    'the zone of an end is no change that is passed over, beside %j',
    async (input) => {
      const { id: eventId } = seedEvent(gateway, {});
      const endTimeZone = 'America/New_York';
      const { problem } = await host.call('update-event', { eventId, endTimeZone, ...input });
      expect(problem).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'moveTo' in input ? 'moveTo' : 'start',
      });
      expect(written()).toEqual([]);
    },
  );
});
