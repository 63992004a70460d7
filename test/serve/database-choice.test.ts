import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { makeFolder } from '../support/leftovers.js';
import { ViewerQuery } from '../support/operations.js';
import { run, startProcess } from '../support/process.js';

/** A production gateway's settings, but for the database. */
function production() {
  return {
    NODE_ENV: 'production',
    TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    // Images set it, so it is nobody's choice.
    DATA_DIR: path.join(makeFolder(), 'data'),
  };
}

const MISSING =
  'DATABASE_URL is required when NODE_ENV is production: a PostgreSQL URL, or embedded for a database in DATA_DIR';

describe('production without a database that somebody chose', () => {
  test.each([
    ['unset', {}],
    ['empty', { DATABASE_URL: '' }],
    ['only spaces', { DATABASE_URL: '   ' }],
    ['only a line end', { DATABASE_URL: '\n' }],
  ])('does not start: DATABASE_URL is %s', async (_how, chosen) => {
    const env = { ...production(), ...chosen };
    const { code, stdout, stderr } = await run(['serve'], env);
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr).toMatch(/^1 of the settings cannot be used:\n/);
    expect(stderr).toContain(`  ${MISSING}; for example DATABASE_URL=postgres://`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(existsSync(env.DATA_DIR)).toBe(false);
  });

  test.each(['migrate', 'agent list', 'superuser create ops', 'keys rotate', 'audit verify'])(
    'runs no command: %s',
    async (line) => {
      const env = production();
      const { code, stdout, stderr } = await run(line.split(' '), env);
      expect([code, stdout]).toEqual([78, '']);
      expect(stderr).toContain(MISSING);
      expect(existsSync(env.DATA_DIR)).toBe(false);
    },
  );

  test('says so together with what else is wrong', async () => {
    const env = { ...production(), TOKEN_ENCRYPTION_KEYS: '', PORT: 'http' };
    const { code, stderr } = await run(['serve'], env);
    expect(code).toBe(78);
    expect(stderr).toMatch(/^3 of the settings cannot be used:\n/);
    for (const name of ['PORT must', 'TOKEN_ENCRYPTION_KEYS is required', MISSING]) {
      expect(stderr).toContain(`  ${name}`);
    }
  });
});

describe('a required setting that is missing', () => {
  test.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['database_url', 'DATABASE_URL'],
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['DATABASE_URL_FIEL', 'DATABASE_URL_FILE'],
  ])('is asked for by what looks like a slip: %s', async (slip, meant) => {
    const { code, stderr } = await run(['serve'], { ...production(), [slip]: 'hunter2' });
    expect(code).toBe(78);
    expect(stderr).toContain(
      ` (${slip} is set; did you mean ${meant}?); for example DATABASE_URL=`,
    );
    expect(stderr).not.toContain('hunter2');
  });

  test.each(['DATA_URL', 'DATABASE_URL_OF_PRISMA', 'DATABASE_POOL', 'OTHER_DATABASE_URL'])(
    'is not told from another program’s: %s',
    async (other) => {
      const { stderr } = await run(['serve'], { ...production(), [other]: 'x' });
      expect(stderr).toContain(MISSING);
      expect(stderr).not.toContain('did you mean');
    },
  );
});

describe('the word embedded', () => {
  test.each(['Embedded', 'EMBEDDED', 'embedded:', 'pglite'])(
    'is that exact word, and not %s',
    async (word) => {
      const { code, stderr } = await run(['serve'], { ...production(), DATABASE_URL: word });
      expect(code).toBe(78);
      expect(stderr).toContain('DATABASE_URL must be the word embedded, or a PostgreSQL URL');
    },
  );

  test.each(['production', 'development'])(
    'chooses the database in DATA_DIR in %s',
    async (mode) => {
      const env = { ...production(), NODE_ENV: mode, DATABASE_URL: 'embedded' };
      const gateway = await startProcess(env);
      expect(gateway.log).toContainEqual(expect.objectContaining({ database: 'embedded' }));
      expect((await gateway.send(ViewerQuery, {})).status).toBe(200);
      expect(existsSync(path.join(env.DATA_DIR, 'database'))).toBe(true);
      // The command line asks the gateway that holds it.
      expect(await run(['superuser', 'create', 'ops'], env)).toMatchObject({ code: 0 });
      expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
      expect(await run(['audit', 'verify'], env)).toMatchObject({ code: 0 });
    },
  );
});
