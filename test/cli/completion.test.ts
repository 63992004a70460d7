import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { providers, typedId } from '../../src/providers/registry.js';
import { TOKEN_STATUSES } from '../../src/tokens/token.js';
import { command } from '../support/build.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { run, runBash, startProcess, type Env, type GatewayProcess } from '../support/process.js';
import { createSeverableDatabase } from '../support/severable-database.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const isThere = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Starts the program by its name, in a shell. */
const NAMED = `token-gateway() { '${process.execPath}' '${command}' "$@"; }`;

/** Presses the tab key in bash, after a line that ends there, and gives what it offers. */
async function offered(line: string, { env = {}, folder = makeFolder() } = {}): Promise<string[]> {
  const settings = Object.entries({ DATA_DIR: '/dev/null/unused', ...env });
  const words = line.split(' ').map((word) => `'${word}'`);
  const { code, stdout, stderr } = await runBash(`
    set -eu
    cd '${folder}'
    ${settings.map(([name, value]) => `export ${name}='${value}'`).join('\n')}
    ${NAMED}
    eval "$(token-gateway completion bash)"
    eval "$(token-gateway completion bash)"
    completer=$(complete -p token-gateway | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
    COMP_WORDS=(${words.join(' ')}) COMP_CWORD=${String(words.length - 1)}
    "$completer"
    for one in \${COMPREPLY[@]+"\${COMPREPLY[@]}"}; do printf '%s\\n' "$one"; done`);
  expect([line, code, stderr]).toEqual([line, 0, '']);
  return stdout.split('\n').filter(Boolean);
}

describe('bash is offered', () => {
  test.each([
    ['token-gateway age', ['agent']],
    ['token-gateway agent dis', ['disable']],
    ['token-gateway agent create desk --prov', ['--provider']],
    ['token-gateway agent create desk --provider ', providers.map(typedId)],
    ['token-gateway agent create desk --provider = google', ['google-calendar-mcp']],
    ['token-gateway agent create desk --renewal a', ['automatic']],
    ['token-gateway token list --agent desk --status ', [...TOKEN_STATUSES]],
    ['token-gateway google connect --scopes calendar.read calendar.w', ['calendar.write']],
    ['token-gateway audit export --action TOKEN_REA', ['TOKEN_READ']],
    ['token-gateway completion ', [...SHELLS]],
    ['token-gateway agent list --json --js', []],
    ['token-gateway agent create ', []],
    ['token-gateway nonsense ', []],
    ['token-gateway __comp', []],
  ])('%s', async (line, candidates) => {
    expect(await offered(line)).toEqual(candidates);
  });

  test('files where a file is wanted', async () => {
    const folder = makeFolder();
    writeFileSync(path.join(folder, 'found here.txt'), '');
    const line = 'token-gateway token report-leak fou';
    expect(await offered(line, { folder })).toEqual(['found here.txt']);
    const keyFile = 'token-gateway google import-service-account --key-file fou';
    expect(await offered(keyFile, { folder })).toEqual(['found here.txt']);
  });

  test('and runs nothing of what stands on the line', async () => {
    const folder = makeFolder();
    const mark = path.join(folder, 'ran');
    await offered(`token-gateway agent show $(touch\${IFS}${mark}) \`touch\${IFS}${mark}\` `);
    expect(existsSync(mark)).toBe(false);
  });
});

describe('names of agents are offered', () => {
  const line = 'token-gateway agent show ';
  let database: TestDatabase;
  let served: Env;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    served = { DATA_DIR: makeFolder() };
    gateway = await startProcess({ ...served, AGENT_AUTO_PROVISION: 'off' });
    for (const env of [served, { DATABASE_URL: database.url, DATA_DIR: makeFolder() }]) {
      for (const name of ['front-desk', 'back-office']) {
        await run(['agent', 'create', name, '--provider', 'livekit'], env);
      }
    }
  });

  afterAll(async () => {
    await gateway.end('SIGTERM');
    await database.drop();
  });

  test('from a gateway that runs, and from a PostgreSQL server', async () => {
    for (const env of [served, { DATABASE_URL: database.url }]) {
      expect(await offered(line, { env })).toEqual(['back-office', 'front-desk']);
      expect(await offered('token-gateway token generate fro', { env })).toEqual(['front-desk']);
      const more = 'token-gateway google connect --agents front-desk ba';
      expect(await offered(more, { env })).toEqual(['back-office']);
    }
  });

  test('by the settings in .env, without a word about it', async () => {
    const folder = makeFolder();
    writeFileSync(path.join(folder, '.env'), `DATABASE_URL=${database.url}\n`);
    expect(await offered(line, { folder, env: { DATA_DIR: '' } })).toHaveLength(2);
  });

  test('nowhere else: nothing is made, printed, or waited for', async () => {
    const folder = makeFolder();
    const dataDir = path.join(folder, 'data');
    expect(await offered(line, { folder, env: { DATA_DIR: dataDir } })).toEqual([]);
    expect(await offered(line, { folder, env: { PORT: 'none' } })).toEqual([]);
    const closed = 'postgres://nobody:secret@127.0.0.1:1/none';
    expect(await offered(line, { folder, env: { DATABASE_URL: closed } })).toEqual([]);
    const frozen = await createSeverableDatabase();
    frozen.sever();
    const before = performance.now();
    expect(await offered(line, { folder, env: { DATABASE_URL: frozen.url } })).toEqual([]);
    expect(performance.now() - before).toBeLessThan(20_000);
    await frozen.drop();
    expect(readdirSync(folder)).toEqual([]);
  });
});

test.skipIf(!isThere('script') || process.platform !== 'linux')(
  'the tab key in an interactive bash completes what is typed',
  async () => {
    const { stdout } = await runBash(`
      cd '${makeFolder()}'
      { echo '${NAMED.replaceAll("'", `'\\''`)}'
        echo 'eval "$(token-gateway completion bash)"'
        printf 'token-gateway token report-l\\t--hel\\t\\nexit\\n'
      } | script -qec 'bash --norc --noprofile -i' /dev/null`);
    expect(stdout).toContain('Usage: token-gateway token report-leak [options] <file>');
  },
);

test.each(SHELLS)('the script for %s is one that this shell can read', async (shell) => {
  const { code, stdout, stderr } = await run(['completion', shell]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`# ${shell} completion for token-gateway`);
  if (!isThere(shell)) return;
  const file = path.join(makeFolder(), 'script');
  writeFileSync(file, stdout);
  expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test.skipIf(!isThere('fish'))('fish is offered commands and what they are', async () => {
  const { stdout } = await run(['completion', 'fish']);
  const file = path.join(makeFolder(), 'script.fish');
  writeFileSync(file, stdout);
  const script = `source '${file}'; complete -C 'token-gateway agent sh'`;
  const fish = spawnSync('fish', ['--no-config', '-c', script], { encoding: 'utf8' });
  expect(fish.stdout).toBe('show\tshow an agent, its token, keys and subjects\n');
});
