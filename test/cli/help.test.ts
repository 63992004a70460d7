import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { providers, typedId } from '../../src/providers/registry.js';
import { command } from '../support/build.js';
import { makeFolder } from '../support/leftovers.js';
import { run, runBash } from '../support/process.js';

/** The help of a command and of all below it, by the command's words. */
async function helpBelow(words: readonly string[] = []): Promise<Map<string, string>> {
  const { stdout } = await run([...words, '--help']);
  const below = stdout.matchAll(/^ {2}([a-z-]+)(?: <[a-z]+>)* {2,}\S/gm);
  const isLeaf = !/^Usage: token-gateway.* \[command\]$/m.test(stdout);
  const helps = new Map([[words.join(' '), stdout]]);
  if (isLeaf) return helps;
  for (const [, word = ''] of below) {
    if (word === 'help') continue;
    for (const entry of await helpBelow([...words, word])) helps.set(...entry);
  }
  return helps;
}

test('every example in the help is one of right usage', async () => {
  const helps = await helpBelow();
  expect(helps.size).toBeGreaterThan(30);
  const folder = makeFolder();
  writeFileSync(path.join(folder, 'found.txt'), 'no secret');
  const examples = [...helps.values()].flatMap((help) =>
    [...help.matchAll(/^ {2}(token-gateway .+)$/gm)].map(([, line = '']) => line),
  );
  expect(examples.length).toBeGreaterThan(8);
  for (const example of examples) {
    const line = example.replace('token-gateway', `'${process.execPath}' '${command}'`);
    const { code } = await runBash(
      `cd '${folder}' && echo no-secret | DATA_DIR=/dev/null/unused ${line}`,
    );
    // There is no database, so that it fails; wrong usage would be 2.
    expect([example, code]).toEqual([example, 1]);
  }
});

test('help names the providers and the scopes that there are', async () => {
  for (const words of [
    ['agent', 'create'],
    ['token', 'generate'],
  ]) {
    const { stdout } = await run([...words, '--help']);
    for (const provider of providers) {
      expect(stdout).toContain(typedId(provider));
      for (const scope of provider.scopes) expect(stdout).toContain(scope);
    }
  }
});
