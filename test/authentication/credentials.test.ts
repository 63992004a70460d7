import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { ViewerQuery } from '../support/operations.js';
import { rawQuery, type RawHeader } from '../support/raw-request.js';
import {
  bearer,
  createAgentKey,
  createSuperuser,
  disableAgent,
  firstError,
  generateToken,
  providerHeader,
  registerAgent,
  revokeSuperuser,
  uniqueName,
  withSql,
} from '../support/tokens.js';

const VIEWER = '{ viewer { kind name } }';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway.stop());

const viewer = (...headers: RawHeader[]) => rawQuery(gateway.url, VIEWER, headers);
const makeToken = async (agent = uniqueName()) =>
  (await generateToken(gateway, { provider: 'LIVEKIT', agent })).token;

async function expectRefusal(headers: readonly RawHeader[], reason: string): Promise<void> {
  const answer = await viewer(...headers);
  expect(answer.status).toBe(401);
  expect(answer.data).toBeUndefined();
  expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason });
  expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
}

describe('Authorization: Bearer', () => {
  test.each([
    ['in lower case', 'bearer '],
    ['in upper case', 'BEARER '],
    ['with several spaces', 'Bearer   '],
  ])('is understood %s', async (_what, scheme) => {
    const token = await makeToken();
    const answer = await viewer(['authorization', `${scheme}${token}`]);
    expect(answer.data).toMatchObject({ viewer: { kind: 'AGENT' } });
  });

  test.each([
    ['empty', ''],
    ['the scheme alone', 'Bearer'],
    ['of the scheme Basic', `Basic ${Buffer.from('admin:admin').toString('base64')}`],
    ['without a scheme', 'itg_su_0'],
    ['two keys', 'Bearer one two'],
    ['a JWT of a stranger', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'],
    ['of the right length and wrong letters', `Bearer ${'x'.repeat(56)}`],
  ])('is refused as malformed when it is %s', async (_what, value) => {
    await expectRefusal([['authorization', value]], 'MALFORMED');
  });
});

test.each([1, 20, 48])(
  'a secret is said to be cut off that has lost %i characters',
  async (lost) => {
    const whole = await makeToken();
    for (const header of ['authorization', 'X-LiveKit-Token']) {
      const scheme = header === 'authorization' ? 'Bearer ' : '';
      const answer = await viewer([header, scheme + whole.slice(0, -lost)]);
      expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
      expect(answer.errors[0]?.message).toContain('only the beginning of a token or key');
    }
  },
);

describe("a provider's header", () => {
  test.each(['x-livekit-token', 'X-LIVEKIT-TOKEN'])('is understood as %s', async (name) => {
    const answer = await viewer([name, await makeToken()]);
    expect(answer.data).toMatchObject({ viewer: { kind: 'AGENT' } });
  });

  test('is refused as malformed when it is empty', async () => {
    await expectRefusal([['X-LiveKit-Token', '']], 'MALFORMED');
  });

  test('takes neither superuser keys nor agent keys', async () => {
    const key = await createSuperuser(gateway, uniqueName('superuser'));
    const agentKey = await createAgentKey(gateway, await registerAgent(gateway));
    const configured = gateway.superuser['authorization']?.slice('Bearer '.length) ?? '';
    for (const secret of [key, agentKey, configured]) {
      await expectRefusal([['X-LiveKit-Token', secret]], 'MALFORMED');
    }
  });

  test('takes no token with its scheme in front', async () => {
    await expectRefusal([['X-LiveKit-Token', `Bearer ${await makeToken()}`]], 'MALFORMED');
  });
});

describe('a secret of the right form', () => {
  test.each(['lk', 'su', 'ag'])('itg_%s_ that was never issued is unknown', async (prefix) => {
    const secret = createSecret(prefix, systemRandom);
    await expectRefusal([['authorization', `Bearer ${secret}`]], 'UNKNOWN');
  });

  test('of a prefix that nothing has is malformed', async () => {
    const secret = createSecret('zz', systemRandom);
    await expectRefusal([['authorization', `Bearer ${secret}`]], 'MALFORMED');
  });

  test('that expired is refused by its header', async () => {
    const agent = uniqueName();
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 60 });
    expect((await viewer(['X-LiveKit-Token', token])).status).toBe(200);
    gateway.clock.advance(60);
    await expectRefusal([['X-LiveKit-Token', token]], 'EXPIRED');
  });

  test('that was revoked is refused by its header and as Bearer', async () => {
    const agent = uniqueName();
    const token = await makeToken(agent);
    expect((await viewer(['X-LiveKit-Token', token])).status).toBe(200);
    await generateToken(gateway, { provider: 'LIVEKIT', agent, overlapSeconds: 0 });
    await expectRefusal([['X-LiveKit-Token', token]], 'REVOKED');
    await expectRefusal([['authorization', `Bearer ${token}`]], 'REVOKED');
  });

  test("in the other provider's header is refused", async () => {
    await expectRefusal([['X-Google-MCP-Token', await makeToken()]], 'WRONG_PROVIDER');
  });

  test('of a disabled agent is refused, token and agent key alike', async () => {
    const agent = await registerAgent(gateway);
    const token = await makeToken(agent);
    const key = await createAgentKey(gateway, agent);
    for (const secret of [token, key]) {
      expect((await viewer(['authorization', `Bearer ${secret}`])).status).toBe(200);
    }
    await disableAgent(gateway, agent);
    for (const secret of [token, key]) {
      await expectRefusal([['authorization', `Bearer ${secret}`]], 'AGENT_DISABLED');
    }
  });

  test('of a revoked superuser is refused', async () => {
    const name = uniqueName('superuser');
    const key = await createSuperuser(gateway, name);
    expect((await viewer(['authorization', `Bearer ${key}`])).status).toBe(200);
    await revokeSuperuser(gateway, name);
    await expectRefusal([['authorization', `Bearer ${key}`]], 'REVOKED');
  });
});

describe('two credentials', () => {
  test('of different principals are refused as ambiguous', async () => {
    const headers = { ...gateway.superuser, ...providerHeader('LIVEKIT', await makeToken()) };
    const answer = await gateway.send(ViewerQuery, {}, headers);
    expect(answer.status).toBe(400);
    expect(firstError(answer).code).toBe('AMBIGUOUS_CREDENTIALS');
  });

  test('of different agents in one header that stands twice are refused', async () => {
    const answer = await viewer(
      ['X-LiveKit-Token', await makeToken()],
      ['X-LiveKit-Token', await makeToken()],
    );
    expect(answer.status).toBe(400);
    expect(firstError(answer).code).toBe('AMBIGUOUS_CREDENTIALS');
  });

  test('of one and the same agent are accepted', async () => {
    const agent = uniqueName();
    const [retiring, current] = [await makeToken(agent), await makeToken(agent)];
    const answer = await viewer(
      ['authorization', `Bearer ${retiring}`],
      ['X-LiveKit-Token', current],
    );
    expect(answer.data).toMatchObject({ viewer: { kind: 'AGENT', name: agent } });
  });

  test.each([
    ['a bad header beside a good Bearer', ['X-LiveKit-Token', 'nonsense']],
    ['a bad Authorization that stands second', ['authorization', 'Bearer nonsense']],
    ['an empty header beside a good Bearer', ['X-Google-MCP-Token', '']],
  ] as const)('are refused when one is bad: %s', async (_what, bad) => {
    const good = ['authorization', gateway.superuser['authorization'] ?? ''] as const;
    await expectRefusal([good, bad], 'MALFORMED');
  });
});

test('a bad credential is never passed over, not even where none would be needed', async () => {
  const current = '{ currentToken(agent: "livekit") { token } }';
  expect((await rawQuery(gateway.url, current)).data).toMatchObject({ currentToken: {} });
  const answer = await rawQuery(gateway.url, current, [['X-LiveKit-Token', 'nonsense']]);
  expect(answer.status).toBe(401);
  expect(answer.data).toBeUndefined();
});

describe('without its database the gateway', () => {
  test('refuses a wrong checksum, and does not take an outage for a refusal', async () => {
    const alone = await startGateway();
    try {
      const { token } = await generateToken(alone, { provider: 'LIVEKIT', agent: uniqueName() });
      await withSql(alone.database, (sql) => sql`drop table integration_tokens cascade`);
      const last = token.endsWith('0') ? '1' : '0';
      const mistyped = await alone.send(ViewerQuery, {}, bearer(`${token.slice(0, -1)}${last}`));
      expect(mistyped.status).toBe(401);
      expect(firstError(mistyped).reason).toBe('MALFORMED');
      const unknown = createSecret('lk', systemRandom);
      const wellFormed = await alone.send(ViewerQuery, {}, bearer(unknown));
      expect(wellFormed.status).toBe(500);
      expect(firstError(wellFormed).code).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      await alone.stop();
    }
  });
});
