import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { generate } from '@graphql-codegen/cli';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { StartupError } from '../../src/platform/errors.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway } from '../support/gateway.js';
import { makeFolder } from '../support/leftovers.js';

const VIEWER = '{ viewer { kind } }';
const hash = (algorithm: string, text: string): string =>
  createHash(algorithm).update(text).digest('hex');

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

/** The message of a start that these settings end. */
async function refusedStart(path: string, env: Record<string, string> = {}): Promise<string> {
  const starting = startGateway({ database, env: { TRUSTED_DOCUMENTS: path, ...env } });
  const failure: unknown = await starting.then(
    (gateway) => gateway.stop(),
    (error: unknown) => error,
  );
  if (!(failure instanceof StartupError)) throw new Error('The gateway started.');
  expect(failure.exitCode).toBe(78);
  return failure.message;
}

function manifest(content: unknown): string {
  const path = join(makeFolder(), 'documents.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('a start is refused, and says what to mend, where', () => {
  test('there is nothing to read, or nothing of use', async () => {
    const folder = makeFolder();
    expect(await refusedStart(join(folder, 'none.json'))).toContain('cannot be read (ENOENT)');
    expect(await refusedStart(folder)).toContain('this folder has no .json file');
    mkdirSync(join(folder, 'x.json'));
    expect(await refusedStart(folder)).toContain('x.json: cannot be read (EISDIR)');
    expect(await refusedStart(manifest('{'))).toContain('documents.json: is not JSON');
    for (const content of [[], null, { format: 'apollo', operations: [] }]) {
      expect(await refusedStart(manifest(content))).toContain('must be an object like');
    }
  });

  test('documents do not fit their ids or the schema: all of them are named', async () => {
    const wrong = {
      [`sha256:${'0'.repeat(64)}`]: VIEWER,
      [`sha256:${hash('sha256', VIEWER).toUpperCase()}`]: VIEWER,
      [hash('sha256', 'another')]: VIEWER,
      [hash('sha1', 'another')]: VIEWER,
      [`md5:${hash('md5', VIEWER)}`]: VIEWER,
      'a b': VIEWER,
      '': VIEWER,
      unknownField: '{ viewer { password } }',
      unreadable: '{ viewer {',
      tooDeep: `{ viewer ${'{ kind '.repeat(12)}${'}'.repeat(13)}`,
      tooLong: `{ viewer { ${'kind '.repeat(1_000)} } }`,
    };
    const message = await refusedStart(manifest({ ...wrong, good: VIEWER }));
    const lines = message.split('\n').slice(1);
    expect(lines).toHaveLength(Object.keys(wrong).length);
    for (const id of Object.keys(wrong)) expect(message).toContain(`documents.json: ${id}: `);
    expect(message).toContain(`is not the sha256 of its document, ${hash('sha256', VIEWER)}`);
    expect(message).toContain('Cannot query field "password" on type "Viewer"');
    expect(message).toContain('Syntax Error');
  });

  test('two files have one id for two documents', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ who: VIEWER }));
    writeFileSync(join(folder, 'b.json'), JSON.stringify({ who: '{ viewer { name } }' }));
    expect(await refusedStart(folder)).toContain('b.json: who: stands for another document');
  });

  test('a document asks for the schema, and that is hidden', async () => {
    const path = manifest({ schema: '{ __schema { types { name } } }' });
    expect(await refusedStart(path, { TRUSTED_DOCUMENTS_ONLY: 'on' })).toContain('introspection');
    const open = await startGateway({ database, env: { TRUSTED_DOCUMENTS: path } });
    await open.stop();
  });
});

test('what graphql-codegen writes is registered as it is', async () => {
  const folder = makeFolder();
  const source = join(folder, 'page.ts');
  const text = 'query Who { viewer { ...V } } fragment V on Viewer { kind name }';
  writeFileSync(source, `const document = graphql(\`${text}\`);`);
  const files = (await generate(
    {
      schema: 'schema.graphql',
      documents: [source],
      silent: true,
      generates: Object.fromEntries(
        (['sha1', 'sha256'] as const).map((hashAlgorithm) => [
          `${join(folder, hashAlgorithm)}/`,
          { preset: 'client', presetConfig: { persistedDocuments: { hashAlgorithm } } },
        ]),
      ),
    },
    false,
  )) as readonly { filename: string; content: string }[];
  const manifests = files.filter(({ filename }) => filename.endsWith('persisted-documents.json'));
  const contents = manifests.map(({ content }) => JSON.parse(content) as Record<string, string>);
  const ids = contents.flatMap((content) => Object.keys(content));
  expect(ids.sort()).toEqual([
    expect.stringMatching(/^[0-9a-f]{40}$/),
    expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  ]);
  const path = manifest(Object.assign({}, ...contents));
  const env = { TRUSTED_DOCUMENTS: path, TRUSTED_DOCUMENTS_ONLY: 'on' };
  const gateway = await startGateway({ database, env });
  for (const documentId of ids) {
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ documentId }),
    });
    expect(await answer.json()).toEqual({ data: { viewer: { kind: 'ANONYMOUS', name: null } } });
  }
  await gateway.stop();
});
