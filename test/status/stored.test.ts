import { describe, expect } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { connect, googleTest } from '../support/google-gateway.js';
import { foundAs, statusOf, subjectsOf } from '../support/status.js';
import { createAgentKey, disableAgent, generateToken, registerAgent } from '../support/tokens.js';
import { uniqueName, withSql } from '../support/tokens.js';

const DAY = 86_400;

const test = googleTest();

describe('a status', () => {
  test('writes nothing', async ({ gateway }) => {
    const rows = () =>
      withSql(gateway.database, async (sql) => {
        const tables = await sql<{ name: string }[]>`
          select table_name as name from information_schema.tables where table_schema = 'public'`;
        const counts = tables.map(async ({ name }) => {
          const [row] =
            await sql`select count(*)::int as n, max(t::text) as newest from ${sql(name)} t`;
          return [name, row];
        });
        return Promise.all(counts);
      });
    await registerAgent(gateway);
    await statusOf(gateway);
    const before = await rows();
    await statusOf(gateway);
    expect(await rows()).toEqual(before);
  });

  test('tells of an agent that somebody has to issue a token for', async ({ gateway }) => {
    const without = await registerAgent(gateway);
    const automatic = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const disabled = await registerAgent(gateway);
    await disableAgent(gateway, disabled);
    const found = await subjectsOf(gateway, 'AGENT_WITHOUT_TOKEN');
    expect(found).toContain(without);
    expect(found).not.toContain(automatic);
    expect(found).not.toContain(disabled);
    await generateToken(gateway, { agent: without, provider: 'LIVEKIT' });
    expect(await subjectsOf(gateway, 'AGENT_WITHOUT_TOKEN')).not.toContain(without);
  });

  test('tells of a token in time for its lifetime', async ({ gateway }) => {
    const month = await registerAgent(gateway);
    const hour = await registerAgent(gateway);
    await generateToken(gateway, { agent: month, provider: 'LIVEKIT', ttlSeconds: 30 * DAY });
    await generateToken(gateway, { agent: hour, provider: 'LIVEKIT', ttlSeconds: 3_600 });
    const soon = async () => {
      const found = await subjectsOf(gateway, 'AGENT_TOKEN_EXPIRES_SOON');
      return [month, hour].map((agent) => found.includes(agent));
    };
    expect(await soon()).toEqual([false, false]);
    gateway.clock.advance(2_400);
    expect(await soon()).toEqual([false, true]);
    gateway.clock.advance(22.5 * DAY);
    expect(await soon()).toEqual([false, false]);
    expect(await subjectsOf(gateway, 'AGENT_WITHOUT_TOKEN')).toContain(hour);
    gateway.clock.advance(DAY);
    expect(await soon()).toEqual([true, false]);
  });

  test('names twenty of a kind, and counts the others', async ({ gateway }) => {
    for (let count = 0; count < 22; count += 1) await registerAgent(gateway);
    const found = await foundAs(gateway, 'AGENT_WITHOUT_TOKEN');
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toMatchObject({
      subject: null,
      message: expect.stringMatching(/^\d+ further agents have no valid token\.$/) as string,
    });
  });

  test('tells of keys that expire within a week', async ({ gateway }) => {
    const agent = await registerAgent(gateway);
    const [superuser, verifier] = [uniqueName('jane'), uniqueName('billing')];
    await gateway.app.services.superusers.keys.create(superuser, gatewayActor, 8 * DAY);
    await gateway.app.services.verifiers.create(verifier, gatewayActor, 8 * DAY);
    await gateway.app.services.agentKeys.create(agent, gatewayActor, 8 * DAY);
    await createAgentKey(gateway, agent);
    const subjects = [`superuser ${superuser}`, `verifier ${verifier}`, `agent ${agent}`];
    const expiring = async () => {
      const found = await subjectsOf(gateway, 'KEY_EXPIRES_SOON');
      return found.filter((subject) => subjects.includes(String(subject)));
    };
    expect(await expiring()).toEqual([]);
    gateway.clock.advance(DAY + 1);
    expect(await expiring()).toEqual(subjects);
  });

  test('tells of an account whose owner has to consent, and of one who withheld', async ({
    gateway,
  }) => {
    await connect(gateway);
    expect(await foundAs(gateway, 'ACCOUNTS')).toMatchObject([
      { level: 'OK', message: '1 Google account connected.' },
    ]);
    const change = (state: string, scopes: string) =>
      withSql(
        gateway.database,
        (sql) => sql`update google_connections set state = ${state}, granted_scopes = ${scopes}`,
      );
    await change('ACTIVE', '{openid}');
    expect(await subjectsOf(gateway, 'ACCOUNT_LACKS_SCOPES')).toEqual(['maya@example.com']);
    await change('NEEDS_CONSENT', '{openid}');
    expect(await foundAs(gateway, 'ACCOUNT_NEEDS_CONSENT')).toMatchObject([
      {
        level: 'ATTENTION',
        subject: 'maya@example.com',
        action: expect.stringContaining('google connect --login-hint maya@example.com') as string,
      },
    ]);
    expect(await subjectsOf(gateway, 'ACCOUNT_LACKS_SCOPES')).toEqual([]);
    await change('REVOKED', '{}');
    expect(await foundAs(gateway, 'ACCOUNT_NEEDS_CONSENT')).toEqual([]);
  });

  test('tells of secrets under a key that is missing, and of the age of the one in use', async ({
    gateway,
  }) => {
    const [present] = await foundAs(gateway, 'ENCRYPTION_KEY');
    expect(present).toMatchObject({ subject: 'test', level: 'OK' });
    await withSql(gateway.database, async (sql) => {
      await sql`insert into encryption_keys (id, check_value, created_at) values ('gone', '\\x00', now())`;
      await sql`update agent_keys set encryption_key_id = 'gone'`;
    });
    expect(await subjectsOf(gateway, 'ENCRYPTION_KEY_MISSING')).toEqual(['gone']);
    gateway.clock.advance(366 * DAY);
    expect(await subjectsOf(gateway, 'ENCRYPTION_KEY_OLD')).toEqual(['test']);
  });
});
