import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { commandLine } from './project.js';

/** A built gateway, in a process of its own, on an embedded database. */
export interface Gateway {
  readonly url: string;
  readonly superuserKey: string;
  /** Where commands find it. */
  readonly dataDir: string;
  /** Runs an operation as a superuser and answers its `data`. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** Registers an agent that the gateway renews, and gives what a client of its own is made with. */
  enrol(agent: string, provider: string): Promise<Enrolment>;
  stop(): Promise<void>;
}

/** Options of a client that acts as an agent. */
export interface Enrolment {
  readonly url: string;
  readonly agent: string;
  readonly agentKey: string;
}

const ENROL = `mutation ($agent: RegisterAgentInput!, $key: CreateAgentKeyInput!) {
  registerAgent(input: $agent) { agent { name } }
  createAgentKey(input: $key) { key }
}`;

/**
 * Starts a gateway in a folder that is empty, and waits until it listens.
 *
 * @throws Error with what it printed, when it ends before that
 */
export async function startGateway(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<Gateway> {
  const superuserKey = randomBytes(24).toString('base64url');
  const dataDir = path.join(folder, 'data');
  const child = spawn(process.execPath, [commandLine, 'serve'], {
    // Away from a developer's `.env`, which the gateway would read.
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      SUPERUSER_KEY: superuserKey,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      printed += `${line}\n`;
      const [, address] = /"url":"(http:[^"]+)"/.exec(line) ?? [];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(`The gateway ended:\n${printed}`)));
  });
  const ask = async <Data>(query: string, variables = {}): Promise<Data> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${superuserKey}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown[] };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    url,
    superuserKey,
    dataDir,
    ask,
    enrol: async (agent, provider) => {
      const { createAgentKey } = await ask<{ createAgentKey: { key: string } }>(ENROL, {
        agent: { name: agent, provider, renewal: 'AUTOMATIC' },
        key: { agent },
      });
      return { url, agent, agentKey: createAgentKey.key };
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
