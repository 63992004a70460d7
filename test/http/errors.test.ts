import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { rawRequest, type RawAnswer, type RawHeader } from '../support/raw-request.js';
import { firstError } from '../support/tokens.js';

const JSON_TYPE = ['content-type', 'application/json'] as const;
const VIEWER = JSON.stringify({ query: '{ viewer { kind } }' });

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway.stop());

const call = (options: {
  path?: string;
  method?: string;
  headers?: readonly RawHeader[];
  body?: string;
}): Promise<RawAnswer> => rawRequest(`${gateway.url}/graphql`, options);

/** Every refusal has a code, its status, and the request id of the response header. */
function expectRefusal(answer: RawAnswer, status: number, code: string, reason?: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
  const { extensions, message } = answer.errors[0] ?? { extensions: {}, message: '' };
  expect(message).not.toBe('');
  expect(extensions).toMatchObject({ code, ...(reason === undefined ? {} : { reason }) });
  expect(extensions).toHaveProperty('requestId', answer.headers['x-request-id']);
}

test.each([
  [
    'application/graphql-response+json, application/json;q=0.9',
    'application/graphql-response+json',
  ],
  ['application/json', 'application/json'],
  ['*/*', 'application/json'],
])('who accepts %s is refused in %s', async (accepted, type) => {
  const headers = [
    JSON_TYPE,
    ['accept', accepted],
    ['authorization', 'Bearer no-such-key'],
  ] as const;
  const answer = await call({ method: 'POST', headers, body: VIEWER });
  expectRefusal(answer, 401, 'UNAUTHENTICATED', 'MALFORMED');
  expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
});

describe('a request that cannot be read is refused:', () => {
  test.each<[string, string, number, string]>([
    ['malformed JSON', '{ "query": ', 400, 'MALFORMED_JSON'],
    ['an empty body', '', 400, 'MALFORMED_JSON'],
    ['JSON that reaches for the prototype', '{"__proto__":{"x":1}}', 400, 'MALFORMED_JSON'],
    ['a body over 256 KiB', `{"query":"${'#'.repeat(256 * 1024)}"}`, 413, 'BODY_TOO_LARGE'],
  ])('%s', async (_what, body, status, reason) => {
    const answer = await call({ method: 'POST', headers: [JSON_TYPE], body });
    expectRefusal(answer, status, 'BAD_USER_INPUT', reason);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'the content type %s',
    async (type) => {
      const headers = [['content-type', type]] as const;
      const answer = await call({ method: 'POST', headers, body: VIEWER });
      expectRefusal(answer, 415, 'BAD_USER_INPUT', 'UNSUPPORTED_MEDIA_TYPE');
    },
  );

  test('a body without a content type', async () => {
    expectRefusal(await call({ method: 'POST', body: VIEWER }), 415, 'BAD_USER_INPUT');
  });

  test.each([
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
  ])('a body with %s', async (_what, body) => {
    const headers = body === undefined ? [] : [JSON_TYPE];
    const answer = await call({ method: 'POST', headers, ...(body === undefined ? {} : { body }) });
    expectRefusal(answer, 400, 'BAD_USER_INPUT');
  });

  test('several operations in one body', async () => {
    const answer = await call({ method: 'POST', headers: [JSON_TYPE], body: `[${VIEWER}]` });
    expectRefusal(answer, 400, 'BAD_USER_INPUT');
    expect(answer.errors[0]?.message).toContain('atch');
  });

  test('a Host that is no host', async () => {
    for (const host of ['%00', '', 'a b']) {
      const headers = [JSON_TYPE, ['host', host]] as const;
      const answer = await call({ method: 'POST', headers, body: VIEWER });
      expectRefusal(answer, 400, 'BAD_USER_INPUT', 'MALFORMED_REQUEST');
    }
  });

  test('a path that cannot be decoded', async () => {
    expectRefusal(await call({ path: '/%zz' }), 400, 'BAD_USER_INPUT');
  });

  test('an Accept header that no GraphQL answer fits', async () => {
    const headers = [JSON_TYPE, ['accept', 'text/plain']] as const;
    expectRefusal(await call({ method: 'POST', headers, body: VIEWER }), 406, 'BAD_USER_INPUT');
  });

  test('what is no HTTP at all, in the same shape', async () => {
    const answer = await sendBytes('NONSENSE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    const body = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as RawAnswer;
    expect(firstError(body).code).toBe('BAD_USER_INPUT');
    expect(firstError(body).requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer).toContain(`x-request-id: ${firstError(body).requestId ?? ''}`);
  });

  test('headers that are too large', async () => {
    const answer = await call({ headers: [['x-large', 'x'.repeat(20_000)]] });
    expectRefusal(answer, 431, 'BAD_USER_INPUT');
  });
});

describe('a place or a method that does not exist is refused:', () => {
  test.each(['/', '/graphql/', '/apis', '/graphql/viewer', '/livez/x', '//graphql'])(
    'GET %s',
    async (path) => {
      expectRefusal(await call({ path }), 404, 'NOT_FOUND');
    },
  );

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s /graphql', async (method) => {
    const answer = await call({ method });
    expectRefusal(answer, 405, 'BAD_USER_INPUT');
    expect(answer.headers['allow']).toBe('GET, POST');
  });

  test('PROPFIND /graphql', async () => {
    expectRefusal(await call({ method: 'PROPFIND' }), 404, 'NOT_FOUND');
  });

  test('HEAD /graphql, without a body', async () => {
    const answer = await call({ method: 'HEAD' });
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).toBe('');
  });
});

describe('GET', () => {
  const get = (parameters: Record<string, string>, ...headers: RawHeader[]) =>
    call({ path: `/graphql?${new URLSearchParams(parameters).toString()}`, headers });
  const PREFLIGHT = ['apollo-require-preflight', 'true'] as const;

  test('answers a query', async () => {
    const answer = await get({ query: '{ viewer { kind } }' }, PREFLIGHT);
    expect(answer.data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
  });

  test('refuses a mutation', async () => {
    const mutation =
      'mutation { generateToken(input: { provider: LIVEKIT, agent: "by-get" }) { token } }';
    const answer = await get({ query: mutation }, PREFLIGHT, [
      'authorization',
      gateway.superuser['authorization'] ?? '',
    ]);
    expectRefusal(answer, 405, 'BAD_USER_INPUT');
    expect(answer.headers['allow']).toBe('POST');
  });

  test('refuses a query that a web page could send without asking first', async () => {
    expectRefusal(await get({ query: '{ viewer { kind } }' }), 400, 'BAD_USER_INPUT');
  });

  test('refuses variables that are no JSON', async () => {
    const answer = await get({ query: '{ viewer { kind } }', variables: '{' }, PREFLIGHT);
    expectRefusal(answer, 400, 'BAD_USER_INPUT');
  });
});

describe('x-request-id', () => {
  const idFor = async (...headers: RawHeader[]) => {
    const answer = await call({ path: '/nothing', headers });
    expect(firstError(answer).requestId).toBe(answer.headers['x-request-id']);
    return answer.headers['x-request-id'];
  };

  test('is kept where it is a plain identifier, and is in the log', async () => {
    expect(await idFor(['x-request-id', 'trace-0123.abc_DEF'])).toBe('trace-0123.abc_DEF');
    expect(gateway.log.some((line) => line.includes('trace-0123.abc_DEF'))).toBe(true);
  });

  const secret = `itg_lk_${'a'.repeat(49)}`;
  test.each([
    ['too short', 'short'],
    ['too long', 'x'.repeat(65)],
    ['of other characters', 'id with spaces'],
    ['a secret', secret],
    ['a secret behind something', `x_${secret}`],
    ['a secret behind a dash', `id-${secret}`],
    ['a secret in base64', Buffer.from('1//0abcdefghijklmnopqrstuvwxyz').toString('base64url')],
    ['two of them', 'first-id, second-id'],
  ])('is replaced when it is %s', async (_what, given) => {
    expect(await idFor(['x-request-id', given])).toMatch(/^[0-9a-f-]{36}$/);
    expect(gateway.log.join('')).not.toContain(secret);
  });
});

function sendBytes(text: string): Promise<string> {
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
