/**
 * Fails when schema.graphql breaks clients without saying so: a breaking change needs a line in
 * docs/schema-changes.md that is as new as the change and names its path, as in
 *
 *     - `IntegrationToken.note`: clients read it from ... instead.
 *
 * Compared with the given commit, else with where this branch left main, else (on main) with the
 * schema before the last commit that changed it.
 *
 *     tsx scripts/check-schema-changes.ts [commit]
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const SCHEMA = 'schema.graphql';
const NOTES = 'docs/schema-changes.md';

const base = process.argv[2] ?? findBase();
const oldSchema = base && readAt(base, SCHEMA);
if (oldSchema) {
  await compare(base, oldSchema);
} else {
  console.log('There is no earlier schema to compare with.');
}

async function compare(commit: string, before: string): Promise<void> {
  const oldNotes = new Set((readAt(commit, NOTES) ?? '').split('\n'));
  const newNotes = readFile(NOTES)
    .split('\n')
    .filter((line) => line.startsWith('- ') && !oldNotes.has(line));

  const changes = await diff(buildSchema(before), buildSchema(readFile(SCHEMA)));
  const unannounced = changes.filter(
    ({ criticality, path }) =>
      criticality.level === CriticalityLevel.Breaking &&
      !newNotes.some((line) => line.includes(`\`${path ?? ''}\``)),
  );

  for (const { criticality, message } of changes) console.log(`${criticality.level}: ${message}`);
  console.log(`${String(changes.length)} schema changes since ${commit.slice(0, 12)}.`);
  if (unannounced.length === 0) return;

  console.error(`\nBreaking, and not announced in ${NOTES} since then; name each as shown:`);
  for (const { message, path } of unannounced) console.error(`- \`${path ?? ''}\`: ${message}`);
  process.exitCode = 1;
}

/** The commit whose schema clients may rely on; nothing where there is none yet. */
function findBase(): string | undefined {
  if (git('rev-parse', '--is-shallow-repository') === 'true') {
    throw new Error('The history is cut off here: run `git fetch --unshallow`.');
  }
  const head = git('rev-parse', '--verify', '--quiet', 'HEAD');
  if (head === undefined) return undefined;

  const main = ['origin/main', 'main'].find(
    (name) => git('rev-parse', '--verify', '--quiet', `${name}^{commit}`) !== undefined,
  );
  const fork = main && git('merge-base', 'HEAD', main);
  if (fork !== undefined && fork !== head) return fork;

  if (git('show', `HEAD:${SCHEMA}`) !== readFile(SCHEMA).trimEnd()) return head;
  return git('log', '--format=%H', '--max-count=2', '--', SCHEMA)?.split('\n')[1];
}

function readAt(commit: string, path: string): string | undefined {
  return git('show', `${commit}:${path}`);
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (path === NOTES && (error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** What git prints, or nothing where it fails: a name or a file that is not there. */
function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trimEnd();
  } catch {
    return undefined;
  }
}
