import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import type { TestDatabase } from '../support/database.js';
import type { Answer, TestGateway } from '../support/gateway.js';
import {
  connect,
  consentUrl,
  readAccessToken,
  readPage,
  startGoogleGateway,
  tokenReader,
  type GoogleGateway,
} from '../support/google-gateway.js';
import { introspect } from '../support/introspection.js';
import { TestIssuer } from '../support/oidc-issuer.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';
import {
  bearer,
  createAgentKey,
  createSuperuser,
  firstError,
  generateToken,
  providerHeader,
  registerAgent,
  uniqueName,
  withSql,
} from '../support/tokens.js';

const KEY = createHash('sha256').update('a key of the tests').digest();

let gateway: GoogleGateway;
let issuer: TestIssuer;
let database: TestDatabase;
const replicas: GoogleGateway[] = [];

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  gateway = await startGoogleGateway({ clock, env: issuer.settings });
  database = gateway.database;
});

afterEach(async () => {
  for (const replica of replicas.splice(0)) await replica.stop();
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

/** A replica that remembers nothing of what the database held before. */
async function newReplica(): Promise<GoogleGateway> {
  const { clock, google } = gateway;
  const replica = await startGoogleGateway({ clock, google, database, env: issuer.settings });
  replicas.push(replica);
  return replica;
}

const reason = (answer: Answer<unknown>) => firstError(answer).reason;
const view = (at: TestGateway, headers: Readonly<Record<string, string>>) =>
  at.send(ViewerQuery, {}, headers);
const newKey = (prefix: string) => createSecret(prefix, randomBytes);

/** The digests that somebody without the encryption keys can make of a secret. */
function guessedDigests(secret: string): Record<string, Buffer> {
  const plain = createHash('sha256').update(secret).digest();
  return {
    'the plain SHA-256': plain,
    'an HMAC without a key': createHmac('sha256', '').update(plain).digest(),
    'an HMAC by the key’s id': createHmac('sha256', 'test').update(plain).digest(),
  };
}

describe.each([
  { table: 'superusers', prefix: 'su', of: 'superuser' },
  { table: 'verifiers', prefix: 've', of: 'verifier' },
  { table: 'agent_keys', prefix: 'ag', of: 'agent key' },
])('a $of that somebody inserted', ({ table, prefix }) => {
  test.each(Object.keys(guessedDigests('')))('is unknown with %s for a digest', async (guess) => {
    const secret = newKey(prefix);
    const agent = await registerAgent(gateway);
    const donor = await createSuperuser(gateway, uniqueName('donor'));
    expect((await view(gateway, bearer(donor))).data?.viewer.kind).toBe('SUPERUSER');
    for (const withProof of [false, true]) {
      await withSql(database, async (sql) => {
        const digest = guessedDigests(secret)[guess] ?? Buffer.alloc(0);
        const [owner] = await sql`select id as agent_id from agents where name = ${agent}`;
        const [proof] = withProof
          ? await sql`select ciphertext, encryption_key_id from superusers where ciphertext is not null`
          : [];
        const whose = table === 'agent_keys' ? owner : { name: uniqueName('thief') };
        const row = { id: randomUUID(), digest, hint: 'itg', created_at: new Date(0) };
        await sql`delete from ${sql(table)} where digest = ${digest}`;
        await sql`insert into ${sql(table)} ${sql({ ...row, ...whose, ...proof })}`;
      });
      const replica = await newReplica();
      const answer = await view(replica, bearer(secret));
      expect(answer.status).toBe(401);
      expect(reason(answer)).toBe('UNKNOWN');
      const asked = await introspect(replica, secret, bearer(secret));
      expect(asked.status).toBe(401);
    }
  });
});

test('an agent key or a token that was pointed at another agent is unknown', async () => {
  const [mine, victim] = [await registerAgent(gateway), await registerAgent(gateway)];
  const key = await createAgentKey(gateway, mine);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: mine });
  const point = (to: string) =>
    withSql(database, async (sql) => {
      for (const table of ['agent_keys', 'integration_tokens']) {
        await sql`
          update ${sql(table)} set agent_id = (select id from agents where name = ${to})
          where agent_id in (select id from agents where name in (${mine}, ${victim}))`;
      }
    });
  await point(victim);
  const replica = await newReplica();
  expect(reason(await view(replica, bearer(key)))).toBe('UNKNOWN');
  expect(reason(await view(replica, providerHeader('LIVEKIT', token)))).toBe('UNKNOWN');
  const current = await replica.send(CurrentTokenQuery, { agent: victim }, replica.superuser);
  expect(reason(current)).toBe('CIPHERTEXT_UNREADABLE');
  expect(JSON.stringify(current)).not.toContain(token);
  expect(replica.log.join('')).toContain('not written by a gateway with these encryption keys');
  // Put back, they work as before: nothing was lost.
  await point(mine);
  expect((await view(replica, bearer(key))).data?.viewer.name).toBe(mine);
  expect((await view(replica, providerHeader('LIVEKIT', token))).data?.viewer.name).toBe(mine);
});

test('a subject that was inserted, or pointed at another agent, is bound to nobody', async () => {
  const [mine, victim] = [await registerAgent(gateway), await registerAgent(gateway)];
  const bound = await issuer.bearer({ sub: 'bound' });
  const planted = await issuer.bearer({ sub: 'planted' });
  const input = { agent: mine, subject: 'bound' };
  await gateway.send(BindAgentSubjectMutation, { input }, gateway.superuser);
  expect((await view(gateway, bound)).data?.viewer.name).toBe(mine);
  await withSql(database, async (sql) => {
    const [{ id } = { id: '' }] = await sql<{ id: string }[]>`
      select id from agents where name = ${victim}`;
    await sql`update agent_subjects set agent_id = ${id}`;
    await sql`
      insert into agent_subjects (id, agent_id, subject, created_at)
      select gen_random_uuid(), agent_id, replace(subject, 'bound', 'planted'), created_at
      from agent_subjects where subject like '%bound'`;
    await sql`
      insert into agent_subjects (id, agent_id, subject, created_at, ciphertext, encryption_key_id)
      select gen_random_uuid(), agent_id, replace(subject, 'bound', 'copied'), created_at, ciphertext,
        encryption_key_id
      from agent_subjects where subject like '%bound'`;
  });
  const replica = await newReplica();
  for (const headers of [bound, planted, await issuer.bearer({ sub: 'copied' })]) {
    expect(reason(await view(replica, headers))).toBe('UNKNOWN');
  }
});

describe('a secret', () => {
  test('of a Google connection cannot be read as a token, nor a token used as one', async () => {
    const agent = await registerAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const reader = await tokenReader(gateway);
    await connect(gateway, { agents: [reader.name] });
    // The same id and key: the older form told the two rows apart by nothing else.
    await withSql(database, async (sql) => {
      await sql`
        update integration_tokens set id = (select id from google_connections limit 1)
        where agent_id = (select id from agents where name = ${agent})`;
      await sql`
        update integration_tokens t set ciphertext = g.ciphertext from google_connections g
        where g.id = t.id`;
    });
    const replica = await newReplica();
    const current = await replica.send(CurrentTokenQuery, { agent }, replica.superuser);
    expect(reason(current)).toBe('CIPHERTEXT_UNREADABLE');
    expect(current.data).toBeNull();
    expect(reason(await view(replica, providerHeader('LIVEKIT', token)))).toBe('UNKNOWN');
    await withSql(
      database,
      (sql) => sql`
        update google_connections set ciphertext = (
          select ciphertext from integration_tokens where id <> google_connections.id limit 1)`,
    );
    const other = await newReplica();
    expect(reason(await readAccessToken(other, reader.headers))).toBe('CIPHERTEXT_UNREADABLE');
  });

  test('is not handed out from another row, by its ciphertext, its digest, or both', async () => {
    const [victim, thief] = [await registerAgent(gateway), await registerAgent(gateway)];
    const stolen = await generateToken(gateway, { provider: 'LIVEKIT', agent: victim });
    const own = await generateToken(gateway, { provider: 'LIVEKIT', agent: thief });
    const of = (name: string) =>
      withSql(database, async (sql) => {
        const [row] = await sql<{ id: string; digest: Buffer; ciphertext: Buffer }[]>`
          select t.id, t.digest, t.ciphertext from integration_tokens t
          join agents a on a.id = agent_id where a.name = ${name}`;
        if (!row) throw new Error('There is no token.');
        return row;
      });
    const [from, to] = [await of(victim), await of(thief)];
    const forged = [
      { digest: to.digest, ciphertext: from.ciphertext },
      { digest: from.digest, ciphertext: to.ciphertext },
      { digest: from.digest, ciphertext: from.ciphertext },
    ];
    for (const { digest, ciphertext } of forged) {
      await withSql(database, async (sql) => {
        await sql`update integration_tokens set digest = ${randomBytes(32)} where id = ${from.id}`;
        await sql`update integration_tokens set digest = ${digest}, ciphertext = ${ciphertext}
          where id = ${to.id}`;
      });
      const replica = await newReplica();
      const current = await replica.send(CurrentTokenQuery, { agent: thief }, replica.superuser);
      expect(reason(current)).toBe('CIPHERTEXT_UNREADABLE');
      for (const { token } of [stolen, own]) {
        expect(JSON.stringify(current)).not.toContain(token);
        expect(reason(await view(replica, providerHeader('LIVEKIT', token)))).toBe('UNKNOWN');
      }
    }
  });
});

test('a request for consent whose agents, scopes or end were changed connects nothing', async () => {
  const [asked, thief] = [await tokenReader(gateway), await tokenReader(gateway)];
  const changes = [
    { agents: [thief.name] },
    { scopes: ['https://www.googleapis.com/auth/calendar.readonly'] },
    { expires_at: new Date('2030-06-01T00:00:00Z') },
    { redirect_uri: 'https://elsewhere.example/callback' },
    { requested_by_name: 'somebody' },
    { login_hint: 'somebody@example.com' },
  ];
  for (const change of changes) {
    const url = await consentUrl(gateway, { agents: [asked.name] });
    const { redirectTo } = await gateway.google.consent(url);
    await withSql(
      database,
      (sql) => sql`update google_consents set ${sql(change)} where used_at is null`,
    );
    expect((await readPage(redirectTo)).status).toBe(503);
  }
  const [row] = await withSql(
    database,
    (sql) => sql<{ count: number }[]>`
      select count(*)::int as count from agent_google_connections join agents on agents.id = agent_id
      where name in (${asked.name}, ${thief.name})`,
  );
  expect(row?.count).toBe(0);
});

describe('the older form', () => {
  test.each([
    ['deleted', null],
    ['the check of another key', createHmac('sha256', 'guess').update('x').digest('base64')],
  ])('does not come back when the row of the key is %s', async (_what, checkValue) => {
    const secret = newKey('su');
    const kept = await createSuperuser(gateway, uniqueName('kept'));
    await withSql(database, async (sql) => {
      if (checkValue === null) await sql`delete from encryption_keys`;
      else await sql`update encryption_keys set check_value = ${checkValue}`;
      await sql`
        insert into superusers (id, name, digest, hint, created_at)
        values (${randomUUID()}, ${uniqueName('thief')},
          ${createHash('sha256').update(secret).digest()}, 'itg', now())`;
    });
    expect(reason(await view(gateway, bearer(secret)))).toBe('UNKNOWN');
    if (checkValue !== null) {
      await expect(newReplica()).rejects.toThrow('is not the one');
      await withSql(database, (sql) => sql`delete from encryption_keys`);
    }
    const replica = await newReplica();
    expect(reason(await view(replica, bearer(secret)))).toBe('UNKNOWN');
    expect((await view(replica, bearer(kept))).data?.viewer.kind).toBe('SUPERUSER');
    const [row] = await withSql(
      database,
      (sql) => sql<{ check: string }[]>`select check_value as check from encryption_keys`,
    );
    const bound = createHmac('sha256', KEY).update('token-gateway key check, bound');
    expect(row?.check).toBe(bound.digest('base64'));
  });
});

test('credentials that the gateway made are accepted by every replica', async () => {
  const agent = await registerAgent(gateway);
  const verifier = await gateway.app.services.verifiers.create(uniqueName('v'), gatewayActor);
  const keys = [
    await createSuperuser(gateway, uniqueName('su')),
    verifier.key,
    await createAgentKey(gateway, agent),
  ];
  const replica = await newReplica();
  const kinds = await Promise.all(keys.slice(0, 1).map((key) => view(replica, bearer(key))));
  expect(kinds.map(({ data }) => data?.viewer.kind)).toEqual(['SUPERUSER']);
  expect((await introspect(replica, 'itg', bearer(verifier.key))).status).toBe(200);
  expect((await view(replica, bearer(keys[2] ?? ''))).data?.viewer.name).toBe(agent);
});
