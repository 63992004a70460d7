import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { CURRENT_TOKEN, TOKEN_CHANGED } from '../../src/client/documents.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { makeFolder } from '../support/leftovers.js';
import { ViewerQuery } from '../support/operations.js';
import { CHANGES, openStreams, transports } from '../support/streams.js';
import { startTokenClient } from '../support/token-client.js';
import { generateToken, uniqueName } from '../support/tokens.js';

const idOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const VIEWER = 'query Who { viewer { kind name } }';
const ROTATE =
  'mutation Rotate($input: RotateTokenInput!) { rotateToken(input: $input) { integrationToken { id } } }';

let gateway: TestGateway;
let database: TestDatabase;
let agent: string;

beforeAll(async () => {
  const path = join(makeFolder(), 'documents.json');
  const registered = [VIEWER, ROTATE, CHANGES].map((text) => [idOf(text), text]);
  writeFileSync(path, JSON.stringify(Object.fromEntries(registered)));
  database = await createTestDatabase();
  const open = await startGateway({ database });
  agent = uniqueName('agent');
  await generateToken(open, { provider: 'LIVEKIT', agent });
  await open.stop();
  gateway = await startGateway({
    database,
    env: { TRUSTED_DOCUMENTS: path, TRUSTED_DOCUMENTS_ONLY: 'on' },
  });
});

afterAll(async () => {
  await gateway.stop();
  await database.drop();
});

afterEach(() => openStreams(gateway, 0));

async function rotate(): Promise<void> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...gateway.superuser },
    body: JSON.stringify({ documentId: idOf(ROTATE), variables: { input: { agent } } }),
  });
  expect(response.status).toBe(200);
}

describe.each(Object.entries(transports))('by %s', (_name, open) => {
  test.each([
    ['its id', { documentId: idOf(CHANGES) }],
    ['its text', { query: CHANGES }],
  ])('a registered subscription is opened by %s', async (_what, document) => {
    const stream = open({ url: gateway.url, agent, ...document });
    await openStreams(gateway, 1);
    await rotate();
    expect((await stream.next()).agentName).toBe(agent);
    stream.close();
  });

  test.each([
    ['a text that is not registered', { query: `${CHANGES} ` }, 'ONLY_TRUSTED_DOCUMENTS'],
    ['an id that is not registered', { documentId: 'x' }, 'UNKNOWN_DOCUMENT'],
  ])('%s opens nothing', async (_what, document, reason) => {
    const { errors, status } = await open({ url: gateway.url, agent, ...document }).ended;
    const refusal = errors?.[0]?.extensions ?? { code: status, reason };
    expect(refusal).toMatchObject({ reason });
    expect(['BAD_USER_INPUT', 400]).toContain(refusal.code);
  });
});

test('an event stream needs no more than the id', async () => {
  const variables = { agent };
  const url = new URL(`${gateway.url}/graphql/stream`);
  url.searchParams.set('documentId', idOf(TOKEN_CHANGED));
  url.searchParams.set('variables', JSON.stringify(variables));
  const stop = new AbortController();
  const headers = { accept: 'text/event-stream' };
  const stream = await fetch(url, { headers, signal: stop.signal });
  expect([stream.status, stream.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  stop.abort();
  url.searchParams.delete('documentId');
  const refused = await fetch(url, { headers });
  expect([refused.status, await refused.text()]).toEqual([
    400,
    expect.stringContaining('query or documentId must be a string'),
  ]);
});

test('the client gets its token, runs registered documents, and hears of changes', async () => {
  const { client, sent } = startTokenClient(gateway, { agent });
  const named = Object.assign(
    { kind: 'Document' as const, definitions: [] },
    { __meta__: { hash: idOf(VIEWER) } },
  );
  expect(await client.query(named)).toEqual({ viewer: { kind: 'AGENT', name: agent } });
  expect(JSON.parse(sent.at(-1)?.body ?? '')).toEqual({ documentId: idOf(VIEWER) });
  expect(await client.query(VIEWER)).toEqual({ viewer: { kind: 'AGENT', name: agent } });
  await expect(client.query(ViewerQuery)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    extensions: { reason: 'ONLY_TRUSTED_DOCUMENTS' },
  });
  const heard = vi.fn();
  const stop = client.onTokenChanged(heard);
  await openStreams(gateway, 1);
  await rotate();
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 30_000);
  stop();
});

test('the examples for Python ask for the token in the client’s own words', () => {
  const example = readFileSync('examples/python/current_token.py', 'utf8');
  const text = /^QUERY = \(\n((?: +".*"\n)+)\)$/m.exec(example)?.[1] ?? '';
  expect(text.replaceAll(/^ +"(.*)"$\n/gm, '$1')).toBe(CURRENT_TOKEN);
});

test('the documentation names the documents of the client by their ids', () => {
  const page = readFileSync('docs/trusted-documents.md', 'utf8');
  for (const text of [CURRENT_TOKEN, TOKEN_CHANGED]) expect(page).toContain(idOf(text));
});
