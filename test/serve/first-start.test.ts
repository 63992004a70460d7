import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

import { expect, test } from 'vitest';

import { makeFolder } from '../support/leftovers.js';
import { ViewerQuery } from '../support/operations.js';
import { eventually, run, start, startProcess } from '../support/process.js';

const SUPERUSER_KEY = /itg_su_[0-9A-Za-z]{49}/g;

test('a first start on a busy port makes nothing, and the next one shows the key', async () => {
  const dataDir = path.join(makeFolder(), 'data');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const port = String((other.address() as AddressInfo).port);
  const failed = await run(['serve'], { PORT: port, DATA_DIR: dataDir });
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toContain(`cannot listen on 127.0.0.1:${port} (EADDRINUSE)`);
  expect(existsSync(dataDir)).toBe(false);
  await new Promise((resolve) => other.close(resolve));

  const gateway = await startProcess({ PORT: port, DATA_DIR: dataDir });
  expect(gateway.stdout.match(SUPERUSER_KEY)).toHaveLength(1);
});

test('a way to a key is offered at each start, until a key has been used', async () => {
  const env = { DATA_DIR: path.join(makeFolder(), 'data') };
  const first = await startProcess(env);
  const [key = ''] = first.stdout.match(SUPERUSER_KEY) ?? [];
  await first.end('SIGTERM');

  const second = await startProcess(env);
  expect(second.stdout).toContain('not used yet; if it is lost, make another: node /');
  expect(second.stdout).toContain('dist/cli/index.js superuser create NAME');
  await second.send(ViewerQuery, {}, { authorization: `Bearer ${key}` });
  await second.end('SIGTERM');

  const third = await startProcess(env);
  expect(third.stdout).not.toContain('not used yet');
  expect(third.stdout).toContain('shown at the first start');
});

test('--port goes before PORT', async () => {
  const env = { PORT: 'nonsense', DATA_DIR: path.join(makeFolder(), 'data') };
  const wrong = await run(['serve', '--port', '99999'], env);
  expect(wrong).toMatchObject({ code: 78 });
  expect(wrong.stderr).toContain('PORT must be a whole number from 0 to 65535');
  const running = start(['serve', '--port', '0'], env);
  await eventually('The gateway', 60_000, () => running.stdout.includes('is listening'));
  expect(await running.end('SIGTERM')).toMatchObject({ code: 0 });
});
