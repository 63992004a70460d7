// Builds dist/ where it is missing or older than what it is made of; otherwise does nothing.
//
//   node scripts/ensure-build.js                before a start: what cannot be built is an error
//   node scripts/ensure-build.js --if-possible  after an install: where the bundler is not installed
//                                               (npm ci --omit=dev) there is nothing to do
//
// Plain JavaScript, since it runs before anything is built.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist/cli/index.js');
const inputs = [
  'src',
  'scripts',
  'drizzle',
  'package.json',
  'tsconfig.json',
  'tsconfig.client.json',
  'package-lock.json',
];
const ifPossible = process.argv.includes('--if-possible');

requireNode();

const isBuilt = existsSync(command);
const canBuild =
  existsSync(join(root, 'src/cli/index.ts')) && existsSync(join(root, 'node_modules/rolldown'));

if (canBuild) {
  if (!isBuilt || lastChange(inputs) > statSync(command).mtimeMs) build();
} else if (!isBuilt && !ifPossible) {
  console.error(
    'Nothing is built in dist/, and the bundler that would build it is not installed: run `npm install` first.',
  );
  process.exit(1);
}

/** The bundler would end in a stack trace, in words about itself. */
function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [oldestMajor, oldestMinor] = engines.node.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `Token Gateway needs Node.js ${oldestMajor}.${oldestMinor} or later, and this is ${process.versions.node}.`,
  );
  process.exit(1);
}

function lastChange(paths) {
  return Math.max(
    0,
    ...paths
      .map((path) => join(root, path))
      .filter((path) => existsSync(path))
      .flatMap((path) =>
        statSync(path).isDirectory()
          ? [path, ...readdirSync(path, { recursive: true }).map((entry) => join(path, entry))]
          : [path],
      )
      .map((path) => statSync(path).mtimeMs),
  );
}

function build() {
  const npm = process.env.npm_execpath;
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, 'run', '--silent', 'build'], {
        cwd: root,
        stdio: 'inherit',
      })
    : spawnSync('npm run --silent build', { cwd: root, stdio: 'inherit', shell: true });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
  chmodSync(command, 0o755);
}
