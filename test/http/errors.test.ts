import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { describe, expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { rawRequest, type RawAnswer, type RawHeader } from '../support/raw-request.js';
import { firstError } from '../support/tokens.js';

const JSON_TYPE = ['content-type', 'application/json'] as const;
const VIEWER = JSON.stringify({ query: '{ viewer { kind } }' });

const test = gatewayTest();

const call = (
  gateway: TestGateway,
  options: {
    path?: string;
    method?: string;
    headers?: readonly RawHeader[];
    body?: string;
  },
): Promise<RawAnswer> => rawRequest(`${gateway.url}/graphql`, options);

/** Every refusal has a code, its status, and the request id of the response header. */
function expectRefusal(answer: RawAnswer, status: number, code: string, reason?: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
  const { extensions, message } = answer.errors[0] ?? { extensions: {}, message: '' };
  expect(message).not.toBe('');
  expect(extensions).toMatchObject({ code, ...(reason === undefined ? {} : { reason }) });
  expect(extensions).toHaveProperty('requestId', answer.headers['x-request-id']);
}

test.for([
  [
    'application/graphql-response+json, application/json;q=0.9',
    'application/graphql-response+json',
  ],
  ['application/json', 'application/json'],
  ['*/*', 'application/json'],
] as const)('who accepts %s is refused in %s', async ([accepted, type], { gateway }) => {
  const headers = [
    JSON_TYPE,
    ['accept', accepted],
    ['authorization', 'Bearer no-such-key'],
  ] as const;
  const answer = await call(gateway, { method: 'POST', headers, body: VIEWER });
  expectRefusal(answer, 401, 'UNAUTHENTICATED', 'MALFORMED');
  expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
});

describe('a request that cannot be read is refused:', () => {
  test.for<[string, string, number, string]>([
    ['malformed JSON', '{ "query": ', 400, 'MALFORMED_JSON'],
    ['an empty body', '', 400, 'MALFORMED_JSON'],
    ['JSON that reaches for the prototype', '{"__proto__":{"x":1}}', 400, 'MALFORMED_JSON'],
    ['a body over 256 KiB', `{"query":"${'#'.repeat(256 * 1024)}"}`, 413, 'BODY_TOO_LARGE'],
  ])('%s', async ([_what, body, status, reason], { gateway }) => {
    const answer = await call(gateway, { method: 'POST', headers: [JSON_TYPE], body });
    expectRefusal(answer, status, 'BAD_USER_INPUT', reason);
  });

  test.for([
    ['with its length', (size: number) => ({ 'content-length': String(size) })],
    ['in chunks', () => ({ 'transfer-encoding': 'chunked' })],
  ] as const)(
    'a body of megabytes %s, when it has been sent',
    async ([_how, head], { gateway }) => {
      const body = Buffer.alloc(4 * 1024 * 1024, '#');
      const sent = request(`${gateway.url}/graphql`, {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', ...head(body.length) },
      });
      const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
      const written = new Promise<Error | null | undefined>((resolve) => sent.write(body, resolve));
      expect(await written).toBeFalsy();
      sent.end();
      const [answer] = await answered;
      expect(answer.statusCode).toBe(413);
      expect(await text(answer)).toContain('BODY_TOO_LARGE');
    },
  );

  test.for(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'the content type %s',
    async (type, { gateway }) => {
      const headers = [['content-type', type]] as const;
      const answer = await call(gateway, { method: 'POST', headers, body: VIEWER });
      expectRefusal(answer, 415, 'BAD_USER_INPUT', 'UNSUPPORTED_MEDIA_TYPE');
    },
  );

  test('a body without a content type', async ({ gateway }) => {
    expectRefusal(await call(gateway, { method: 'POST', body: VIEWER }), 415, 'BAD_USER_INPUT');
  });

  test.for([
    ['no body', undefined],
    ['a number', '42'],
    ['null', 'null'],
    ['no query', '{}'],
    ['a query that is no string', '{"query":{"a":1}}'],
    ['variables that are no object', '{"query":"{ viewer { kind } }","variables":"x"}'],
    [
      'an operation that is not in the document',
      '{"query":"query A { __typename }","operationName":"B"}',
    ],
  ] as const)('a body with %s', async ([_what, body], { gateway }) => {
    const headers = body === undefined ? [] : [JSON_TYPE];
    const answer = await call(gateway, {
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expectRefusal(answer, 400, 'BAD_USER_INPUT');
  });

  test('several operations in one body', async ({ gateway }) => {
    const answer = await call(gateway, {
      method: 'POST',
      headers: [JSON_TYPE],
      body: `[${VIEWER}]`,
    });
    expectRefusal(answer, 400, 'BAD_USER_INPUT');
    expect(answer.errors[0]?.message).toContain('atch');
  });

  test('a Host that is no host', async ({ gateway }) => {
    for (const host of ['%00', '', 'a b']) {
      const headers = [JSON_TYPE, ['host', host]] as const;
      const answer = await call(gateway, { method: 'POST', headers, body: VIEWER });
      expectRefusal(answer, 400, 'BAD_USER_INPUT', 'MALFORMED_REQUEST');
    }
  });

  test('a path that cannot be decoded', async ({ gateway }) => {
    expectRefusal(await call(gateway, { path: '/%zz' }), 400, 'BAD_USER_INPUT');
  });

  test('an Accept header that no GraphQL answer fits', async ({ gateway }) => {
    const headers = [JSON_TYPE, ['accept', 'text/plain']] as const;
    expectRefusal(
      await call(gateway, { method: 'POST', headers, body: VIEWER }),
      406,
      'BAD_USER_INPUT',
    );
  });

  test('what is no HTTP at all, in the same shape', async ({ gateway }) => {
    const answer = await sendBytes(gateway, 'NONSENSE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    const body = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as RawAnswer;
    expect(firstError(body).code).toBe('BAD_USER_INPUT');
    expect(firstError(body).requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer).toContain(`x-request-id: ${firstError(body).requestId ?? ''}`);
  });

  test('headers that are too large', async ({ gateway }) => {
    const answer = await call(gateway, { headers: [['x-large', 'x'.repeat(20_000)]] });
    expectRefusal(answer, 431, 'BAD_USER_INPUT');
  });
});

describe('a place or a method that does not exist is refused:', () => {
  test.for(['/', '/apis', '/graphql/viewer', '/livez/x', '//graphql'])(
    'GET %s',
    async (path, { gateway }) => {
      expectRefusal(await call(gateway, { path }), 404, 'NOT_FOUND');
    },
  );

  test.for(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s /graphql', async (method, { gateway }) => {
    const answer = await call(gateway, { method });
    expectRefusal(answer, 405, 'BAD_USER_INPUT');
    expect(answer.headers['allow']).toBe('GET, POST');
  });

  test('PROPFIND /graphql', async ({ gateway }) => {
    expectRefusal(await call(gateway, { method: 'PROPFIND' }), 404, 'NOT_FOUND');
  });

  test('HEAD /graphql, without a body', async ({ gateway }) => {
    const answer = await call(gateway, { method: 'HEAD' });
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).toBe('');
  });
});

describe('GET', () => {
  const get = (gateway: TestGateway, parameters: Record<string, string>, ...headers: RawHeader[]) =>
    call(gateway, { path: `/graphql?${new URLSearchParams(parameters).toString()}`, headers });
  const PREFLIGHT = ['apollo-require-preflight', 'true'] as const;

  test('answers a query', async ({ gateway }) => {
    const answer = await get(gateway, { query: '{ viewer { kind } }' }, PREFLIGHT);
    expect(answer.data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
  });

  test('refuses a mutation', async ({ gateway }) => {
    const mutation =
      'mutation { generateToken(input: { provider: LIVEKIT, agent: "by-get" }) { token } }';
    const answer = await get(gateway, { query: mutation }, PREFLIGHT, [
      'authorization',
      gateway.superuser['authorization'] ?? '',
    ]);
    expectRefusal(answer, 405, 'BAD_USER_INPUT');
    expect(answer.headers['allow']).toBe('POST');
  });

  test('refuses a query that a web page could send without asking first', async ({ gateway }) => {
    expectRefusal(await get(gateway, { query: '{ viewer { kind } }' }), 400, 'BAD_USER_INPUT');
  });

  test('refuses variables that are no JSON', async ({ gateway }) => {
    const answer = await get(gateway, { query: '{ viewer { kind } }', variables: '{' }, PREFLIGHT);
    expectRefusal(answer, 400, 'BAD_USER_INPUT');
  });
});

describe('x-request-id', () => {
  const idFor = async (gateway: TestGateway, ...headers: RawHeader[]) => {
    const answer = await call(gateway, { path: '/nothing', headers });
    expect(firstError(answer).requestId).toBe(answer.headers['x-request-id']);
    return answer.headers['x-request-id'];
  };

  test('is kept where it is a plain identifier, and is in the log', async ({ gateway }) => {
    expect(await idFor(gateway, ['x-request-id', 'trace-0123.abc_DEF'])).toBe('trace-0123.abc_DEF');
    expect(gateway.log.some((line) => line.includes('trace-0123.abc_DEF'))).toBe(true);
  });

  const secret = `itg_lk_${'a'.repeat(49)}`;
  test.for([
    ['too short', 'short'],
    ['too long', 'x'.repeat(65)],
    ['of other characters', 'id with spaces'],
    ['a secret', secret],
    ['a secret behind something', `x_${secret}`],
    ['a secret behind a dash', `id-${secret}`],
    ['a secret in base64', Buffer.from('1//0abcdefghijklmnopqrstuvwxyz').toString('base64url')],
    ['two of them', 'first-id, second-id'],
  ] as const)('is replaced when it is %s', async ([_what, given], { gateway }) => {
    expect(await idFor(gateway, ['x-request-id', given])).toMatch(/^[0-9a-f-]{36}$/);
    expect(gateway.log.join('')).not.toContain(secret);
  });
});

function sendBytes(gateway: TestGateway, text: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => {
      socket.destroy();
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
