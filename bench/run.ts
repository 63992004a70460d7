// npm run bench -- [--part load|calendars|rooms|rotations|revocations|audit|restarts]…
//   [--rounds 8] [--seconds 4] [--starts 3] [--rotations 10000] [--overlap-seconds 55] [--json]
// npm run bench -- --profile [--seconds 4]
//
// Measures the build; all parts, unless some are named. docs/performance.md says how to read the
// figures. The exit code is 1 when something that must hold did not.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startPostgres } from '../test/support/postgres-server.js';
import { measureAuditCost } from './parts/audit-cost.js';
import { measureCalendarShares } from './parts/calendars.js';
import { CONNECTIONS, measureLoadRatios } from './parts/load-ratios.js';
import type { Bench, Findings } from './parts/part.js';
import { measureRestarts } from './parts/restarts.js';
import { measureRevocations } from './parts/revocations.js';
import { measureRoomTokens } from './parts/room-tokens.js';
import { measureRotations } from './parts/rotations.js';
import { divideCores } from './support/cores.js';
import { profileGateway } from './support/profile.js';
import { describeMachine } from './support/report.js';

const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '4' },
    starts: { type: 'string', default: '3' },
    rotations: { type: 'string', default: '10000' },
    'overlap-seconds': { type: 'string', default: '55' },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const seconds = wholeNumber('seconds');
const loadOptions = { rounds: wholeNumber('rounds'), seconds, starts: wholeNumber('starts') };
const rotationOptions = {
  rotations: wholeNumber('rotations'),
  overlapSeconds: wholeNumber('overlap-seconds'),
};
const parts: Readonly<Record<string, (bench: Bench) => Promise<Findings>>> = {
  load: (bench) => measureLoadRatios(bench, loadOptions),
  calendars: measureCalendarShares,
  rooms: (bench) => measureRoomTokens(bench, loadOptions),
  rotations: (bench) => measureRotations(bench, rotationOptions),
  revocations: measureRevocations,
  audit: (bench) => measureAuditCost(bench, seconds),
  restarts: measureRestarts,
};
const chosen = values.part.length > 0 ? values.part : Object.keys(parts);
const unknown = chosen.find((name) => !(name in parts));
if (unknown !== undefined) {
  throw new Error(`--part must be one of ${Object.keys(parts).join(', ')}, not ${unknown}`);
}

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
  if (values.profile) {
    const databaseUrl = await postgres.createDatabase('bench_profile');
    const options = { databaseUrl, folder, cores: cores?.server };
    process.stdout.write(await profileGateway(options, { connections: CONNECTIONS, seconds }));
  } else {
    const found: Record<string, Findings> = {};
    for (const name of chosen) {
      tell(`Part: ${name}`);
      const findings = await parts[name]?.({ postgres, folder, cores, tell });
      if (findings) found[name] = findings;
    }
    process.stdout.write(`${values.json ? asJson(found) : asText(found)}\n`);
    if (Object.values(found).some(({ isGood }) => !isGood)) process.exitCode = 1;
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

function asText(found: Readonly<Record<string, Findings>>): string {
  return Object.values(found)
    .map(({ text }) => text)
    .join('\n\n');
}

function asJson(found: Readonly<Record<string, Findings>>): string {
  const results = Object.entries(found).map(([name, { json }]) => [name, json]);
  return JSON.stringify({ machine: describeMachine(), ...Object.fromEntries(results) }, null, 2);
}

function wholeNumber(option: 'rounds' | 'seconds' | 'starts' | 'rotations' | 'overlap-seconds') {
  const text = values[option];
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${option} must be a whole number from 1 on`);
  return Number(text);
}
