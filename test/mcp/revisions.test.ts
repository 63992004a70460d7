import { afterAll, describe, expect } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import { calendarTest } from '../support/calendar-gateway.js';
import { closeHosts, connectByHttp, connectByStdio } from '../support/mcp.js';

const test = calendarTest();

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
