import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { beforeAll } from 'vitest';

import { BUILD_LIMIT_MS, command, ensureBuilt } from './build.js';
import { endWithFile, makeFolder } from './leftovers.js';
import { evidence } from './run-evidence.js';
import { send, type Answer } from './send.js';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the moment it was told to end, or from its start. */
  readonly durationMs: number;
}

/** The command line as a process of its own. */
export interface RunningCommand {
  readonly pid: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: Promise<Exit>;
  /** Sends a signal and waits for the end that it brings. */
  end(signal: NodeJS.Signals): Promise<Exit>;
}

/** A gateway as a process of its own, ready to serve. */
export interface GatewayProcess extends RunningCommand {
  readonly url: string;
  /** From the process's start to its first good answer. */
  readonly startMs: number;
  /** The JSON lines it logged so far; other lines are left out. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  send<T, V>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<T>>;
}

/** A finished command. */
export interface CommandResult extends Exit {
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings of a process; nothing of the environment of the tests reaches it. */
export type Env = Readonly<Record<string, string>>;

// Bounds for a hang, not for speed: machines that build and test at once are ten times slower.
const START_LIMIT_MS = 120_000;

// Once in a process, before the first of its files that start commands.
beforeAll(ensureBuilt, BUILD_LIMIT_MS);

/** Starts `token-gateway <args>`, of this build unless another one's file is named. */
export function start(args: readonly string[], env: Env = {}, file = command): RunningCommand {
  // In a folder of its own: one with a `.env`, such as a developer's checkout, would add settings.
  return launch(process.execPath, [file, ...args], env, { cwd: makeFolder() });
}

/** Runs `token-gateway <args>` to its end. */
export async function run(
  args: readonly string[],
  env: Env = {},
  file = command,
): Promise<CommandResult> {
  return finish(start(args, env, file));
}

/** The same, with a text on its standard input. */
export async function runWithInput(
  args: readonly string[],
  env: Env,
  input: string,
): Promise<CommandResult> {
  const options = { cwd: makeFolder(), input };
  return finish(launch(process.execPath, [command, ...args], env, options));
}

/** Starts a script of this project, TypeScript included. */
export function startScript(script: string, env: Env = {}): RunningCommand {
  return launch(process.execPath, ['--import', 'tsx', script], env);
}

/** Runs a script by bash to its end. */
export async function runBash(script: string): Promise<CommandResult> {
  return finish(launch('bash', ['-c', script], {}));
}

/**
 * Starts a gateway on a free port and waits until it is ready.
 *
 * @throws Error with what it printed when it ends before that
 */
export async function startProcess(env: Env, file = command): Promise<GatewayProcess> {
  const startedAt = performance.now();
  // Tests of other things need not wait for proxies that are not there, in production either.
  const running = start(['serve'], { PORT: '0', SHUTDOWN_DELAY_SECONDS: '0', ...env }, file);
  const url = await untilReady(running);
  const startMs = performance.now() - startedAt;
  return Object.create(running, {
    url: { value: url },
    startMs: { value: startMs },
    log: { get: () => logOf(running) },
    send: {
      value: (document: TypedDocumentNode, variables: unknown, headers?: Env) =>
        send(`${url}/graphql`, print(document), variables, headers),
    },
  }) as GatewayProcess;
}

/**
 * Polls until `probe` gives something and returns it.
 *
 * @throws Error naming `what` when that does not happen within `limitMs`
 */
export async function eventually<T>(
  what: string,
  limitMs: number,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limitMs} ms`);
    await sleep(20);
  }
}

function launch(
  file: string,
  args: readonly string[],
  env: Env,
  { cwd, input = '' }: { readonly cwd?: string; readonly input?: string | undefined } = {},
): RunningCommand {
  const startedAt = performance.now();
  evidence.recordSettings(env);
  const child = spawn(file, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: tmpdir(), ...env },
    stdio: 'pipe',
  });
  // Whoever does not read it may end before it is written.
  child.stdin.on('error', () => undefined).end(input);
  endWithFile(child);
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (printed[stream] += text));
  }
  const exit = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      evidence.record('logs', printed.stderr);
      // Other lines are for whoever asked: secrets that a command prints once.
      if (args.includes('serve')) evidence.record('logs', linesOfLog(printed.stdout).join('\n'));
      resolve({ code, signal, durationMs: performance.now() - startedAt });
    });
  });
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return printed.stdout;
    },
    get stderr() {
      return printed.stderr;
    },
    exit,
    end: async (signal) => {
      const toldAt = performance.now();
      child.kill(signal);
      return { ...(await exit), durationMs: performance.now() - toldAt };
    },
  };
}

async function finish(running: RunningCommand): Promise<CommandResult> {
  const exit = await running.exit;
  return { ...exit, stdout: running.stdout, stderr: running.stderr };
}

async function untilReady(running: RunningCommand): Promise<string> {
  let ended = false;
  void running.exit.then(() => (ended = true));
  return eventually('The start of the gateway', START_LIMIT_MS, async () => {
    if (ended) throw new Error(`It ended:\n${running.stdout}\n${running.stderr}`);
    const url = logOf(running).find((line) => line['url'])?.['url'];
    if (typeof url !== 'string') return undefined;
    const ready = await fetch(`${url}/readyz`);
    return ready.ok && url;
  });
}

function logOf(running: RunningCommand): Record<string, unknown>[] {
  return linesOfLog(running.stdout).map((line) => JSON.parse(line) as Record<string, unknown>);
}

function linesOfLog(stdout: string): string[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'));
}
