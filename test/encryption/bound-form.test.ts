import { randomBytes, randomUUID } from 'node:crypto';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { rotateKeys, type RotationResult } from '../../src/cli/commands/rotate-keys.js';
import { createOperations, type RunOperation } from '../../src/operator/operations.js';
import { sha256 } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import {
  countReadable,
  insertTokens,
  keysSetting,
  makeLegacy,
  testKey,
  withSql,
} from '../support/bulk-tokens.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { openFeedGate } from '../support/feed-gate.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { introspect } from '../support/introspection.js';
import { TestIssuer } from '../support/oidc-issuer.js';
import { CurrentTokenQuery, GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import { eventually } from '../support/process.js';
import { TestClock } from '../support/test-clock.js';
import {
  bearer,
  createAgentKey,
  createSuperuser,
  firstError,
  generateToken,
  providerHeader,
  uniqueName,
} from '../support/tokens.js';

const old = testKey('old', 1);
const fresh = testKey('fresh', 2);

const clock = new TestClock();
let database: TestDatabase;
let issuer: TestIssuer;
const gateways: TestGateway[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  issuer = await TestIssuer.start(clock);
});

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.stop();
  await issuer.goDown();
  await database.drop();
});

async function gatewayWith(
  ...keys: ReturnType<typeof testKey>[]
): Promise<TestGateway & { run: RunOperation }> {
  const env = { ...issuer.settings, TOKEN_ENCRYPTION_KEYS: keysSetting(...keys) };
  const gateway = await startGateway({ database, clock, env });
  gateways.push(gateway);
  return { ...gateway, run: createOperations(gateway.app.services) };
}

function rotate(run: RunOperation, stop = new AbortController()): Promise<RotationResult> {
  const options = { batchSize: 20, pauseMs: 0, stop: stop.signal, say: () => undefined };
  return rotateKeys(run, options);
}

/** What agents and people of the version before carry. */
interface Holders {
  readonly live: ReadonlyMap<string, string>;
  readonly superuser: string;
  readonly verifier: string;
  readonly agentKey: string;
  readonly agent: string;
}

/** Fills a database as the version before did. */
async function olderDatabase(tokens = 60): Promise<Holders> {
  await makeLegacy(database.directUrl, old);
  const live = await insertTokens(database.directUrl, old, tokens, 3, 'LEGACY');
  const agent = [...live.keys()][0] ?? '';
  const keys = ['su', 've', 'ag'].map((prefix) => createSecret(prefix, randomBytes));
  const [superuser = '', verifier = '', agentKey = ''] = keys;
  await withSql(database.directUrl, async (sql) => {
    const row = (secret: string) => ({
      id: randomUUID(),
      digest: sha256(secret),
      hint: 'itg',
      created_at: new Date(0),
    });
    const [owner] = await sql`select id as agent_id from agents where name = ${agent}`;
    await sql`insert into superusers ${sql({ ...row(superuser), name: 'ann' })}`;
    await sql`insert into verifiers ${sql({ ...row(verifier), name: 'billing' })}`;
    await sql`insert into agent_keys ${sql({ ...row(agentKey), ...owner })}`;
    const subject = { id: randomUUID(), subject: `${issuer.url} job`, created_at: new Date(0) };
    await sql`insert into agent_subjects ${sql({ ...subject, ...owner })}`;
  });
  return { live, superuser, verifier, agentKey, agent };
}

/** Whether everybody gets what they got from the version before. */
async function expectAllServed(gateway: TestGateway, holders: Holders): Promise<void> {
  const { live, superuser, verifier, agentKey, agent } = holders;
  for (const [name, secret] of live) {
    const current = await gateway.send(CurrentTokenQuery, { agent: name }, gateway.superuser);
    expect(current.data?.currentToken.token).toBe(secret);
    const viewer = await gateway.send(ViewerQuery, {}, providerHeader('LIVEKIT', secret));
    expect(viewer.data?.viewer).toMatchObject({ kind: 'AGENT', name });
  }
  const view = async (headers: Record<string, string>) =>
    (await gateway.send(ViewerQuery, {}, headers)).data?.viewer;
  expect(await view(bearer(superuser))).toMatchObject({ kind: 'SUPERUSER', name: 'ann' });
  expect(await view(bearer(agentKey))).toMatchObject({ kind: 'ENROLLED_AGENT', name: agent });
  const jwt = await issuer.bearer({ sub: 'job' });
  expect(await view(jwt)).toMatchObject({ kind: 'ENROLLED_AGENT', name: agent });
  expect((await introspect(gateway, 'itg', bearer(verifier))).status).toBe(200);
}

/** The check values and how many rows of keys and subjects have no proof. */
async function stored(): Promise<{ forms: string[]; bare: number }> {
  return withSql(database.directUrl, async (sql) => {
    const checks = await sql<{ check: string }[]>`
      select check_value as check from encryption_keys order by id`;
    const [row] = await sql<{ bare: number }[]>`
      select (select count(*) from superusers where ciphertext is null)::int
        + (select count(*) from verifiers where ciphertext is null)::int
        + (select count(*) from agent_keys where ciphertext is null)::int
        + (select count(*) from agent_subjects where ciphertext is null)::int as bare`;
    return { forms: checks.map(({ check }) => check), bare: row?.bare ?? -1 };
  });
}

test('a database of the version before stays as it is until keys rotate, and serves everybody', async () => {
  const holders = await olderDatabase();
  const before = await stored();
  const gateway = await gatewayWith(old);
  await expectAllServed(gateway, holders);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
  const key = await createSuperuser(gateway, uniqueName('new'));
  const rows = await withSql(
    database.directUrl,
    (sql) => sql<{ digest: Buffer }[]>`
      select digest from integration_tokens union all select digest from superusers`,
  );
  // A replica of the version before finds what this one writes.
  const digests = rows.map(({ digest }) => digest.toString('hex'));
  for (const secret of [token, key]) expect(digests).toContain(sha256(secret).toString('hex'));
  expect(await stored()).toEqual({ ...before, bare: before.bare + 1 });
  expect(gateway.log.join('')).toContain('run: token-gateway keys rotate');
});

test('keys rotate binds every row beside two gateways, which serve before, during and after', async () => {
  const holders = await olderDatabase();
  const [one, two] = [await gatewayWith(old), await gatewayWith(old)];
  await expectAllServed(one, holders);
  const stop = new AbortController();
  const stopping: RunOperation = async (name, args) => {
    if (name === 'keys rotate batch') stop.abort();
    return one.run(name, args);
  };
  expect(await rotate(stopping, stop)).toMatchObject({ outcome: 'INTERRUPTED', form: 'MOVING' });
  await expectAllServed(one, holders);
  await expectAllServed(two, holders);
  // Where it heard nothing of the move, it says so once, and to try again in a second.
  const input = { provider: 'LIVEKIT', agent: uniqueName() } as const;
  const during = await eventually('A token from the other gateway', 1_500, () =>
    generateToken(two, input).catch(() => undefined),
  );
  const result = await rotate(two.run);
  expect(result).toMatchObject({ outcome: 'COMPLETED', form: 'BOUND', unreadable: 0 });
  expect(await stored()).toMatchObject({ bare: 0 });
  expect(await countReadable(database.directUrl, old)).toBe(61);
  const later = await gatewayWith(old);
  for (const gateway of [one, two, later]) {
    await expectAllServed(gateway, holders);
    const headers = providerHeader('LIVEKIT', during.token);
    expect((await gateway.send(ViewerQuery, {}, headers)).data?.viewer.kind).toBe('AGENT');
  }
  expect(await rotate(one.run)).toMatchObject({ outcome: 'COMPLETED', reencrypted: 0 });
});

test('after the move no gateway accepts a plain digest, not even one that remembers the older form', async () => {
  const holders = await olderDatabase();
  const gateway = await gatewayWith(old);
  await expectAllServed(gateway, holders);
  const planted = createSecret('su', randomBytes);
  const plant = (secret: string, name: string) =>
    withSql(
      database.directUrl,
      (sql) => sql`insert into superusers (id, name, digest, hint, created_at)
        values (${randomUUID()}, ${name}, ${sha256(secret)}, 'itg', now())`,
    );
  const mover = await gatewayWith(old);
  expect(await rotate(mover.run)).toMatchObject({ form: 'BOUND' });
  await plant(planted, 'planted');
  for (const at of [gateway, mover, await gatewayWith(old)]) {
    const answer = await at.send(ViewerQuery, {}, bearer(planted));
    expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'UNKNOWN' });
  }
  // A later rotation does not take it over either.
  const next = await gatewayWith(fresh, old);
  expect(await rotate(next.run)).toMatchObject({ outcome: 'COMPLETED' });
  expect(firstError(await next.send(ViewerQuery, {}, bearer(planted))).reason).toBe('UNKNOWN');
});

test('the older key can be removed after keys rotate, whether or not anybody used their credential', async () => {
  const holders = await olderDatabase();
  const both = await gatewayWith(fresh, old);
  expect(await rotate(both.run)).toMatchObject({
    outcome: 'COMPLETED',
    form: 'BOUND',
    remaining: [],
  });
  const [first, second] = (await both.run('keys list', {})) as Record<string, unknown>[];
  expect(first).toMatchObject({
    id: 'fresh',
    form: 'BOUND',
    liveTokens: 3,
    superuserKeys: 1,
    verifierKeys: 1,
    agentKeys: 1,
    agentSubjects: 1,
  });
  expect(second).toMatchObject({ id: 'old', superuserKeys: 0, agentKeys: 0, agentSubjects: 0 });
  const alone = await gatewayWith(fresh);
  await expectAllServed(alone, holders);
  expect(alone.log.join('')).not.toContain('is missing');
});

test('a credential moves to the first key when it is used', async () => {
  const before = await gatewayWith(old);
  const agent = uniqueName();
  const { token } = await generateToken(before, { provider: 'LIVEKIT', agent });
  const superuser = await createSuperuser(before, 'ann');
  const agentKey = await createAgentKey(before, agent);
  const both = await gatewayWith(fresh, old);
  for (const secret of [token, superuser, agentKey]) {
    expect((await both.send(ViewerQuery, {}, bearer(secret))).status).toBe(200);
  }
  await expect
    .poll(async () => {
      const rows = (await both.run('keys list', {})) as Record<string, unknown>[];
      return rows.find(({ id }) => id === 'old');
    })
    .toMatchObject({ liveTokens: 0, superuserKeys: 0, agentKeys: 0 });
  const alone = await gatewayWith(fresh);
  for (const secret of [token, superuser, agentKey]) {
    expect((await alone.send(ViewerQuery, {}, bearer(secret))).status).toBe(200);
  }
});

test('a removed key is named at the start with all that depends on it', async () => {
  const before = await gatewayWith(old);
  const agent = uniqueName();
  await generateToken(before, { provider: 'LIVEKIT', agent });
  await createSuperuser(before, 'ann');
  await createAgentKey(before, agent);
  const alone = await gatewayWith(fresh);
  expect(alone.log.join('')).toContain(
    'and 1 live token, 1 superuser key, 1 agent key depend on it',
  );
});

test('a gateway that has not heard of the move loses nothing that it is asked to make', async () => {
  await olderDatabase(3);
  const gate = await openFeedGate(database.url);
  const env = { TOKEN_ENCRYPTION_KEYS: keysSetting(old) };
  const deaf = await startGateway({ database: { ...database, url: gate.url }, clock, env });
  gateways.push(deaf);
  const mover = await gatewayWith(old);
  gate.silence();
  expect(await rotate(mover.run)).toMatchObject({ form: 'BOUND' });
  const input = { provider: 'LIVEKIT', agent: uniqueName() } as const;
  let token: string | undefined;
  await expect
    .poll(async () => {
      const answer = await deaf.send(GenerateTokenMutation, { input }, deaf.superuser);
      if (!answer.data) expect(firstError(answer).reason).toBe('STORED_FORM_CHANGED');
      return (token = answer.data?.generateToken.token);
    })
    .toBeDefined();
  const headers = providerHeader('LIVEKIT', token ?? '');
  expect((await mover.send(ViewerQuery, {}, headers)).data?.viewer.kind).toBe('AGENT');
  await deaf.stop();
  gateways.splice(gateways.indexOf(deaf), 1);
  await gate.close();
});

test('the move waits for a missing key that live tokens of the version before need', async () => {
  const lost = testKey('lost', 9);
  await olderDatabase();
  await makeLegacy(database.directUrl, lost);
  const live = await insertTokens(database.directUrl, lost, 2, 1, 'LEGACY');
  const gateway = await gatewayWith(old);
  expect(await rotate(gateway.run)).toMatchObject({ outcome: 'INCOMPLETE', form: 'MOVING' });
  const [secret = ''] = live.values();
  const headers = providerHeader('LIVEKIT', secret);
  expect((await gateway.send(ViewerQuery, {}, headers)).data?.viewer.kind).toBe('AGENT');
  const restored = await gatewayWith(old, lost);
  expect(await rotate(restored.run)).toMatchObject({ outcome: 'COMPLETED', form: 'BOUND' });
  const [agent = ''] = live.keys();
  const alone = await gatewayWith(old);
  const current = await alone.send(CurrentTokenQuery, { agent }, alone.superuser);
  expect(current.data?.currentToken.token).toBe(secret);
});
