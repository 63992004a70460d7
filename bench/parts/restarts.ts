import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../../test/support/free-port.js';
import { startPostLoad } from '../../test/support/post-load.js';
import { hasProxy, startProxy, type ProxyName } from '../../test/support/proxies.js';
import { prepareWorkloads, startGateway } from '../support/gateway.js';
import { table } from '../support/report.js';
import type { ServerProcess } from '../support/server-process.js';
import type { Bench, Findings } from './part.js';

const ROUNDS = 3;
const CLIENTS = 32;
/** How long a gateway has served by then that is restarted, and the other one. */
const SETTLE_MS = 2_000;
const SERVING_LIMIT_MS = 60_000;
/** The most requests that may be lost of 20,000. */
const MOST_LOST: Readonly<Record<ProxyName, number>> = { nginx: 1, haproxy: 0, caddy: 1 };

interface Loss {
  readonly sent: number;
  readonly lost: number;
  readonly firstLost: string | undefined;
  readonly seconds: number;
}

/**
 * Rolling restarts of two gateways behind each proxy that is installed, by the configurations in
 * `examples/proxies/`, while clients POST without a pause.
 */
export async function measureRestarts(bench: Bench): Promise<Findings> {
  const found: Partial<Record<ProxyName, Loss>> = {};
  for (const name of Object.keys(MOST_LOST) as ProxyName[]) {
    if (!hasProxy(name)) {
      bench.tell(`${name} is not installed`);
      continue;
    }
    bench.tell(`Behind ${name}`);
    found[name] = await restartBehind(bench, name);
  }
  const rows = Object.entries(found).map(([name, { sent, lost, firstLost, seconds }]) => [
    name,
    String(sent),
    String(lost),
    (sent / seconds).toFixed(0),
    firstLost ?? '',
  ]);
  const isGood = Object.entries(found).every(
    ([name, { sent, lost }]) => lost <= Math.ceil(sent / 20_000) * MOST_LOST[name as ProxyName],
  );
  return {
    text: table(['rolling restarts behind', 'POSTs sent', 'lost', 'POSTs/s', 'first lost'], rows),
    json: found,
    isGood,
  };
}

async function restartBehind(
  { postgres, folder, cores, tell }: Bench,
  name: ProxyName,
): Promise<Loss> {
  const databaseUrl = await postgres.createDatabase(`bench_restarts_${name}`);
  const ports = [await freePort(), await freePort()] as const;
  const logName = (port: number): string => `${name}-${port}`;
  const start = (port: number) =>
    startGateway({
      databaseUrl,
      folder,
      cores: cores?.all,
      name: logName(port),
      // The default of production.
      settings: { PORT: String(port), TRUST_PROXY: '1', SHUTDOWN_DELAY_SECONDS: '' },
    });
  const gateways: [ServerProcess, ServerProcess] = [await start(ports[0]), await start(ports[1])];
  const proxyFolder = join(folder, name);
  mkdirSync(proxyFolder);
  const proxy = await startProxy(name, proxyFolder, ports);
  try {
    const { viewer } = await prepareWorkloads(gateways[0]);
    const startedAtMs = performance.now();
    const load = startPostLoad({
      url: `${proxy.url}/graphql`,
      headers: viewer.headers,
      body: viewer.body(0),
      expected: '"viewer":{"kind":"AGENT"',
      clients: CLIENTS,
    });
    for (let round = 1; round <= ROUNDS; round += 1) {
      tell(`Round ${round} of ${ROUNDS}: ${load.sent} sent, ${load.lost.length} lost`);
      for (const at of [0, 1] as const) {
        for (const port of ports) await untilServing(join(folder, `${logName(port)}.log`));
        await sleep(SETTLE_MS);
        await gateways[at].stop();
        gateways[at] = await start(ports[at]);
      }
    }
    await load.stop();
    const { sent, lost } = load;
    const seconds = (performance.now() - startedAtMs) / 1000;
    return { sent, lost: lost.length, firstLost: lost[0], seconds };
  } finally {
    await proxy.stop();
    await Promise.all(gateways.map((gateway) => gateway.stop()));
  }
}

/** Waits until the proxy sends requests to a gateway, as its log tells. */
async function untilServing(logFile: string): Promise<void> {
  const deadlineMs = performance.now() + SERVING_LIMIT_MS;
  while (!readFileSync(logFile, 'utf8').includes('"operation":"Viewer"')) {
    if (performance.now() > deadlineMs) throw new Error(`Nobody asks the gateway of ${logFile}.`);
    await sleep(50);
  }
}
