import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { run, type Env } from '../support/process.js';

let database: TestDatabase;
let env: Env;
const cli = (line: string) => run(line.split(' '), env);

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url, DATA_DIR: makeFolder() };
  expect(await cli('agent create front-desk --provider livekit')).toMatchObject({ code: 0 });
});

afterAll(() => database.drop());

describe('agent create', () => {
  test('fails for a name that is taken, unless it may exist', async () => {
    expect(await cli('agent create front-desk --provider livekit')).toMatchObject({ code: 1 });
    const again = 'agent create front-desk --provider livekit --if-not-exists';
    const { code, stdout } = await cli(`${again} --ttl-seconds 60`);
    expect([code, stdout]).toEqual([
      0,
      'The agent front-desk of LIVEKIT was there already; its renewal is manual.\n',
    ]);
    const made = await cli('agent create back-office --provider livekit --if-not-exists --json');
    expect(JSON.parse(made.stdout)).toMatchObject({ name: 'back-office', isNew: true });
  });

  test('fails for a name that an agent of another provider has', async () => {
    const line = 'agent create front-desk --provider google-calendar-mcp --if-not-exists';
    const { code, stderr } = await cli(line);
    expect(code).toBe(1);
    expect(stderr).toContain('front-desk is taken');
  });
});

test('agent show tells of the current token, the keys and the subjects', async () => {
  await cli('token generate front-desk');
  await cli('agent key front-desk');
  const shown = await cli('agent show front-desk --json');
  expect(JSON.parse(shown.stdout)).toMatchObject({
    name: 'front-desk',
    currentToken: { status: 'ACTIVE', hint: expect.stringMatching(/^itg_lk_…/) as string },
    keys: [{ status: 'ACTIVE', hint: expect.stringMatching(/^itg_ag_…/) as string }],
    subjects: [],
  });
  const { code, stdout } = await cli('agent show front-desk');
  expect(code).toBe(0);
  expect(stdout).toMatch(/Current token:\nHINT .+\nitg_lk_…/);
  expect(stdout).toMatch(/Subjects:\n\(none\)\n$/);
  expect(stdout).not.toMatch(/itg_lk_[0-9A-Za-z]{49}/);
});

test('agent list tells until when each agent has a token, when it was used, and its accounts', async () => {
  const { stdout } = await cli('agent list --json');
  const listed = JSON.parse(stdout) as { name: string; tokenExpiresAt: string | null }[];
  const tokenExpiresAt = expect.stringMatching(/^20\d\d-.+Z$/) as string;
  const rest = { lastUsedAt: null, googleAccounts: [] };
  expect(listed.find(({ name }) => name === 'front-desk')).toMatchObject({
    tokenExpiresAt,
    ...rest,
  });
  expect(listed.find(({ name }) => name === 'back-office')).toMatchObject({
    tokenExpiresAt: null,
    ...rest,
  });
  const table = await cli('agent list');
  expect(table.stdout).toMatch(
    /^NAME +PROVIDER +STATE +RENEWAL +VALID UNTIL +LAST USED +ACCOUNT\n/,
  );
  expect(table.stdout).toMatch(/^back-office +LIVEKIT +enabled +MANUAL +- +- +-$/m);
  expect(table.stdout).toMatch(/^front-desk +LIVEKIT +enabled +MANUAL +20\S+:\d\dZ +- +-$/m);
});

test('agent delete deletes what a typo made, and refuses an agent that has had tokens', async () => {
  await cli('agent create frnt-desk --provider livekit');
  const { code, stdout } = await cli('agent delete frnt-desk');
  expect([code, stdout]).toEqual([0, 'The agent frnt-desk is deleted.\n']);
  expect(await cli('agent delete frnt-desk')).toMatchObject({ code: 1, stdout: '' });
  const refused = await cli('agent delete front-desk');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('token-gateway agent disable front-desk');
});

test('a token for an agent that a typo makes says that the agent is new', async () => {
  const made = await cli('token generate frnt-desk --provider livekit');
  expect(made.stdout).toContain('(new agent frnt-desk)');
  const meant = await cli('token generate front-desk');
  expect(meant.stdout).not.toContain('new agent');
});

test('what is said of an agent that is missing can be run as it stands there', async () => {
  const { stderr } = await cli('token current nobody');
  const [, line = ''] = /token-gateway (agent create [^(]+) \(or /.exec(stderr) ?? [];
  expect(line).toMatch(/^agent create nobody --provider /);
  expect(await cli(line)).toMatchObject({ code: 0 });
});
