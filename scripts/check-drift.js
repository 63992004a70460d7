// Regenerates everything that is generated and committed, and fails where git then sees a change.
// The changed files stay, so that looking at them and adding them is all there is left to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = [
  'schema.graphql',
  'drizzle',
  'src/generated',
  'src/client/generated',
  'test/generated',
  'examples/frontend/src/generated',
];

run('npm run --silent generate');

const missing = ['schema.graphql', 'drizzle'].filter((path) => !existsSync(`${root}/${path}`));
const changed = lines(`git diff --name-only -- ${generated.join(' ')}`);
const untracked = lines(`git ls-files --others --exclude-standard -- ${generated.join(' ')}`);

if (missing.length + changed.length + untracked.length > 0) {
  for (const path of missing) console.error(`${path}: was not generated`);
  for (const path of untracked) console.error(`${path}: generated, but not added to git`);
  if (changed.length > 0) run(`git --no-pager diff -- ${changed.join(' ')}`);
  console.error(
    '\nGenerated files differ from the code. They are written anew: review and add them.',
  );
  process.exit(1);
}
console.log('Generated files are what the code says.');

function run(command) {
  const { status } = spawnSync(command, { cwd: root, stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(status ?? 1);
}

function lines(command) {
  const { status, stdout } = spawnSync(command, {
    cwd: root,
    encoding: 'utf8',
    shell: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  return stdout.split('\n').filter(Boolean);
}
