import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { createOperations } from '../../src/operator/operations.js';
import { startGateway, type Answer, type TestGateway } from '../support/gateway.js';
import {
  CurrentTokenQuery,
  GenerateTokenMutation,
  RevokeTokenMutation,
  RotateTokenMutation,
} from '../support/operations.js';
import {
  openServerSwitch,
  startReplicated,
  type ReplicatedServer,
  type ServerSwitch,
} from '../support/postgres-standby.js';
import { withSql } from '../support/tokens.js';

const AGENTS = 6;
const HEALING_LIMIT_MS = 60_000;

let servers: ReplicatedServer;
let address: ServerSwitch;
let gateway: TestGateway;

beforeAll(async () => {
  servers = await startReplicated();
  address = await openServerSwitch(servers.primary.port);
  const url = new URL(await servers.primary.createDatabase('gateway'));
  url.port = String(address.port);
  const database = { url: url.href, directUrl: url.href, drop: () => Promise.resolve() };
  gateway = await startGateway({ database, env: { AGENT_AUTO_PROVISION: 'off' } });
});

afterAll(async () => {
  await gateway.stop();
  await address.close();
  await servers.stop();
});

/** Everything that was answered well. */
const acknowledged = { issued: new Set<string>(), revoked: new Set<string>() };
let isOver = false;

/** Tries until it is answered well; meanwhile nothing but an outage may be answered. */
async function insist<T>(ask: () => Promise<Answer<T>>): Promise<T | undefined> {
  while (!isOver) {
    const { status, data, errors } = await ask();
    if (status === 200 && data) return data;
    expect({ status, code: errors[0]?.extensions.code }).toEqual({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
    });
    await sleep(20);
  }
  return undefined;
}

/** Issues, rotates, reads and revokes the tokens of one agent, again and again. */
async function work(agent: string, onRound: () => void): Promise<void> {
  const { superuser } = gateway;
  const input = { provider: 'LIVEKIT', agent } as const;
  while (!isOver) {
    const made = await insist(() => gateway.send(GenerateTokenMutation, { input }, superuser));
    if (made) acknowledged.issued.add(made.generateToken.integrationToken.id);
    const order = { input: { agent, overlapSeconds: 0 } };
    const rotated = await insist(() => gateway.send(RotateTokenMutation, order, superuser));
    const id = rotated?.rotateToken.integrationToken.id;
    if (id === undefined) return;
    acknowledged.issued.add(id);
    await insist(() => gateway.send(CurrentTokenQuery, { agent }, superuser));
    const revocation = { input: { id, reason: 'a drill' } };
    const done = await insist(() => gateway.send(RevokeTokenMutation, revocation, superuser));
    if (done) acknowledged.revoked.add(id);
    onRound();
  }
}

test('a failover to a standby in the middle of the work loses nothing that was answered', async () => {
  let rounds = 0;
  const working = Promise.all(
    Array.from({ length: AGENTS }, (_, number) => work(`agent-${number}`, () => (rounds += 1))),
  );
  const untilRounds = (least: number): Promise<void> =>
    vi.waitFor(() => expect(rounds).toBeGreaterThanOrEqual(least), {
      timeout: HEALING_LIMIT_MS,
      interval: 20,
    });
  await untilRounds(2 * AGENTS);
  await servers.primary.kill();
  // First it is read-only, as standbys are until somebody decides.
  address.leadTo(servers.standby.port);
  await sleep(200);
  await servers.promote();
  await untilRounds(rounds + 2 * AGENTS);
  isOver = true;
  await working;

  const url = servers.standby.url('gateway');
  const promoted = { url, directUrl: url, drop: () => Promise.resolve() };
  const [stored] = await withSql(
    promoted,
    (sql) => sql<Record<string, string[]>[]>`
      select array(select id from integration_tokens) as tokens,
        array(select id from integration_tokens where revoked_at is not null) as revoked,
        array(select token_id from audit_events where action in ('TOKEN_ISSUED', 'TOKEN_ROTATED'))
          as issues,
        array(select token_id from audit_events where action = 'TOKEN_REVOKED') as revocations`,
  );
  for (const id of acknowledged.issued) expect(stored?.['tokens']).toContain(id);
  for (const id of acknowledged.revoked) expect(stored?.['revoked']).toContain(id);
  // Whatever happened without an answer has its event too, and nothing else has one.
  expect([...(stored?.['issues'] ?? [])].sort()).toEqual([...(stored?.['tokens'] ?? [])].sort());
  expect([...(stored?.['revocations'] ?? [])].sort()).toEqual(
    [...(stored?.['revoked'] ?? [])].sort(),
  );
  const run = createOperations(gateway.app.services);
  expect(await run('audit verify', {})).toMatchObject({ intact: true });
});
