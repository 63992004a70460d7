import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { createOperations, type RunOperation } from '../../src/operator/operations.js';
import { DomainError } from '../../src/platform/errors.js';
import { insertTokens, keysSetting, testKey } from '../support/bulk-tokens.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type Answer, type TestGateway } from '../support/gateway.js';
import {
  CurrentTokenQuery,
  GenerateTokenMutation,
  RevokeTokenMutation,
  RotateTokenMutation,
} from '../support/operations.js';
import { openStatementGate, type Cut, type StatementGate } from '../support/statement-gate.js';
import { generateToken, uniqueName } from '../support/tokens.js';

const fresh = testKey('fresh', 1);
const old = testKey('old', 2);

/** What the first event of a lane follows. */
const GENESIS = Buffer.alloc(32);

let database: TestDatabase;
let gate: StatementGate;
let gateway: TestGateway;
let run: RunOperation;
/** Past the gate. */
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  gate = await openStatementGate(database.url);
  sql = postgres(database.directUrl, { max: 1 });
  const env = { TOKEN_ENCRYPTION_KEYS: keysSetting(fresh, old), AGENT_AUTO_PROVISION: 'off' };
  gateway = await startGateway({ database: { ...database, url: gate.url }, env });
  run = createOperations(gateway.app.services);
  // Opening a lane of the audit log takes statements of its own: with all of them open, an
  // operation takes the same number each time, and the loops below come to its commit.
  await sql`
    insert into audit_lanes (lane, sequence, digest, base_sequence, base_digest)
    select lane, 0, ${GENESIS}, 0, ${GENESIS} from generate_series(0, 15) as lane
    on conflict do nothing`;
});

afterAll(async () => {
  await gateway.stop();
  await gate.close();
  await sql.end();
  await database.drop();
});

/** Whether it was answered well; anything but a good answer or an outage fails the test. */
type Attempt = () => Promise<boolean>;

interface Operation {
  readonly what: string;
  /** How many events it writes. */
  readonly events: number;
  /** Whether it changes tokens or agents as well. */
  readonly changes: boolean;
  readonly prepare: () => Promise<Attempt>;
}

function judge({ status, errors }: Answer<unknown>): boolean {
  if (status === 200) return errors.length === 0;
  expect({ status, code: errors[0]?.extensions.code }).toEqual({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
  });
  return false;
}

async function newToken() {
  const agent = uniqueName();
  const { integrationToken } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  return { agent, id: integrationToken.id };
}

const operations: readonly Operation[] = [
  {
    what: 'issuing the first token of a new agent',
    events: 2,
    changes: true,
    prepare: async () => {
      const input = { provider: 'LIVEKIT', agent: uniqueName() } as const;
      return async () =>
        judge(await gateway.send(GenerateTokenMutation, { input }, gateway.superuser));
    },
  },
  {
    what: 'a rotation without overlap',
    events: 2,
    changes: true,
    prepare: async () => {
      const input = { agent: (await newToken()).agent, overlapSeconds: 0 };
      return async () =>
        judge(await gateway.send(RotateTokenMutation, { input }, gateway.superuser));
    },
  },
  {
    what: 'a revocation',
    events: 1,
    changes: true,
    prepare: async () => {
      const input = { id: (await newToken()).id, reason: 'a drill' };
      return async () =>
        judge(await gateway.send(RevokeTokenMutation, { input }, gateway.superuser));
    },
  },
  {
    what: 'the audit of a read secret',
    events: 1,
    changes: false,
    prepare: async () => {
      const { agent } = await newToken();
      return async () => judge(await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser));
    },
  },
  {
    what: 'a batch of a key rotation',
    events: 0,
    changes: true,
    prepare: async () => {
      await insertTokens(database.directUrl, old, 3, 1);
      return async () => {
        try {
          await run('keys rotate batch', { from: null, batchSize: 10 });
          return true;
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
          return false;
        }
      };
    },
  },
];

/** What is committed, seen past the gate. */
async function committed(): Promise<{ tokens: string; events: number }> {
  const [row] = await sql<{ tokens: string; events: number }[]>`
    select
      (select count(*) from agents) || coalesce((select json_agg(t order by id)::text from (
        select id, agent_id, revoked_at, superseded_at, expires_at, encryption_key_id
        from integration_tokens) t), '') as tokens,
      (select count(*)::int from audit_events) as events`;
  return row ?? { tokens: '', events: 0 };
}

const cuts: readonly Cut[] = ['STATEMENT_LOST', 'ANSWER_LOST'];

describe.each(operations)('$what', ({ events, changes, prepare }) => {
  test.each(cuts)(
    'happens wholly with its events or not at all, wherever it is cut off: %s',
    async (cut) => {
      let lostAnswers = 0;
      for (let statements = 0, wasCut = true; wasCut; statements += 1) {
        const attempt = await prepare();
        const before = await committed();
        gate.arm(statements, cut);
        const isGood = await attempt();
        wasCut = gate.disarm();
        const after = await committed();
        const hasHappened = after.events > before.events || after.tokens !== before.tokens;
        expect({
          statements,
          events: after.events - before.events,
          changes: after.tokens !== before.tokens,
        }).toEqual({
          statements,
          events: hasHappened ? events : 0,
          changes: hasHappened && changes,
        });
        if (isGood) expect(hasHappened).toBe(true);
        else if (hasHappened) lostAnswers += 1;
        expect(await attempt()).toBe(true);
      }
      // Of all statements the commit alone can have been carried out without an answer.
      expect(lostAnswers > 0).toBe(cut === 'ANSWER_LOST');
    },
  );
});

test('after all of that the audit log is in order', async () => {
  expect((await run('audit verify', {})) as AuditVerification).toMatchObject({ intact: true });
});
