import { afterAll, describe, expect } from 'vitest';

import { permissions } from '../../../src/graphql/access/permissions.js';
import { TOOL_SCOPES } from '../../../src/mcp/tool-scope.js';
import { tools } from '../../../src/mcp/tools.js';
import { providers } from '../../../src/providers/registry.js';
import { calendarTest, type CalendarGateway } from '../../support/calendar-gateway.js';
import { closeHosts, transports } from '../../support/mcp.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { eventually } from '../../support/process.js';
import { rawRequest } from '../../support/raw-request.js';
import {
  bearer,
  createAgentKey,
  generateToken,
  providerHeader,
  registerAgent,
} from '../../support/tokens.js';

/** Less than Google is given here. */
const PATIENCE_MS = 20_000;
const METADATA = '/.well-known/oauth-protected-resource';
const SCOPES = 'calendar.read calendar.write livekit.join';

const test = calendarTest({ env: { GOOGLE_TIMEOUT_SECONDS: '30' } });

afterAll(async () => {
  await closeHosts();
});

interface RpcAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly id?: unknown;
    readonly result?: Readonly<Record<string, unknown>>;
    readonly error?: {
      readonly code: number;
      readonly message: string;
      readonly data: { readonly code: string; readonly reason?: string; requestId: string };
    };
  };
}

async function post(
  gateway: CalendarGateway,
  message: unknown,
  headers: Readonly<Record<string, string>> = gateway.headers,
  signal: AbortSignal | null = null,
): Promise<RpcAnswer> {
  const response = await fetch(`${gateway.url}/mcp`, {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof message === 'string' ? message : JSON.stringify(message),
    signal,
  });
  const text = await response.text();
  const body = (text.startsWith('{') ? JSON.parse(text) : { text }) as RpcAnswer['body'];
  return { status: response.status, headers: response.headers, body };
}

const LIST = { jsonrpc: '2.0', id: 7, method: 'tools/list' };
const call = (name: string, input = {}, meta = {}) => ({
  jsonrpc: '2.0',
  id: 'a',
  method: 'tools/call',
  params: { name, arguments: input, _meta: meta },
});

describe('/mcp', () => {
  test('asks whoever shows nothing, or a bad credential, for one, and says where they come from', async ({
    gateway,
  }) => {
    const { token } = await generateToken(gateway, {
      provider: 'LIVEKIT',
      agent: await registerAgent(gateway),
    });
    const bad = [{}, bearer('nonsense'), providerHeader('GOOGLE_CALENDAR_MCP', token)];
    for (const headers of bad) {
      const answer = await post(gateway, LIST, headers);
      expect([answer.status, answer.body.id]).toEqual([401, 7]);
      expect(answer.body.error?.data).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(answer.headers.get('www-authenticate')).toBe(
        `Bearer error="invalid_token", resource_metadata="${gateway.url}${METADATA}/mcp", scope="${SCOPES}"`,
      );
    }
  });

  test('takes a token in its provider’s header and as a bearer', async ({ gateway }) => {
    for (const headers of [gateway.headers, bearer(Object.values(gateway.headers)[0] ?? '')]) {
      const { status, body } = await post(gateway, LIST, headers);
      expect([status, body.result?.['tools']]).toEqual([200, expect.any(Array)]);
    }
  });

  test('lets an agent in by its key, which is its current token by another name', async ({
    gateway,
  }) => {
    const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const key = bearer(await createAgentKey(gateway, agent));
    const { body } = await post(gateway, LIST, key);
    const names = (body.result?.['tools'] as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(['get-current-time', 'join-room']);
    const { data } = await gateway.send(
      AuditEventsQuery,
      { filter: { agent, action: 'TOKEN_READ' } },
      gateway.superuser,
    );
    expect(data?.auditEvents.nodes).toHaveLength(1);
  });

  test('says why an agent key opens nothing while the agent has no token', async ({ gateway }) => {
    const agent = await registerAgent(gateway, { renewal: 'MANUAL' });
    const { status, body } = await post(
      gateway,
      LIST,
      bearer(await createAgentKey(gateway, agent)),
    );
    expect([status, body.error?.data.reason]).toEqual([403, 'AGENT_REQUIRED']);
    expect(body.error?.message).toContain('superuser');
  });

  test('has no tools for a superuser, who is no agent, and remembers the refusal', async ({
    gateway,
  }) => {
    const { status, body } = await post(gateway, LIST, gateway.superuser);
    expect([status, body.error?.data.reason]).toEqual([403, 'AGENT_REQUIRED']);
    const { data } = await gateway.send(
      AuditEventsQuery,
      { filter: { action: 'ACCESS_REFUSED' } },
      gateway.superuser,
    );
    expect(data?.auditEvents.nodes[0]?.details).toContain('"field":"mcp"');
  });

  test('answers a call beyond the token’s scopes as OAuth has it', async ({ gateway }) => {
    const provider = 'GOOGLE_CALENDAR_MCP';
    const agent = await registerAgent(gateway, { provider });
    const scopes = ['calendar.read'];
    const { token } = await generateToken(gateway, { provider, agent, scopes });
    const answer = await post(gateway, call('delete-event', { eventId: 'x' }), bearer(token));
    expect([answer.status, answer.body.id]).toEqual([403, 'a']);
    expect(answer.body.error?.data).toMatchObject({ reason: 'INSUFFICIENT_SCOPE' });
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_scope", resource_metadata="${gateway.url}${METADATA}/mcp", scope="calendar.write"`,
    );
  });

  test('keeps nothing between messages, so that any replica can answer the next', async ({
    gateway,
  }) => {
    const { status, headers, body } = await post(gateway, call('get-current-time'));
    expect([status, headers.get('mcp-session-id')]).toEqual([200, null]);
    expect(body.result).toMatchObject({
      structuredContent: { utc: gateway.clock.now().toISOString().replace('.000Z', '+00:00') },
    });
  });

  test('answers with what there is when Google takes long over its pages', async ({ gateway }) => {
    const slowly = (body: object) => {
      gateway.clock.advance(5);
      return { ...body, items: [], nextPageToken: 'more' };
    };
    gateway.google.faults.on({ request: '/events' }, { kind: 'change', change: slowly });
    gateway.google.forget();
    const { body } = await post(gateway, call('list-events'));
    gateway.google.faults.clear();
    expect(body.result).toMatchObject({ structuredContent: { events: [], hasMore: true } });
    expect(gateway.google.count('/events')).toBe(1);
  });

  test.for(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    'speaks revision %s, with its handshake or without',
    async (revision, { gateway }) => {
      const clientInfo = { name: 'raw', version: '1.0.0' };
      const params = { protocolVersion: revision, capabilities: {}, clientInfo };
      const begun = await post(gateway, { jsonrpc: '2.0', id: 1, method: 'initialize', params });
      expect(begun.body.result).toMatchObject({ protocolVersion: revision });
      // Revisions before 2025-06-18 knew no such header.
      for (const headers of [{}, { 'mcp-protocol-version': revision }]) {
        const { body } = await post(gateway, LIST, { ...gateway.headers, ...headers });
        expect(body.result).toEqual({ tools: expect.any(Array) as unknown });
      }
    },
  );

  test('answers by a stream for who wants to hear of the progress, and else by JSON', async ({
    gateway,
  }) => {
    const plain = await post(gateway, call('list-calendars'));
    expect(plain.headers.get('content-type')).toContain('application/json');
    const streamed = await post(gateway, call('list-calendars', {}, { progressToken: 'p' }));
    expect(streamed.headers.get('content-type')).toContain('text/event-stream');
    expect(JSON.stringify(streamed.body)).toContain('notifications/progress');
  });

  test('refuses what is no message, and what other pages send', async ({ gateway }) => {
    const answers = await Promise.all([
      post(gateway, '{'),
      post(gateway, [LIST, LIST]),
      post(gateway, '"hello"'),
      post(gateway, LIST, { ...gateway.headers, origin: 'https://elsewhere.example' }),
      post(gateway, LIST, { ...gateway.headers, accept: 'application/json' }),
      post(gateway, LIST, { ...gateway.headers, 'mcp-protocol-version': '1999-01-01' }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.error?.code])).toEqual([
      [400, -32_700],
      [400, -32_600],
      [400, -32_600],
      [403, -32_000],
      [406, -32_000],
      [400, -32_000],
    ]);
  });

  test('refuses a page whose name was led to this machine', async ({ gateway }) => {
    const ask = (host: string) =>
      rawRequest(`${gateway.url}/mcp`, {
        method: 'POST',
        headers: [
          ['host', host],
          ['origin', `http://${host}`],
          ['content-type', 'application/json'],
          ['accept', 'application/json, text/event-stream'],
          ...Object.entries(gateway.headers),
        ],
        body: JSON.stringify(LIST),
      });
    expect((await ask('elsewhere.example:4000')).status).toBe(403);
    expect((await ask('localhost:4000')).status).toBe(200);
    expect((await ask('[::1]:4000')).status).toBe(200);
  });

  test.for(['GET', 'DELETE', 'PUT'])('has nothing to %s', async (method, { gateway }) => {
    const response = await fetch(`${gateway.url}/mcp`, { method, headers: gateway.headers });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('ends what it asked of Google when nobody waits for the answer any more', async ({
    gateway,
  }) => {
    gateway.google.forget();
    gateway.google.faults.on({ request: '/events' }, { kind: 'hang' });
    const stop = new AbortController();
    const given = post(gateway, call('list-events'), gateway.headers, stop.signal);
    await eventually(
      'The request to Google',
      PATIENCE_MS,
      () => gateway.google.count('/events') > 0,
    );
    stop.abort();
    await expect(given).rejects.toThrow();
    // Google would be given thirty seconds, and has not answered yet.
    const isGivenUp = () => gateway.log.some((line) => /ToolEvents.*"UPSTREAM_ERROR"/.test(line));
    await eventually('The end of the operation', PATIENCE_MS, isGivenUp);
    gateway.google.faults.clear();
  });

  test('a call that fails unexpectedly tells its caller nothing of why', async ({ gateway }) => {
    gateway.google.faults.on(
      { request: '/events', times: 1 },
      {
        kind: 'change',
        change: (body) => ({
          ...body,
          items: 'never',
        }),
      },
    );
    const [http] = transports;
    const host = await http?.connect(gateway, gateway.agent);
    const result = await host?.call('list-events');
    gateway.google.faults.clear();
    expect(result?.isError).toBe(true);
    expect(result?.spoken).not.toContain('never');
  });
});

describe('The tools', () => {
  const agent = (scopes: readonly string[]) =>
    ({ kind: 'AGENT', scopes, id: '', tokenId: '', name: '', provider: '' }) as never;

  test('need the scope that the rule of their field asks for', () => {
    for (const { name, field } of tools) {
      if (!field) continue;
      const rule = permissions[field.type]?.[field.name];
      expect([name, rule?.(agent([field.scope]), {})]).toEqual([name, true]);
      expect([name, rule?.(agent([]), {})]).not.toEqual([name, true]);
    }
  });

  test('name scopes that a provider has', () => {
    const known: readonly string[] = providers.flatMap(({ scopes }) => scopes);
    expect(TOOL_SCOPES.filter((scope) => !known.includes(scope))).toEqual([]);
    expect(new Set(tools.flatMap(({ field }) => field?.scope ?? []))).toEqual(new Set(TOOL_SCOPES));
  });
});
