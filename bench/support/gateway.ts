import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { Workload } from './load.js';
import { startServer, type ServerProcess } from './server-process.js';
import { WITHOUT_LIMITS } from './without-limits.js';

/** The agent whose token the read workloads carry. */
const AGENT = 'bench';
const SUPERUSER_KEY = randomBytes(33).toString('base64');
const ENCRYPTION_KEYS = `bench:${randomBytes(32).toString('base64')}`;

/** The headers of a superuser of every gateway that this run starts. */
export const asSuperuser = { authorization: `Bearer ${SUPERUSER_KEY}` };

/** How {@link startGateway} starts. */
export interface GatewayOptions {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly cores: string | undefined;
  /** Options of `node` itself. */
  readonly nodeOptions?: readonly string[];
  /** Names its log file; gateways that run at once need different ones. */
  readonly name?: string;
  /** In place of what every gateway of a run is given. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What is asked of the gateway, by the names that the report uses. */
export interface GatewayWorkloads {
  readonly viewer: Workload;
  readonly currentToken: Workload;
  readonly generateToken: Workload;
}

/** The build, as in production: JSON lines at level info, here to a file. */
export async function startGateway(options: GatewayOptions): Promise<ServerProcess> {
  return startServer({
    args: [...(options.nodeOptions ?? []), 'dist/cli/index.js', 'serve'],
    env: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '0',
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: join(options.folder, 'unused'),
      SUPERUSER_KEY,
      // All load comes from one address, and some of it is refused on purpose.
      AUTH_FAILURES_PER_MINUTE: '1000000',
      ...WITHOUT_LIMITS,
      TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
      // Nothing is behind a proxy, unless a part puts it there.
      SHUTDOWN_DELAY_SECONDS: '0',
      ...options.settings,
    },
    logFile: join(options.folder, `${options.name ?? 'gateway'}.log`),
    cores: options.cores,
  });
}

/** Issues a token to an agent and returns the workloads that live on it. */
export async function prepareWorkloads(gateway: ServerProcess): Promise<GatewayWorkloads> {
  const issued = await ask(gateway.url, asSuperuser, generateToken(AGENT));
  const token = /"token":"(itg_lk_[0-9A-Za-z]{49})"/.exec(issued)?.[1];
  if (token === undefined) throw new Error(`No token was issued: ${issued}`);
  const asAgent = { 'x-livekit-token': token };
  return {
    viewer: await constantAnswer(
      gateway.url,
      asAgent,
      JSON.stringify({ query: 'query Viewer { viewer { kind name provider scopes } }' }),
      `"name":"${AGENT}"`,
    ),
    currentToken: await constantAnswer(
      gateway.url,
      asAgent,
      JSON.stringify({
        query:
          'query CurrentToken($agent: String!) { currentToken(agent: $agent) ' +
          '{ header token expiresAt refreshAt valid message } }',
        variables: { agent: AGENT },
      }),
      `"token":"${token}"`,
    ),
    generateToken: {
      headers: asSuperuser,
      body: (connection) => generateToken(`${AGENT}-${connection}`),
      accepts: (body) => body.startsWith('{"data":{"generateToken":{"token":"itg_lk_'),
    },
  };
}

/** A workload whose answer is always the same: the first one, if `part` stands in it. */
export async function constantAnswer(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  part: string,
): Promise<Workload> {
  const expected = await ask(url, headers, body);
  if (!expected.includes(part)) throw new Error(`Not the expected answer: ${expected}`);
  return { headers, body: () => body, accepts: (answer) => answer === expected };
}

function generateToken(agent: string): string {
  return JSON.stringify({
    query:
      'mutation GenerateToken($input: GenerateTokenInput!) { generateToken(input: $input) ' +
      '{ token integrationToken { id hint status expiresAt } } }',
    variables: { input: { provider: 'LIVEKIT', agent } },
  });
}

/** Sends one operation and returns the body of its 200. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`Answered ${response.status}: ${text}`);
  return text;
}
