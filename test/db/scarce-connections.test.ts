import postgres from 'postgres';
import { expect, inject } from 'vitest';

import { createTestDatabase } from '../support/database.js';
import { stopWith } from '../support/fixture-end.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery, GenerateTokenMutation } from '../support/operations.js';
import { test as base } from 'vitest';

const REQUESTS = 750;
const AT_ONCE = 30;

/** A gateway whose user may have four connections, of ten that it would like. */
const test = base.extend('gateway', { scope: 'file' }, ({}, end) => stopWith(end, start()));

async function start(): Promise<TestGateway> {
  const database = await createTestDatabase();
  // Past a pooler, which would know nothing of the new role.
  const url = new URL(database.directUrl);
  const name = url.pathname.slice(1);
  const admin = postgres(inject('postgres').adminUrl, { max: 1, onnotice: () => undefined });
  const role = `few_${name}`;
  await admin.unsafe(
    `create role ${role} login connection limit 4; grant pg_read_all_data, pg_write_all_data to ${role}`,
  );
  url.username = role;
  const gateway = await startGateway({
    database: { ...database, url: url.href },
    env: { REQUESTS_PER_MINUTE: '0', TOKENS_PER_MINUTE: '0' },
  });
  return {
    ...gateway,
    stop: async () => {
      await gateway.stop();
      await database.drop();
      await admin.unsafe(`drop role ${role}`);
      await admin.end();
    },
  };
}

test('callers wait for the connections that there are when the server refuses more', async ({
  gateway,
}) => {
  const counts = new Map<number, number>();
  let sent = 0;
  const one = async (): Promise<void> => {
    while (sent < REQUESTS) {
      const agent = `agent-${(sent += 1) % 20}`;
      const answer =
        sent % 3 === 0
          ? await gateway.send(
              GenerateTokenMutation,
              { input: { provider: 'LIVEKIT', agent } },
              gateway.superuser,
            )
          : await gateway.send(CurrentTokenQuery, { agent: 'livekit' }, gateway.superuser);
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  expect([...counts]).toEqual([[200, expect.any(Number)]]);
});
