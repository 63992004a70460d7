import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { onCores } from './cores.js';

/** How to start a server. */
export interface ServerOptions {
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where standard output and standard error go; the server writes `"url":"http…"` there. */
  readonly logFile: string;
  /** The cores it may run on, all of this process's when undefined. */
  readonly cores: string | undefined;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Resident memory now, in MiB; NaN where /proc does not tell. */
  residentMiB(): number;
  /** The processor time spent so far, in seconds; NaN where /proc does not tell. */
  cpuSeconds(): number;
  /** Ends it with SIGTERM, by SIGKILL if it does not go. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
/** The unit of /proc/<pid>/stat: USER_HZ is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Starts a server and waits until it has said where it listens.
 *
 * @throws Error with what it wrote when it ends or stays silent instead
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const log = openSync(options.logFile, 'w');
  const [program, ...args] = onCores(options.cores, [process.execPath, ...options.args]);
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], ...options.env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const url = await waitForUrl(child, options.logFile);
  // taskset replaces itself by the server, so its id is the server's.
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    residentMiB: () => residentMiB(pid),
    cpuSeconds: () => cpuSeconds(pid),
    stop: () => stop(child),
  };
}

async function waitForUrl(child: ChildProcess, logFile: string): Promise<string> {
  const deadlineMs = performance.now() + START_LIMIT_MS;
  for (;;) {
    const text = readFileSync(logFile, 'utf8');
    const url = /"url":"(http[^"]+)"/.exec(text)?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null || performance.now() > deadlineMs) {
      child.kill('SIGKILL');
      throw new Error(`A server did not start:\n${text}`);
    }
    // Seldom enough to leave the cores to the server that starts.
    await sleep(20);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

function residentMiB(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readProc(pid, 'status'))?.[1];
  return Number(kibibytes ?? Number.NaN) / 1024;
}

function cpuSeconds(pid: number): number {
  // The fields after the name, which stands in parentheses and may hold spaces.
  const fields = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
