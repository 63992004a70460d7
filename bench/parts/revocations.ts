import { setTimeout as sleep } from 'node:timers/promises';

import postgres from 'postgres';

import { openFeedGate, type FeedGate } from '../../test/support/feed-gate.js';
import { ask, asSuperuser, startGateway } from '../support/gateway.js';
import { table } from '../support/report.js';
import type { Bench, Findings } from './part.js';

const HEALTHY_SAMPLES = 500;
/** Each cut costs about ten seconds, and its revocations share it. */
const CUTS = 5;
const SAMPLES_PER_CUT = 20;
/** What the gateway promises with its feed of changes, and without. */
const HEALTHY_LIMIT_MS = 100;
const SILENT_LIMIT_MS = 5_000;
const HEARING_LIMIT_MS = 15_000;

const GENERATE =
  'mutation ($input: GenerateTokenInput!) { generateToken(input: $input) ' +
  '{ token integrationToken { id } } }';
const REVOKE =
  'mutation ($input: RevokeTokenInput!) { revokeToken(input: $input) { integrationToken { id } } }';
const VIEWER = JSON.stringify({ query: '{ viewer { kind } }' });

/** Where revocations are made, and where they must be noticed. */
interface Replicas {
  readonly writer: string;
  readonly other: string;
}

interface IssuedToken {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * How long another process goes on accepting a token after its revocation was answered: with its
 * feed of changes, when the feed is ended by the server, and when it falls silent.
 */
export async function measureRevocations({
  postgres: server,
  folder,
  cores,
  tell,
}: Bench): Promise<Findings> {
  const databaseUrl = await server.createDatabase('bench_revocations');
  const gate = await openFeedGate(databaseUrl);
  const start = (url: string, name: string) =>
    startGateway({ databaseUrl: url, folder, cores: cores?.all, name });
  const writer = await start(databaseUrl, 'writer');
  const other = await start(gate.url, 'other');
  const replicas = { writer: writer.url, other: other.url };
  try {
    tell('With the feed');
    const healthy = await measureHealthy(replicas);
    tell('With the feed ended by the server');
    const ended = await measureCuts(replicas, databaseUrl, () => endFeeds(databaseUrl));
    tell('With the feed silent');
    const silent = await measureSilence(replicas, databaseUrl, gate);
    const found = { healthy: summary(healthy), ended: summary(ended), silent: summary(silent) };
    const text = table(
      [
        'revoked on one process, refused on the other',
        'revocations',
        'p50 ms',
        'p99 ms',
        'most ms',
      ],
      [
        row('with the feed of changes', found.healthy),
        row('feed ended by the server', found.ended),
        row('feed silent', found.silent),
      ],
    );
    const isGood =
      found.healthy.p99Ms <= HEALTHY_LIMIT_MS &&
      found.ended.mostMs <= SILENT_LIMIT_MS &&
      found.silent.mostMs <= SILENT_LIMIT_MS;
    return { text, json: found, isGood };
  } finally {
    await Promise.all([writer.stop(), other.stop()]);
    await gate.close();
  }
}

async function measureHealthy(replicas: Replicas): Promise<number[]> {
  const latenciesMs: number[] = [];
  for (let sample = 0; sample < HEALTHY_SAMPLES; sample += 1) {
    const [token] = await issueRemembered(replicas, 1);
    if (token) latenciesMs.push(await revokeAndWait(replicas, token));
  }
  return latenciesMs;
}

async function measureCuts(
  replicas: Replicas,
  databaseUrl: string,
  cut: () => Promise<unknown>,
  mend: () => void = () => undefined,
): Promise<number[]> {
  const latenciesMs: number[] = [];
  for (let number = 0; number < CUTS; number += 1) {
    await untilItRemembers(replicas, databaseUrl);
    const tokens = await issueRemembered(replicas, SAMPLES_PER_CUT);
    await cut();
    // At different places between two beats.
    await sleep((1_000 * number) / CUTS);
    latenciesMs.push(...(await Promise.all(tokens.map((token) => revokeAndWait(replicas, token)))));
    mend();
  }
  return latenciesMs;
}

function measureSilence(
  replicas: Replicas,
  databaseUrl: string,
  gate: FeedGate,
): Promise<number[]> {
  const silence = async (): Promise<void> => gate.silence();
  return measureCuts(replicas, databaseUrl, silence, () => gate.mend());
}

/** Tokens that the other process has in its memory. */
async function issueRemembered({ writer, other }: Replicas, count: number): Promise<IssuedToken[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, number) => {
      const token = await issue(writer, `revoked-${number}`);
      // Twice: what was read while another change arrived is not kept.
      await ask(other, token.headers, VIEWER);
      await ask(other, token.headers, VIEWER);
      return token;
    }),
  );
}

async function issue(url: string, agent: string): Promise<IssuedToken> {
  const input = { provider: 'LIVEKIT', agent, overlapSeconds: 0 };
  const body = JSON.stringify({ query: GENERATE, variables: { input } });
  const { data } = JSON.parse(await ask(url, asSuperuser, body)) as {
    data: { generateToken: { token: string; integrationToken: { id: string } } };
  };
  const { token, integrationToken } = data.generateToken;
  return { id: integrationToken.id, headers: { 'x-livekit-token': token } };
}

/** From the answer of the revocation to the other process's first refusal, in milliseconds. */
async function revokeAndWait({ writer, other }: Replicas, token: IssuedToken): Promise<number> {
  const variables = { input: { id: token.id, reason: 'measured' } };
  await ask(writer, asSuperuser, JSON.stringify({ query: REVOKE, variables }));
  const answeredAtMs = performance.now();
  for (;;) {
    const { status } = await request(other, token.headers);
    if (status === 401) return performance.now() - answeredAtMs;
    if (status !== 200) throw new Error(`The other process answered ${status}.`);
  }
}

async function request(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: VIEWER,
  });
  await response.arrayBuffer();
  return { status: response.status };
}

/** Waits until the other process answers from memory: a change behind its back goes unnoticed. */
async function untilItRemembers(replicas: Replicas, databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const deadlineMs = performance.now() + HEARING_LIMIT_MS;
    while (performance.now() < deadlineMs) {
      const [token] = await issueRemembered(replicas, 1);
      if (!token) continue;
      await sql`update integration_tokens set revoked_at = now() where id = ${token.id}`;
      const { status } = await request(replicas.other, token.headers);
      if (status === 200) return;
      await sleep(200);
    }
    throw new Error('The other process did not use its memory again.');
  } finally {
    await sql.end();
  }
}

async function endFeeds(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'token-gateway feed' and datname = current_database()`;
  await sql.end();
}

interface Summary {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
}

function summary(latenciesMs: readonly number[]): Summary {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) };
}

function row(name: string, { count, p50Ms, p99Ms, mostMs }: Summary): string[] {
  return [name, String(count), p50Ms.toFixed(1), p99Ms.toFixed(1), mostMs.toFixed(1)];
}
