import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { createOperations } from '../../src/operator/operations.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import {
  createForeignRole,
  FOREIGN_SETTINGS,
  type SessionSettings,
} from '../support/foreign-role.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { RotateTokenMutation, ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';
import { currentToken, generateToken, tokensOf, withSql } from '../support/tokens.js';

const roles: Record<string, SessionSettings> = {
  'everything German': FOREIGN_SETTINGS,
  'British dates, and serializable': {
    ...FOREIGN_SETTINGS,
    DateStyle: 'SQL, DMY',
    IntervalStyle: 'iso_8601',
    TimeZone: 'Asia/Kolkata',
    default_transaction_isolation: 'serializable',
    search_path: 'public, pg_catalog',
  },
  'American dates, and read uncommitted': {
    ...FOREIGN_SETTINGS,
    DateStyle: 'Postgres, MDY',
    IntervalStyle: 'postgres_verbose',
    TimeZone: 'Pacific/Kiritimati',
    default_transaction_isolation: 'read uncommitted',
  },
};

/** The 5th of December and the 12th of May are each other's mistake. */
const NOW = new Date('2030-12-05T21:30:00.123Z');
const DAY_SECONDS = 86_400;

describe.each(Object.entries(roles))('for a role with %s', (_name, settings) => {
  const role = `abroad_${randomUUID().replaceAll('-', '')}`;
  const clock = new TestClock(NOW);
  let database: TestDatabase;
  let abroad: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await createTestDatabase();
    await createForeignRole(database.directUrl, role, settings);
    await withSql(database, (sql) =>
      sql.unsafe(`grant pg_read_all_data, pg_write_all_data to ${role}`),
    );
    const url = new URL(database.directUrl);
    url.username = role;
    abroad = { ...database, url: url.href };
    gateway = await startGateway({ database: abroad, clock });
  });

  afterAll(async () => {
    await gateway.stop();
    await withSql(database, (sql) => sql.unsafe(`drop role ${role}`));
    await database.drop();
  });

  test('a token ends when it was said to, and is read again by another process', async () => {
    const { token } = await generateToken(gateway, {
      provider: 'LIVEKIT',
      agent: 'desk',
      ttlSeconds: DAY_SECONDS,
    });
    const other = await startGateway({ database: abroad, clock });
    try {
      const [listed] = await tokensOf(other, 'desk');
      expect(listed).toMatchObject({
        issuedAt: '2030-12-05T21:30:00.123Z',
        expiresAt: '2030-12-06T21:30:00.123Z',
        status: 'ACTIVE',
      });
      expect((await currentToken(other, 'desk')).token).toBe(token);
      const viewer = await other.send(ViewerQuery, {}, { 'x-livekit-token': token });
      expect(viewer.data?.viewer.kind).toBe('AGENT');
    } finally {
      await other.stop();
    }
  });

  test('what is stored is what was meant', async () => {
    await generateToken(gateway, { provider: 'LIVEKIT', agent: 'note', note: 'ü \\ \'x\' "y" €' });
    const rows = await withSql(
      database,
      (sql) => sql<{ at: number; note: string }[]>`
        select extract(epoch from issued_at)::float as at, note from integration_tokens
        where note is not null`,
    );
    expect(rows).toEqual([{ at: NOW.getTime() / 1_000, note: 'ü \\ \'x\' "y" €' }]);
  });

  test('ten rotations at once are all carried out', async () => {
    await generateToken(gateway, { provider: 'LIVEKIT', agent: 'raced' });
    const input = { agent: 'raced', overlapSeconds: 60 };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        gateway.send(RotateTokenMutation, { input }, gateway.superuser),
      ),
    );
    expect(answers.map(({ status, errors }) => ({ status, errors }))).toEqual(
      answers.map(() => ({ status: 200, errors: [] })),
    );
    const tokens = await tokensOf(gateway, 'raced');
    expect(tokens.filter(({ status }) => status === 'ACTIVE')).toHaveLength(1);
    expect(tokens).toHaveLength(11);
  });

  test('the audit log is in order', async () => {
    const run = createOperations(gateway.app.services);
    expect((await run('audit verify', {})) as AuditVerification).toMatchObject({ intact: true });
  });
});
