import { join } from 'node:path';

import { constantAnswer, prepareWorkloads, startGateway } from '../support/gateway.js';
import { loadServer, type Workload } from '../support/load.js';
import { renderResults, type Results } from '../support/report.js';
import { compare, insertSubject, runRounds, type Subject } from '../support/rounds.js';
import { startServer, type ServerProcess } from '../support/server-process.js';
import { measureStartUps } from '../support/start-up.js';
import type { Bench, Findings } from './part.js';

/** How many clients load a server at once. */
export const CONNECTIONS = 50;
/** As many as the gateway's pool has. */
const INSERT_CONNECTIONS = 10;
const WARM_UP_SECONDS = 3;

/** How long to measure. */
export interface LoadOptions {
  readonly rounds: number;
  /** Of one sample. */
  readonly seconds: number;
  readonly starts: number;
}

/**
 * Requests per second against a bare Apollo Server in the same run, and starts;
 * docs/performance.md says how to read the figures.
 */
export async function measureLoadRatios(
  { postgres, folder, cores, tell }: Bench,
  { rounds, seconds, starts }: LoadOptions,
): Promise<Findings> {
  const databaseUrl = await postgres.createDatabase('bench_load');
  const servers: Record<string, ServerProcess> = {};
  const startBare = (args: readonly string[]): Promise<ServerProcess> =>
    startServer({
      args: ['bench/servers/bare-server.js', ...args],
      env: { NODE_ENV: 'production' },
      logFile: join(folder, `bare${args.join('')}.log`),
      cores: cores?.server,
    });
  try {
    const gateway = await startGateway({ databaseUrl, folder, cores: cores?.server });
    servers['gateway'] = gateway;
    const bare = await startBare([]);
    servers['bare'] = bare;
    const strict = await startBare(['--no-cache-control']);
    servers['bare, no cache control'] = strict;
    const work = await prepareWorkloads(gateway);
    const subjects = [
      loadSubject('viewer', gateway, work.viewer),
      loadSubject('bare', bare, await constant(bare)),
      loadSubject('currentToken', gateway, work.currentToken),
      loadSubject('bare, no cache control', strict, await constant(strict)),
      loadSubject('generateToken', gateway, work.generateToken),
      insertSubject({
        databaseUrl,
        loops: CONNECTIONS,
        poolSize: INSERT_CONNECTIONS,
        cores: cores?.server,
      }),
    ];
    tell('Warming up');
    for (const subject of subjects) await subject.measure(WARM_UP_SECONDS);
    const samples = await runRounds(subjects, {
      rounds,
      seconds,
      onRound: (round) => {
        tell(`Round ${round} of ${rounds}`);
      },
    });
    const residentMiB = Object.fromEntries(
      Object.entries(servers).map(([name, process]) => [name, process.residentMiB()]),
    );
    await stopAll(servers);
    tell('Starting up');
    const results: Results = {
      samples,
      comparisons: [
        compare(samples, 'viewer', 'bare'),
        compare(samples, 'viewer', 'bare, no cache control'),
        compare(samples, 'currentToken', 'bare'),
        compare(samples, 'currentToken', 'bare, no cache control'),
        compare(samples, 'generateToken', 'bare'),
        compare(samples, 'generateToken', 'INSERT loop'),
      ],
      residentMiB,
      startUps: await measureStartUps(postgres, cores, starts),
    };
    const json = { ...results, samples: Object.fromEntries(samples) };
    return { text: renderResults(results), json, isGood: true };
  } finally {
    await stopAll(servers);
  }
}

function constant(bare: ServerProcess): Promise<Workload> {
  const query = 'query Constant { constant { header token expiresAt refreshAt valid message } }';
  return constantAnswer(bare.url, {}, JSON.stringify({ query }), '"valid":true');
}

function loadSubject(name: string, server: ServerProcess, work: Workload): Subject {
  return {
    name,
    measure: (slice) => loadServer(server, work, { connections: CONNECTIONS, seconds: slice }),
  };
}

async function stopAll(servers: Readonly<Record<string, ServerProcess>>): Promise<void> {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}
