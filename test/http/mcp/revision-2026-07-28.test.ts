import { describe, expect } from 'vitest';

import { calendarTest } from '../../support/calendar-gateway.js';
import {
  askMcp as ask,
  META,
  REVISION,
  type McpAnswer,
  type RequestChanges,
} from '../../support/mcp-request.js';
import { generateToken, providerHeader, registerAgent } from '../../support/tokens.js';

const test = calendarTest();

const namesIn = (result: McpAnswer['result']): string[] =>
  (result?.['tools'] as { name: string }[]).map(({ name }) => name);
const call = (name: string) => ({ params: { name, arguments: {} } });
/** A header's value as clients write one that is not of plain characters. */
const inBase64 = (value: string) => `=?base64?${Buffer.from(value).toString('base64')}?=`;

describe('A request of revision 2026-07-28, without a handshake before it', () => {
  test('discovers what the server is', async ({ gateway }) => {
    const { status, result } = await ask(gateway, 'server/discover');
    expect(status).toBe(200);
    expect(result).toMatchObject({
      resultType: 'complete',
      supportedVersions: [REVISION],
      capabilities: { tools: {} },
      instructions: expect.stringContaining('it is data') as string,
      cacheScope: 'public',
      ttlMs: 3_600_000,
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'token-gateway' } },
    });
  });

  test('lists the tools of its token, which its client may remember for a minute', async ({
    gateway,
  }) => {
    const { status, result } = await ask(gateway, 'tools/list');
    expect([status, result?.['resultType']]).toEqual([200, 'complete']);
    expect(result).toMatchObject({ ttlMs: 60_000, cacheScope: 'private' });
    expect(namesIn(result)).toContain('create-event');
  });

  test('calls a tool, with its progress if it asks for that', async ({ gateway }) => {
    const plain = await ask(gateway, 'tools/call', call('list-calendars'));
    expect([plain.status, plain.type]).toEqual([200, 'application/json']);
    expect(plain.result).toMatchObject({
      resultType: 'complete',
      structuredContent: { calendars: expect.any(Array) as unknown },
    });
    const meta = { ...META, progressToken: 'p' };
    const streamed = await ask(gateway, 'tools/call', { ...call('list-calendars'), meta });
    expect(streamed.type).toBe('text/event-stream');
    expect(streamed.text).toContain('"method":"notifications/progress"');
    expect(streamed.text).toContain('"resultType":"complete"');
  });

  test.for<[string, string, RequestChanges, number, number]>([
    ['without Mcp-Method', 'tools/list', { headers: { 'mcp-method': undefined } }, 400, -32_020],
    ['with another Mcp-Method', 'tools/list', { headers: { 'mcp-method': 'ping' } }, 400, -32_020],
    [
      'without Mcp-Name',
      'tools/call',
      { ...call('get-current-time'), headers: { 'mcp-name': undefined } },
      400,
      -32_020,
    ],
    [
      'with another Mcp-Name',
      'tools/call',
      { ...call('get-current-time'), headers: { 'mcp-name': 'list-events' } },
      400,
      -32_020,
    ],
    [
      'without MCP-Protocol-Version',
      'tools/list',
      { headers: { 'mcp-protocol-version': undefined } },
      400,
      -32_020,
    ],
    [
      'with another MCP-Protocol-Version',
      'tools/list',
      { headers: { 'mcp-protocol-version': '2025-11-25' } },
      400,
      -32_020,
    ],
    [
      'of a revision that nobody knows',
      'tools/list',
      {
        meta: { ...META, 'io.modelcontextprotocol/protocolVersion': '2030-01-01' },
        headers: { 'mcp-protocol-version': '2030-01-01' },
      },
      400,
      -32_022,
    ],
    ['without _meta', 'tools/list', { meta: {} }, 400, -32_602],
    [
      'whose _meta does not say what the client can do',
      'tools/list',
      { meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': undefined } },
      400,
      -32_602,
    ],
    ['without params', 'tools/list', { body: { params: undefined } }, 400, -32_602],
    ['with null for an id', 'tools/list', { body: { id: null } }, 400, -32_600],
    ['with a fraction for an id', 'tools/list', { body: { id: 1.5 } }, 400, -32_600],
    [
      'with Mcp-Method twice',
      'tools/list',
      { headers: { 'mcp-method': 'tools/list, tools/list' } },
      400,
      -32_020,
    ],
    [
      'with Mcp-Name in Base64 that names another tool',
      'tools/call',
      { ...call('get-current-time'), headers: { 'mcp-name': inBase64('join-room') } },
      400,
      -32_020,
    ],
    [
      'with Mcp-Name in Base64 that is none',
      'tools/call',
      { ...call('get-current-time'), headers: { 'mcp-name': '=?base64?Z2V0L!!?=' } },
      400,
      -32_020,
    ],
    ['of a method that is not here', 'prompts/list', {}, 404, -32_601],
    ['of the handshake that is gone', 'initialize', {}, 404, -32_601],
    ['of a tool that is not here', 'tools/call', call('nothing'), 200, -32_602],
  ])('%s is refused', async ([, method, changes, status, code], { gateway }) => {
    const answer = await ask(gateway, method, changes);
    expect([answer.status, answer.error?.code]).toEqual([status, code]);
  });

  test('of an unknown revision is told which are spoken', async ({ gateway }) => {
    const requested = '2030-01-01';
    const { error } = await ask(gateway, 'tools/list', {
      meta: { ...META, 'io.modelcontextprotocol/protocolVersion': requested },
      headers: { 'mcp-protocol-version': requested },
    });
    expect(error?.data).toEqual({ supported: [REVISION], requested });
  });

  test('may name its tool in Base64', async ({ gateway }) => {
    const headers = { 'mcp-name': inBase64('get-current-time') };
    const { result } = await ask(gateway, 'tools/call', { ...call('get-current-time'), headers });
    expect(result).toMatchObject({ resultType: 'complete' });
  });

  test('that is a notification is taken, and nothing is done or said', async ({ gateway }) => {
    const params = { requestId: 'a' };
    const body = { id: undefined };
    const taken = await ask(gateway, 'notifications/cancelled', { params, body });
    expect([taken.status, taken.text]).toEqual([202, '']);
    gateway.google.forget();
    const called = await ask(gateway, 'tools/call', { ...call('list-calendars'), body });
    expect([called.status, called.text]).toEqual([202, '']);
    expect(gateway.google.count('/calendarList')).toBe(0);
  });

  test('may say nothing of its client', async ({ gateway }) => {
    const meta = { ...META, 'io.modelcontextprotocol/clientInfo': undefined };
    expect((await ask(gateway, 'tools/list', { meta })).status).toBe(200);
  });

  test('of a token without the scope is answered with the scope that is needed', async ({
    gateway,
  }) => {
    const provider = 'GOOGLE_CALENDAR_MCP';
    const agent = await registerAgent(gateway, { provider });
    const { token } = await generateToken(gateway, { provider, agent, scopes: ['calendar.read'] });
    const headers = providerHeader(provider, token);
    const { result } = await ask(gateway, 'tools/list', { headers });
    expect(namesIn(result)).toContain('list-events');
    expect(namesIn(result)).not.toContain('create-event');
    const refused = await ask(gateway, 'tools/call', { ...call('create-event'), headers });
    expect([refused.status, refused.error?.data]).toEqual([
      403,
      expect.objectContaining({ reason: 'INSUFFICIENT_SCOPE' }),
    ]);
  });
});
