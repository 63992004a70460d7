import { afterAll, describe, expect, onTestFinished } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import { calendarTest } from '../support/calendar-gateway.js';
import { closeHosts, connectByHttp, connectByStdio } from '../support/mcp.js';
import { eventually } from '../support/process.js';

/** Less than Google is given here. */
const PATIENCE_MS = 20_000;

const test = calendarTest({ env: { GOOGLE_TIMEOUT_SECONDS: '30' } });

test.beforeAll(ensureBuilt, BUILD_LIMIT_MS);

afterAll(async () => {
  await closeHosts();
});

describe.each([
  { host: 'that knows no newer one', revision: '2025', spoken: '2025-11-25' },
  { host: 'that finds out what is spoken', revision: 'auto', spoken: '2026-07-28' },
  { host: 'that insists on the newest', revision: '2026-07-28', spoken: '2026-07-28' },
] as const)('A host $host', ({ revision, spoken }) => {
  test.for([
    ['streamable HTTP', connectByHttp],
    ['stdio', connectByStdio],
  ] as const)('works by %s, and hears how far a call is', async ([, connect], { gateway }) => {
    const host = await connect(gateway, gateway.agent, { revision });
    expect(host.revision).toBe(spoken);
    expect(await host.toolNames()).toContain('create-event');
    const steps: number[] = [];
    host.onProgress((step) => steps.push(step));
    const listed = await host.call('list-calendars', {}, { progressToken: 'p' });
    expect([listed.isError, steps]).toEqual([false, [1]]);
    const unknown = { calendarId: 'nobody', eventId: 'nothing' };
    const failed = await host.call('get-event', unknown);
    expect(failed.isError).toBe(true);
  });
});

// What an old host sends to cancel a call is a message of its own, which finds no call there.
test.for(['auto', '2026-07-28'] as const)(
  'a host of %s gives up a call by HTTP',
  async (revision, { gateway }) => {
    const host = await connectByHttp(gateway, gateway.agent, { revision });
    gateway.google.forget();
    gateway.google.faults.on({ request: '/events' }, { kind: 'hang' });
    onTestFinished(() => gateway.google.faults.clear());
    const before = gateway.log.length;
    const stop = new AbortController();
    const call = host.call('list-events', {}, { signal: stop.signal });
    const asked = () => gateway.google.count('/events') > 0;
    await eventually('The request to Google', PATIENCE_MS, asked);
    stop.abort('enough');
    await expect(call).rejects.toThrow('enough');
    // Google would be given thirty seconds, and has not answered yet.
    const isGivenUp = () =>
      gateway.log.slice(before).some((line) => /ToolEvents.*"UPSTREAM_ERROR"/.test(line));
    await eventually('The end of the operation', PATIENCE_MS, isGivenUp);
  },
);
