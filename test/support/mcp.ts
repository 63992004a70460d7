import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

import { createTokenClient } from '../../src/client/index.js';
import { command } from './build.js';
import type { TestGateway } from './gateway.js';
import { evidence } from './run-evidence.js';
import { createAgentKey } from './tokens.js';

/** What a call of a tool came to. */
export interface ToolResult {
  readonly isError: boolean;
  /** The sentence that can be said. */
  readonly spoken: string;
  /** The second text: the fields, for hosts that show a model nothing else. */
  readonly written: unknown;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What an error says to programs. */
  readonly problem: Readonly<Record<string, unknown>>;
}

/** An MCP host of the SDK's own make, that works for an agent. */
export interface McpHost {
  readonly client: Client;
  readonly call: (
    name: string,
    input?: Readonly<Record<string, unknown>>,
    options?: { readonly signal: AbortSignal },
  ) => Promise<ToolResult>;
  readonly toolNames: () => Promise<string[]>;
}

/** Where an agent's host finds the gateway, when it is not where the gateway says. */
export interface HostOptions {
  readonly url?: string;
  readonly agentKey?: string;
  /** By stdio alone: a file that holds the key, in its place. */
  readonly agentKeyFile?: string;
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

const hosts = new Set<Client>();

/** Both ways; a host of the first sends each request with the token of that moment. */
export const transports: readonly McpTransport[] = [
  {
    name: 'streamable HTTP',
    connect: async (gateway, agent, options = {}) => {
      const url = options.url ?? gateway.url;
      const agentKey = options.agentKey ?? (await createAgentKey(gateway, agent));
      const { fetch } = createTokenClient({ url, agent, agentKey });
      return connectHost(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { fetch }));
    },
  },
  { name: 'stdio', connect: connectByStdio },
];

/** Starts `token-gateway mcp` for an agent, with a key of its own. */
export async function connectByStdio(
  gateway: TestGateway,
  agent: string,
  options: HostOptions = {},
): Promise<McpHost> {
  const { agentKeyFile: file, agentKey = await createAgentKey(gateway, agent) } = options;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [command, 'mcp', '--url', options.url ?? gateway.url, '--agent', agent],
    env: file ? { TOKEN_GATEWAY_AGENT_KEY_FILE: file } : { TOKEN_GATEWAY_AGENT_KEY: agentKey },
    stderr: 'pipe',
  });
  transport.stderr?.on('data', (text: Buffer) => {
    evidence.record('logs', text.toString('utf8'));
  });
  return connectHost(transport);
}

/** Connects the SDK's client, and closes it with the others. */
async function connectHost(transport: Transport): Promise<McpHost> {
  const client = new Client({ name: 'host', version: '1.0.0' });
  hosts.add(client);
  await client.connect(transport);
  return {
    client,
    call: async (name, input = {}, options) =>
      resultOf(await client.callTool({ name, arguments: { ...input } }, undefined, options)),
    toolNames: async () => (await client.listTools()).tools.map((tool) => tool.name),
  };
}

/** Closes every host, and ends the processes that they started. */
export async function closeHosts(): Promise<void> {
  await Promise.all([...hosts].map((client) => client.close()));
  hosts.clear();
}

function resultOf(result: Awaited<ReturnType<Client['callTool']>>): ToolResult {
  const [spoken, written] = (result.content as { text: string }[]).map(({ text }) => text);
  return {
    isError: result.isError === true,
    spoken: spoken ?? '',
    written: JSON.parse(written ?? 'null'),
    fields: (result.structuredContent ?? {}) as Record<string, unknown>,
    problem: (result._meta?.['token-gateway/error'] ?? {}) as Record<string, unknown>,
  };
}
