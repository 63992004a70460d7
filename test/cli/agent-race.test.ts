import { expect, test } from 'vitest';

import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { run } from '../support/process.js';
import { startTogether } from '../support/table-barrier.js';

const WRITERS = 4;

test('of commands that create one agent at once, unless it exists, one makes it and none fails', async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, DATA_DIR: makeFolder() };
  const create = (provider: string) =>
    run(['agent', 'create', 'desk', '--provider', provider, '--if-not-exists', '--json'], env);
  const results = await startTogether(
    database.directUrl,
    { table: 'agents', writers: WRITERS },
    () => Promise.all(Array.from({ length: WRITERS }, () => create('livekit'))),
  );
  expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    results.map(() => ({ code: 0, stderr: '' })),
  );
  const made = results.map(({ stdout }) => JSON.parse(stdout) as { id: string; isNew: boolean });
  expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await create('google-calendar-mcp')).toMatchObject({ code: 1, stdout: '' });
  await database.drop();
});
