import { once } from 'node:events';

import type { McpServer } from '@modelcontextprotocol/server';
import { serveStdio as serveConnection } from '@modelcontextprotocol/server/stdio';

import { createTokenClient } from '../client/index.js';
import { systemClock } from '../platform/clock.js';
import { systemRandom } from '../platform/crypto.js';
import { writeErrorLine } from '../platform/log/write-line.js';
import { createRedact } from '../platform/secrets/redact.js';
import { queryGateway } from './gateway-query.js';
import { createMcpServer } from './mcp-server.js';
import { problemOf, type ToolProblem } from './tool-error.js';
import { ToolList } from './tool-list.js';
import type { ConfirmationLimits } from './tool.js';

const STATE_KEY_BYTES = 32;

/** Whose tools to serve. */
export interface StdioOptions {
  /** The gateway's address. */
  readonly url: string;
  readonly agent: string;
  /** The agent's key, or a JWT that is bound to it; none where the gateway trusts this network. */
  readonly agentKey: string | undefined;
  /** When the person at the host is asked first; `undefined` asks nobody. */
  readonly confirmation: ConfirmationLimits | undefined;
}

/**
 * Speaks the Model Context Protocol over standard input and output until whoever started this
 * process closes them or ends it. Standard output has the protocol alone; what is to be known
 * besides goes to standard error. The gateway need not be there: it is asked when a tool is called.
 *
 * @see https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#stdio
 */
export async function serveStdio(options: StdioOptions): Promise<void> {
  const { url, agent, agentKey, confirmation: limits } = options;
  // Who asks and who is answered is this process.
  const stateKey = systemRandom(STATE_KEY_BYTES);
  const redact = createRedact(agentKey === undefined ? [] : [agentKey]);
  const report = ({ code, message, details }: ToolProblem): void => {
    const requestId = details['requestId'];
    const place = typeof requestId === 'string' ? ` (request ${requestId})` : '';
    writeErrorLine(redact(`token-gateway mcp: ${code}${place}: ${message}`));
  };
  const client = createTokenClient({ url, agent, ...(agentKey === undefined ? {} : { agentKey }) });
  const list = new ToolList({
    query: queryGateway(client),
    onChange: () => server?.sendToolListChanged(),
    onFailure: (error) => report(problemOf(error)),
  });
  // The newest: a host that has asked what is spoken here may go on with another, in an older way.
  let server: McpServer | undefined;
  const createServer = (): McpServer =>
    (server = createMcpServer({
      listTools: () => list.tell(),
      queryUntil: (signal) => queryGateway(client, signal),
      clock: systemClock,
      random: systemRandom,
      tellsOfChanges: true,
      asking: { limits, stateKeys: () => [stateKey], caller: agent },
      onProblem: (problem) => {
        report(problem);
        if (problem.code === 'FORBIDDEN') void list.check();
      },
    }));
  const forget = client.onTokenChanged(() => void list.check());
  const connection = serveConnection(createServer);
  try {
    await untilAlone();
  } finally {
    forget();
    await connection.close();
  }
}

/** Waits until nobody listens, or the process is told to end. */
async function untilAlone(): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  await Promise.race([
    once(process.stdin, 'end', { signal }),
    once(process.stdin, 'close', { signal }),
    // What is written to nobody is an error of the stream.
    new Promise((resolve) => process.stdout.once('error', resolve)),
    once(process, 'SIGTERM', { signal }),
    once(process, 'SIGINT', { signal }),
  ]).finally(() => stop.abort());
}
