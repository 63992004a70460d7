import { afterAll, beforeAll, describe } from 'vitest';

import { BUILD_LIMIT_MS, ensureBuilt } from './build.js';
import { startCalendarGateway, type CalendarGateway } from './calendar-gateway.js';
import type { McpHost } from './mcp-host.js';
import { closeHosts, connectByHttp, connectByStdio } from './mcp.js';

/** A gateway beside an emulated Google, and a host of its calendar agent; there while tests run. */
export interface CalendarTools {
  readonly gateway: CalendarGateway;
  readonly host: McpHost;
}

/** Runs tests of the calendar tools over HTTP and over stdio, on one gateway. */
export function describeOverMcp(tests: (at: CalendarTools) => void): void {
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
    tests({
      get gateway() {
        return gateway;
      },
      get host() {
        return host;
      },
    });
  });
}
