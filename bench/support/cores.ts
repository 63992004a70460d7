import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Which core runs what; `undefined` where processes cannot be bound to cores. */
export interface Cores {
  /** The core of the server under test, and of nothing else that this run starts. */
  readonly server: string;
  /** The cores of the load generator and of PostgreSQL. */
  readonly others: string;
  /** Every core. From inside this process fewer can be seen, once it is bound. */
  readonly all: string;
}

/**
 * Keeps this process, and so whatever it starts, away from the core on which servers are measured.
 * Does nothing but say so where there is no `taskset` or only one core.
 */
export function divideCores(): Cores | undefined {
  const count = availableParallelism();
  if (count < 2 || spawnSync('taskset', ['--version']).status !== 0) return undefined;
  const last = String(count - 1);
  const cores = { server: '0', others: count === 2 ? '1' : `1-${last}`, all: `0-${last}` };
  execFileSync('taskset', ['-a', '-c', '-p', cores.others, String(process.pid)]);
  return cores;
}

/** A command line that runs `command` on the given cores. */
export function onCores(
  cores: string | undefined,
  command: readonly string[],
): readonly [program: string, ...args: string[]] {
  const [program = '', ...args] = command;
  return cores === undefined ? [program, ...args] : ['taskset', '-c', cores, program, ...args];
}
