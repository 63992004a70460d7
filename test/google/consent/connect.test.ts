import { describe, expect } from 'vitest';

import { startGateway } from '../../support/gateway.js';
import {
  connect,
  connectionOf,
  connections,
  consentUrl,
  googleTest,
  readAccessToken,
  readPage,
  tokenReader,
  type GoogleGateway,
} from '../../support/google-gateway.js';
import { ConnectGoogleAccountMutation } from '../../support/google-operations.js';
import { ACCOUNT, OTHER_ACCOUNT } from '../../support/google/google-emulator.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, registerAgent } from '../../support/tokens.js';

const TOKEN = 'POST /oauth2/token';
const READONLY = 'https://www.googleapis.com/auth/calendar.readonly';
const EVENTS = 'https://www.googleapis.com/auth/calendar.events';

const test = googleTest();

test('an account is connected by consent, and its agent works with it', async ({ gateway }) => {
  const agent = await tokenReader(gateway);
  const url = new URL(await consentUrl(gateway, { agents: [agent.name], loginHint: ACCOUNT }));
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    redirect_uri: `${gateway.url}/oauth/google/callback`,
    access_type: 'offline',
    prompt: 'consent',
    code_challenge_method: 'S256',
    login_hint: ACCOUNT,
    scope: `openid email ${READONLY} ${EVENTS}`,
  });

  const { redirectTo } = await gateway.google.consent(url.href);
  const page = await readPage(redirectTo);
  expect(page.status).toBe(200);
  expect(page.text).toContain(ACCOUNT);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);

  expect(await connectionOf(gateway)).toMatchObject({
    kind: 'USER',
    state: 'ACTIVE',
    agents: [agent.name],
    missingScopes: [],
    lastError: null,
    warnings: [],
  });
  const read = await readAccessToken(gateway, agent.headers);
  expect(read.data?.googleAccessToken).toMatchObject({ account: ACCOUNT });
});

test('who asked, who was connected and who may use it is in the audit log', async ({ gateway }) => {
  gateway.clock.advance(1);
  const agent = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
  await connect(gateway, { agents: [agent] });
  const { data } = await gateway.send(AuditEventsQuery, { first: 4 }, gateway.superuser);
  const events = data?.auditEvents.nodes ?? [];
  expect(events.map((event) => event.action).sort()).toEqual([
    'AGENT_REGISTERED',
    'GOOGLE_ACCOUNT_CONNECTED',
    'GOOGLE_CONNECTION_BOUND',
    'GOOGLE_CONSENT_REQUESTED',
  ]);
  const said = events.filter((event) => event.action.startsWith('GOOGLE_'));
  expect(new Set(said.map((event) => event.actorName))).toEqual(new Set(['bootstrap']));
});

test('connecting an account again keeps its connection and its agents', async ({ gateway }) => {
  const [first, second] = [
    await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' }),
    await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' }),
  ];
  await connect(gateway, { agents: [first], account: OTHER_ACCOUNT });
  const before = await connectionOf(gateway, OTHER_ACCOUNT);
  await connect(gateway, { agents: [second], account: OTHER_ACCOUNT });
  const after = await connectionOf(gateway, OTHER_ACCOUNT);
  expect(after.id).toBe(before.id);
  expect(after.agents).toEqual([first, second].sort());
});

test('a link is good for one use', async ({ gateway }) => {
  const { redirectTo } = await gateway.google.consent(await consentUrl(gateway));
  expect((await readPage(redirectTo)).status).toBe(200);
  const again = await readPage(redirectTo);
  expect(again.status).toBe(409);
  expect(again.text).toContain('used already');
});

test('of a link that comes back twice at once, one is connected', async ({ gateway }) => {
  const { redirectTo } = await gateway.google.consent(await consentUrl(gateway));
  const pages = await Promise.all([readPage(redirectTo), readPage(redirectTo)]);
  expect(pages.map((page) => page.status).sort()).toEqual([200, 409]);
});

test('a link expires after ten minutes', async ({ gateway }) => {
  const { redirectTo } = await gateway.google.consent(await consentUrl(gateway));
  gateway.clock.advance(601);
  const page = await readPage(redirectTo);
  expect(page.status).toBe(409);
  expect(page.text).toContain('expired');
});

test('a state that nobody asked for is refused, and shown to nobody', async ({ gateway }) => {
  const state = '<script>alert(1)</script>';
  const query = new URLSearchParams({ code: 'x', state });
  const page = await readPage(`${gateway.url}/oauth/google/callback?${query.toString()}`);
  expect(page.status).toBe(400);
  expect(page.text).toContain('not known here');
  expect(page.text).not.toContain('script>');
});

describe('nothing is connected', () => {
  const unconnected = async (gateway: GoogleGateway): Promise<number> =>
    (await connections(gateway, { state: 'ACTIVE' })).length;

  test('when the owner does not consent', async ({ gateway }) => {
    const before = await unconnected(gateway);
    const state = new URL(await consentUrl(gateway)).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state });
    const page = await readPage(`${gateway.url}/oauth/google/callback?${query.toString()}`);
    expect(page.status).toBe(403);
    expect(page.text).toContain('did not consent');
    expect(await unconnected(gateway)).toBe(before);
  });

  test('when another account consents than the one that was asked', async ({ gateway }) => {
    const page = await connect(gateway, { loginHint: ACCOUNT, account: OTHER_ACCOUNT });
    expect(page.status).toBe(409);
    expect(page.text).toContain(`asked of ${ACCOUNT}`);
  });

  test('when Google gives no refresh token', async ({ gateway }) => {
    gateway.google.faults.on(
      { request: TOKEN, times: 1 },
      { kind: 'change', change: ({ refresh_token: _none, ...rest }) => rest },
    );
    const page = await connect(gateway);
    expect(page.status).toBe(409);
    expect(page.text).toContain('myaccount.google.com/connections');
  });

  test('when Google refuses the code or its proof key', async ({ gateway }) => {
    const url = new URL(await consentUrl(gateway));
    url.searchParams.set('code_challenge', 'x'.repeat(43));
    const { redirectTo } = await gateway.google.consent(url.href);
    const page = await readPage(redirectTo);
    expect(page.status).toBe(502);
    expect(page.text).toContain('does not accept the code');
  });

  test.for([
    ['is down', { kind: 'answer', status: 503, body: '<h1>Down</h1>', contentType: 'text/html' }],
    ['answers nonsense', { kind: 'answer', status: 200, body: '{"access_token": 12}' }],
    ['cuts the connection', { kind: 'reset' }],
  ] as const)('when Google %s', async ([_what, fault], { gateway }) => {
    gateway.google.faults.on({ request: TOKEN, times: 1 }, fault);
    expect((await connect(gateway)).status).toBe(502);
  });
});

test('scopes that the owner left unticked are named, and what needs them is refused', async ({
  gateway,
}) => {
  gateway.google.faults.on(
    { request: TOKEN, times: 1 },
    { kind: 'change', change: (body) => ({ ...body, scope: `openid ${READONLY}` }) },
  );
  const agent = await tokenReader(gateway);
  const page = await connect(gateway, { agents: [agent.name] });
  expect(page.status).toBe(200);
  expect(page.text).toContain(EVENTS);
  expect(await connectionOf(gateway)).toMatchObject({ state: 'ACTIVE', missingScopes: [EVENTS] });

  const { accounts } = gateway.app.services.google;
  const { id } = await connectionOf(gateway);
  const caller = {
    kind: 'SUPERUSER' as const,
    id: 'x',
    name: 'x',
  };
  const wanted = (neededScopes: string[]) =>
    accounts.accountFor(caller, { connection: ACCOUNT, neededScopes }, AbortSignal.timeout(5_000));
  await expect(wanted([READONLY])).resolves.toMatchObject({ account: ACCOUNT });
  await expect(wanted([`${READONLY}.none`, EVENTS])).rejects.toMatchObject({
    code: 'GOOGLE_CONNECTION_REQUIRED',
    reason: 'MISSING_SCOPE',
    details: { connectUrl: `${gateway.url}/oauth/google/connect?connection=${id}` },
  });
});

test('a consent to an app in Testing says so from its first day on', async ({ gateway }) => {
  gateway.google.faults.on(
    { request: TOKEN, times: 1 },
    { kind: 'change', change: (body) => ({ ...body, refresh_token_expires_in: 604_799 }) },
  );
  await connect(gateway);
  const { state, warnings } = await connectionOf(gateway);
  expect(state).toBe('ACTIVE');
  expect(warnings.map(({ kind }) => kind)).toEqual(['TESTING_MODE_SUSPECTED']);
});

describe('the page behind connectUrl', () => {
  const page = (gateway: GoogleGateway, query: string) =>
    `${gateway.url}/oauth/google/connect?${query}`;
  const post = (gateway: GoogleGateway, fields: Record<string, string>) =>
    readPage(`${gateway.url}/oauth/google/connect`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });

  test('leads a superuser on to Google, and nobody else', async ({ gateway }) => {
    const agent = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
    const key = gateway.superuser['authorization']?.replace('Bearer ', '') ?? '';
    const led = await post(gateway, { agent, key });
    expect(led.status).toBe(303);
    const location = led.headers.get('location') ?? '';
    expect(location.startsWith(`${gateway.google.url}/o/oauth2/v2/auth?`)).toBe(true);
    await readPage((await gateway.google.consent(location)).redirectTo);
    expect((await connectionOf(gateway)).agents).toContain(agent);

    expect((await post(gateway, { agent })).status).toBe(401);
    expect((await post(gateway, { agent, key: 'itg_su_wrong' })).status).toBe(401);
    const reader = await tokenReader(gateway);
    const token = Object.values(reader.headers)[0] ?? '';
    expect((await post(gateway, { agent, key: token })).status).toBe(403);
  });

  test('asks the account of a connection for the same again', async ({ gateway }) => {
    const { id } = await connectionOf(gateway);
    const key = gateway.superuser['authorization']?.replace('Bearer ', '') ?? '';
    const led = await post(gateway, { connection: id, key });
    const asked = new URL(led.headers.get('location') ?? '').searchParams;
    expect(asked.get('login_hint')).toBe(ACCOUNT);
  });

  test('shows names as text and runs nothing', async ({ gateway }) => {
    const shown = await readPage(
      page(gateway, new URLSearchParams({ agent: '"><img src=x>' }).toString()),
    );
    expect(shown.status).toBe(200);
    expect(shown.text).not.toContain('<img');
    expect(shown.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect((await readPage(page(gateway, ''))).status).toBe(400);
  });
});

describe('connectGoogleAccount refuses', () => {
  const ask = (
    gateway: GoogleGateway,
    input: { agents: string[]; scopes?: string[]; loginHint?: string },
  ) => gateway.send(ConnectGoogleAccountMutation, { input }, gateway.superuser);

  test.for<[{ agents: string[]; scopes?: string[]; loginHint?: string }, string]>([
    [{ agents: [], scopes: ['calendar.everything'] }, 'input.scopes'],
    [{ agents: [], scopes: [] }, 'input.scopes'],
    [{ agents: [], loginHint: 'somebody' }, 'input.loginHint'],
    [{ agents: ['a b'] }, 'input.agents'],
  ])('%j by the argument’s name', async ([input, argument], { gateway }) => {
    expect(firstError(await ask(gateway, input))).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
    });
  });

  test('agents that are not there, and those that have no use for a calendar', async ({
    gateway,
  }) => {
    expect(firstError(await ask(gateway, { agents: ['nobody'] })).code).toBe('NOT_FOUND');
    const liveKit = await registerAgent(gateway, { provider: 'LIVEKIT' });
    expect(firstError(await ask(gateway, { agents: [liveKit] })).code).toBe('BAD_USER_INPUT');
  });

  test('everything, naming the settings, where no client is set', async ({ gateway }) => {
    const bare = await startGateway({ database: gateway.database });
    const answer = await bare.send(
      ConnectGoogleAccountMutation,
      { input: { agents: [] } },
      bare.superuser,
    );
    await bare.stop();
    expect(answer.status).toBe(502);
    expect(firstError(answer)).toMatchObject({
      code: 'UPSTREAM_ERROR',
      reason: 'NOT_CONFIGURED',
      retryable: false,
    });
    expect(answer.errors[0]?.message).toContain('GOOGLE_CLIENT_ID');
  });
});
