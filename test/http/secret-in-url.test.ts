import { describe, expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { percentEncoded } from '../support/percent-encoded.js';
import { exchange } from '../support/raw-connection.js';
import { rawRequest } from '../support/raw-request.js';
import { firstError, generateToken, uniqueName } from '../support/tokens.js';

const test = gatewayTest();

let token: string;

test.beforeAll(async ({ gateway }) => {
  ({ token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() }));
});

const JWT = [{ alg: 'HS256' }, { sub: 'someone' }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('c2lnbmF0dXJl')
  .join('.');
const get = (gateway: TestGateway, path: string) =>
  rawRequest(`${gateway.url}${path}`, {
    headers: [
      ['apollo-require-preflight', '1'],
      ['accept', 'application/json, text/event-stream'],
      ['authorization', gateway.superuser['authorization'] ?? ''],
    ],
  });

describe('a secret in a URL is refused before anything is done with it:', () => {
  const introspect = (secret: string) =>
    encodeURIComponent(`{ introspectToken(token: "${secret}") { active } }`);
  const document = encodeURIComponent(
    'query ($t: String!) { introspectToken(token: $t) { active } }',
  );
  const variables = (secret: string) => encodeURIComponent(JSON.stringify({ t: secret }));

  test.for<[string, () => string]>([
    ['in a document', () => `/graphql?query=${introspect(token)}`],
    ['in variables', () => `/graphql?query=${document}&variables=${variables(token)}`],
    ['encoded byte by byte', () => `/graphql?query=x&variables=${percentEncoded(token)}`],
    [
      'encoded twice',
      () => `/graphql?query=x&variables=${encodeURIComponent(percentEncoded(token))}`,
    ],
    [
      'encoded three times',
      () => `/nothing?a=${encodeURIComponent(encodeURIComponent(percentEncoded(token)))}`,
    ],
    [
      'as Basic’s credentials',
      () => `/nothing?a=${Buffer.from(`desk:${token}`).toString('base64url')}`,
    ],
    ['a JWT', () => `/graphql?query=${introspect(JWT)}`],
    ['an access token of Google', () => `/graphql?query=${introspect('ya29.a0AfB_byDexample')}`],
    ['a refresh token of Google', () => `/graphql?query=${introspect('1//0abcdefghijkl')}`],
    ['for a stream', () => `/graphql/stream?query=x&variables=${variables(token)}`],
    ['at a REST path', () => `/api/livekit/tokens/current-token/?token=${token}`],
    ['in a path', () => `/api/livekit/tokens/${token}/`],
    ['where there is nothing', () => `/nothing?access_token=${token}`],
    ['at a page', () => `/oauth/google/connect?agent=x&key=${token}`],
  ])('%s', async ([_what, path], { gateway }) => {
    const answer = await get(gateway, path());
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/SECRET_IN_URL|BAD_USER_INPUT|must not stand in a URL/);
    expect(answer.text).toContain('must not stand in a URL');
    expect(answer.text).not.toContain(token);
  });

  test('in that of a WebSocket', async ({ gateway }) => {
    const { status, body } = await exchange(gateway.url, [
      `GET /graphql?access_token=${token} HTTP/1.1`,
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: graphql-transport-ws',
    ]);
    expect([status, body]).toEqual([400, expect.stringContaining('SECRET_IN_URL')]);
  });

  test('and never logged, nor is any query of a URL', async ({ gateway }) => {
    const word = uniqueName('word');
    await get(gateway, `/graphql?query=%7Bviewer%7Bkind%7D%7D&${word}=1`);
    await get(gateway, `/nothing?${word}=${token}`);
    await get(gateway, `/%zz?${word}=${token}`);
    await get(gateway, `/%zz/${percentEncoded(token)}`);
    const log = gateway.log.join('');
    expect(log).not.toContain(token);
    expect(log).not.toContain(percentEncoded(token).slice(0, 30));
    expect(log).not.toContain(word);
  });
});

test('a cursor or an id that begins like a JWT is none', async ({ gateway }) => {
  const cursor = Buffer.from('{"at":1234567890}').toString('base64url');
  expect(cursor.startsWith('eyJ')).toBe(true);
  const answer = await get(
    gateway,
    `/graphql?query=%7Bviewer%7Bkind%7D%7D&variables=%7B%22a%22%3A%22${cursor}%22%7D`,
  );
  expect(answer.status).toBe(200);
  const query = encodeURIComponent(`{ introspectToken(token: "nothing") { active } }`);
  expect((await get(gateway, `/graphql?query=${query}`)).data).toEqual({
    introspectToken: { active: false },
  });
  expect(firstError(await get(gateway, '/graphql?query=itg_lk_')).code).toBe(
    'GRAPHQL_PARSE_FAILED',
  );
});
