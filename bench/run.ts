// npm run bench -- [--rounds 8] [--seconds 4] [--starts 3] [--json] [--profile]
//
// Measures the build against a bare Apollo Server in the same run; docs/performance.md says how to
// read the figures.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startPostgres, type PostgresServer } from '../test/support/postgres-server.js';
import { measureCalendars } from './support/calendar-share.js';
import { divideCores, type Cores } from './support/cores.js';
import { constantAnswer, prepareWorkloads, startGateway } from './support/gateway.js';
import { loadServer, type Workload } from './support/load.js';
import { profileGateway } from './support/profile.js';
import { describeMachine, renderResults, type Results } from './support/report.js';
import { compare, insertSubject, runRounds, type Subject } from './support/rounds.js';
import { startServer, type ServerProcess } from './support/server-process.js';
import { measureStartUps } from './support/start-up.js';

const CONNECTIONS = 50;
/** As many as the gateway's pool has. */
const INSERT_CONNECTIONS = 10;
const WARM_UP_SECONDS = 3;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '4' },
    starts: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const seconds = wholeNumber('seconds', values.seconds);

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const cores = divideCores();
tell(describeMachine());
tell(
  cores
    ? `Servers on core ${cores.server}; load and PostgreSQL on ${cores.others}.`
    : 'Processes are not bound to cores here: expect more noise.',
);
const folder = await mkdtemp(join(tmpdir(), 'token-gateway-bench-'));
const postgres = await startPostgres({ durable: true });
try {
  const databaseUrl = await postgres.createDatabase('bench');
  if (values.profile) {
    const options = { databaseUrl, folder, cores: cores?.server };
    process.stdout.write(await profileGateway(options, { connections: CONNECTIONS, seconds }));
  } else {
    const results = await measure(postgres, databaseUrl, cores);
    process.stdout.write(`${values.json ? asJson(results) : renderResults(results)}\n`);
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measure(
  server: PostgresServer,
  databaseUrl: string,
  bound: Cores | undefined,
): Promise<Results> {
  const servers: Record<string, ServerProcess> = {};
  try {
    const gateway = await startGateway({ databaseUrl, folder, cores: bound?.server });
    servers['gateway'] = gateway;
    const bare = await startBare(bound, []);
    servers['bare'] = bare;
    const strict = await startBare(bound, ['--no-cache-control']);
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
        cores: bound?.server,
      }),
    ];
    tell('Warming up');
    for (const subject of subjects) await subject.measure(WARM_UP_SECONDS);
    const rounds = wholeNumber('rounds', values.rounds);
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
    tell('Asking for calendars');
    const calendarsDatabase = await server.createDatabase('bench_calendars');
    const calendars = await measureCalendars(calendarsDatabase, folder, bound?.server);
    tell('Starting up');
    return {
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
      calendars,
      startUps: await measureStartUps(server, bound, wholeNumber('starts', values.starts)),
    };
  } finally {
    await stopAll(servers);
  }
}

function startBare(bound: Cores | undefined, args: readonly string[]): Promise<ServerProcess> {
  return startServer({
    args: ['bench/servers/bare-server.js', ...args],
    env: { NODE_ENV: 'production' },
    logFile: join(folder, `bare${args.join('')}.log`),
    cores: bound?.server,
  });
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

function asJson({ samples, ...rest }: Results): string {
  const machine = describeMachine();
  return JSON.stringify({ machine, samples: Object.fromEntries(samples), ...rest }, null, 2);
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`--${option} must be a whole number from 1 on`);
  return Number(text);
}
