import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends `signal`; false when the process no longer exists. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Tells whether a process exists and has not ended; one that only waits to be reaped has ended. */
export function isRunning(pid: number): boolean {
  if (hasProcFolder()) return readProcess(pid) !== undefined;
  return listProcessesWithPs().some((process) => process.pid === pid);
}

/**
 * Stops (SIGSTOP) a server and returns the ids of all its processes, the postmaster first. Each
 * backend leads a process group of its own, so they are found by their parent; the postmaster is
 * stopped first and can no longer start another one.
 */
export function freezeServer(postmaster: number): number[] {
  const frozen = new Set<number>();
  let found = [postmaster];
  while (found.length > 0) {
    for (const pid of found) {
      sendSignal(pid, 'SIGSTOP');
      frozen.add(pid);
    }
    found = listProcesses()
      .filter((process) => process.parent === postmaster && !frozen.has(process.pid))
      .map((process) => process.pid);
  }
  return [...frozen];
}

/**
 * Polls until `isDone` holds.
 *
 * @throws Error naming `what` when it does not within `timeoutMs`
 */
export async function waitUntil(
  what: string,
  timeoutMs: number,
  isDone: () => boolean,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!isDone()) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await sleep(10);
  }
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
}

function listProcesses(): ProcessEntry[] {
  if (!hasProcFolder()) return listProcessesWithPs();
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
}

function hasProcFolder(): boolean {
  return fs.existsSync('/proc/self/stat');
}

/** Linux, also where `ps` is not installed: slim container images. */
function readProcess(pid: number): ProcessEntry | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name is in brackets and may contain spaces and brackets itself.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : { pid, parent: Number(parent) };
  } catch {
    return undefined; // It ended while we looked.
  }
}

function listProcessesWithPs(): ProcessEntry[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return table
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => columns.length === 3 && !columns[2]?.startsWith('Z'))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}
