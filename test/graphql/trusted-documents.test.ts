import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CURRENT_TOKEN } from '../../src/client/documents.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { makeFolder } from '../support/leftovers.js';
import type { ErrorBody } from '../support/send.js';
import { generateToken } from '../support/tokens.js';

const hash = (algorithm: string, text: string): string =>
  createHash(algorithm).update(text).digest('hex');
const idOf = (text: string): string => `sha256:${hash('sha256', text)}`;

/** Every kind of document, and some that end in an error each time. */
const documents = {
  viewer: '{ viewer { kind name scopes } }',
  laidOut: '# héllo\nquery Who {\n  viewer {\n    kind\n  }\n}\n',
  withVariable: 'query T($agent: String!) { currentToken(agent: $agent) { valid header message } }',
  twoOperations:
    'query A { viewer { kind } } query B { viewer { ...F } } fragment F on Viewer { name }',
  withDirective: 'query D($a: Boolean! = true) { viewer { kind @include(if: $a) __typename } }',
  list: 'query L($first: Int) { integrationTokens(first: $first) { totalCount nodes { hint } } }',
  mutation:
    'mutation R($id: ID!) { revokeToken(input: { id: $id }) { integrationToken { status } } }',
  subscription:
    'subscription S($agent: String!) { currentTokenChanged(agent: $agent) { changedAt } }',
};
const texts = Object.values(documents);
const relayId = 'x-relay:abc-1';

let open: TestGateway;
let strict: TestGateway;
let asAgent: Record<string, string>;

beforeAll(async () => {
  const folder = makeFolder();
  const prefixed = Object.fromEntries(texts.map((text) => [idOf(text), text]));
  writeFileSync(join(folder, 'prefixed.json'), JSON.stringify(prefixed));
  const others = {
    [hash('sha1', documents.viewer)]: documents.viewer,
    [hash('sha256', documents.laidOut)]: documents.laidOut,
    [relayId]: documents.viewer,
    Who: documents.laidOut,
  };
  writeFileSync(join(folder, 'others.json'), JSON.stringify(others));
  open = await startGateway({ env: { TRUSTED_DOCUMENTS: folder } });
  strict = await startGateway({
    database: open.database,
    env: { TRUSTED_DOCUMENTS: folder, TRUSTED_DOCUMENTS_ONLY: 'on' },
  });
  const { token } = await generateToken(open, { provider: 'LIVEKIT', agent: 'documents' });
  asAgent = { 'x-livekit-token': token };
});

afterAll(async () => {
  await strict.stop();
  await open.stop();
});

interface Reply {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly ErrorBody[];
}

type Method = 'GET' | 'POST';

/** Asks a gateway by the parameters of GraphQL over HTTP. */
async function ask(
  gateway: TestGateway,
  parameters: Readonly<Record<string, unknown>>,
  { method = 'POST', headers = {} }: { method?: Method; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const init = { method, headers: { 'content-type': 'application/json', ...headers } };
  const url = new URL(`${gateway.url}/graphql`);
  if (method === 'GET') {
    for (const [name, value] of Object.entries(parameters)) {
      url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  const body = method === 'POST' ? { body: JSON.stringify(parameters) } : {};
  const response = await fetch(url, { ...init, ...body });
  return { status: response.status, ...((await response.json()) as object) };
}

/** An answer without what differs from request to request. */
function comparable({ errors, ...answer }: Reply): unknown {
  return {
    ...answer,
    errors: errors?.map(({ extensions, ...error }) => ({
      ...error,
      extensions: { ...extensions, requestId: '' },
    })),
  };
}

const viewerOf = ({ data }: Reply): unknown => data?.['viewer'];
const reasonOf = ({ status, errors }: Reply): unknown => [
  status,
  errors?.[0]?.extensions.code,
  errors?.[0]?.extensions.reason,
];

test('a registered document gives the same answer by its id as by its text', async () => {
  const request = fc.record({
    text: fc.constantFrom(...texts),
    method: fc.constantFrom<Method>('GET', 'POST'),
    variables: fc.option(
      fc.record(
        {
          agent: fc.constantFrom<unknown>('documents', 'livekit', 'nobody', 7, null),
          first: fc.constantFrom<unknown>(1, 201, 'x'),
          id: fc.constantFrom<unknown>('5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11', 'none'),
        },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
    operationName: fc.constantFrom(undefined, 'A', 'B', 'T', 'Nothing'),
    who: fc.constantFrom('agent', 'superuser', 'nobody'),
    gateway: fc.constantFrom('open', 'strict'),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ text, method, variables, operationName, who, gateway }) => {
      const asked = { open, strict }[gateway];
      const headers = { agent: asAgent, superuser: { ...asked.superuser }, nobody: {} }[who];
      const rest = {
        ...(variables && { variables }),
        ...(operationName !== undefined && { operationName }),
      };
      const byText = await ask(asked, { query: text, ...rest }, { method, headers });
      const byId = await ask(asked, { documentId: idOf(text), ...rest }, { method, headers });
      expect(comparable(byId)).toEqual(comparable(byText));
    }),
    { numRuns: 100 },
  );
});

test('the id that a manifest gives a document is good beside its SHA-256', async () => {
  const ids = [hash('sha1', documents.viewer), relayId, idOf(documents.viewer)];
  for (const documentId of ids) {
    const answer = await ask(open, { documentId }, { headers: asAgent });
    expect(viewerOf(answer)).toEqual({
      kind: 'AGENT',
      name: 'documents',
      scopes: ['livekit.join'],
    });
  }
  for (const documentId of [hash('sha256', documents.laidOut), 'Who', idOf(documents.laidOut)]) {
    expect(viewerOf(await ask(open, { documentId }))).toEqual({ kind: 'ANONYMOUS' });
  }
});

test('a log line names the operation, however the document was named', async () => {
  await ask(open, { documentId: idOf(documents.laidOut) });
  expect(open.log.at(-1)).toContain('"operation":"Who","fields":["viewer"]');
});

describe.each<Method>(['GET', 'POST'])('by %s', (method) => {
  const asked = (parameters: Record<string, unknown>, gateway = open): Promise<Reply> =>
    ask(gateway, parameters, { method });

  test('an id that is not registered is refused', async () => {
    for (const documentId of [idOf('{ viewer { name } }'), '', 'viewer', 'md5:x', '__proto__']) {
      const answer = await asked({ documentId });
      expect(reasonOf(answer)).toEqual([400, 'BAD_USER_INPUT', 'UNKNOWN_DOCUMENT']);
      expect(answer.errors).toHaveLength(1);
      expect(answer).not.toHaveProperty('data');
    }
  });

  test('an id and a text together are refused', async () => {
    const { viewer } = documents;
    const answer = await asked({ documentId: idOf(viewer), query: viewer });
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'documentId' } }],
    });
  });

  test('where only registered documents run, no other does', async () => {
    const foreign = ['{ viewer { name } }', `${documents.viewer} `, '{ __typename }', '{'];
    for (const query of foreign) {
      expect(reasonOf(await asked({ query }, strict))).toEqual([
        400,
        'BAD_USER_INPUT',
        'ONLY_TRUSTED_DOCUMENTS',
      ]);
    }
    expect((await asked({ query: documents.viewer }, strict)).status).toBe(200);
    expect((await asked({}, strict)).status).toBe(400);
  });

  test('Apollo’s automatic persisted queries are off', async () => {
    const query = '{ viewer { name } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash('sha256', query) } };
    for (const parameters of [{ extensions }, { extensions, query }, { extensions }]) {
      const { errors } = await asked(parameters);
      expect(errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    }
    const answer = await asked({ extensions, query }, strict);
    expect(answer.errors?.[0]?.extensions.reason).toBe('ONLY_TRUSTED_DOCUMENTS');
  });
});

test('an id that is no text is refused, and null is none', async () => {
  for (const documentId of [7, ['x'], { toString: 'x' }, true]) {
    expect(await ask(open, { documentId })).toMatchObject({
      status: 400,
      errors: [{ message: 'documentId must be a string' }],
    });
  }
  const { viewer } = documents;
  expect((await ask(open, { documentId: null, query: viewer })).status).toBe(200);
  expect((await ask(open, { documentId: idOf(viewer), query: null })).status).toBe(200);
  const twice = `${open.url}/graphql?documentId=${idOf(viewer)}&documentId=${idOf(viewer)}`;
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(twice, { headers })).status).toBe(400);
});

test('no list of operations gets past the registered ones', async () => {
  const response = await fetch(`${strict.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ query: '{ viewer { name } }' }]),
  });
  expect(response.status).toBe(400);
});

test('a mutation by its id is carried out by POST alone', async () => {
  const parameters = {
    documentId: idOf(documents.mutation),
    variables: { id: '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11' },
  };
  const headers = { ...open.superuser };
  expect((await ask(open, parameters, { method: 'GET', headers })).status).toBe(405);
  expect((await ask(open, parameters, { headers })).status).toBe(404);
});

test('a bad credential is refused whatever document it comes with', async () => {
  const headers = { 'x-livekit-token': 'nonsense' };
  expect((await ask(strict, { query: '{ x }' }, { headers })).status).toBe(401);
  expect((await ask(strict, { documentId: 'x' }, { headers })).status).toBe(401);
});

test('where only registered documents run, nothing shows the schema', async () => {
  const page = await fetch(`${strict.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('does not show its schema');
  expect((await fetch(`${strict.url}/graphql/explorer.js`)).status).toBe(404);
  const asked = await ask(strict, { query: '{ __schema { types { name } } }' });
  expect(reasonOf(asked)).toEqual([400, 'BAD_USER_INPUT', 'ONLY_TRUSTED_DOCUMENTS']);
});

test('the older REST paths go on where only registered documents run', async () => {
  const answer = await fetch(`${strict.url}/api/livekit/tokens/current-token/`);
  expect(await answer.json()).toMatchObject({ agent_name: 'livekit', valid: true });
});

test('refusals are counted', async () => {
  const metrics = await fetch(`${strict.url}/metrics`, { headers: strict.superuser });
  expect(await metrics.text()).toMatch(/token_gateway_limits_total\{limit="documents"\} [1-9]/);
});

test('the document by which every client begins is always registered', async () => {
  const variables = { agent: 'livekit' };
  const byId = await ask(strict, { documentId: idOf(CURRENT_TOKEN), variables });
  expect(byId.data).toMatchObject({ currentToken: { valid: true, header: 'X-LiveKit-Token' } });
});
