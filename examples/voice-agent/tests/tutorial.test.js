import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

import { openConsole } from './support/console.js';
import { startLiveKit } from './support/livekit.js';
import { hasPython, readPythonAgent } from './support/python-agent.js';
import { Terminal } from './support/terminal.js';
import { readTutorial } from './support/tutorial.js';

const exampleRoot = fileURLToPath(new URL('..', import.meta.url));
const projectRoot = path.join(exampleRoot, '../..');
const folder = fs.mkdtempSync(path.join(tmpdir(), 'token-gateway-tutorial-'));
const example = path.join(folder, 'examples/voice-agent');
const INSTALLED = new Set(['node_modules', 'dist']);
const NOT_CLONED = new Set([...INSTALLED, '.env', '.git', 'data', 'examples']);

/** @type {import('./support/livekit.js').LiveKit} */
let liveKit;
/** @type {Record<string, string>} */
let env;
/** @type {Terminal[]} */
let terminals = [];

/** The whole difference between what the page says and what is run here. @param {string} text */
const asRunHere = (text) =>
  text
    // The ports of this run, beside whatever else runs on this machine.
    .replaceAll('http://127.0.0.1:4000', `http://127.0.0.1:${env.PORT}`)
    .replaceAll('wss://your-project.livekit.cloud', `ws://${liveKit.address}`)
    // Both have been installed by whoever runs this.
    .replace(/^npm .*install$/m, '# $&')
    // Without the worker's health check, whose port cannot be chosen.
    .replace(/agent\.js start$/, 'agent.js start --simulation');

before(async () => {
  liveKit = await startLiveKit();
  env = {
    PATH: String(process.env.PATH),
    HOME: folder,
    PORT: String(await freePort()),
    LIVEKIT_INFERENCE_URL: `http://${liveKit.address}`,
  };
  makeClone();
  terminals = [0, 1, 2].map(() => new Terminal(folder, env));
});

after(async () => {
  for (const terminal of terminals.reverse()) await terminal.close();
  await liveKit.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('every step of docs/tutorial.md does what it says', async (t) => {
  const [demo, shell, agent] = terminals;
  assert.ok(demo && shell && agent);
  await shell.start('exec bash -e');
  for (const { language, text, step, file } of readTutorial()) {
    t.diagnostic(`${step}: ${text.split('\n')[0]}`);
    if (language === 'js' || language === 'python') {
      assert.equal(`${text}\n`, fs.readFileSync(path.join(example, String(file)), 'utf8'));
    } else if (language === 'console') {
      await talk(agent, asRunHere(text));
    } else if (text.includes('npm run demo')) {
      await demo.start(asRunHere(text));
      await demo.until(new RegExp(`127.0.0.1:${env.PORT}`));
    } else if (language === 'sh') {
      shell.type(`${asRunHere(text)}\necho "[done]"`);
      await shell.until(/\[done\]\n/);
    }
  }
  await liveKit.registered;
  await agent.close();

  assert.match(shell.printed, /REVOKED/);
  assert.match(shell.printed, /"participant_token":"eyJ/);
  assert.equal(fs.statSync(path.join(example, '.env')).mode & 0o777, 0o600);
});

test('the agent itself books, and goes on after a rotation in the same session', async () => {
  const [, shell, agent] = terminals;
  assert.ok(shell && agent);
  const lk = await openConsole();
  await agent.start(`node --env-file=.env agent.js console --connect-addr ${lk.address}`);

  const [first] = await lk.say('book Cleaning from 2030-04-02T10:00:00 to 2030-04-02T10:30:00');
  assert.match(String(first), /The event is made. It begins on Tuesday 2 April 2030 at 10:00/);
  shell.type(
    'npx --no-install token-gateway token rotate front-desk --overlap-seconds 0\necho "[done]"',
  );
  await shell.until(/\[done\]\n/);
  const [second] = await lk.say('book Check-up from 2030-04-02T11:00:00 to 2030-04-02T11:30:00');
  assert.match(String(second), /The event is made. It begins on Tuesday 2 April 2030 at 11:00/);

  await agent.close();
  await lk.stop();
});

test(
  'the agent in Python is the same one, and the gateway accepts what it sends',
  { skip: !hasPython },
  async () => {
    const settings = /** @type {Record<string, string>} */ (
      parseEnv(fs.readFileSync(path.join(example, '.env'), 'utf8'))
    );
    const python = readPythonAgent(example, path.join(folder, 'python'), settings);
    const { messages, tools } = liveKit.asked.at(-1) ?? { messages: [], tools: [] };
    assert.equal(python.instructions, messages.find(({ role }) => role === 'system')?.content);
    assert.deepEqual(python.allowed_tools.sort(), tools.map((tool) => tool.function.name).sort());
    assert.equal(python.client_session_timeout_seconds, 30);

    const client = new Client({ name: 'agent.py', version: '1.0.0' });
    const requestInit = { headers: python.headers };
    await client.connect(new StreamableHTTPClientTransport(new URL(python.url), { requestInit }));
    const listed = (await client.listTools()).tools.map(({ name }) => name);
    assert.deepEqual(
      python.allowed_tools.filter((name) => !listed.includes(name)),
      [],
    );
    await client.close();
  },
);

/**
 * Types what the caller says, and compares what the agent answers.
 *
 * @param {Terminal} terminal
 * @param {string} text
 */
async function talk(terminal, text) {
  for (const line of text.split('\n')) {
    const [, sign, rest = ''] = /^(\$|caller:|agent:) +(.*)$/.exec(line) ?? [];
    if (sign === '$') await terminal.start(rest);
    if (sign === 'caller:') terminal.type(rest);
    if (sign === 'agent:') assert.equal((await terminal.until(/agent: +(.*)\n/))[1], rest);
  }
}

/** Makes a folder like a fresh clone's, in which everything is installed and built already. */
function makeClone() {
  fs.mkdirSync(example, { recursive: true });
  for (const { from, to } of [
    { from: projectRoot, to: folder },
    { from: exampleRoot, to: example },
  ]) {
    const names = fs.readdirSync(from);
    const own = names.filter((name) => !NOT_CLONED.has(name));
    // With the times of the originals, or the build would be made anew.
    execFileSync('cp', ['-a', ...own.map((name) => path.join(from, name)), to]);
    for (const name of names.filter((name) => INSTALLED.has(name))) {
      fs.symlinkSync(path.join(from, name), path.join(to, name));
    }
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
