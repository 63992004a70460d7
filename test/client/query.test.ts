import fc from 'fast-check';
import { parse, print, stripIgnoredCharacters, visit } from 'graphql';
import { expect } from 'vitest';

import { printDocument } from '../../src/client/print-document.js';
import * as generated from '../generated/graphql.js';
import { gatewayTest } from '../support/gateway.js';
import {
  CurrentTokenQuery,
  GenerateTokenMutation,
  IntegrationTokensQuery,
  ViewerQuery,
} from '../support/operations.js';
import { startTokenClient, type TestTokenClient } from '../support/token-client.js';
import { registerAgent } from '../support/tokens.js';

const test = gatewayTest();

let agent: string;
let agentClient: TestTokenClient;

test.beforeAll(async ({ gateway }) => {
  agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  agentClient = startTokenClient(gateway, { agent });
});

/** What a document says, however it is laid out, block strings included. */
function meaning(text: string): string {
  const inLine = visit(parse(text), { StringValue: (node) => ({ ...node, block: false }) });
  return stripIgnoredCharacters(print(inLine));
}

test('a typed document needs its variables and answers its result', async () => {
  const { viewer } = await agentClient.client.query(ViewerQuery);
  expect(viewer).toEqual({
    kind: 'AGENT',
    name: agent,
    provider: 'LIVEKIT',
    scopes: ['livekit.join'],
  });
  const { currentToken } = await agentClient.client.query(CurrentTokenQuery, { agent });
  const validity: boolean = currentToken.valid;
  expect(validity).toBe(true);
  // @ts-expect-error the document has a variable
  await expect(agentClient.client.query(CurrentTokenQuery)).rejects.toThrow('$agent');
});

test('a string may be a document too, and so may the string objects of code generators', async () => {
  const text = 'query Viewer($skip: Boolean = false) { viewer { name @skip(if: $skip) } }';
  const answer = await agentClient.client.query<{ viewer: { name?: string } }>(text);
  expect(answer.viewer.name).toBe(agent);
  await expect(agentClient.client.query(text, { skip: true })).resolves.toEqual({ viewer: {} });
  class TypedDocumentString extends String {
    readonly __apiType?: (variables: { skip: boolean }) => { viewer: { name?: string } };
  }
  const document = new TypedDocumentString(text);
  const typed = await agentClient.client.query(document, { skip: false });
  expect(typed.viewer.name).toBe(agent);
});

test('an error of the gateway is thrown with its code and all it says', async () => {
  const input = { agent, provider: 'LIVEKIT' } as const;
  await expect(agentClient.client.query(GenerateTokenMutation, { input })).rejects.toMatchObject({
    name: 'TokenClientError',
    code: 'FORBIDDEN',
    extensions: {
      reason: 'SUPERUSER_REQUIRED',
      requestId: expect.any(String) as string,
    },
  });
  await expect(agentClient.client.query(IntegrationTokensQuery)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(agentClient.client.query('{ nothing }')).rejects.toMatchObject({
    code: 'GRAPHQL_VALIDATION_FAILED',
  });
});

test('no answer, and an answer that is not of the gateway, are errors with codes', async ({
  gateway,
}) => {
  const { client, setNetwork } = startTokenClient(gateway, { agent });
  await client.token();
  setNetwork(async () => new Response('<html>', { status: 200 }));
  await expect(client.query(ViewerQuery)).rejects.toMatchObject({ code: 'UNREADABLE_ANSWER' });
  setNetwork(async () => new Response('[]', { status: 503, headers: { 'retry-after': '7' } }));
  await expect(client.query(ViewerQuery)).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    retryAfterSeconds: 7,
  });
  setNetwork(() => Promise.reject(new TypeError('fetch failed')));
  await expect(client.query(ViewerQuery)).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

test('documents that were generated are printed as graphql-js prints them', () => {
  const documents = Object.entries(generated).filter(([name]) => name.endsWith('Document'));
  expect(documents.length).toBeGreaterThan(10);
  for (const [, document] of documents) {
    expect(meaning(printDocument(document))).toBe(meaning(print(document as never)));
  }
});

test('everything that an executable document can have is printed', () => {
  const text = `
    query Everything($a: [Int!]! = [1, -2] @seen, $b: In = { x: { y: null }, z: [E, true] }) @on(x: 1.5e3) {
      alias: field(a: $a, s: "q\\"\\u00e9\\n", block: """ a "b" """, empty: "", e: E) @skip(if: $b) { id }
      ... on Type @include(if: false) { id }
      ... { id }
      ...Part @here
    }
    { short }
    mutation { do }
    subscription S { changed(list: [], object: {}) }
    fragment Part on Type @there { id }`;
  expect(meaning(printDocument(parse(text)))).toBe(meaning(text));
});

test('any text survives as a string value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const document = parse(`{ field(text: ${JSON.stringify(value)}) }`);
      expect(meaning(printDocument(document))).toBe(meaning(print(document)));
    }),
  );
});
