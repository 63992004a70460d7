import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openServices, type Services } from '../../src/app/services.js';
import { loadConfig } from '../../src/config/load.js';
import { gatewayActor } from '../../src/platform/actor.js';
import { createLogger } from '../../src/platform/log/logger.js';
import { createRedact } from '../../src/platform/secrets/redact.js';
import { providers } from '../../src/providers/registry.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { openFeedGate, type FeedGate } from '../support/feed-gate.js';
import { ViewerQuery } from '../support/operations.js';
import { eventually, startProcess, type GatewayProcess } from '../support/process.js';

const ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 3).toString('base64')}`;
/** How long a revoked credential may go on being accepted anywhere, whatever has failed. */
const REFUSAL_LIMIT_MS = 5_000;

let database: TestDatabase;
let gate: FeedGate;
/** The process that changes things. */
let writer: Services;
/** The process that must learn of them. */
let replica: GatewayProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  gate = await openFeedGate(database.url);
  const settings = { TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS, AGENT_AUTO_PROVISION: 'off' };
  const redact = createRedact();
  writer = await openServices(
    loadConfig({ ...settings, DATABASE_URL: database.url }),
    createLogger({ level: 'silent', pretty: false, redact }),
    { mayMigrate: true },
  );
  replica = await startProcess({ ...settings, DATABASE_URL: gate.url });
});

afterAll(async () => {
  await replica.end('SIGTERM');
  await writer.close();
  await gate.close();
  await database.drop();
});

interface Credential {
  readonly headers: Readonly<Record<string, string>>;
  readonly kind: string;
  readonly refusal: string;
  readonly end: () => Promise<unknown>;
}

let count = 0;

/** A credential of each kind, and how it is ended. */
async function makeCredentials(): Promise<Credential[]> {
  count += 1;
  const [provider] = providers;
  if (!provider) throw new Error('No provider is registered');
  const [name, enrolled, admin] = [`agent-${count}`, `enrolled-${count}`, `admin-${count}`];
  const { secret } = await writer.tokens.generate({ provider, agent: name }, gatewayActor);
  await writer.agents.register({ name: enrolled, provider }, gatewayActor);
  const agentKey = (await writer.agentKeys.create(enrolled, gatewayActor)).key;
  const { key } = await writer.superusers.keys.create(admin, gatewayActor);
  return [
    {
      headers: { [provider.header]: secret },
      kind: 'AGENT',
      refusal: 'AGENT_DISABLED',
      end: () => writer.agents.update(name, { enabled: false }, gatewayActor),
    },
    {
      headers: { authorization: `Bearer ${agentKey}` },
      kind: 'ENROLLED_AGENT',
      refusal: 'AGENT_DISABLED',
      end: () => writer.agents.update(enrolled, { enabled: false }, gatewayActor),
    },
    {
      headers: { authorization: `Bearer ${key}` },
      kind: 'SUPERUSER',
      refusal: 'REVOKED',
      end: () => writer.superusers.keys.revoke(admin, gatewayActor),
    },
  ];
}

async function remember({ headers, kind }: Credential): Promise<void> {
  // Twice: what was loaded before a change that arrived meanwhile is not kept.
  for (const time of ['first', 'second']) {
    const viewer = await replica.send(ViewerQuery, {}, headers);
    expect(viewer.data?.viewer.kind, time).toBe(kind);
  }
}

async function expectRefusal({ headers, refusal, end }: Credential): Promise<void> {
  await end();
  const endedAt = performance.now();
  await eventually(`The refusal ${refusal}`, 4 * REFUSAL_LIMIT_MS, async () => {
    const answer = await replica.send(ViewerQuery, {}, headers);
    if (answer.status === 200) return false;
    expect(answer.errors[0]?.extensions.reason).toBe(refusal);
    return true;
  });
  expect(performance.now() - endedAt).toBeLessThan(REFUSAL_LIMIT_MS);
}

test('a credential ended on one process is refused on the other', async () => {
  const credentials = await makeCredentials();
  await Promise.all(credentials.map(remember));
  await Promise.all(credentials.map(expectRefusal));
});

test('a replica that lost its feed without noticing stops trusting its memory', async () => {
  const credentials = await makeCredentials();
  await Promise.all(credentials.map(remember));
  gate.silence();
  await Promise.all(credentials.map(expectRefusal));
  gate.mend();
});

test('a replica whose feed was ended by the server hears of changes again', async () => {
  const credentials = await makeCredentials();
  await Promise.all(credentials.map(remember));
  const sql = postgres(database.directUrl, { max: 1 });
  const ended = await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'token-gateway feed' and datname = current_database()`;
  await sql.end();
  expect(ended.length).toBeGreaterThanOrEqual(1);
  await Promise.all(credentials.map(expectRefusal));
});
