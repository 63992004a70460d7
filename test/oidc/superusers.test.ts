import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { ADMIN, TestIssuer } from '../support/oidc-issuer.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import { GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';
import { firstError, generateToken } from '../support/tokens.js';

const AUDIENCE = 'token-gateway';
const ADMIN_AUDIENCE = 'token-gateway-admin';
const ADMIN_SCOPE = 'token-gateway.admin';

type Fields = Readonly<Record<string, unknown>>;

let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await TestIssuer.start(new TestClock());
});

afterAll(() => issuer.goDown());

const view = async (gateway: TestGateway, claims: Fields, header?: Fields) =>
  gateway.send(ViewerQuery, {}, await issuer.bearer(claims, header && { header }));

describe.each<{
  setting: string;
  value: string;
  accepted: readonly Fields[];
  refused: readonly Fields[];
}>([
  {
    setting: 'OIDC_SUPERUSER_AUDIENCE',
    value: ADMIN_AUDIENCE,
    accepted: [
      { aud: ADMIN_AUDIENCE },
      { aud: [ADMIN_AUDIENCE] },
      { aud: [AUDIENCE, ADMIN_AUDIENCE, 'account'] },
    ],
    refused: [
      { aud: AUDIENCE },
      { aud: [AUDIENCE] },
      { aud: [AUDIENCE, `${ADMIN_AUDIENCE}s`, ADMIN_AUDIENCE.toUpperCase()] },
      { aud: [AUDIENCE, [ADMIN_AUDIENCE]] },
      { aud: `${AUDIENCE} ${ADMIN_AUDIENCE}` },
      { aud: AUDIENCE, azp: ADMIN_AUDIENCE, scope: ADMIN_AUDIENCE },
    ],
  },
  {
    setting: 'OIDC_SUPERUSER_SCOPE',
    value: ADMIN_SCOPE,
    accepted: [
      { scope: ADMIN_SCOPE },
      { scope: `openid ${ADMIN_SCOPE} email` },
      { scope: ['openid', ADMIN_SCOPE] },
      { scp: ADMIN_SCOPE },
      { scp: ['openid', ADMIN_SCOPE] },
      { scope: 'openid', scp: [ADMIN_SCOPE] },
    ],
    refused: [
      {},
      { scope: 'openid calendar.read livekit.join' },
      { scope: `${ADMIN_SCOPE}istrator` },
      { scope: ADMIN_SCOPE.toUpperCase() },
      { scope: { [ADMIN_SCOPE]: true } },
      { scope: [[ADMIN_SCOPE]] },
      { scopes: ADMIN_SCOPE },
      // An ID token has no scope.
      { nonce: 'n', at_hash: 'h', azp: AUDIENCE },
    ],
  },
  {
    setting: 'OIDC_SUPERUSER_CLIENTS',
    value: 'admin-console, token-gateway-cli',
    accepted: [
      { azp: 'admin-console' },
      { azp: 'token-gateway-cli' },
      { client_id: 'admin-console' },
      { appid: 'admin-console' },
      { cid: 'admin-console' },
      { azp: 'admin-console', client_id: 'admin-console' },
    ],
    refused: [
      {},
      { azp: 'mcp-host' },
      { azp: 'Admin-Console' },
      { azp: 'admin-console, token-gateway-cli' },
      { azp: ['admin-console'] },
      { azp: null },
      { azp: 'admin-console', client_id: 'mcp-host' },
      { azp: 'mcp-host', client_id: 'admin-console' },
      { client: 'admin-console' },
    ],
  },
])('with $setting', ({ setting, value, accepted, refused }) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    const env = { ...issuer.settings, [setting]: value };
    gateway = await startGateway({ clock: new TestClock(), env });
  });

  afterAll(() => gateway.stop());

  test.each(accepted)('a superuser’s JWT is accepted: %j', async (claims) => {
    const answer = await view(gateway, { ...ADMIN, ...claims });
    expect(answer.data?.viewer.kind).toBe('SUPERUSER');
  });

  test.each(refused)('one that an MCP host obtained is not: %j', async (claims) => {
    const answer = await view(gateway, { ...ADMIN, ...claims });
    expect(answer.status).toBe(401);
    expect(firstError(answer).code).toBe('UNAUTHENTICATED');
  });

  test('the claim is required as before', async () => {
    const answer = await view(gateway, { ...accepted[0], groups: ['staff'] });
    expect(answer.status).toBe(401);
  });

  test('the refusal tells the operator which setting it was, and no value', async () => {
    const answer = await view(gateway, { ...ADMIN, ...refused[0] });
    expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'UNKNOWN' });
    expect(answer.errors[0]?.message).toContain(setting);
    expect(answer.errors[0]?.message).not.toContain(value);
  });

  test('a superuser’s JWT of an MCP host is the agent’s to which its subject is bound', async () => {
    const agent = `voice-${setting}`;
    await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const input = { agent, subject: 'ann' };
    await gateway.send(BindAgentSubjectMutation, { input }, gateway.superuser);
    const claims = { ...ADMIN, sub: 'ann', ...refused[0] };
    expect((await view(gateway, claims)).data?.viewer).toMatchObject({
      kind: 'ENROLLED_AGENT',
      name: agent,
    });
    const order = { provider: 'LIVEKIT' as const, agent };
    const made = await gateway.send(
      GenerateTokenMutation,
      { input: order },
      await issuer.bearer(claims),
    );
    expect(firstError(made)).toMatchObject({ code: 'FORBIDDEN', reason: 'SUPERUSER_REQUIRED' });
    const mcp = await fetch(`${gateway.url}/mcp`, {
      method: 'POST',
      headers: {
        ...(await issuer.bearer(claims)),
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(mcp.status).toBe(200);
    expect((await view(gateway, { ...claims, ...accepted[0] })).data?.viewer.kind).toBe(
      'SUPERUSER',
    );
  });
});

describe('with all three', () => {
  const all = { aud: ADMIN_AUDIENCE, scope: ADMIN_SCOPE, azp: 'admin-console' };
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({
      clock: new TestClock(),
      env: {
        ...issuer.settings,
        OIDC_SUPERUSER_AUDIENCE: ADMIN_AUDIENCE,
        OIDC_SUPERUSER_SCOPE: ADMIN_SCOPE,
        OIDC_SUPERUSER_CLIENTS: 'admin-console',
      },
    });
  });

  afterAll(() => gateway.stop());

  test('a JWT needs each of them', async () => {
    expect((await view(gateway, { ...ADMIN, ...all })).data?.viewer.kind).toBe('SUPERUSER');
    for (const [name, value] of [
      ['aud', AUDIENCE],
      ['scope', 'openid'],
      ['azp', 'mcp-host'],
    ] as const) {
      const answer = await view(gateway, { ...ADMIN, ...all, [name]: value });
      expect([name, answer.status]).toEqual([name, 401]);
    }
  });

  test('one made for superusers alone is no agent’s, even if its subject is bound', async () => {
    await generateToken(gateway, { provider: 'LIVEKIT', agent: 'voice' });
    const input = { agent: 'voice', subject: 'job' };
    await gateway.send(BindAgentSubjectMutation, { input }, gateway.superuser);
    expect((await view(gateway, { sub: 'job' })).data?.viewer.kind).toBe('ENROLLED_AGENT');
    const answer = await view(gateway, { sub: 'job', aud: ADMIN_AUDIENCE });
    expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
  });
});

describe('a JWT of another kind', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ clock: new TestClock(), env: issuer.settings });
  });

  afterAll(() => gateway.stop());

  test.each<[string, Fields, Fields]>([
    ['a logout token by its typ', {}, { typ: 'logout+jwt' }],
    [
      'a logout token by its claims',
      { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
      {},
    ],
    ['a security event', {}, { typ: 'secevent+jwt' }],
    ['an introspection', {}, { typ: 'token-introspection+jwt' }],
    ['a client’s assertion', {}, { typ: 'client-authentication+jwt' }],
    ['a proof of possession', {}, { typ: 'dpop+jwt' }],
  ])('is no credential: %s', async (_what, claims, header) => {
    const answer = await view(gateway, { ...ADMIN, ...claims }, header);
    expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
  });

  test.each(['at+jwt', 'application/at+jwt', 'JWT'])('is not this one: %s', async (typ) => {
    const answer = await view(gateway, ADMIN, { typ });
    expect(answer.data?.viewer.kind).toBe('SUPERUSER');
  });
});

test('a gateway that accepts the claim alone warns of it, and one with a requirement does not', async () => {
  const started = async (env: Record<string, string>) => {
    const gateway = await startGateway({ env: { ...issuer.settings, ...env } });
    onTestFinished(() => gateway.stop());
    return gateway.log.join('');
  };
  expect(await started({})).toContain('OIDC_SUPERUSER_CLAIM alone');
  expect(await started({ OIDC_SUPERUSER_SCOPE: ADMIN_SCOPE })).not.toContain('alone');
});
