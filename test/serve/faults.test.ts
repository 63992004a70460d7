import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { makeFolder } from '../support/leftovers.js';
import { eventually, start, startProcess, type RunningCommand } from '../support/process.js';
import { graphqlRequest, openConnection } from '../support/raw-connection.js';

const SECRET = `itg_lk_${'0123456789'.repeat(5).slice(0, 49)}`;

/** Settings of a process in which `code` runs beside the gateway. */
function beside(code: string): Record<string, string> {
  const folder = makeFolder();
  const script = join(folder, 'fault.mjs');
  writeFileSync(script, code);
  return { DATA_DIR: join(folder, 'data'), NODE_OPTIONS: `--import ${script}` };
}

const onSignal = (fault: string) => `process.on('SIGUSR2', () => { ${fault} });`;

function fatalLines({ stdout }: RunningCommand): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ level }) => level === 60);
}

describe('the gateway ends cleanly, with 1 and one redacted line, after', () => {
  test.each([
    ['a rejection', `Promise.reject(new Error('fault with ${SECRET}'))`],
    ['a rejection with a text', `Promise.reject('fault with ${SECRET}')`],
    ['a rejection with nothing', `Promise.reject()`],
    ['an exception', `throw new Error('fault with ${SECRET}')`],
    ['an exception of a timer', `setTimeout(() => { throw new Error('fault with ${SECRET}'); })`],
  ])('%s that nothing handled', async (_what, fault) => {
    const gateway = await startProcess(beside(onSignal(fault)));
    const exit = await gateway.end('SIGUSR2');
    expect(exit).toMatchObject({ code: 1, signal: null });
    expect(fatalLines(gateway)).toHaveLength(1);
    expect(gateway.stdout).toContain('"The gateway has stopped"');
    expect(gateway.stdout + gateway.stderr).not.toContain(SECRET);
    expect(gateway.stderr).toBe('');
  });
});

test('a request in flight is finished first', async () => {
  const gateway = await startProcess(beside(onSignal(`Promise.reject(new Error('fault'))`)));
  const connection = await openConnection(gateway.url);
  const { head, body } = graphqlRequest('{ viewer { kind } }', { Expect: '100-continue' });
  connection.write(head);
  await eventually('The request has begun', 30_000, () => connection.received.includes(' 100 '));
  const ended = gateway.end('SIGUSR2');
  await eventually('The fault is logged', 30_000, () => fatalLines(gateway).length > 0);
  connection.write(body);
  expect((await ended).code).toBe(1);
  expect(connection.received).toContain('"kind":"ANONYMOUS"');
});

test('one that comes during the start ends the gateway when it has started', async () => {
  const code = `import fs from 'node:fs';
    const { linkSync } = fs;
    fs.linkSync = (...args) => { Promise.reject(new Error('fault')); return linkSync(...args); };
    (await import('node:module')).syncBuiltinESMExports();`;
  const running = start(['serve'], { PORT: '0', ...beside(code) });
  expect((await running.exit).code).toBe(1);
  expect(fatalLines(running).length).toBeGreaterThan(0);
  expect(running.stderr).toBe('');
});

test('one that comes during the delay of a stop ends the delay', async () => {
  const fault = onSignal(`Promise.reject(new Error('fault'))`);
  const gateway = await startProcess({ ...beside(fault), SHUTDOWN_DELAY_SECONDS: '600' });
  void gateway.end('SIGTERM');
  await eventually('The delay', 60_000, async () => !(await fetch(`${gateway.url}/readyz`)).ok);
  expect((await gateway.end('SIGUSR2')).code).toBe(1);
  expect(gateway.stdout).toContain('"The gateway has stopped"');
});

test('one that comes during the stop makes the exit code 1', async () => {
  const code = `import { Server } from 'node:http';
    const { close } = Server.prototype;
    Server.prototype.close = function (...args) {
      Server.prototype.close = close;
      Promise.reject(new Error('fault'));
      return close.apply(this, args);
    };`;
  const gateway = await startProcess(beside(code));
  expect((await gateway.end('SIGTERM')).code).toBe(1);
  expect(fatalLines(gateway)).toHaveLength(1);
  expect(gateway.stdout).toContain('"The gateway has stopped"');
});
