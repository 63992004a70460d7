import autocannon from 'autocannon';

import type { ServerProcess } from './server-process.js';

/** What one kind of request is, and how to tell that it was answered as it should be. */
export interface Workload {
  readonly headers: Readonly<Record<string, string>>;
  /** The body that the connection of that number sends, again and again. */
  body(connection: number): string;
  /** Whether a body of a 200 is the expected one. */
  accepts(body: string): boolean;
}

/** What one slice of load found. */
export interface Sample {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server per request, in microseconds; NaN where it is not known. */
  readonly cpuMicros: number;
}

/**
 * Loads a server for some seconds from `connections` keep-alive connections, each of which sends
 * its next request when the last one was answered.
 *
 * @throws Error when a single answer is not a 200 with the expected body
 */
export async function loadServer(
  server: ServerProcess,
  work: Workload,
  load: { readonly connections: number; readonly seconds: number },
): Promise<Sample> {
  const latenciesMs: number[] = [];
  let firstRefused: string | undefined;
  let connection = 0;
  const cpuBefore = server.cpuSeconds();
  const startedAtMs = performance.now();
  const result = await run({
    url: `${server.url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...work.headers },
    connections: load.connections,
    duration: load.seconds,
    setupClient: (client) => {
      client.setBody(work.body(connection));
      connection += 1;
    },
    verifyBody: (body) => {
      const isExpected = work.accepts(String(body));
      if (!isExpected) firstRefused ??= String(body);
      return isExpected;
    },
    onResponse: (latencyMs) => latenciesMs.push(latencyMs),
  });
  const seconds = (performance.now() - startedAtMs) / 1000;
  const cpuSeconds = server.cpuSeconds() - cpuBefore;
  const bad = result.errors + result.timeouts + result.non2xx + result.mismatches;
  if (bad > 0 || latenciesMs.length === 0) {
    throw new Error(
      `${bad} of ${latenciesMs.length} answers were not the expected ones ` +
        `(${result.errors} errors, ${result.non2xx} not 2xx): ${firstRefused ?? 'no body'}`,
    );
  }
  return summarise(latenciesMs, seconds, cpuSeconds);
}

/** Its own percentiles are whole milliseconds, too coarse for a ratio: hence `onResponse`. */
function run({
  onResponse,
  ...options
}: autocannon.Options & { onResponse: (latencyMs: number) => void }): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
    instance.on('response', (_client, _status, _bytes, latencyMs) => {
      onResponse(latencyMs);
    });
  });
}

/** The sample that a list of latencies makes. */
export function summarise(
  latenciesMs: readonly number[],
  seconds: number,
  cpuSeconds = Number.NaN,
): Sample {
  const sorted = Float64Array.from(latenciesMs).sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    perSecond: sorted.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMicros: (cpuSeconds * 1e6) / sorted.length,
  };
}
