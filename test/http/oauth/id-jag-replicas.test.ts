import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import {
  callMcp,
  rulesFor,
  SELF,
  signAssertion,
  tradeAssertion,
  writeRules,
} from '../../support/id-jag.js';
import { TestIssuer } from '../../support/oidc-issuer.js';
import { TestClock } from '../../support/test-clock.js';
import { disableAgent, registerAgent, uniqueName, withSql } from '../../support/tokens.js';

const KEYS = ['old', 'new', 'foreign'].map(
  (id, at) => `${id}:${Buffer.alloc(32, `${id} ${String(at)}`).toString('base64')}`,
);

let issuer: TestIssuer;
let database: TestDatabase;
let rules: string;
const clock = new TestClock();
const agents = { sales: uniqueName('sales'), everybody: uniqueName('everybody') };
const running: TestGateway[] = [];

async function start(keys: readonly (string | undefined)[], shared = database) {
  const gateway = await startGateway({
    clock,
    database: shared,
    env: {
      PUBLIC_URL: SELF,
      ID_JAG_RULES: rules,
      TOKEN_ENCRYPTION_KEYS: keys.join(','),
      AGENT_AUTO_PROVISION: 'off',
    },
  });
  running.push(gateway);
  return gateway;
}

beforeAll(async () => {
  issuer = await TestIssuer.start(clock);
  database = await createTestDatabase();
  rules = writeRules(rulesFor(issuer, agents));
});

afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
  await database.drop();
  await issuer.goDown();
});

const newAgents = (gateway: TestGateway) =>
  Promise.all(
    Object.values(agents).map((name) =>
      registerAgent(gateway, { name, provider: 'GOOGLE_CALENDAR_MCP', renewal: 'AUTOMATIC' }),
    ),
  );

test('of many who show one assertion at once, on two replicas, exactly one gets a token', async () => {
  const [one, two] = [await start(KEYS.slice(0, 1)), await start(KEYS.slice(0, 1))];
  await newAgents(one);
  for (let round = 0; round < 3; round += 1) {
    const assertion = await signAssertion(issuer);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => tradeAssertion(at % 2 ? one : two, assertion)),
    );
    const granted = answers.filter(({ status }) => status === 200);
    expect(granted).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      expect({ status, ...body }).toMatchObject({ status: 400, reason: 'GRANT_USED' });
    }
    const token = String(granted[0]?.body['access_token']);
    for (const gateway of [one, two]) expect((await callMcp(gateway, token)).status).toBe(200);
  }
});

test('a token outlives a restart and a rotation of the keys, and no assertion comes back', async () => {
  const before = await start(KEYS.slice(0, 1));
  const assertion = await signAssertion(issuer);
  const token = String((await tradeAssertion(before, assertion)).body['access_token']);
  await before.stop();
  running.splice(running.indexOf(before), 1);
  const rotated = await start([KEYS[1], KEYS[0]]);
  expect((await callMcp(rotated, token)).status).toBe(200);
  const again = await tradeAssertion(rotated, assertion);
  expect(again.body).toMatchObject({ error: 'invalid_grant', reason: 'GRANT_USED' });
  const next = await tradeAssertion(rotated, await signAssertion(issuer));
  expect((await callMcp(rotated, String(next.body['access_token']))).status).toBe(200);
});

test('a token is worth nothing at a gateway with other keys, whatever it calls itself', async () => {
  const [own] = running;
  if (!own) throw new Error('No gateway runs.');
  const token = String(
    (await tradeAssertion(own, await signAssertion(issuer))).body['access_token'],
  );
  for (const [keys, reason] of [
    [[KEYS[2]], 'MALFORMED'],
    // A copy of the settings with a database of its own.
    [KEYS.slice(0, 1), 'REVOKED'],
  ] as const) {
    const elsewhere = await createTestDatabase();
    const foreign = await start(keys, elsewhere);
    await newAgents(foreign);
    const refused = await callMcp(foreign, token);
    expect(refused.status).toBe(401);
    expect(refused.body).toMatchObject({ error: { data: { reason } } });
    running.splice(running.indexOf(foreign), 1);
    await foreign.stop();
    await elsewhere.drop();
  }
});

test('rows go once neither the token nor the assertion is good, and not before', async () => {
  const [gateway] = running;
  if (!gateway) throw new Error('No gateway runs.');
  const count = () =>
    withSql(database, async (sql) => {
      const [row] = await sql<{ count: number }[]>`select count(*)::int from access_tokens`;
      return row?.count ?? 0;
    });
  const known = await count();
  expect(known).toBeGreaterThan(1);
  const long = await signAssertion(issuer, { exp: clock.now().getTime() / 1000 + 3000 });
  await tradeAssertion(gateway, long);
  clock.advance(359);
  await tradeAssertion(gateway, await signAssertion(issuer));
  expect(await count()).toBe(known + 2);
  clock.advance(60);
  await tradeAssertion(gateway, await signAssertion(issuer));
  expect(await count()).toBe(3);
  expect((await tradeAssertion(gateway, long)).body).toMatchObject({ reason: 'GRANT_USED' });
});

test('a disabled agent is refused on every replica from the answer on', async () => {
  // Of those that run, some lack the key that the agent's token may be under by now.
  const [one, two] = [await start([KEYS[1], KEYS[0]]), await start([KEYS[1], KEYS[0]])];
  const token = String(
    (await tradeAssertion(one, await signAssertion(issuer))).body['access_token'],
  );
  expect((await callMcp(two, token)).status).toBe(200);
  await disableAgent(one, agents.everybody);
  expect((await callMcp(one, token)).status).toBe(403);
  await expect.poll(async () => (await callMcp(two, token)).status).toBe(403);
});
