import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { onCores } from './cores.js';
import { summarise, type Sample } from './load.js';
import { spreadOf, type Spread } from './statistics.js';

/** Something that is measured once in every round. */
export interface Subject {
  readonly name: string;
  measure(seconds: number): Promise<Sample>;
}

/** A subject's samples, one of each round. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** One subject against another, each round's sample against the same round's. */
export interface Comparison {
  readonly subject: string;
  readonly peer: string;
  readonly perSecond: Spread;
  readonly p50: Spread;
  readonly p99: Spread;
  /** The peer's processor time per request by the subject's; above 1 the subject needs less. */
  readonly cpu: Spread;
}

/**
 * Measures the subjects in turn, round after round, every second round backwards: what drifts
 * while a run lasts then weighs on each of them alike.
 */
export async function runRounds(
  subjects: readonly Subject[],
  options: { readonly rounds: number; readonly seconds: number; onRound(round: number): void },
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 1; round <= options.rounds; round += 1) {
    options.onRound(round);
    for (const subject of round % 2 === 1 ? subjects : subjects.toReversed()) {
      samples.get(subject.name)?.push(await subject.measure(options.seconds));
    }
  }
  return samples;
}

/** Compares two subjects round by round. */
export function compare(samples: Samples, subject: string, peer: string): Comparison {
  const ours = samples.get(subject) ?? [];
  const theirs = samples.get(peer) ?? [];
  const ratios = (take: (sample: Sample) => number): Spread =>
    spreadOf(
      ours.flatMap((sample, round) => {
        const other = theirs[round];
        return other ? [take(sample) / take(other)] : [];
      }),
    );
  return {
    subject,
    peer,
    perSecond: ratios((sample) => sample.perSecond),
    p50: ratios((sample) => sample.p50Ms),
    p99: ratios((sample) => sample.p99Ms),
    cpu: ratios((sample) => 1 / sample.cpuMicros),
  };
}

/** The loop of INSERTs, in a process of its own on the server's core. */
export function insertSubject(options: {
  readonly databaseUrl: string;
  readonly loops: number;
  readonly poolSize: number;
  readonly cores: string | undefined;
}): Subject {
  return {
    name: 'INSERT loop',
    async measure(seconds) {
      const { databaseUrl, loops, poolSize } = options;
      const [program, ...args] = onCores(options.cores, [
        process.execPath,
        'bench/servers/insert-loop.js',
        ...[databaseUrl, loops, poolSize, seconds].map(String),
      ]);
      const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 1e9 });
      const result = JSON.parse(stdout) as { seconds: number; latenciesMs: number[] };
      return summarise(result.latenciesMs, result.seconds);
    },
  };
}
