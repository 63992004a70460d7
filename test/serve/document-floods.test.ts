import { once } from 'node:events';

import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import { startProcess, type GatewayProcess } from '../support/process.js';
import { send } from '../support/send.js';

/** What the process gets; without bounds on documents each of these floods fills it. */
const HEAP_MEGABYTES = 256;
/** Above the heap of a process that serves, and far below what the floods took before. */
const HEAP_LIMIT_BYTES = 160 * 1024 * 1024;
const AT_ONCE = 8;
const KEY = 'superuser-key-of-the-flood-tests';
const superuser = { authorization: `Bearer ${KEY}` };

const repeated = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

const TOKEN_FIELDS =
  'id provider agentName hint status scopes issuedAt issuedBy expiresAt lastUsedAt revokedAt ' +
  'revokedReason note';
const HALF_PAGE =
  `nodes { ${TOKEN_FIELDS} } edges { cursor node { id provider agentName hint ` +
  'status scopes issuedAt issuedBy expiresAt } }';
const PAGE =
  `{ totalCount nodes { ${TOKEN_FIELDS} } edges { cursor node { ${TOKEN_FIELDS} } } ` +
  'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

/** Each a family of unique documents, and how many of them are sent how often. */
const floods = {
  'aliased lists, each sent three times': {
    documents: 300,
    times: 3,
    text: (one: number) =>
      `{ ${repeated(14, (index) => `a${String(one)}_${String(index)}: integrationTokens { ${HALF_PAGE} }`)} }`,
  },
  'documents of 900 tokens': {
    documents: 800,
    times: 1,
    text: (one: number) =>
      `query Q${String(one)} { ${repeated(14, (index) => `a${String(index)}: integrationTokens(first: 1) ${PAGE}`)} }`,
  },
  'documents of 60 KB of comments': {
    documents: 200,
    times: 1,
    text: (one: number) => `${'#\n'.repeat(30_000)} { viewer { kind } } # ${String(one)}`,
  },
  'fields that repeat': {
    documents: 300,
    times: 1,
    text: (one: number) => `query Q${String(one)} { ${repeated(247, () => 'viewer{kind}')} }`,
  },
};

let gateway: GatewayProcess;
let asAgent: Record<string, string>;

beforeAll(async () => {
  const database = await createTestDatabase();
  gateway = await startProcess({
    DATABASE_URL: database.url,
    DATA_DIR: makeFolder(),
    SUPERUSER_KEY: KEY,
    NODE_OPTIONS: `--max-old-space-size=${String(HEAP_MEGABYTES)}`,
  });
  const current = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
  asAgent = { 'x-livekit-token': current.data?.currentToken.token ?? '' };
  return async () => {
    await gateway.end('SIGTERM');
    await database.drop();
  };
});

describe.each(Object.entries(floods))('a flood of %s', (_what, { documents, times, text }) => {
  test.each(['nobody', 'an agent'])('by %s stops nobody and fills nothing', async (who) => {
    const headers = who === 'nobody' ? {} : asAgent;
    const statuses = new Set<number>();
    for (let start = 0; start < documents; start += AT_ONCE) {
      for (let time = 0; time < times; time += 1) {
        const sent = Array.from({ length: AT_ONCE }, (_, index) =>
          send(`${gateway.url}/graphql`, text(start + index), {}, headers),
        );
        for (const { status } of await Promise.all(sent)) statuses.add(status);
      }
      if (start % 128 > 0) continue;
      const viewer = await gateway.send(ViewerQuery, {}, asAgent);
      expect(viewer.data?.viewer).toMatchObject({ kind: 'AGENT', name: 'livekit' });
    }
    expect(Math.max(...statuses)).toBeLessThan(500);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
    await expect.poll(heapBytes).toBeLessThan(HEAP_LIMIT_BYTES);
  });
});

const schemaOf = (selections: string): string => `{ __schema { ${selections} } }`;

/** Documents that pass, each with one of the largest answers that its caller can get. */
const largest: Record<string, string> = {
  'the full introspection': getIntrospectionQuery({ inputValueDeprecation: true }),
  'types of types': schemaOf(
    'types { fields { name description type { name fields { name type { name } } } } }',
  ),
  'many short values': schemaOf('types { fields { a: type { b: kind c: ofType { d: kind } } } }'),
  'lists of tokens': `{ ${repeated(5, (one) => `a${String(one)}: integrationTokens(first: 200) { nodes { ${TOKEN_FIELDS} } }`)} }`,
};

describe.each(Object.entries(largest))('twenty at once of %s', (_what, query) => {
  test('are all answered, and fill nothing', async () => {
    for (let round = 0; round < 3; round += 1) {
      const sent = Array.from({ length: 20 }, () =>
        send(`${gateway.url}/graphql`, query, {}, superuser),
      );
      const statuses = (await Promise.all(sent)).map(({ status }) => status);
      expect(statuses).toEqual(Array(20).fill(200));
    }
    await expect.poll(heapBytes).toBeLessThan(HEAP_LIMIT_BYTES);
  });
});

test('streams hold little of the requests that opened them', async () => {
  const unused = Object.fromEntries(
    Array.from({ length: 18_000 }, (_, index) => [`key${String(index)}`, 1]),
  );
  const query =
    'subscription ($agent: String!) { currentTokenChanged(agent: $agent) { agentName } }';
  const payload = { query, variables: { agent: 'livekit', ...unused } };
  const url = `${gateway.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers: superuser });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  const stop = new AbortController();
  // A response that nobody refers to is closed by the garbage collection of the client.
  const responses: Response[] = [];
  for (let one = 0; one < 70; one += 1) {
    socket.send(JSON.stringify({ type: 'subscribe', id: String(one), payload }));
    const response = await fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...superuser },
      body: JSON.stringify(payload),
      signal: stop.signal,
    });
    responses.push(response);
  }
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(70);
  await expect.poll(() => metric('token_gateway_open_streams')).toBe(140);
  await expect.poll(heapBytes, { timeout: 30_000 }).toBeLessThan(HEAP_LIMIT_BYTES);
  stop.abort();
  socket.terminate();
  await expect.poll(() => metric('token_gateway_open_streams')).toBe(0);
});

/** The heap in use, by the metrics, which say it of the moment; garbage included. */
function heapBytes(): Promise<number> {
  return metric('nodejs_heap_size_used_bytes');
}

async function metric(name: string): Promise<number> {
  const response = await fetch(`${gateway.url}/metrics`, { headers: superuser });
  const found = new RegExp(`^${name} (\\S+)$`, 'm').exec(await response.text());
  return Number(found?.[1]);
}
