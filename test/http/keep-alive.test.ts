import { expect } from 'vitest';

import { gatewayTest } from '../support/gateway.js';
import { openConnection } from '../support/raw-connection.js';

const ask = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n';

const byDefault = gatewayTest();

byDefault('a connection is kept for longer than most proxies keep it', async ({ gateway }) => {
  const response = await fetch(`${gateway.url}/livez`);
  expect(response.headers.get('keep-alive')).toBe('timeout=150');
});

const short = gatewayTest({ env: { KEEP_ALIVE_TIMEOUT_SECONDS: '1' } });

short(
  'a connection on which nothing is asked is closed after the time set',
  async ({ gateway }) => {
    const connection = await openConnection(gateway.url);
    connection.write(ask + ask);
    await connection.closed;
    expect(connection.received.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
    expect(connection.received).toMatch(/^keep-alive: timeout=1\r$/im);
  },
);
