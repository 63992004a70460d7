import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { run, runBash, type Env } from '../support/process.js';
import { secretFolder } from '../support/secret-files.js';

const { pathOf, write } = secretFolder();

/** The names in a part of .env.example that begins with one text and ends above another. */
function settingsListed(from: string, to: string): string[] {
  const text = readFileSync('.env.example', 'utf8');
  const part = text.slice(text.indexOf(from), text.indexOf(to));
  return [...part.matchAll(/^#([A-Z_]+)=/gm)].flatMap(([, name]) => (name ? [name] : []));
}

/** How secrets are called. */
const SECRET = /(?:_KEYS?|_SECRET|_TOKEN|_PASSWORD|^DATABASE_(?:\w+_)?URL)$/;
const OF_CLIENTS = '# --- For clients';
const OF_GATEWAYS = settingsListed('#NODE_ENV', OF_CLIENTS).filter((name) => SECRET.test(name));

describe('each secret among the settings can be in a file', () => {
  const nowhere = (name: string): Env => ({ [`${name}_FILE`]: `/nowhere/${name}` });
  const isNamed = (name: string): string =>
    `  ${name}_FILE cannot be used: /nowhere/${name} is not there (ENOENT); for example ${name}_FILE=/run/secrets/${name.toLowerCase()}\n`;

  test('of a gateway', async () => {
    expect(OF_GATEWAYS).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'SUPERUSER_KEY', 'TOKEN_ENCRYPTION_KEYS']),
    );
    const env = Object.assign({ PORT: 'http' }, ...OF_GATEWAYS.map(nowhere)) as Env;
    const { code, stderr } = await run(['serve'], env);
    expect(code).toBe(78);
    for (const name of OF_GATEWAYS) {
      expect(stderr).toContain(isNamed(name));
      // What nobody could read is not missing.
      expect(stderr).not.toContain(`  ${name} is required`);
    }
    expect(stderr).toContain('  PORT must be');
  });

  test.each([
    ['TOKEN_GATEWAY_KEY', 'token list'],
    ['TOKEN_GATEWAY_AGENT_KEY', 'mcp'],
  ])('of a client: %s', async (name, line) => {
    const listed = settingsListed(OF_CLIENTS, '# --- For compose.yaml');
    expect(listed.filter((other) => SECRET.test(other))).toContain(name);
    const env = { TOKEN_GATEWAY_URL: 'http://127.0.0.1:1', TOKEN_GATEWAY_AGENT: 'desk' };
    const { code, stderr } = await run(line.split(' '), { ...env, ...nowhere(name) });
    expect([code, stderr]).toEqual([78, `1 of the settings cannot be used:\n${isNamed(name)}`]);
  });
});

describe('a file that cannot be used', () => {
  const hidden = 'hunter2-hidden';
  const long = hidden.repeat(5_000);

  test.each<[string, string, (name: string) => string | Promise<string>]>([
    ['is not there', 'is not there \\(ENOENT\\)', (name) => pathOf(name)],
    [
      'is below a file',
      'is not there \\(ENOTDIR\\)',
      (name) => path.join(write(name, hidden), 'below'),
    ],
    [
      'is a folder',
      'is a folder',
      (name) => {
        mkdirSync(pathOf(name));
        return pathOf(name);
      },
    ],
    ['is empty', 'is empty', (name) => write(name, '')],
    ['has one line end alone', 'is empty', (name) => write(name, '\r\n')],
    ['has spaces alone', 'is empty', (name) => write(name, ' \t\n\n')],
    ['is too long', 'is larger than 64 KiB', (name) => write(name, long)],
    ['has a NUL byte', 'has a NUL byte in it', (name) => write(name, `${hidden}\0${hidden}`)],
    [
      'is no text',
      'is not UTF-8 text',
      (name) => write(name, Buffer.concat([Buffer.from(hidden), Buffer.of(0xc3, 0x28)])),
    ],
    [
      'is a pipe to which nobody writes',
      'is not a plain file',
      async (name) => {
        await runBash(`mkfifo '${pathOf(name)}'`);
        return pathOf(name);
      },
    ],
    ['is a device', 'is not a plain file', () => '/dev/zero'],
  ])('because it %s stops the start, named and not shown', async (what, reason, make) => {
    const place = await make(what.replaceAll(' ', '-'));
    const { code, stdout, stderr } = await run(['serve'], { SUPERUSER_KEY_FILE: place });
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr).toMatch(
      new RegExp(`^1 of the settings .*\n {2}SUPERUSER_KEY_FILE cannot be used: \\S+ ${reason};`),
    );
    expect(stderr).toContain(place);
    expect(stderr).not.toContain(hidden);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('because its mode forbids it is named', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'modes do not hold root back');
    const place = write('unreadable', hidden);
    chmodSync(place, 0o000);
    const { code, stderr } = await run(['serve'], { SUPERUSER_KEY_FILE: place });
    expect(code).toBe(78);
    expect(stderr).toContain(`${place} may not be read by the user who runs the gateway (EACCES)`);
  });

  test('is not repeated where the secret itself was given for its path', async () => {
    const { code, stderr } = await run(['serve'], {
      SUPERUSER_KEY_FILE: `${hidden}${hidden}${hidden}`,
      DATABASE_URL_FILE: `postgres://gateway:${hidden}@db/gateway`,
    });
    expect(code).toBe(78);
    expect(stderr).toContain('SUPERUSER_KEY_FILE cannot be used: the file that it names is not');
    expect(stderr).not.toContain(hidden);
  });

  test('is told from a file whose secret is not good', async () => {
    const env = {
      SUPERUSER_KEY_FILE: write('short', hidden),
      LIVEKIT_API_KEY_FILE: write('id', 'a'),
    };
    const { code, stderr } = await run(['serve'], env);
    expect(code).toBe(78);
    expect(stderr).toContain('  SUPERUSER_KEY (from SUPERUSER_KEY_FILE) must be 32 to 200');
    expect(stderr).toContain('  LIVEKIT_API_SECRET is required with LIVEKIT_API_KEY');
    expect(stderr).not.toContain(hidden);
  });
});
