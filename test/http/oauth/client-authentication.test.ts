import { expect } from 'vitest';

import { systemRandom } from '../../../src/platform/crypto.js';
import { createSecret } from '../../../src/platform/secrets/secret.js';
import { gatewayTest, startGateway, type TestGateway } from '../../support/gateway.js';
import { basic, requestToken, sendForm, type TokenAnswer } from '../../support/oauth.js';
import { rawRequest } from '../../support/raw-request.js';
import { createAgentKey, createSuperuser, generateToken } from '../../support/tokens.js';
import { registerAgent, uniqueName } from '../../support/tokens.js';

const test = gatewayTest();

async function newAgent(gateway: TestGateway): Promise<{ agent: string; key: string }> {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  return { agent, key: await createAgentKey(gateway, agent) };
}

/** Expects that a client is refused as one, in the scheme that it can authenticate by. */
function expectNoClient({ status, headers, body }: TokenAnswer, reason: string): void {
  expect({ status, ...body }).toMatchObject({ status: 401, error: 'invalid_client', reason });
  expect(headers.get('www-authenticate')).toBe('Basic realm="token-gateway", charset="UTF-8"');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body['code']).toBe('UNAUTHENTICATED');
  expect(body['requestId']).toBe(headers.get('x-request-id'));
}

/** Expects that a request is refused for its own faults. */
function expectInvalid({ status, headers, body }: TokenAnswer, said: string): void {
  expect({ status, ...body }).toMatchObject({ status: 400, error: 'invalid_request' });
  expect(headers.get('www-authenticate')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body['error_description']).toContain(said);
}

test('nobody gets a token without a credential, not even from a trusted network', async ({
  gateway,
}) => {
  const { agent } = await newAgent(gateway);
  expectNoClient(await requestToken(gateway, {}), 'MISSING_CREDENTIALS');
  expectNoClient(await requestToken(gateway, { client_id: agent }), 'MISSING_CREDENTIALS');
  expectNoClient(
    await requestToken(gateway, { client_id: agent, client_secret: '' }),
    'MISSING_CREDENTIALS',
  );
});

test('a wrong key, and the key of another agent, are refused', async ({ gateway }) => {
  const [one, other] = [await newAgent(gateway), await newAgent(gateway)];
  const unknown = createSecret('ag', systemRandom);
  for (const ways of [
    (id: string, secret: string) => requestToken(gateway, {}, basic(id, secret)),
    (id: string, secret: string) => requestToken(gateway, { client_id: id, client_secret: secret }),
  ]) {
    expectNoClient(await ways(one.agent, unknown), 'UNKNOWN');
    expectNoClient(await ways(one.agent, other.key), 'CLIENT_MISMATCH');
    expectNoClient(await ways(uniqueName(), one.key), 'CLIENT_MISMATCH');
    expectNoClient(await ways(one.agent.toUpperCase(), one.key), 'CLIENT_MISMATCH');
  }
});

test('a secret of another kind is no client’s secret', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  const superuserKey = gateway.superuser['authorization']?.slice('Bearer '.length) ?? '';
  const others = [
    token,
    superuserKey,
    await createSuperuser(gateway, uniqueName()),
    `${key}x`,
    key.slice(0, -1),
    ` ${key}`,
    'secret',
  ];
  for (const secret of others) {
    expectNoClient(await requestToken(gateway, {}, basic(agent, secret)), 'UNKNOWN');
  }
});

test('an Authorization header of another form is refused as a client’s', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  for (const authorization of [
    `Bearer ${key}`,
    'Basic',
    'Basic !!!',
    `Basic ${base64(agent)}`,
    `Basic ${base64(`${agent}:`)}`,
    `Basic ${base64(`:${key}`)}`,
    `Basic ${base64(`${agent}:%zz`)}`,
    `Basic ${base64(`%:${key}`)}`,
    `Basic ${Buffer.from([0xff, 0x3a, 0xff]).toString('base64')}`,
    `Digest ${base64(`${agent}:${key}`)}`,
  ]) {
    expectNoClient(await requestToken(gateway, {}, { authorization }), 'MALFORMED');
  }
  for (const scheme of ['basic', 'BASIC', 'Basic  ']) {
    const authorization = `${scheme} ${base64(`${agent}:${key}`)}`;
    expect((await requestToken(gateway, {}, { authorization })).status).toBe(200);
  }
});

test('two ways at once are refused, and two names', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const header = basic(agent, key);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  expectInvalid(await requestToken(gateway, { client_secret: key }, header), 'more than one way');
  expectInvalid(await requestToken(gateway, { client_assertion: 'x' }, header), 'more than one');
  const both = { client_id: agent, client_secret: key, client_assertion: 'x' };
  expectInvalid(await requestToken(gateway, both), 'more than one way');
  expectInvalid(await requestToken(gateway, { client_id: 'x' }, header), 'more than one way');
  expectInvalid(
    await requestToken(gateway, {}, { ...header, 'x-livekit-token': token }),
    'one way',
  );
  expect((await requestToken(gateway, { client_id: agent }, header)).status).toBe(200);
});

test('what is wrong with the request is named, in OAuth’s words', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const header = basic(agent, key);
  const send = (form: string) => sendForm(gateway, '/oauth/token', form, header);
  expectInvalid(await send(''), 'grant_type');
  expectInvalid(await send('grant_type='), 'grant_type');
  const once = 'grant_type=client_credentials';
  expectInvalid(await send(`${once}&${once}`), 'grant_type must stand in the form once');
  expectInvalid(await send(`${once}&scope=a&scope=b`), 'scope must stand');
  expectInvalid(await send(`${once}&x=1&x=2`), 'x must stand in the form once');
  expectInvalid(await requestToken(gateway, { client_secret: key }), 'client_id');
  for (const grantType of ['password', 'authorization_code', 'toString', 'Client_Credentials']) {
    const { status, body } = await requestToken(gateway, { grant_type: grantType }, header);
    expect({ status, ...body }).toMatchObject({ status: 400, error: 'unsupported_grant_type' });
  }
});

test('a body that is no form, and a query, are refused', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const post = (path: string, init: RequestInit) =>
    fetch(`${gateway.url}${path}`, { method: 'POST', ...init });
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ grant_type: 'client_credentials', client_id: agent });
  for (const headers of [json, { ...json, ...basic(agent, key) }]) {
    const response = await post('/oauth/token', { headers, body });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  }
  const empty = await post('/oauth/token', { headers: basic(agent, key) });
  expect(empty.status).toBe(400);
  expect(await empty.json()).toMatchObject({ error: 'invalid_request' });
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  for (const query of ['?grant_type=client_credentials', `?client_id=${agent}`]) {
    const response = await post(`/oauth/token${query}`, { headers: basic(agent, key), body: form });
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  }
  const secret = new URLSearchParams({ client_id: agent, client_secret: key });
  const inUrl = await post(`/oauth/token?${secret.toString()}`, { body: form });
  expect(await inUrl.json()).toMatchObject({ error: 'invalid_request', reason: 'SECRET_IN_URL' });
});

test('an endpoint of OAuth takes POST alone, and says so in OAuth’s words', async ({ gateway }) => {
  for (const path of ['token', 'revoke', 'introspect']) {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
      const body = method === 'GET' || method === 'HEAD' ? null : '{';
      const headers = { 'content-type': 'application/json' };
      const url = `${gateway.url}/oauth/${path}`;
      const answer = await fetch(url, { method, ...(body !== null && { body, headers }) });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
      if (method === 'HEAD') continue;
      expect(await answer.json()).toMatchObject({
        error: 'invalid_request',
        reason: 'METHOD_NOT_ALLOWED',
      });
    }
  }
});

test('a description has the characters that OAuth allows, whatever a request says', async ({
  gateway,
}) => {
  const name = 'a"b\\cé\n\u{1f600}';
  const form = new URLSearchParams([
    [name, '1'],
    [name, '2'],
  ]).toString();
  for (const path of ['/oauth/token', '/oauth/revoke']) {
    const { status, body } = await sendForm(gateway, path, form);
    expect(status).toBe(400);
    expect(body['error_description']).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(body['error_description']).toContain('must stand in the form once');
  }
});

test('a Host that is no name is no fault of the gateway', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const { status, text } = await rawRequest(`${gateway.url}/oauth/token`, {
    method: 'POST',
    headers: [
      ['host', 'xn--0'],
      ['content-type', 'application/x-www-form-urlencoded'],
      ...Object.entries(basic(agent, key)),
    ],
    body: 'grant_type=client_credentials&resource=https%3A%2F%2Fa.example',
  });
  expect([status, JSON.parse(text)]).toMatchObject([400, { error: 'invalid_target' }]);
});

test('a form of any size and number of parameters is answered in bounded words', async ({
  gateway,
}) => {
  const huge = `grant_type=${'x'.repeat(255_000)}`;
  const many = Array.from({ length: 20_000 }, (_, at) => `p${String(at)}=1`).join('&');
  const { agent, key } = await newAgent(gateway);
  for (const form of [huge, many, `${'x'.repeat(200_000)}=1&${'x'.repeat(50)}=1`]) {
    const answer = await sendForm(gateway, '/oauth/token', form, basic(agent, key));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
  }
  const tooLarge = await sendForm(gateway, '/oauth/token', 'x'.repeat(300_000));
  expect({ status: tooLarge.status, ...tooLarge.body }).toMatchObject({
    status: 413,
    error: 'invalid_request',
  });
});

test('wrong clients are counted by address before any look-up, and right ones go on', async () => {
  const gateway = await startGateway({ env: { AUTH_FAILURES_PER_MINUTE: '3' } });
  try {
    const [one, other] = [await newAgent(gateway), await newAgent(gateway)];
    const ask = (id: string, secret: string) => requestToken(gateway, {}, basic(id, secret));
    expectNoClient(await ask(one.agent, other.key), 'CLIENT_MISMATCH');
    expectNoClient(await ask(one.agent, 'secret'), 'UNKNOWN');
    expectNoClient(await requestToken(gateway, {}, { authorization: 'Basic' }), 'MALFORMED');
    const guess = await ask(one.agent, createSecret('ag', systemRandom));
    expect({ status: guess.status, ...guess.body }).toMatchObject({
      status: 429,
      error: 'temporarily_unavailable',
      code: 'RATE_LIMITED',
    });
    expect(guess.headers.get('retry-after')).toBe('60');
    expect((await ask(one.agent, other.key)).status).toBe(429);
    expect((await ask(one.agent, one.key)).status).toBe(200);
  } finally {
    await gateway.stop();
  }
});

test('no key is logged, and no answer repeats one', ({ gateway }) => {
  expect(gateway.log.join('\n')).not.toMatch(/itg_[a-z]{2}_[0-9A-Za-z]{12}/);
});
