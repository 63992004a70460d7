import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  StdioClientTransport,
  type StdioServerParameters,
} from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  ElicitRequestSchema,
  ProgressNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { elicited, ELICITATION, resultOf, type AnswerOfPerson, type McpHost } from './mcp-host.js';
import { evidence } from './run-evidence.js';

/** Where an old host finds its server. */
export type OldHostPlace =
  | { readonly address: URL; readonly fetch: FetchLike }
  | { readonly program: StdioServerParameters };

/** Connects a host on version 1 of the SDK, which speaks revisions up to 2025-11-25. */
export async function connectOldHost(
  place: OldHostPlace,
  answer?: AnswerOfPerson,
): Promise<McpHost> {
  const transport = transportTo(place);
  let revision: string | undefined;
  if (transport instanceof StdioClientTransport) {
    Object.assign(transport, { setProtocolVersion: (agreed: string) => (revision = agreed) });
  }
  const capabilities = answer ? ELICITATION : {};
  const client = new Client({ name: 'host', version: '1.0.0' }, { capabilities });
  if (answer) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => elicited(answer, params));
  }
  await client.connect(transport);
  const tools = async () => (await client.listTools()).tools;
  return {
    server: { name: client.getServerVersion()?.name, instructions: client.getInstructions() },
    revision: revision ?? (transport as StreamableHTTPClientTransport).protocolVersion,
    call: async (name, input = {}, { signal, progressToken } = {}) =>
      resultOf(
        await client.callTool(
          { name, arguments: { ...input }, ...(progressToken && { _meta: { progressToken } }) },
          undefined,
          signal && { signal },
        ),
      ),
    tools: tools as McpHost['tools'],
    toolNames: async () => (await tools()).map(({ name }) => name),
    onToolsChanged: (listener) => {
      client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
        listener();
      });
    },
    onProgress: (listener) => {
      client.setNotificationHandler(ProgressNotificationSchema, ({ params }) => {
        listener(params.progress);
      });
    },
    pid: (transport as Partial<StdioClientTransport>).pid,
    close: () => client.close(),
  };
}

function transportTo(place: OldHostPlace): StdioClientTransport | StreamableHTTPClientTransport {
  if ('address' in place) return new StreamableHTTPClientTransport(place.address, place);
  const transport = new StdioClientTransport(place.program);
  transport.stderr?.on('data', (text: Buffer) => {
    evidence.record('logs', text.toString('utf8'));
  });
  return transport;
}
