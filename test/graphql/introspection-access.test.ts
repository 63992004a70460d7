import { describe, expect } from 'vitest';

import { permissions } from '../../src/graphql/access/permissions.js';
import { gatewayActor } from '../../src/platform/actor.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { gatewayTest, send, startGateway, type TestGateway } from '../support/gateway.js';
import { bearer, introspect, INTROSPECT, issueToken } from '../support/introspection.js';
import { createSeverableDatabase } from '../support/severable-database.js';

const test = gatewayTest();

let verifier: Record<string, string>;

test.beforeAll(async ({ gateway }) => {
  verifier = bearer((await gateway.app.services.verifiers.create('billing', gatewayActor)).key);
});

function post(
  gateway: TestGateway,
  body: string | URLSearchParams,
  headers: Record<string, string>,
) {
  return fetch(`${gateway.url}/oauth/introspect`, { method: 'POST', headers, body });
}

describe('a request that is not one', () => {
  test.for([
    ['without a token', 400, new URLSearchParams({ token_type_hint: 'access_token' })],
    ['with an empty token', 400, new URLSearchParams({ token: '' })],
    ['with two tokens', 400, 'token=a&token=b'],
    ['with a body over the limit', 413, `token=${'a'.repeat(300_000)}`],
  ] as const)('%s is an invalid_request', async ([_what, status, body], { gateway }) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    await expectRefusal(
      await post(gateway, body, { ...verifier, ...type }),
      status,
      'invalid_request',
    );
  });

  test('in JSON is an invalid_request that names the form', async ({ gateway }) => {
    const headers = { ...verifier, 'content-type': 'application/json' };
    const response = await post(gateway, '{"token":"a"}', headers);
    expect(await expectRefusal(response, 415, 'invalid_request')).toMatch(/x-www-form-urlencoded/);
  });

  test('is no way to send a form to another path', async ({ gateway }) => {
    const type = 'application/x-www-form-urlencoded';
    const headers = { ...verifier, 'content-type': type };
    const body = new URLSearchParams({ query: '{ viewer { kind } }' });
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(415);
  });
});

async function expectRefusal(response: Response, status: number, error: string): Promise<string> {
  const body = (await response.json()) as Record<string, string>;
  expect(response.status).toBe(status);
  expect(body).toMatchObject({ error, requestId: response.headers.get('x-request-id') });
  expect(body['code']).toMatch(/^[A-Z_]+$/);
  return body['error_description'] ?? '';
}

describe('whoever may not introspect', () => {
  test('is told by 401 or 403 and by WWW-Authenticate, whatever the token is', async ({
    gateway,
  }) => {
    const agent = await issueToken(gateway, 'curious');
    const { key } = await gateway.app.services.agentKeys.create('curious', gatewayActor);
    const cases = [
      [{}, 401, 'invalid_token'],
      [bearer('wrong'), 401, 'invalid_token'],
      [{ 'X-LiveKit-Token': agent.secret }, 403, 'insufficient_scope'],
      [bearer(key), 403, 'insufficient_scope'],
    ] as const;
    for (const [headers, status, error] of cases) {
      const orBasic = status === 401 ? ', Basic realm="token-gateway", charset="UTF-8"' : '';
      const challenge = `Bearer error="${error}"${orBasic}`;
      for (const token of [agent.secret, 'nonsense']) {
        const response = await introspect(gateway, token, headers);
        expect(response.headers.get('www-authenticate')).toBe(challenge);
        await expectRefusal(response, status, error);
        const answer = await send(`${gateway.url}/graphql`, INTROSPECT, { token }, headers);
        expect(answer.status).toBe(status);
      }
    }
  });

  test('is a client that is not known, where its secret came by HTTP Basic', async ({
    gateway,
  }) => {
    const { verifiers } = gateway.app.services;
    const { key } = await verifiers.create('lost', gatewayActor);
    await verifiers.revoke('lost', gatewayActor);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const refused = [
      base64(`lost:${key}`),
      base64('billing:wrong'),
      base64('billing:'),
      base64('no colon'),
      base64('billing:%zz'),
      'not*base64',
      '',
    ];
    for (const pair of refused) {
      const response = await introspect(gateway, 'nonsense', { authorization: `Basic ${pair}` });
      expect(response.headers.get('www-authenticate')).toMatch(/Basic realm=/);
      await expectRefusal(response, 401, 'invalid_client');
    }
  });

  test('may not use HTTP Basic anywhere else', async ({ gateway }) => {
    const key = verifier['authorization']?.slice('Bearer '.length) ?? '';
    const headers = { authorization: `Basic ${Buffer.from(`billing:${key}`).toString('base64')}` };
    const answer = await send(`${gateway.url}/graphql`, '{ viewer { kind } }', {}, headers);
    expect(answer.status).toBe(401);
  });

  test('is written to the audit log where there was a credential, from HTTP too', async ({
    gateway,
  }) => {
    const { secret } = await issueToken(gateway, 'noted');
    await introspect(gateway, secret, {});
    await introspect(gateway, secret, { 'X-LiveKit-Token': secret });
    const query =
      '{ auditEvents(filter: { agent: "noted", action: ACCESS_REFUSED }) { totalCount } }';
    const answer = await send(`${gateway.url}/graphql`, query, {}, gateway.superuser);
    expect(answer.data).toEqual({ auditEvents: { totalCount: 1 } });
  });

  test('includes a verifier that was revoked, from then on', async ({ gateway }) => {
    const { verifiers } = gateway.app.services;
    const { key } = await verifiers.create('former', gatewayActor);
    expect((await introspect(gateway, 'nonsense', bearer(key))).status).toBe(200);
    await verifiers.revoke('former', gatewayActor);
    expect((await introspect(gateway, 'nonsense', bearer(key))).status).toBe(401);
  });
});

test('a verifier may do nothing else', async ({ gateway }) => {
  const allowed = Object.values(permissions).flatMap((fields) =>
    Object.entries(fields).flatMap(([field, decide]) =>
      decide({ kind: 'VERIFIER', id: 'id', name: 'billing' }, {}) === true ? [field] : [],
    ),
  );
  expect(allowed.sort()).toEqual(['introspectToken', 'viewer']);
  const query = '{ currentToken(agent: "livekit") { token } }';
  expect((await send(`${gateway.url}/graphql`, query, {}, verifier)).status).toBe(403);
  expect((await fetch(`${gateway.url}/metrics`, { headers: verifier })).status).toBe(403);
});

test('while the database is away, the answer is 503 and never active: false', async () => {
  const database = await createSeverableDatabase();
  const cutOff = await startGateway({ database });
  try {
    const { secret } = await issueToken(cutOff, 'stranded');
    database.sever();
    for (const token of [secret, createSecret('lk', systemRandom)]) {
      const response = await introspect(cutOff, token, cutOff.superuser);
      expect(response.headers.get('retry-after')).toBe('2');
      await expectRefusal(response, 503, 'temporarily_unavailable');
    }
  } finally {
    await cutOff.stop();
    await database.drop();
  }
});
