import {
  Client,
  StreamableHTTPClientTransport,
  type ClientOptions,
  type Tool,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import { createTokenClient } from '../../src/client/index.js';
import { command } from './build.js';
import type { TestGateway } from './gateway.js';
import { elicited, ELICITATION, resultOf, type AnswerOfPerson, type McpHost } from './mcp-host.js';
import { connectOldHost } from './mcp-old-host.js';
import { evidence } from './run-evidence.js';
import { createAgentKey } from './tokens.js';

/** How a host is made: where it finds the gateway, when it is not where the gateway says. */
export interface HostOptions {
  readonly url?: string;
  readonly agentKey?: string;
  /** By stdio alone: a file that holds the key, in its place. */
  readonly agentKeyFile?: string;
  /** The revision that the host insists on; `2025` is a host that knows no newer one. */
  readonly revision?: 'auto' | '2026-07-28' | '2025';
  /** The person at the host, if there is one that it can ask. */
  readonly answer?: AnswerOfPerson | undefined;
}

/** A way to the tools: how a host of an agent reaches them. */
export interface McpTransport {
  readonly name: string;
  readonly connect: (
    gateway: TestGateway,
    agent: string,
    options?: HostOptions,
  ) => Promise<McpHost>;
}

const hosts = new Set<McpHost>();

/** Both ways, by an old host and a new one; over HTTP each request has the token of its moment. */
export const transports: readonly McpTransport[] = (['2025', 'auto'] as const).flatMap(
  (revision) => {
    const how = revision === 'auto' ? 'by a host of today' : 'by a host of 2025';
    return [
      {
        name: `streamable HTTP, ${how}`,
        connect: (gateway, agent, options) =>
          connectByHttp(gateway, agent, { revision, ...options }),
      },
      {
        name: `stdio, ${how}`,
        connect: (gateway, agent, options) =>
          connectByStdio(gateway, agent, { revision, ...options }),
      },
    ] satisfies McpTransport[];
  },
);

/** Connects to `/mcp` as an agent, with a key of its own. */
export async function connectByHttp(
  gateway: TestGateway,
  agent: string,
  options: HostOptions = {},
): Promise<McpHost> {
  const { url = gateway.url, revision, answer } = options;
  const agentKey = options.agentKey ?? (await createAgentKey(gateway, agent));
  const { fetch } = createTokenClient({ url, agent, agentKey });
  const address = new URL(`${url}/mcp`);
  if (revision === '2025') return remembered(await connectOldHost({ address, fetch }, answer));
  return connectHost(new StreamableHTTPClientTransport(address, { fetch }), options);
}

/** Starts `token-gateway mcp` for an agent, with a key of its own. */
export async function connectByStdio(
  gateway: TestGateway,
  agent: string,
  options: HostOptions = {},
): Promise<McpHost> {
  const { agentKeyFile: file, agentKey = await createAgentKey(gateway, agent) } = options;
  const program = {
    command: process.execPath,
    args: [command, 'mcp', '--url', options.url ?? gateway.url, '--agent', agent],
    env: file ? { TOKEN_GATEWAY_AGENT_KEY_FILE: file } : { TOKEN_GATEWAY_AGENT_KEY: agentKey },
    stderr: 'pipe' as const,
  };
  if (options.revision === '2025')
    return remembered(await connectOldHost({ program }, options.answer));
  const transport = new StdioClientTransport(program);
  transport.stderr?.on('data', (text: Buffer) => {
    evidence.record('logs', text.toString('utf8'));
  });
  return connectHost(transport, options);
}

/** Closes every host, and ends the processes that they started. */
export async function closeHosts(): Promise<void> {
  await Promise.all([...hosts].map((host) => host.close()));
  hosts.clear();
}

async function connectHost(
  transport: Transport,
  { revision = 'auto', answer }: HostOptions,
): Promise<McpHost> {
  const listeners = new Set<() => void>();
  const options: ClientOptions = {
    capabilities: answer ? ELICITATION : {},
    versionNegotiation: { mode: revision === 'auto' ? 'auto' : { pin: revision } },
    listChanged: {
      tools: {
        autoRefresh: false,
        onChanged: () => {
          for (const tell of listeners) tell();
        },
      },
    },
  };
  const client = new Client({ name: 'host', version: '1.0.0' }, options);
  if (answer) {
    client.setRequestHandler('elicitation/create', ({ params }) => elicited(answer, params));
  }
  await client.connect(transport);
  const tools = async (): Promise<readonly Tool[]> => (await client.listTools()).tools;
  return remembered({
    server: {
      name: client.getServerVersion()?.name,
      instructions: client.getInstructions(),
    },
    revision: client.getNegotiatedProtocolVersion(),
    call: async (name, input = {}, { signal, progressToken } = {}) =>
      resultOf(
        await client.callTool(
          { name, arguments: { ...input }, ...(progressToken && { _meta: { progressToken } }) },
          signal && { signal },
        ),
      ),
    tools,
    toolNames: async () => (await tools()).map(({ name }) => name),
    onToolsChanged: (listener) => listeners.add(listener),
    onProgress: (listener) => {
      client.setNotificationHandler('notifications/progress', ({ params }) => {
        listener(params.progress);
      });
    },
    pid: (transport as { pid?: number | null }).pid,
    close: () => client.close(),
  });
}

function remembered(host: McpHost): McpHost {
  hosts.add(host);
  return host;
}
