import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { freePort } from './free-port.js';

/** The programs that `examples/proxies/` has a configuration of. */
export type ProxyName = 'nginx' | 'haproxy' | 'caddy';

/** The configurations there: one of each program, and nginx under a path of its host. */
type ProxyExample = ProxyName | 'nginx under a path';

/** A proxy in front of two gateways. */
export interface Proxy {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it said. */
  readonly log: string;
  stop(): Promise<void>;
}

interface Program {
  readonly command: string;
  readonly file: string;
  /** The path under which the proxy serves the gateways. */
  readonly prefix?: string;
  readonly versionArgs: readonly string[];
  /** Writes a configuration that runs without root, and returns the arguments that name it. */
  readonly configure: (folder: string, example: string, port: number) => readonly string[];
}

const EXAMPLES = fileURLToPath(new URL('../../examples/proxies', import.meta.url));
const START_LIMIT_MS = 30_000;
// Debian keeps servers where the path of ordinary users does not lead.
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;

const PROGRAMS: Readonly<Record<ProxyExample, Program>> = {
  nginx: {
    command: 'nginx',
    file: 'nginx.conf',
    versionArgs: ['-v'],
    configure: configureNginx,
  },
  'nginx under a path': {
    command: 'nginx',
    file: 'nginx-path.conf',
    prefix: '/gateway',
    versionArgs: ['-v'],
    configure: configureNginx,
  },
  haproxy: {
    command: 'haproxy',
    file: 'haproxy.cfg',
    versionArgs: ['-v'],
    configure: configureHaproxy,
  },
  caddy: {
    command: 'caddy',
    file: 'Caddyfile',
    versionArgs: ['version'],
    configure: configureCaddy,
  },
};

/** The text of a configuration in `examples/proxies/`. */
export function proxyExample(name: ProxyExample): string {
  return fs.readFileSync(path.join(EXAMPLES, PROGRAMS[name].file), 'utf8');
}

/** Whether the program can be run here. */
export function hasProxy(name: ProxyExample): boolean {
  const { command, versionArgs } = PROGRAMS[name];
  return spawnSync(command, versionArgs, { env: { PATH } }).status === 0;
}

/**
 * Starts a proxy by its configuration in `examples/proxies/`, on a free port, or on the one that is
 * given, and in front of the gateways on these two. Waits until it answers for them.
 *
 * @throws Error with what it said when it does not
 */
export async function startProxy(
  name: ProxyExample,
  folder: string,
  gatewayPorts: readonly [number, number],
  givenPort?: number,
): Promise<Proxy> {
  const port = givenPort ?? (await freePort());
  const [first, second] = gatewayPorts;
  const example = proxyExample(name)
    .replaceAll(':4001', `:${first}`)
    .replaceAll(':4002', `:${second}`);
  const { command, prefix = '', configure } = PROGRAMS[name];
  const args = configure(folder, example, port);
  // Caddy wants a home for its state.
  const env = { PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  const url = `http://127.0.0.1:${port}${prefix}`;
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not start:\n${log}`);
    }
    await sleep(20);
  }
  return {
    url,
    child,
    get log() {
      return log;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/livez`)).ok;
  } catch {
    return false;
  }
}

function configureNginx(folder: string, example: string, port: number): readonly string[] {
  const inFolder = (name: string): string => path.join(folder, name);
  fs.writeFileSync(
    inFolder('token-gateway.conf'),
    example.replace('listen 8080;', `listen 127.0.0.1:${port};`),
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (use) => `${use}_temp_path ${inFolder(use)};`,
  );
  const main = `
    daemon off;
    pid ${inFolder('nginx.pid')};
    error_log stderr warn;
    worker_processes 1;
    events { worker_connections 4096; }
    http {
      access_log off;
      ${temporary.join('\n')}
      include ${inFolder('token-gateway.conf')};
    }`;
  fs.writeFileSync(inFolder('nginx.conf'), main);
  return ['-e', 'stderr', '-p', folder, '-c', inFolder('nginx.conf')];
}

function configureHaproxy(folder: string, example: string, port: number): readonly string[] {
  const file = path.join(folder, 'haproxy.cfg');
  fs.writeFileSync(file, example.replace('bind :8080', `bind 127.0.0.1:${port}`));
  return ['-db', '-f', file];
}

function configureCaddy(folder: string, example: string, port: number): readonly string[] {
  const file = path.join(folder, 'Caddyfile');
  const options = '{\n\tadmin off\n}\n';
  const site = example.replace('gateway.example.com {', `http://127.0.0.1:${port} {`);
  fs.writeFileSync(file, options + site);
  return ['run', '--config', file, '--adapter', 'caddyfile'];
}
