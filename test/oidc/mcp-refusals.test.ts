import { afterAll, beforeAll, expect, test } from 'vitest';

import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { TestIssuer } from '../support/oidc-issuer.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import { disableAgent, generateToken, registerAgent } from '../support/tokens.js';
import { TestClock } from '../support/test-clock.js';

const provider = 'GOOGLE_CALENDAR_MCP';
const METADATA = '/.well-known/oauth-protected-resource/mcp';

let issuer: TestIssuer;
let gateway: TestGateway;

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  gateway = await startGateway({ clock, env: issuer.settings });
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

/** An agent to which the subject of its name is bound, with a token of these scopes. */
async function boundAgent(scopes?: readonly string[]): Promise<string> {
  const agent = await registerAgent(gateway, { provider, renewal: 'MANUAL' });
  if (scopes) await generateToken(gateway, { provider, agent, scopes: [...scopes] });
  const input = { agent, subject: agent };
  await gateway.send(BindAgentSubjectMutation, { input }, gateway.superuser);
  return agent;
}

interface Refusal {
  readonly status: number;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly challenge: string | null;
  readonly tools: readonly string[] | undefined;
}

async function post(
  claims: Record<string, unknown>,
  tool?: string,
  further: Readonly<Record<string, string>> = {},
): Promise<Refusal> {
  const message = tool
    ? { method: 'tools/call', params: { name: tool, arguments: {} } }
    : { method: 'tools/list' };
  const response = await fetch(`${gateway.url}/mcp`, {
    method: 'POST',
    headers: {
      ...(await issuer.bearer(claims)),
      ...further,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
  });
  const { result, error } = (await response.json()) as {
    result?: { tools?: { name: string }[] };
    error?: { message: string; data: { reason: string } };
  };
  return {
    status: response.status,
    reason: error?.data.reason,
    message: error?.message,
    challenge: response.headers.get('www-authenticate'),
    tools: result?.tools?.map(({ name }) => name),
  };
}

test('a JWT of a subject that is bound to nobody is refused without a login, and says what to do', async () => {
  const refusal = await post({ sub: 'somebody' });
  expect(refusal).toMatchObject({ status: 403, reason: 'AGENT_REQUIRED', challenge: null });
  expect(refusal.message).toMatch(/bound to no agent.*token-gateway agent bind/);
});

test('nor does a login help while the agent is disabled, or has no token', async () => {
  const sub = await boundAgent();
  expect(await post({ sub })).toMatchObject({ status: 403, reason: 'AGENT_REQUIRED' });
  await disableAgent(gateway, sub);
  const refusal = await post({ sub });
  expect(refusal).toMatchObject({ status: 403, reason: 'AGENT_DISABLED', challenge: null });
  expect(refusal.message).toContain('superuser');
});

test('a wrong token beside a good JWT leads to a login, and is no matter of binding', async () => {
  const sub = await boundAgent(['calendar.read']);
  const wrong = { 'x-google-mcp-token': createSecret('gc', systemRandom) };
  const refusal = await post({ sub }, undefined, wrong);
  expect(refusal).toMatchObject({ status: 401, reason: 'UNKNOWN' });
  expect(refusal.message).not.toContain('bind');
});

test('an expired JWT, and one for another audience, lead to a login', async () => {
  const sub = await boundAgent(['calendar.read']);
  const past = Math.floor(gateway.clock.now().getTime() / 1000) - 60;
  for (const claims of [{ exp: past }, { aud: 'another' }]) {
    const { status, challenge } = await post({ sub, ...claims });
    expect([status, challenge]).toEqual([
      401,
      expect.stringContaining(
        `error="invalid_token", resource_metadata="${gateway.url}${METADATA}"`,
      ),
    ]);
  }
});

test('a JWT acts with the scopes it was granted, and hosts hear which to ask for', async () => {
  const sub = await boundAgent(['calendar.read', 'calendar.write']);
  const grants = [{ scope: 'openid calendar.read' }, { scp: ['calendar.read'] }];
  for (const grant of grants) {
    const refusal = await post({ sub, ...grant }, 'create-event');
    expect(refusal).toMatchObject({ status: 403, reason: 'INSUFFICIENT_SCOPE' });
    expect(refusal.challenge).toMatch(
      /error="insufficient_scope".* scope="calendar\.read calendar\.write"/,
    );
    expect((await post({ sub, ...grant })).tools).toContain('create-event');
  }
  const granted = await post({ sub, scope: 'calendar.write' }, 'create-event');
  expect([granted.status, granted.challenge]).toEqual([200, null]);
});

test('a JWT that names no scope of the gateway is worth its agent’s token', async () => {
  const sub = await boundAgent(['calendar.read', 'calendar.write']);
  for (const grant of [{}, { scope: 'openid profile' }, { scope: '' }]) {
    expect(await post({ sub, ...grant }, 'create-event')).toMatchObject({ status: 200 });
  }
});

test('no host is sent to ask the issuer for what the agent itself may not do', async () => {
  const sub = await boundAgent(['calendar.read']);
  for (const grant of [{}, { scope: 'calendar.read' }, { scope: 'calendar.write' }]) {
    const refusal = await post({ sub, ...grant }, 'create-event');
    expect(refusal).toMatchObject({ status: 403, reason: 'INSUFFICIENT_SCOPE', challenge: null });
    expect((await post({ sub, ...grant })).tools).not.toContain('create-event');
  }
});
