import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

import { beforeAll, describe, expect, test } from 'vitest';

import { BUILD_LIMIT_MS, command, ensureBuilt } from '../support/build.js';
import { endWithFile, makeFolder } from '../support/leftovers.js';
import { eventually } from '../support/process.js';

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

const MODES = ['development', 'production'];

/** Each request leaves a line of about 800 bytes in the log. */
const PATH = `/${'a'.repeat(480)}`;
/** More than the 16 MiB of lines that wait for a reader. */
const MORE_THAN_KEPT = 26_000;
/** More than a pipe holds. */
const MORE_THAN_A_PIPE = 1_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a gateway whose log goes to `stdout`, and waits until it is ready. */
async function startLoggingTo(
  mode: string,
  stdout: 'pipe' | number,
): Promise<{ child: ChildProcess; url: string; exitCode: Promise<number | null> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [command, 'serve'], {
    cwd: makeFolder(),
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: mode,
      PORT: String(port),
      DATABASE_URL: 'embedded',
      DATA_DIR: `${makeFolder()}/data`,
      SHUTDOWN_DELAY_SECONDS: '0',
      TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    },
    stdio: ['ignore', stdout, 'inherit'],
  });
  endWithFile(child);
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${String(port)}`;
  await eventually('The start', 120_000, () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return { child, url, exitCode };
}

async function sendAll(url: string, requests: number): Promise<number> {
  const statuses: number[] = [];
  const sendSome = async (): Promise<void> => {
    while (statuses.length < requests) {
      const place = statuses.push(0) - 1;
      const answer = await fetch(`${url}${PATH}`);
      await answer.body?.cancel();
      statuses[place] = answer.status;
    }
  };
  await Promise.all(Array.from({ length: 20 }, sendSome));
  return statuses.filter((status) => status === 404).length;
}

describe.each(MODES)('in %s', (mode) => {
  test('a log that nobody reads stops nothing, and says what was lost when it is read again', async () => {
    const { child, url, exitCode } = await startLoggingTo(mode, 'pipe');
    expect(await sendAll(url, MORE_THAN_KEPT)).toBe(MORE_THAN_KEPT);
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const lostLines = await eventually(
      'The report',
      60_000,
      () => /"lostLines":(\d+)/.exec(text)?.[1],
    );
    const kept = text.split('\n').filter((line) => line.includes(PATH));
    expect(kept.length + Number(lostLines)).toBe(MORE_THAN_KEPT);
    for (const line of kept) expect(JSON.parse(line)).toHaveProperty('msg', 'refused');
    await fetch(`${url}/after-the-report`);
    await eventually('A further line', 60_000, () => text.includes('/after-the-report'));
    child.kill('SIGTERM');
    expect(await exitCode).toBe(0);
    await eventually('The last line', 60_000, () => text.includes('The gateway has stopped'));
  });

  test('a log that nobody reads does not hold up the end', async () => {
    const { child, url, exitCode } = await startLoggingTo(mode, 'pipe');
    expect(await sendAll(url, MORE_THAN_A_PIPE)).toBe(MORE_THAN_A_PIPE);
    child.kill('SIGTERM');
    expect(await exitCode).toBe(0);
  });

  test.runIf(process.platform === 'linux')('nor does a full disk', async () => {
    const full = openSync('/dev/full', 'w');
    try {
      const { child, url, exitCode } = await startLoggingTo(mode, full);
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      child.kill('SIGTERM');
      expect(await exitCode).toBe(0);
    } finally {
      closeSync(full);
    }
  });
});
