import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import {
  decodeProtectedHeader,
  exportPKCS8,
  generateKeyPair,
  jwtVerify,
  type CryptoKey,
} from 'jose';
import { afterAll, describe, expect } from 'vitest';

import {
  connect,
  connectionOf,
  connections,
  googleTest,
  readAccessToken,
  startGoogleGateway,
  tokenReader,
  type GoogleGateway,
} from '../../support/google-gateway.js';
import {
  BindGoogleConnectionMutation,
  DisconnectGoogleAccountMutation,
  GoogleConnectionsQuery,
  ImportGoogleConnectionMutation,
  ImportGoogleServiceAccountMutation,
  UnbindGoogleConnectionMutation,
} from '../../support/google-operations.js';
import { ACCOUNT, OTHER_ACCOUNT } from '../../support/google/google-emulator.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, generateToken, providerHeader, registerAgent } from '../../support/tokens.js';

const EVENTS = 'https://www.googleapis.com/auth/calendar.events';

const test = googleTest();

const bind = (gateway: GoogleGateway, connection: string, agents: string[]) =>
  gateway.send(BindGoogleConnectionMutation, { input: { connection, agents } }, gateway.superuser);
const disconnect = (gateway: GoogleGateway, connection: string) =>
  gateway.send(DisconnectGoogleAccountMutation, { input: { connection } }, gateway.superuser);

describe('an agent', () => {
  test('without an account learns where one is connected', async ({ gateway }) => {
    const agent = await tokenReader(gateway);
    const answer = await readAccessToken(gateway, agent.headers);
    expect(answer.status).toBe(409);
    expect(firstError(answer)).toMatchObject({
      code: 'GOOGLE_CONNECTION_REQUIRED',
      reason: 'NOT_CONNECTED',
      connectUrl: `${gateway.url}/oauth/google/connect?agent=${agent.name}`,
    });
  });

  test('with one account need not name it, with several it must, by id or address', async ({
    gateway,
  }) => {
    const agent = await tokenReader(gateway);
    await connect(gateway, { agents: [agent.name] });
    const read = (name?: string) => readAccessToken(gateway, agent.headers, name);
    expect((await read()).data?.googleAccessToken.account).toBe(ACCOUNT);

    await connect(gateway, { account: OTHER_ACCOUNT });
    const other = await connectionOf(gateway, OTHER_ACCOUNT);
    expect(firstError(await read(OTHER_ACCOUNT)).code).toBe('NOT_FOUND');
    await bind(gateway, OTHER_ACCOUNT, [agent.name]);
    const ambiguous = await read();
    expect(firstError(ambiguous)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'connection' });
    expect(ambiguous.errors[0]?.message).toContain(`${ACCOUNT}, ${OTHER_ACCOUNT}`);
    expect((await read(OTHER_ACCOUNT.toUpperCase())).data?.googleAccessToken.account).toBe(
      OTHER_ACCOUNT,
    );
    expect((await read(other.id)).data?.googleAccessToken.account).toBe(OTHER_ACCOUNT);

    await gateway.send(
      UnbindGoogleConnectionMutation,
      { input: { connection: other.id, agents: [agent.name] } },
      gateway.superuser,
    );
    expect((await read()).data?.googleAccessToken.account).toBe(ACCOUNT);
  });

  test('reads access tokens only where a superuser allows it, and each read is written down', async ({
    gateway,
  }) => {
    const provider = 'GOOGLE_CALENDAR_MCP';
    const usual = await registerAgent(gateway, { provider });
    const { token } = await generateToken(gateway, { provider, agent: usual });
    const refused = await readAccessToken(gateway, providerHeader(provider, token));
    expect(firstError(refused)).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'INSUFFICIENT_SCOPE',
    });

    const agent = await tokenReader(gateway);
    await connect(gateway, { agents: [agent.name] });
    gateway.clock.advance(1);
    await readAccessToken(gateway, agent.headers);
    await readAccessToken(gateway, agent.headers);
    const { data } = await gateway.send(
      AuditEventsQuery,
      { filter: { agent: agent.name, action: 'GOOGLE_ACCESS_TOKEN_READ' } },
      gateway.superuser,
    );
    expect(data?.auditEvents.totalCount).toBe(2);
  });
});

test('a superuser names the account that is meant', async ({ gateway }) => {
  await connect(gateway);
  const unnamed = await readAccessToken(gateway, gateway.superuser);
  expect(firstError(unnamed)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'connection' });
  const named = await readAccessToken(gateway, gateway.superuser, ACCOUNT);
  expect(named.data?.googleAccessToken.account).toBe(ACCOUNT);
  const unknown = await readAccessToken(gateway, gateway.superuser, 'nobody@example.com');
  expect(firstError(unknown).code).toBe('NOT_FOUND');
});

test('connections are listed page by page, and by agent', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
  gateway.clock.advance(1);
  await connect(gateway, { account: OTHER_ACCOUNT });
  gateway.clock.advance(1);
  await connect(gateway, { agents: [agent] });
  expect((await connections(gateway, { agent })).map((one) => one.account)).toEqual([ACCOUNT]);
  const page = async (after?: string) => {
    const variables = { first: 1, after };
    const answer = await gateway.send(GoogleConnectionsQuery, variables, gateway.superuser);
    return answer.data?.googleConnections;
  };
  const first = await page();
  expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  const second = await page(first?.pageInfo.endCursor ?? '');
  expect(second).toMatchObject({ pageInfo: { hasNextPage: false } });
  const listed = [...(first?.nodes ?? []), ...(second?.nodes ?? [])];
  expect(listed.map((one) => one.account)).toEqual([ACCOUNT, OTHER_ACCOUNT]);
});

describe('disconnecting', () => {
  test('ends the grant here and at Google, for every agent', async ({ gateway }) => {
    const agent = await tokenReader(gateway);
    await connect(gateway, { agents: [agent.name] });
    await readAccessToken(gateway, agent.headers);
    gateway.google.forget();
    const { data } = await disconnect(gateway, ACCOUNT);
    expect(data?.disconnectGoogleAccount).toMatchObject({
      revokedAtGoogle: true,
      connection: { state: 'REVOKED', agents: [] },
    });
    expect(gateway.google.count('POST /oauth2/revoke')).toBe(1);
    expect(firstError(await readAccessToken(gateway, agent.headers)).reason).toBe('NOT_CONNECTED');
    expect((await disconnect(gateway, ACCOUNT)).data?.disconnectGoogleAccount.message).toContain(
      'before',
    );
    expect(firstError(await bind(gateway, ACCOUNT, [agent.name])).code).toBe('CONFLICT');
    await connect(gateway, { agents: [agent.name] });
    expect((await readAccessToken(gateway, agent.headers)).errors).toEqual([]);
  });

  test('forgets the grant even where Google cannot be told, and says so', async ({ gateway }) => {
    await connect(gateway);
    gateway.google.faults.on({ request: 'POST /oauth2/revoke' }, { kind: 'reset' });
    const { data } = await disconnect(gateway, ACCOUNT);
    gateway.google.faults.clear();
    expect(data?.disconnectGoogleAccount).toMatchObject({
      revokedAtGoogle: false,
      connection: { state: 'REVOKED' },
    });
    expect(data?.disconnectGoogleAccount.message).toContain('myaccount.google.com');
  });

  test('of what is not there is NOT_FOUND', async ({ gateway }) => {
    expect(firstError(await disconnect(gateway, 'nobody@example.com')).code).toBe('NOT_FOUND');
  });
});

describe('a refresh token', () => {
  const importToken = (gateway: GoogleGateway, refreshToken: string, agents: string[] = []) =>
    gateway.send(
      ImportGoogleConnectionMutation,
      { input: { refreshToken, agents, scopes: [EVENTS] } },
      gateway.superuser,
    );

  test('that somebody has is tried, told apart by its account, and used', async ({ gateway }) => {
    const agent = await tokenReader(gateway);
    const { refreshToken } = await gateway.google.grant(['openid', EVENTS], OTHER_ACCOUNT);
    const { data, errors } = await importToken(gateway, refreshToken, [agent.name]);
    expect(errors).toEqual([]);
    expect(data?.importGoogleConnection.connection).toMatchObject({
      kind: 'USER',
      account: OTHER_ACCOUNT,
      state: 'ACTIVE',
      neededScopes: [EVENTS],
      missingScopes: [],
    });
    gateway.clock.advance(3_600);
    const read = await readAccessToken(gateway, agent.headers);
    expect(read.data?.googleAccessToken.account).toBe(OTHER_ACCOUNT);
  });

  test('that Google refuses, and what is none, is refused without being shown', async ({
    gateway,
  }) => {
    for (const wrong of ['1//0-not-a-refresh-token', 'with spaces in it']) {
      const answer = await importToken(gateway, wrong);
      expect(firstError(answer)).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'input.refreshToken',
      });
      expect(JSON.stringify(answer)).not.toContain(wrong);
    }
  });
});

describe('a service account', () => {
  let endpoint: ReturnType<typeof createServer>;
  let sealed: GoogleGateway;
  let keyFile: string;
  let publicKey: CryptoKey;
  const answers: { status: number; body: Record<string, unknown> }[] = [];
  const assertions: string[] = [];

  test.beforeAll(async ({ gateway }) => {
    endpoint = createServer((request, response) => {
      void text(request).then((body) => {
        assertions.push(new URLSearchParams(body).get('assertion') ?? '');
        const { status, body: said } = answers.shift() ?? {
          status: 200,
          body: { access_token: 'of a service account', token_type: 'Bearer', expires_in: 3_599 },
        };
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(said));
      });
    });
    await new Promise<void>((listening) => {
      endpoint.listen(0, '127.0.0.1', listening);
    });
    const root = `http://127.0.0.1:${String((endpoint.address() as AddressInfo).port)}`;
    // No client is set: a service account needs none.
    sealed = await startGoogleGateway({
      google: gateway.google,
      env: { GOOGLE_OAUTH_ROOT_URL: root, GOOGLE_CLIENT_ID: '', GOOGLE_CLIENT_SECRET: '' },
    });
    const pair = await generateKeyPair('RS256', { extractable: true });
    publicKey = pair.publicKey;
    keyFile = JSON.stringify({
      type: 'service_account',
      client_email: 'robot@project.iam.gserviceaccount.com',
      private_key_id: 'key-1',
      private_key: await exportPKCS8(pair.privateKey),
    });
  });

  afterAll(async () => {
    await sealed.stop();
    endpoint.close();
  });

  const importKey = (input: { keyFile: string; subject?: string; agents?: string[] }) =>
    sealed.send(
      ImportGoogleServiceAccountMutation,
      { input: { agents: [], scopes: [EVENTS], ...input } },
      sealed.superuser,
    );

  test('acts for a user by a signed assertion, again and again', async () => {
    const agent = await tokenReader(sealed);
    const { data, errors } = await importKey({ keyFile, subject: ACCOUNT, agents: [agent.name] });
    expect(errors).toEqual([]);
    expect(data?.importGoogleServiceAccount.connection).toMatchObject({
      kind: 'SERVICE_ACCOUNT',
      account: ACCOUNT,
      grantedScopes: [EVENTS],
      state: 'ACTIVE',
    });
    sealed.clock.advance(3_600);
    expect((await readAccessToken(sealed, agent.headers)).errors).toEqual([]);
    expect(assertions).toHaveLength(2);
    const assertion = assertions[1] ?? '';
    expect(decodeProtectedHeader(assertion)).toMatchObject({ alg: 'RS256', kid: 'key-1' });
    const { payload } = await jwtVerify(assertion, publicKey, { currentDate: sealed.clock.now() });
    expect(payload).toMatchObject({
      iss: 'robot@project.iam.gserviceaccount.com',
      sub: ACCOUNT,
      scope: EVENTS,
      exp: sealed.clock.now().getTime() / 1000 + 3_600,
    });
    const ended = await sealed.send(
      DisconnectGoogleAccountMutation,
      { input: { connection: ACCOUNT } },
      sealed.superuser,
    );
    expect(ended.data?.disconnectGoogleAccount.message).toContain('delete it in Google Cloud');
  });

  test('that may not act for the user is refused with what an administrator can do', async () => {
    answers.push({ status: 401, body: { error: 'unauthorized_client' } });
    const answer = await importKey({ keyFile, subject: OTHER_ACCOUNT });
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.keyFile' });
    expect(answer.errors[0]?.message).toContain('domain-wide delegation');
  });

  test.each(['', '{}', '{"type":"authorized_user"}', '{"type":"service_account"}'])(
    'is not made of %j',
    async (wrong) => {
      const answer = await importKey({ keyFile: wrong });
      expect(firstError(answer)).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'input.keyFile',
      });
    },
  );

  test('has a key that shows in no answer', async () => {
    const broken = keyFile.replace('BEGIN PRIVATE', 'BEGIN RSA PRIVATE');
    const answer = await importKey({ keyFile: broken });
    expect(answer.errors[0]?.message).toContain('private_key is missing or wrong');
    expect(JSON.stringify(answer)).not.toContain('BEGIN');
  });
});
