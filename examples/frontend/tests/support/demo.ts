import { spawn } from 'node:child_process';

import { projectRoot } from './project.js';

/** What `npm run demo` runs: a gateway beside an emulated Google. */
export interface Demo {
  readonly url: string;
  readonly superuserKey: string;
  /** The link that it prints for an account's owner. */
  readonly consentUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts the demo with its data in a folder of its own, and reads what it prints.
 *
 * @throws Error with what it printed, when it ends before that
 */
export async function startDemo(dataDir: string): Promise<Demo> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.includes('googleConnections')) resolve();
    });
    void ended.then(() => reject(new Error(`The demo ended:\n${printed}`)));
  });
  const find = (pattern: RegExp): string => {
    const [, found] = pattern.exec(printed) ?? [];
    if (found === undefined) throw new Error(`The demo does not print ${pattern}:\n${printed}`);
    return found;
  };
  return {
    url: find(/In a browser +(http\S+)\//),
    superuserKey: find(/Superuser key +(\S+)/),
    consentUrl: find(/^(http\S+\/o\/oauth2\/v2\/auth\?\S+)$/m),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
