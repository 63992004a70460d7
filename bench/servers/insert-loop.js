// What the database and its driver can do: loops of single INSERTs, each committed by itself.
//
//   node bench/servers/insert-loop.js <database URL> <loops> <connections> <seconds>
//
// Prints one line of JSON: the seconds it took, and how long each commit took in milliseconds.
import { randomBytes, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';

import postgres from 'postgres';

const [url, loops, connections, seconds] = process.argv.slice(2);
const sql = postgres(url, { max: Number(connections), onnotice: () => undefined });
await sql`
  create table if not exists bench_inserts (
    id uuid primary key,
    digest bytea not null unique,
    ciphertext bytea not null,
    issued_at timestamptz not null,
    note text
  )`;

const insert = () =>
  sql`insert into bench_inserts (id, digest, ciphertext, issued_at, note)
      values (${randomUUID()}, ${randomBytes(32)}, ${randomBytes(84)}, ${new Date()}, null)`;

async function loop(untilMs, latenciesMs) {
  while (performance.now() < untilMs) {
    const startedAtMs = performance.now();
    await insert();
    latenciesMs.push(performance.now() - startedAtMs);
  }
}

async function run(durationMs) {
  const latenciesMs = [];
  const startedAtMs = performance.now();
  const untilMs = startedAtMs + durationMs;
  await Promise.all(Array.from({ length: Number(loops) }, () => loop(untilMs, latenciesMs)));
  return { seconds: (performance.now() - startedAtMs) / 1000, latenciesMs };
}

await run(500);
const result = await run(Number(seconds) * 1000);
await sql.end();
console.log(JSON.stringify(result));
