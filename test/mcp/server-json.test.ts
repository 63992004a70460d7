import { readFileSync } from 'node:fs';

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect } from 'vitest';
import { z } from 'zod';

import { BUILD_LIMIT_MS, command, ensureBuilt } from '../support/build.js';
import { gatewayTest } from '../support/gateway.js';
import { toolNamesBy } from '../support/mcp-tool-names.js';
import { createAgentKey, registerAgent } from '../support/tokens.js';

const input = z.strictObject({
  description: z.string(),
  isRequired: z.literal(true).optional(),
  isSecret: z.literal(true).optional(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']).optional(),
  placeholder: z.string().optional(),
});
const named = input.extend({ name: z.string() });
const release = z.string().regex(/^\d+\.\d+\.\d+$/);

/** What the registry's schema of 2025-12-11 says of the fields that the file has, and no others. */
const Document = z.strictObject({
  $schema: z.literal(
    'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
  ),
  name: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().max(100),
  description: z.string().max(100),
  websiteUrl: z.url(),
  repository: z.strictObject({ url: z.url(), source: z.literal('github') }),
  version: release,
  packages: z.tuple([
    z.strictObject({
      registryType: z.literal('npm'),
      registryBaseUrl: z.literal('https://registry.npmjs.org'),
      identifier: z.string(),
      version: release,
      runtimeHint: z.literal('npx'),
      transport: z.strictObject({ type: z.literal('stdio') }),
      packageArguments: z.array(
        z.strictObject({ type: z.literal('positional'), value: z.string() }),
      ),
      environmentVariables: z.array(named),
    }),
  ]),
  remotes: z.tuple([
    z.strictObject({
      type: z.literal('streamable-http'),
      url: z.string().regex(/^https:\/\//),
      variables: z.record(z.string(), input),
      headers: z.array(named),
    }),
  ]),
});

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const document = Document.parse(readJson('server.json'));
const [local] = document.packages;
const [remote] = document.remotes;

const test = gatewayTest();

test.beforeAll(ensureBuilt, BUILD_LIMIT_MS);

describe('server.json, by which registries list the server', () => {
  test('names the package, its version and its repository as package.json does', () => {
    const manifest = readJson('package.json') as Readonly<Record<string, unknown>>;
    expect(manifest).toMatchObject({
      name: local.identifier,
      version: document.version,
      mcpName: document.name,
      homepage: document.websiteUrl,
      repository: { url: `git+${document.repository.url}.git` },
    });
    expect(local.version).toBe(document.version);
  });

  test('starts a server that works, with its arguments and settings', async ({ gateway }) => {
    const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const given: Readonly<Record<string, string>> = {
      TOKEN_GATEWAY_URL: gateway.url,
      TOKEN_GATEWAY_AGENT: agent,
      TOKEN_GATEWAY_AGENT_KEY: await createAgentKey(gateway, agent),
    };
    const names = local.environmentVariables.map(({ name }) => name);
    expect(names).toEqual([...Object.keys(given), 'TOKEN_GATEWAY_AGENT_KEY_FILE']);
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [command, ...local.packageArguments.map(({ value }) => value)],
      env: { ...given },
    });
    expect(await toolNamesBy(transport)).toContain('get-current-time');
  });

  test('leads to the gateway, and names the header for the key', async ({ gateway }) => {
    const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const [header] = remote.headers;
    const shown = header?.placeholder?.replace(/\S+$/, await createAgentKey(gateway, agent)) ?? '';
    const address = remote.url
      .replace('https:', 'http:')
      .replace('{gateway}', new URL(gateway.url).host);
    expect(Object.keys(remote.variables)).toEqual(['gateway']);
    const requestInit = { headers: { [header?.name ?? '']: shown } };
    const transport = new StreamableHTTPClientTransport(new URL(address), { requestInit });
    expect(await toolNamesBy(transport)).toContain('get-current-time');
  });

  test('a host shows the picture that the gateway has in a browser', async ({ gateway }) => {
    const client = new Client({ name: 'host', version: '1.0.0' });
    const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const key = await createAgentKey(gateway, agent);
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${gateway.url}/mcp`), {
        requestInit: { headers: { authorization: `Bearer ${key}` } },
      }),
    );
    const [icon] = client.getServerVersion()?.icons ?? [];
    await client.close();
    const accept = 'text/html';
    const page = await (await fetch(gateway.url, { headers: { accept } })).text();
    expect(icon?.src).toMatch(/^data:image\/svg\+xml,/);
    expect(page).toContain(icon?.src);
  });
});
