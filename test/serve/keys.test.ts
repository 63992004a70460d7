import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import {
  countReadable,
  insertTokens,
  keysSetting,
  makeLegacy,
  testKey,
  withSql,
} from '../support/bulk-tokens.js';
import { createTestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery } from '../support/operations.js';
import { eventually, run, start, startProcess } from '../support/process.js';

const AGENTS = 50;
/** Leaves the half of two cores that the gateway and the agents need. */
const ROTATE = ['keys', 'rotate', '--json', '--batch-size', '1000', '--pause-ms', '10'];

const old = testKey('old', 1);
const fresh = testKey('fresh', 2);

interface Result {
  readonly outcome: string;
  readonly reencrypted: number;
  readonly remaining: readonly unknown[];
}

test.each([
  // 100,000 have been run too: docs/keys.md has the figures.
  { tokens: 20_000, form: 'BOUND' },
  { tokens: 6_000, form: 'LEGACY' },
] as const)(
  'a rotation of $tokens tokens in the form $form, killed, stopped and resumed beside working agents, loses none',
  async ({ tokens, form }) => {
    const database = await createTestDatabase();
    if (form === 'LEGACY') await makeLegacy(database.directUrl, old);
    const live = await insertTokens(database.directUrl, old, tokens, AGENTS, form);
    const env = { TOKEN_ENCRYPTION_KEYS: keysSetting(fresh, old) };
    const gateway = await startGateway({ database, env });
    const agents = keepAsking(gateway, live);
    const settings = { ...env, DATABASE_URL: database.url, DATA_DIR: makeFolder() };
    const moved = () =>
      withSql(database.directUrl, async (sql) => {
        const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from integration_tokens where encryption_key_id = 'fresh'`;
        return row?.count ?? 0;
      });
    const startedAt = performance.now();

    const killed = start(ROTATE, settings);
    await eventually('a quarter', 30_000, async () => (await moved()) > tokens / 4);
    expect(await killed.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    const beforeSecond = await moved();
    expect(beforeSecond).toBeLessThan(tokens);

    const stopped = start(ROTATE, settings);
    await eventually('half', 30_000, async () => (await moved()) > tokens / 2);
    expect(await stopped.end('SIGINT')).toMatchObject({ code: 1, signal: null });
    const interrupted = JSON.parse(stopped.stdout) as Result;
    expect(interrupted.outcome).toBe('INTERRUPTED');
    expect(stopped.stderr).toContain('SIGINT: stopping after this batch');
    const afterSecond = await moved();
    expect(interrupted.reencrypted).toBe(afterSecond - beforeSecond);

    const last = await run(ROTATE, settings);
    expect(last).toMatchObject({ code: 0 });
    expect(JSON.parse(last.stdout)).toMatchObject({
      outcome: 'COMPLETED',
      form: 'BOUND',
      reencrypted: tokens - afterSecond,
      unreadable: 0,
      remaining: [],
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const asked = await agents.stop();
    console.info(`${tokens} tokens in ${seconds.toFixed(1)} s beside ${asked} answers to agents`);
    expect(asked).toBeGreaterThan(100);
    expect(await countReadable(database.directUrl, fresh)).toBe(tokens);
    await gateway.stop();
    await database.drop();
  },
);

test('an embedded database rotates through its running gateway and while idle, down to one key', async () => {
  const DATA_DIR = makeFolder();
  const withKeys = (...keys: (typeof old)[]) => ({
    DATA_DIR,
    TOKEN_ENCRYPTION_KEYS: keysSetting(...keys),
  });
  const made = await run(
    ['token', 'generate', 'mine', '--provider', 'LIVEKIT', '--json'],
    withKeys(old),
  );
  const { token } = JSON.parse(made.stdout) as { token: string };
  const serving = await startProcess({ ...withKeys(fresh, old), AGENT_AUTO_PROVISION: 'off' });
  // What counts are the gateway's keys: the command's own are not used.
  const rotated = await run(['keys', 'rotate'], withKeys(fresh));
  expect(rotated).toMatchObject({
    code: 0,
    stdout: '1 secret re-encrypted with the key "fresh".\n',
  });
  await serving.end('SIGTERM');
  const current = async (env: Record<string, string>) =>
    (await run(['token', 'current', 'mine'], env)).stdout.trim();
  expect(await current(withKeys(fresh))).toBe(token);
  const next = testKey('next', 3);
  expect(await run(['keys', 'rotate'], withKeys(next, fresh))).toMatchObject({ code: 0 });
  expect(await current(withKeys(next))).toBe(token);
  const list = await run(['keys', 'list'], withKeys(next));
  expect(list.stdout).toMatch(/^next +yes +yes +1 +0 /m);
  expect(list.stdout).toMatch(/^old +no +no +0 +0 /m);
  expect(await run(['keys', 'rotate', '--batch-size', '0'], withKeys(next))).toMatchObject({
    code: 2,
  });
});

test('keys rotate --generate makes a key, puts it first or says where to, and moves every token', async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, DATA_DIR: makeFolder() };
  const generate = ['token', 'generate', 'mine', '--provider', 'LIVEKIT', '--json'];
  const { token } = JSON.parse((await run(generate, env)).stdout) as { token: string };
  const rotated = await run(['keys', 'rotate', '--generate'], env);
  expect(rotated).toMatchObject({
    code: 0,
    stdout: '1 secret re-encrypted with the key "k2".\n',
    stderr: expect.stringMatching(/^The new key "k2" is first in .*: keep a copy/) as string,
  });
  expect((await run(['token', 'current', 'mine'], env)).stdout.trim()).toBe(token);
  const TOKEN_ENCRYPTION_KEYS = readFileSync(
    path.join(env.DATA_DIR, 'token-encryption-keys'),
    'utf8',
  ).trim();
  const shown = await run(['keys', 'rotate', '--generate'], { ...env, TOKEN_ENCRYPTION_KEYS });
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toMatch(/1\. .*TOKEN_ENCRYPTION_KEYS="…,k3:[A-Za-z0-9+/]{43}="/);
  await database.drop();
});

/** Agents that ask for their tokens one after the other, and must always get the same ones. */
function keepAsking(
  gateway: TestGateway,
  live: ReadonlyMap<string, string>,
): { stop: () => Promise<number> } {
  const stopping = new AbortController();
  let asked = 0;
  const asking = (async () => {
    while (!stopping.signal.aborted) {
      for (const [agent, secret] of live) {
        const { data, errors } = await gateway.send(
          CurrentTokenQuery,
          { agent },
          gateway.superuser,
        );
        expect(errors).toEqual([]);
        expect(data?.currentToken.token).toBe(secret);
        asked += 1;
      }
    }
  })();
  // Reported by `stop`; a failure in between must not end the test run.
  asking.catch(() => undefined);
  return {
    stop: async () => {
      stopping.abort();
      await asking;
      return asked;
    },
  };
}
