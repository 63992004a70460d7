import { afterAll, describe, expect } from 'vitest';

import { gatewayTest, startGateway, type TestGateway } from '../support/gateway.js';
import { exchange } from '../support/raw-connection.js';

const CURRENT = encodeURIComponent('{ currentToken(agent: "livekit") { valid } }');
const QUERY = `/graphql?query=${CURRENT}`;
const PREFLIGHT = 'Apollo-Require-Preflight: 1';

const test = gatewayTest();

let proxied: TestGateway;

test.beforeAll(async ({ gateway }) => {
  proxied = await startGateway({ database: gateway.database, env: { TRUST_PROXY: '1' } });
});

afterAll(() => proxied.stop());

function get(
  gateway: TestGateway,
  target: string,
  hosts: readonly string[],
  { version = '1.1' } = {},
) {
  return exchange(gateway.url, [
    `GET ${target} HTTP/${version}`,
    ...hosts.map((host) => `Host:${host}`),
    PREFLIGHT,
    'Connection: close',
  ]);
}

const MALFORMED = [
  '',
  ' ',
  ' evil.example@localhost',
  ' evil.example:80@localhost',
  ' @localhost',
  ' localhost@',
  ' localhost#.evil.example',
  ' localhost#',
  ' localhost/.evil.example',
  ' localhost?.evil.example',
  ' localhost\\.evil.example',
  ' http://localhost',
  ' //localhost',
  ' local host',
  ' local\thost',
  ' localhost, evil.example',
  ' localhost,localhost',
  ' localhost;evil',
  ' localhost..',
  ' .localhost',
  ' ..',
  ' -localhost',
  ' a..localhost',
  ' %6cocalhost',
  ' localhost%00',
  ' l%6Fcalhost:4000',
  ' ʟᴏᴄᴀʟʜᴏsᴛ',
  ' localhost。',
  ' １２７.0.0.1',
  ' 2130706433',
  ' 0x7f000001',
  ' 0x7f.1',
  ' 127.1',
  ' 0177.0.0.1',
  ' 127.0.0.01',
  ' 127.0.0.1.',
  ' 127.0.0.256',
  ' ::1',
  ' [::1',
  ' ::1]',
  ' [127.0.0.1]',
  ' [localhost]',
  ' [::1%25lo]',
  ' [::1%lo]',
  ' [v1.localhost]',
  ' [::1]evil',
  ' localhost:',
  ' localhost:x',
  ' localhost:-1',
  ' localhost:0',
  ' localhost:65536',
  ' localhost:4000000',
  ' localhost:4000:4000',
  ` ${'a'.repeat(64)}.localhost`,
];

describe('a Host that is not a host with an optional port is answered with 400:', () => {
  test.for(MALFORMED)('%j', async (host, { gateway }) => {
    const { status, body } = await get(gateway, QUERY, [host]);
    expect([status, body]).toEqual([400, expect.stringMatching(/MALFORMED_REQUEST/)]);
    expect(body).toContain('requestId');
  });
});

describe('a host that nobody vouches for is a stranger:', () => {
  test.for([
    'localhost.',
    'localhost.evil.example',
    'xn--lclhst-9wa0c',
    '127.0.0.1.evil.example',
    '0.0.0.0',
    '[::]',
    '128.0.0.1',
    '[::2]',
    'my_service:4000',
  ])('%s', async (host, { gateway }) => {
    expect((await get(gateway, QUERY, [` ${host}`])).status).toBe(401);
  });
});

describe('a host that is this machine is trusted:', () => {
  test.for([
    ' localhost',
    ' LocalHost:65535',
    '127.0.0.1',
    ' \t[::1]:4000 \t',
    ' [0:0:0:0:0:0:0:1]',
  ])('%j', async (host, { gateway }) => {
    expect((await get(gateway, QUERY, [host])).status).toBe(200);
  });
});

describe('the Host must be there exactly once:', () => {
  test.for([
    ['none', []],
    ['one twice', [' localhost', ' localhost']],
    ['two, our own first', [' localhost', ' evil.example']],
    ['two, our own last', [' evil.example', ' localhost']],
    ['two, one empty', [' localhost', '']],
  ] as const)('%s', async ([_what, hosts], { gateway }) => {
    const { status, body } = await get(gateway, QUERY, hosts);
    expect([status, body]).toEqual([400, expect.stringContaining('MALFORMED_REQUEST')]);
  });

  test('where HTTP/1.0 may leave it out, nobody is trusted', async ({ gateway }) => {
    expect((await get(gateway, '/livez', [], { version: '1.0' })).status).toBe(200);
    expect((await get(gateway, QUERY, [], { version: '1.0' })).status).toBe(401);
    const two = await get(gateway, '/livez', [' localhost', ' localhost'], { version: '1.0' });
    expect(two.status).toBe(400);
  });
});

describe('a target in absolute form', () => {
  test.for([
    ['http://localhost', 'localhost', 200],
    ['HTTP://LOCALHOST:80', 'localhost', 200],
    ['http://127.0.0.1:4000', '127.0.0.1:4000', 200],
    ['https://localhost:443', 'localhost', 200],
    ['http://evil.example', 'evil.example', 401],
    ['http://evil.example', 'localhost', 400],
    ['http://localhost', 'evil.example', 400],
    ['http://localhost:81', 'localhost', 400],
    ['http://evil.example@localhost', 'localhost', 400],
    ['http://', 'localhost', 400],
    ['ftp://localhost', 'localhost', 400],
    ['//localhost', 'evil.example', 404],
  ] as const)(
    'must name the same host: %s with Host %s',
    async ([origin, host, status], { gateway }) => {
      expect((await get(gateway, `${origin}${QUERY}`, [` ${host}`])).status).toBe(status);
    },
  );
});

describe('every route refuses a malformed Host:', () => {
  test.for([
    'GET /livez',
    'GET /readyz',
    'GET /metrics',
    'GET /nothing',
    'GET /graphql/stream?query={viewer{kind}}',
    'POST /graphql',
    'POST /mcp',
    'POST /leaks',
    'POST /oauth/introspect',
    'POST /livekit/token',
    'GET /oauth/google/connect?agent=x',
    'GET /.well-known/oauth-protected-resource',
    'GET /api/livekit/tokens/current-token/',
    'OPTIONS /graphql',
    'DELETE /mcp',
    'HEAD /livez',
    'OPTIONS *',
  ])('%s', async (line, { gateway }) => {
    const lines = [`${line} HTTP/1.1`, 'Host: evil.example@localhost', 'Connection: close'];
    expect((await exchange(gateway.url, lines)).status).toBe(400);
  });
});

describe('an upgrade refuses it as well:', () => {
  const upgrade = (target: string, ...hosts: string[]) => [
    `GET ${target} HTTP/1.1`,
    ...hosts.map((host) => `Host: ${host}`),
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: unknown',
  ];

  test.for([
    ['a user name', '/graphql', ['evil.example@localhost']],
    ['two of them', '/graphql', ['localhost', 'evil.example']],
    ['none', '/graphql', []],
    ['another than the target', 'http://evil.example/graphql', ['localhost']],
  ] as const)('%s', async ([_what, target, hosts], { gateway }) => {
    const { status, body } = await exchange(gateway.url, upgrade(target, ...hosts));
    expect([status, body]).toEqual([400, expect.stringContaining('MALFORMED_REQUEST')]);
  });

  test('what is no WebSocket is judged as the request that it is', async ({ gateway }) => {
    const lines = [
      `GET ${QUERY} HTTP/1.0`,
      'Host: localhost',
      PREFLIGHT,
      'Connection: Upgrade',
      'Upgrade: h2c',
    ];
    expect((await exchange(gateway.url, lines)).status).toBe(401);
  });
});

describe('behind a believed proxy, X-Forwarded-Host', () => {
  const reported = async (value: string) => {
    const { status } = await exchange(proxied.url, [
      `GET ${QUERY} HTTP/1.1`,
      'Host: 127.0.0.1:4000',
      PREFLIGHT,
      'X-Forwarded-For: 127.0.0.1',
      `X-Forwarded-Host: ${value}`,
      'Connection: close',
    ]);
    return status;
  };

  test.each([
    ['localhost', 200],
    ['localhost, 127.0.0.1:8080', 200],
    ['evil.example', 401],
    ['localhost, evil.example', 401],
    ['evil.example, localhost', 401],
    ['evil.example@localhost', 400],
    ['localhost"><script>', 400],
    ['', 200],
    [' , ', 200],
    ['evil.example, ', 401],
  ])('is judged like the Host: %s', async (value, status) => {
    expect(await reported(value)).toBe(status);
  });
});
