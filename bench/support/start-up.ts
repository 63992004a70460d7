import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { PostgresServer } from '../../test/support/postgres-server.js';
import type { Cores } from './cores.js';
import { ask } from './gateway.js';
import { startServer } from './server-process.js';
import { spreadOf, type Spread } from './statistics.js';

/** One way to start, measured several times. */
export interface StartUp {
  readonly name: string;
  /** From the start of the process to its first answer to a query. */
  readonly firstAnswerMs: Spread;
  /** Two seconds later. */
  readonly residentMiB: Spread;
}

const SETTLE_MS = 2_000;
const QUERY = JSON.stringify({ query: '{ viewer { kind } }' });

/**
 * Measures starts on a new embedded database, on the one that the start before left behind, and on
 * PostgreSQL. A start may use every core, as it may in real life.
 */
export async function measureStartUps(
  postgres: PostgresServer,
  cores: Cores | undefined,
  times: number,
): Promise<readonly StartUp[]> {
  const all = cores?.all;
  const kinds = {
    'embedded, new data folder': [] as Start[],
    'embedded, old data folder': [] as Start[],
    PostgreSQL: [] as Start[],
  };
  for (let time = 0; time < times; time += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'token-gateway-bench-'));
    const embedded = { DATA_DIR: join(folder, 'data') };
    const server = { NODE_ENV: 'production', ...(await postgresSettings(postgres, time)) };
    try {
      kinds['embedded, new data folder'].push(await start(folder, all, embedded));
      kinds['embedded, old data folder'].push(await start(folder, all, embedded));
      kinds.PostgreSQL.push(await start(folder, all, server));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return Object.entries(kinds).map(([name, starts]) => ({
    name,
    firstAnswerMs: spreadOf(starts.map((one) => one.firstAnswerMs)),
    residentMiB: spreadOf(starts.map((one) => one.residentMiB)),
  }));
}

async function postgresSettings(
  postgres: PostgresServer,
  time: number,
): Promise<Record<string, string>> {
  return {
    DATABASE_URL: await postgres.createDatabase(`bench_start_${time}`),
    TOKEN_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
  };
}

interface Start {
  readonly firstAnswerMs: number;
  readonly residentMiB: number;
}

async function start(
  folder: string,
  cores: string | undefined,
  env: Readonly<Record<string, string>>,
): Promise<Start> {
  // What the start before has written goes to the disk now, and not while this one is measured.
  await promisify(execFile)('sync');
  const startedAtMs = performance.now();
  const server = await startServer({
    args: ['dist/cli/index.js', 'serve'],
    env: { PORT: '0', ...env },
    logFile: join(folder, 'start.log'),
    cores,
  });
  try {
    await ask(server.url, {}, QUERY);
    const firstAnswerMs = performance.now() - startedAtMs;
    await sleep(SETTLE_MS);
    return { firstAnswerMs, residentMiB: server.residentMiB() };
  } finally {
    await server.stop();
  }
}
