import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

import { describe, expect, test } from 'vitest';

import { command } from '../support/build.js';
import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery, GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import { run, runBash, startProcess, type Env } from '../support/process.js';
import { evidence } from '../support/run-evidence.js';
import { secretFolder } from '../support/secret-files.js';

const { write } = secretFolder();

/** Settings that name files, each with one of these contents. */
function inFiles(contents: Env): Env {
  return Object.fromEntries(
    Object.entries(contents).map(([name, content]) => [`${name}_FILE`, write(name, content)]),
  );
}

const newKey = (): string => `k1:${randomBytes(32).toString('base64')}`;
const newSuperuserKey = (): string => randomBytes(33).toString('base64url');

test('a production gateway takes all its secrets from files, and keeps them out of its log', async () => {
  const database = await createTestDatabase();
  const secrets = {
    DATABASE_URL: database.url,
    SUPERUSER_KEY: newSuperuserKey(),
    TOKEN_ENCRYPTION_KEYS: newKey(),
    LIVEKIT_API_KEY: 'APIofTheTests',
    LIVEKIT_API_SECRET: newSuperuserKey(),
    GOOGLE_CLIENT_SECRET: `GOCSPX-${newSuperuserKey()}`,
  };
  evidence.recordSettings(secrets);
  // As editors, echo, Windows and programs write files.
  const ends = ['\n', '', '\r\n'];
  const contents = Object.entries(secrets).map(([name, secret], at) => [
    name,
    `${secret}${ends[at % ends.length] ?? ''}`,
  ]);
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'trace',
    LIVEKIT_URL: 'ws://127.0.0.1:1',
    GOOGLE_CLIENT_ID: 'client',
    ...inFiles(Object.fromEntries(contents) as Env),
  };
  const gateway = await startProcess(env);
  const superuser = { authorization: `Bearer ${secrets.SUPERUSER_KEY}` };
  const viewer = await gateway.send(ViewerQuery, {}, superuser);
  expect(viewer.data?.viewer).toMatchObject({ kind: 'SUPERUSER' });

  const input = { provider: 'LIVEKIT', agent: 'desk' } as const;
  for (const secret of [secrets.SUPERUSER_KEY, secrets.LIVEKIT_API_SECRET]) {
    const noted = { input: { ...input, note: `kept at ${secret}` } };
    const refused = await gateway.send(GenerateTokenMutation, noted, superuser);
    expect(refused.errors[0]?.message).toContain('secret');
    expect(JSON.stringify(refused.errors)).not.toContain(secret);
  }
  expect((await gateway.send(GenerateTokenMutation, { input }, superuser)).status).toBe(200);

  // The command line finds the same database with the same keys.
  const current = await run(['token', 'current', 'desk'], env);
  expect(current).toMatchObject({ code: 0, stderr: '' });
  const asked = await gateway.send(CurrentTokenQuery, { agent: 'desk' }, superuser);
  expect(current.stdout.trim()).toBe(asked.data?.currentToken.token);

  expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
  const { DATABASE_URL: _url, LIVEKIT_API_KEY: _id, ...hidden } = secrets;
  for (const secret of Object.values(hidden)) {
    expect(gateway.stdout + gateway.stderr).not.toContain(secret);
  }
  await database.drop();
});

describe('what a file holds', () => {
  const key = newSuperuserKey();

  test.each<[string, string, boolean]>([
    ['with no line end', key, true],
    ['with a line end', `${key}\n`, true],
    ['with a line end of Windows', `${key}\r\n`, true],
    ['with the mark that Windows puts in front', `\u{feff}${key}\r\n`, true],
    ['with two line ends', `${key}\n\n`, false],
    ['with a space behind it', `${key} \n`, false],
  ])('%s is read as it is, but for one line end', async (_how, content, isTaken) => {
    const env = { SUPERUSER_KEY_FILE: write('superuser-key', content) };
    const { code, stderr } = await run(['agent', 'list'], env);
    // Without a database there is nothing to list, which is found out after the settings.
    expect(code).toBe(isTaken ? 1 : 78);
    expect(stderr).toContain(isTaken ? 'There is no gateway' : '(from SUPERUSER_KEY_FILE) must be');
    expect(stderr).not.toContain(key);
  });
});

describe('NAME_FILE', () => {
  test('that is empty counts as unset', async () => {
    const env = {
      SUPERUSER_KEY_FILE: '',
      DATABASE_URL_FILE: '  ',
      SUPERUSER_KEY: newSuperuserKey(),
    };
    const { code, stderr } = await run(['agent', 'list'], env);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no gateway');
  });

  test('beside NAME is refused, whichever is right', async () => {
    const both = { DATABASE_URL: 'embedded', ...inFiles({ DATABASE_URL: 'embedded' }) };
    const { code, stderr } = await run(['serve'], both);
    expect(code).toBe(78);
    expect(stderr).toMatch(
      /^1 of the settings .*\n {2}DATABASE_URL_FILE must not be set together with DATABASE_URL/,
    );
  });

  test('can choose the embedded database in production', async () => {
    const env = inFiles({ DATABASE_URL: 'embedded\n', TOKEN_ENCRYPTION_KEYS: newKey() });
    const made = await run(['migrate'], { ...env, NODE_ENV: 'production' });
    expect(made).toMatchObject({ code: 0, stderr: '' });
  });

  test('can be in .env, with a path from that folder', async () => {
    const place = path.join(makeFolder(), 'gateway');
    mkdirSync(path.join(place, 'secrets'), { recursive: true });
    writeFileSync(path.join(place, 'secrets', 'database-url'), 'embedded');
    writeFileSync(path.join(place, '.env'), 'DATABASE_URL_FILE=secrets/database-url\n');
    const migrate = `cd '${place}' && '${process.execPath}' '${command}' migrate`;
    expect(await runBash(migrate)).toMatchObject({ code: 0 });
    writeFileSync(path.join(place, 'secrets', 'database-url'), 'mysql://db/gateway');
    const { code, stderr } = await runBash(migrate);
    expect(code).toBe(78);
    expect(stderr).toContain('DATABASE_URL (from DATABASE_URL_FILE) must be');
  });

  test('is what init writes where the environment has it', async () => {
    const file = write('database-url', 'postgres://gateway:hunter2@db/gateway\n');
    const place = makeFolder();
    const init = `cd '${place}' && DATABASE_URL_FILE='${file}' '${process.execPath}' '${command}' init --yes`;
    const made = await runBash(init);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).not.toContain('embedded database');
    const text = readFileSync(path.join(place, '.env'), 'utf8');
    expect(parseEnv(text)).toMatchObject({ DATABASE_URL_FILE: file });
    expect(parseEnv(text)).not.toHaveProperty('DATABASE_URL');
    expect(text).not.toContain('hunter2');
  });
});
