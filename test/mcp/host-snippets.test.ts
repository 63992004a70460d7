import { readFileSync } from 'node:fs';

import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect } from 'vitest';

import { BUILD_LIMIT_MS, command, ensureBuilt } from '../support/build.js';
import { gatewayTest } from '../support/gateway.js';
import { toolNamesBy } from '../support/mcp-tool-names.js';
import { createAgentKey, registerAgent } from '../support/tokens.js';

/** What a host is told of a server, by any of the keys that hosts have for it. */
interface Server {
  readonly type?: string;
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly server_url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly authorization?: string;
}

const ADDRESS = 'https://gateway.example.com';
const page = readFileSync('docs/hosts.md', 'utf8');
const snippets = [...page.matchAll(/^```json\n(.*?)\n```$/gms)].map(
  ([, text]) =>
    JSON.parse(String(text)) as Partial<
      Record<'mcpServers' | 'servers', Record<string, Server>> & { tools: readonly Server[] }
    >,
);
const servers = snippets.flatMap(({ mcpServers, servers: others, tools }) => [
  ...Object.values(mcpServers ?? others ?? {}),
  ...(tools ?? []),
]);
const localServers = servers.filter(({ command: program }) => program !== undefined);
const remoteServers = servers.filter(({ command: program }) => program === undefined);

const test = gatewayTest();

test.beforeAll(ensureBuilt, BUILD_LIMIT_MS);

describe('What docs/hosts.md tells a host', () => {
  test('names a server in every snippet', () => {
    expect([snippets.length, servers.length]).toEqual([7, 7]);
    expect([localServers.length, remoteServers.length]).toEqual([2, 5]);
  });

  test('starts one that works, by stdio', async ({ gateway }) => {
    const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const agentKey = await createAgentKey(gateway, agent);
    for (const { command: program, args = [], env = {} } of localServers) {
      expect(program).toBe('token-gateway');
      const own = args.map((word) =>
        word.replace(ADDRESS, gateway.url).replace('front-desk', agent),
      );
      const names = Object.keys(env);
      const transport = new StdioClientTransport({
        command: process.execPath,
        args: [command, ...own],
        env: Object.fromEntries(names.map((name) => [name, agentKey])),
      });
      expect(await toolNamesBy(transport)).toContain('get-current-time');
    }
  });

  test('reaches the gateway with the key in the place that is named', async ({ gateway }) => {
    const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const agentKey = await createAgentKey(gateway, agent);
    const withKey = remoteServers.filter(({ headers, authorization }) => headers ?? authorization);
    expect(withKey).toHaveLength(3);
    for (const server of withKey) {
      const shown = server.headers?.['Authorization'] ?? `Bearer ${server.authorization ?? ''}`;
      const address = (server.url ?? server.server_url ?? '').replace(ADDRESS, gateway.url);
      const headers = { Authorization: shown.replace(/(?<=^Bearer )\S+$/, agentKey) };
      const requestInit = { headers };
      const transport = new StreamableHTTPClientTransport(new URL(address), { requestInit });
      expect(await toolNamesBy(transport)).toContain('get-current-time');
    }
  });
});
