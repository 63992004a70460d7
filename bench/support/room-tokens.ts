import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { onCores } from './cores.js';
import { summarise } from './load.js';
import type { Subject } from './rounds.js';
import { WITHOUT_LIMITS } from './without-limits.js';

/** What is measured in one process, by the names that the report uses. */
const WORK = {
  'room token, SDK alone': 'sdk',
  'room token, decided': 'decided',
  'room token, issued': 'issued',
} as const;

/** Room tokens, measured in a process of their own. */
export interface RoomTokenLoop {
  readonly subjects: readonly Subject[];
  stop(): Promise<void>;
}

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly latenciesMs: readonly number[];
}

/**
 * Starts the process in which room tokens are signed by the SDK alone and by the gateway's service,
 * in turns. Nobody is asked for anything: signing needs no LiveKit server.
 */
export async function startRoomTokenLoop(options: {
  readonly databaseUrl: string;
  readonly loops: number;
  readonly cores: string | undefined;
}): Promise<RoomTokenLoop> {
  const script = ['--import', 'tsx', 'bench/servers/room-token-loop.ts', String(options.loops)];
  const [program, ...args] = onCores(options.cores, [process.execPath, ...script]);
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      ...WITHOUT_LIMITS,
      DATABASE_URL: options.databaseUrl,
      TOKEN_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      LIVEKIT_URL: 'ws://127.0.0.1:1',
      LIVEKIT_API_KEY: 'bench',
      LIVEKIT_API_SECRET: randomBytes(32).toString('base64url'),
    },
  });
  const exit = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const next: IteratorResult<string, unknown> = await lines.next();
    if (next.done === true) throw new Error('The loop of room tokens ended by itself.');
    return next.value;
  };
  await nextLine();
  const measure = async (work: string, seconds: number) => {
    child.stdin.write(`${work} ${seconds}\n`);
    const result = JSON.parse(await nextLine()) as Measured;
    return summarise(result.latenciesMs, result.seconds, result.cpuSeconds);
  };
  return {
    subjects: Object.entries(WORK).map(([name, work]) => ({
      name,
      measure: (seconds) => measure(work, seconds),
    })),
    stop: async () => {
      child.stdin.end();
      await exit;
    },
  };
}
