import { describe, expect } from 'vitest';

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
import { changedIdToken } from '../../support/google/fault-plan.js';
import { ACCOUNT, OTHER_ACCOUNT } from '../../support/google/google-emulator.js';
import {
  changeAccount,
  disconnect,
  forgetConnections,
  identityIn,
  importToken,
  stateOf,
} from '../../support/google/identities.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, withSql } from '../../support/tokens.js';

const TOKEN = 'POST /oauth2/token';
const USER_INFO = 'GET /oauth2/v2/userinfo';
const RENAMED = 'maya.renamed@example.com';

const test = googleTest();

test.afterEach(({ gateway }) => forgetConnections(gateway));

/** Makes a connection look as the version before wrote it. */
function asOlderRow(
  gateway: GoogleGateway,
  account: string,
  subject: string | null,
): Promise<unknown> {
  return withSql(
    gateway.database,
    (sql) =>
      sql`update google_connections set google_issuer = null, google_subject = ${subject}
          where account = ${account}`,
  );
}

describe('an address that belongs to another account now', () => {
  test.for([
    ['as it was', ACCOUNT],
    ['in another case', ACCOUNT.toUpperCase()],
  ] as const)('takes over no connection: %s', async ([_what, email], { gateway }) => {
    const agent = await tokenReader(gateway);
    await connect(gateway, { agents: [agent.name] });
    const before = await stateOf(gateway, agent);
    changeAccount(gateway, { sub: 'another-account' });

    for (const loginHint of [undefined, ACCOUNT]) {
      gateway.google.faults.on({ request: TOKEN, times: 1 }, changedIdToken({ email }));
      const page = await connect(gateway, loginHint === undefined ? {} : { loginHint });
      expect(page.status).toBe(409);
      expect(page.text).toContain('disconnectGoogleAccount');
    }
    const imported = await importToken(gateway);
    expect(imported.status).toBe(409);
    expect(firstError(imported)).toMatchObject({ code: 'CONFLICT', reason: 'ADDRESS_TAKEN' });
    expect(await stateOf(gateway, agent)).toEqual(before);
  });

  test('takes over none whose account needs a new consent, either', async ({ gateway }) => {
    await connect(gateway);
    await withSql(
      gateway.database,
      (sql) => sql`update google_connections set state = 'NEEDS_CONSENT'`,
    );
    changeAccount(gateway, { sub: 'another-account' });
    expect((await connect(gateway)).status).toBe(409);
  });

  test('is connected after a superuser has disconnected the one before, without its agents', async ({
    gateway,
  }) => {
    const agent = await tokenReader(gateway);
    await connect(gateway, { agents: [agent.name] });
    changeAccount(gateway, { sub: 'another-account' });
    await disconnect(gateway, ACCOUNT);
    expect((await connect(gateway)).status).toBe(200);
    expect(await connectionOf(gateway)).toMatchObject({ state: 'ACTIVE', agents: [] });
    expect(firstError(await readAccessToken(gateway, agent.headers)).reason).toBe('NOT_CONNECTED');
    expect(await identityIn(gateway, ACCOUNT)).toMatchObject([{ sub: 'another-account' }]);
  });

  test('is told from the same subject of another issuer', async ({ gateway }) => {
    await connect(gateway);
    await withSql(
      gateway.database,
      (sql) => sql`update google_connections set google_issuer = 'https://idp.example.com'`,
    );
    expect((await connect(gateway)).status).toBe(409);
  });
});

describe('a renamed account', () => {
  test('keeps its connection and its agents under the new address', async ({ gateway }) => {
    const agent = await tokenReader(gateway);
    await connect(gateway, { agents: [agent.name] });
    const { id } = await connectionOf(gateway);
    expect((await readAccessToken(gateway, agent.headers, ACCOUNT)).errors).toEqual([]);
    changeAccount(gateway, { email: RENAMED });
    gateway.clock.advance(1);

    expect((await connect(gateway, { account: RENAMED })).status).toBe(200);
    expect(await connections(gateway)).toMatchObject([
      { id, account: RENAMED, agents: [agent.name] },
    ]);
    const byNewName = await readAccessToken(gateway, agent.headers, RENAMED);
    expect(byNewName.data?.googleAccessToken.account).toBe(RENAMED);
    const byOldName = await readAccessToken(gateway, agent.headers, ACCOUNT);
    expect(firstError(byOldName).code).toBe('NOT_FOUND');
    const filter = { action: 'GOOGLE_ACCOUNT_CONNECTED' as const };
    const log = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
    expect(JSON.parse(log.data?.auditEvents.nodes[0]?.details ?? '')).toMatchObject({
      account: RENAMED,
      formerAccount: ACCOUNT,
    });
  });

  test('can be asked by its old address, and another account cannot answer for it', async ({
    gateway,
  }) => {
    await connect(gateway);
    changeAccount(gateway, { email: RENAMED });
    const other = await connect(gateway, { loginHint: ACCOUNT, account: OTHER_ACCOUNT });
    expect(other.status).toBe(409);
    const own = await connect(gateway, { loginHint: ACCOUNT, account: RENAMED });
    expect(own.status).toBe(200);
    expect((await connections(gateway)).map(({ account }) => account)).toEqual([RENAMED]);
  });

  test('is found by an import, too', async ({ gateway }) => {
    await connect(gateway);
    const { id } = await connectionOf(gateway);
    gateway.google.faults.on(
      { request: USER_INFO, times: 1 },
      { kind: 'change', change: (body) => ({ ...body, email: RENAMED }) },
    );
    const { data } = await importToken(gateway);
    expect(data?.importGoogleConnection.connection).toMatchObject({ id, account: RENAMED });
  });

  test('is refused an address that another connection has, until that one is disconnected', async ({
    gateway,
  }) => {
    await connect(gateway);
    await connect(gateway, { account: OTHER_ACCOUNT });
    const { id } = await connectionOf(gateway);
    const renamed = async () => {
      gateway.google.faults.on(
        { request: TOKEN, times: 1 },
        changedIdToken({ email: OTHER_ACCOUNT }),
      );
      return connect(gateway);
    };
    const refused = await renamed();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('disconnectGoogleAccount');
    expect((await connections(gateway)).map(({ account }) => account).sort()).toEqual(
      [ACCOUNT, OTHER_ACCOUNT].sort(),
    );
    await disconnect(gateway, OTHER_ACCOUNT);
    expect((await renamed()).status).toBe(200);
    expect(await connections(gateway)).toMatchObject([{ id, account: OTHER_ACCOUNT }]);
  });

  test('may have the address in another case, with the same connection', async ({ gateway }) => {
    await connect(gateway);
    const { id } = await connectionOf(gateway);
    const email = ACCOUNT.toUpperCase();
    gateway.google.faults.on({ request: TOKEN, times: 1 }, changedIdToken({ email }));
    expect((await connect(gateway)).status).toBe(200);
    expect(await connections(gateway)).toMatchObject([{ id, account: email }]);
  });
});

describe('a connection of the version before', () => {
  test.for<[string, (gateway: GoogleGateway) => string | null]>([
    ['without a subject', () => null],
    ['with the same subject', (gateway) => gateway.google.identityOf(ACCOUNT).sub],
  ])(
    '%s gets issuer and subject from its account’s next consent',
    async ([_what, subject], { gateway }) => {
      const agent = await tokenReader(gateway);
      await connect(gateway, { agents: [agent.name] });
      const { id } = await connectionOf(gateway);
      await asOlderRow(gateway, ACCOUNT, subject(gateway));
      expect((await connect(gateway)).status).toBe(200);
      expect(await connections(gateway)).toMatchObject([{ id, agents: [agent.name] }]);
      const { sub } = gateway.google.identityOf(ACCOUNT);
      expect(await identityIn(gateway, ACCOUNT)).toMatchObject([
        { issuer: gateway.google.url, sub },
      ]);
      changeAccount(gateway, { sub: 'another-account' });
      expect((await connect(gateway)).status).toBe(409);
    },
  );

  test('with another subject is not taken over', async ({ gateway }) => {
    await connect(gateway);
    await asOlderRow(gateway, ACCOUNT, 'another-subject');
    expect((await connect(gateway)).status).toBe(409);
    expect(await identityIn(gateway, ACCOUNT)).toMatchObject([
      { issuer: null, sub: 'another-subject' },
    ]);
  });

  test('that has its address twice, by case, is refused with what to do', async ({ gateway }) => {
    await connect(gateway);
    await connect(gateway, { account: OTHER_ACCOUNT });
    await asOlderRow(gateway, ACCOUNT, null);
    await withSql(
      gateway.database,
      (sql) =>
        sql`update google_connections set google_subject = null, account = ${ACCOUNT.toUpperCase()}
            where account = ${OTHER_ACCOUNT}`,
    );
    const page = await connect(gateway);
    expect(page.status).toBe(409);
    expect(page.text).toContain('disconnectGoogleAccount');
  });
});

describe('consents at the same time', () => {
  const finishTogether = async (
    gateway: GoogleGateway,
    changes: readonly Record<string, unknown>[],
  ) => {
    const callbacks: URL[] = [];
    while (callbacks.length < changes.length) {
      callbacks.push((await gateway.google.consent(await consentUrl(gateway))).redirectTo);
    }
    for (const claims of changes) {
      gateway.google.faults.on({ request: TOKEN, times: 1 }, changedIdToken(claims));
    }
    const pages = await Promise.all(callbacks.map((callback) => readPage(callback)));
    return pages.map(({ status }) => status).sort();
  };

  test('of one account are one connection', async ({ gateway }) => {
    expect(await finishTogether(gateway, [{}, {}, {}, {}])).toEqual([200, 200, 200, 200]);
    expect(await connections(gateway)).toHaveLength(1);
  });

  test('of two accounts with one address are one connection and one refusal', async ({
    gateway,
  }) => {
    expect(await finishTogether(gateway, [{ sub: 'one' }, { sub: 'two' }])).toEqual([200, 409]);
    expect(await connections(gateway)).toHaveLength(1);
  });

  test('of one account under two addresses are one connection', async ({ gateway }) => {
    expect(await finishTogether(gateway, [{}, { email: RENAMED }, {}])).toEqual([200, 200, 200]);
    expect(await connections(gateway)).toHaveLength(1);
  });
});
