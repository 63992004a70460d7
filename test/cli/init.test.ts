import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

import { expect, test } from 'vitest';

import { command } from '../support/build.js';
import { makeFolder } from '../support/leftovers.js';
import { runBash } from '../support/process.js';

/** An empty folder, and what runs the command line in it. */
function emptyFolder() {
  const folder = path.join(makeFolder(), 'gateway');
  mkdirSync(folder, { recursive: true });
  const envFile = path.join(folder, '.env');
  const cli = (line: string, settings = '') =>
    runBash(`cd '${folder}' && ${settings} '${process.execPath}' '${command}' ${line}`);
  return { folder, envFile, cli, read: () => parseEnv(readFileSync(envFile, 'utf8')) };
}

test('init writes new keys for their owner alone, and never over a file that is there', async () => {
  const { folder, envFile, cli, read } = emptyFolder();
  const made = await cli('init --yes --public-url https://gateway.example.com');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain(`Wrote ${envFile}`);
  expect(made.stdout).toContain(`WorkingDirectory=${folder}`);
  expect(made.stdout).toContain(`ExecStart=${process.execPath} ${command} serve`);
  expect(statSync(envFile).mode & 0o777).toBe(0o600);
  const settings = read();
  expect(settings).toMatchObject({
    NODE_ENV: 'production',
    DATABASE_URL: 'embedded',
    POSTGRES_PASSWORD: expect.stringMatching(/^[0-9a-f]{48}$/) as string,
    PUBLIC_URL: 'https://gateway.example.com',
    TOKEN_ENCRYPTION_KEYS: expect.stringMatching(/^k1:[A-Za-z0-9+/]{43}=$/) as string,
    SUPERUSER_KEY: expect.stringMatching(/^[\w-]{44}$/) as string,
  });
  expect(made.stdout).not.toContain(settings['SUPERUSER_KEY']);
  expect(made.stdout).not.toContain(settings['TOKEN_ENCRYPTION_KEYS']);

  const again = await cli('init --yes');
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toContain('is there already, and was left as it is');
  expect(read()).toEqual(settings);
});

test('init takes the database that the environment names, and starts no other', async () => {
  const { cli, read } = emptyFolder();
  const url = 'postgres://gateway:secret@db.example.com/gateway';
  const made = await cli('init --yes', `DATABASE_URL='${url}'`);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).not.toContain('embedded database');
  expect(read()).toMatchObject({ DATABASE_URL: url });
  expect(read()).not.toHaveProperty('POSTGRES_PASSWORD');
});

test('settings that cannot be used are named, and nothing is written', async () => {
  const { envFile, cli } = emptyFolder();
  const { code, stderr } = await cli('init --yes --livekit-url nonsense --google-client-id x');
  expect(code).toBe(78);
  for (const name of ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'GOOGLE_CLIENT_SECRET']) {
    expect(stderr).toContain(name);
  }
  expect(existsSync(envFile)).toBe(false);
});

test('secrets are taken from the environment, whatever characters they have', async () => {
  const { cli, read } = emptyFolder();
  const secret = '#a$b"c`d\\n%{x}=';
  const settings =
    "LIVEKIT_URL=wss://project.livekit.cloud LIVEKIT_API_KEY=APIkey LIVEKIT_API_SECRET='" +
    `${secret}'`;
  expect(await cli('init --yes', settings)).toMatchObject({ code: 0, stderr: '' });
  expect(read()).toMatchObject({ LIVEKIT_API_SECRET: secret });
});

test('commands read .env, say so, and let the environment take precedence', async () => {
  const { folder, envFile, cli } = emptyFolder();
  await cli('init --yes');
  const made = await cli('agent create front-desk --provider livekit');
  expect(made).toMatchObject({ code: 0 });
  expect(made.stderr.trim()).toBe(
    `Settings are read from ${envFile}; the environment takes precedence.`,
  );
  expect(await cli('agent list --json')).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(path.join(folder, 'data', 'database'))).toBe(true);
  // The keys of .env encrypt: none was made in the data folder.
  expect(existsSync(path.join(folder, 'data', 'token-encryption-keys'))).toBe(false);
  const elsewhere = await cli('agent list', 'DATA_DIR=elsewhere');
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.stderr).toContain(path.join(folder, 'elsewhere'));
});
