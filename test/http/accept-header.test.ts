import { afterAll, describe, expect } from 'vitest';

import { gatewayTest, startGateway, type TestGateway } from '../support/gateway.js';
import { FORM_BODY, rawCaller, type RawCaller } from '../support/raw-caller.js';
import { rawRequest, type RawHeader } from '../support/raw-request.js';
import { firstError, uniqueName } from '../support/tokens.js';

const test = gatewayTest();

let production: TestGateway;
let call: RawCaller;

const GENERATE = `mutation ($input: GenerateTokenInput!) {
  generateToken(input: $input) { integrationToken { id } }
}`;

test.beforeAll(async ({ gateway }) => {
  production = await startGateway({ env: { NODE_ENV: 'production' } });
  call = rawCaller(gateway);
});

afterAll(() => production.stop());

async function tokensOf(agent: string): Promise<unknown> {
  const query = 'query ($agent: String) { integrationTokens(agent: $agent) { totalCount } }';
  return (await call.ask(query, { agent })).data;
}

const none = { integrationTokens: { totalCount: 0 } };
const one = { integrationTokens: { totalCount: 1 } };

describe('the Accept header is weighed before anything is executed:', () => {
  test.each([
    ['application/json; indent=4', 'application/json'],
    ['application/json;charset=utf-8', 'application/json'],
    ['application/json;charset=iso-8859-1', 'application/json'],
    ['application/json;q=0.1', 'application/json'],
    ['APPLICATION/JSON', 'application/json'],
    ['application/json;q=0, */*', 'application/graphql-response+json'],
    ['application/graphql-response+json; v="1,2"', 'application/graphql-response+json'],
    [
      'application/json;q=0.5, application/graphql-response+json',
      'application/graphql-response+json',
    ],
    ['application/*', 'application/json'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['*/*; indent=4', 'application/json'],
    ['', 'application/json'],
  ])('%j gets a token as %s', async (accept, type) => {
    const agent = uniqueName();
    const answer = await call.ask(GENERATE, { input: { provider: 'LIVEKIT', agent } }, [
      'accept',
      accept,
    ]);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      200,
      `${type}; charset=utf-8`,
    ]);
    expect(await tokensOf(agent)).toEqual(one);
  });

  const REFUSED = [
    'application/json;q=0',
    'application/json; indent=4; q=0',
    '*/*;q=0',
    'text/html',
    'application/xml, text/plain',
    'json',
    ', ,',
    'multipart/mixed',
  ];
  test.each(REFUSED)('%j gets 406 and no token', async (accept) => {
    const agent = uniqueName();
    const answer = await call.ask(GENERATE, { input: { provider: 'LIVEKIT', agent } }, [
      'accept',
      accept,
    ]);
    expect([answer.status, firstError(answer).reason]).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(await tokensOf(agent)).toEqual(none);
  });

  test.for(['application/xml', 'application/json;q=0'])(
    'at the REST paths: %s',
    async (accept, { gateway }) => {
      const agent = uniqueName();
      const body = JSON.stringify({ agent_name: agent });
      const path = '/api/livekit/tokens/generate_token/';
      const answer = await call.post(path, body, ['accept', accept]);
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
        406,
        { code: 'BAD_USER_INPUT' },
      ]);
      expect(await tokensOf(agent)).toEqual(none);
      const headers = { 'content-type': 'application/json', accept: 'application/json; indent=4' };
      const init = { method: 'POST', headers: { ...headers, ...gateway.superuser }, body };
      expect((await fetch(`${gateway.url}${path}`, init)).status).toBe(201);
    },
  );

  test('at the routes of OAuth, LiveKit and leaks', async () => {
    const accept = ['accept', 'text/html'] as const;
    expect((await call.post('/oauth/introspect', 'token=x', FORM_BODY, accept)).status).toBe(406);
    expect((await call.post('/livekit/token', '{}', accept)).status).toBe(406);
    expect((await call.post('/leaks', '{"token":"x"}', accept)).status).toBe(406);
    expect((await call.get('/graphql/stream?query=x', accept)).status).toBe(406);
    const none = ['accept', 'text/event-stream;q=0'] as const;
    expect((await call.get('/graphql/stream?query=x', none)).status).toBe(406);
  });

  test('a query by GET is not run for a client that reads only pages, where there is none', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ viewer { kind } }')}`;
    const headers: RawHeader[] = [
      ['apollo-require-preflight', '1'],
      ['accept', 'text/html'],
    ];
    const answer = await rawRequest(`${production.url}${path}`, { headers });
    expect(answer.status).toBe(406);
    expect(production.log.filter((line) => line.includes('"fields":["viewer"]'))).toEqual([]);
  });

  test.each(['application/json', 'application/json; indent=4', ' application/json;q=0.5'])(
    'a client that reads %j alone gets 200 for a document that cannot run',
    async (accept) => {
      expect((await call.ask('{ nothing }', {}, ['accept', accept])).status).toBe(200);
    },
  );
});

describe('an empty operationName is as good as none:', () => {
  const query = 'query Who { viewer { kind } }';
  const search = `query=${encodeURIComponent(query)}`;

  test.each([
    `/graphql?${search}&operationName=`,
    `/graphql?operationName=&variables=&extensions=&${search}`,
  ])('by GET %s', async (path) => {
    expect((await call.get(path)).data).toEqual({ viewer: { kind: 'SUPERUSER' } });
  });

  test('by POST', async () => {
    const answer = await call.post('/graphql', JSON.stringify({ query, operationName: '' }));
    expect(answer.data).toEqual({ viewer: { kind: 'SUPERUSER' } });
  });

  test('for a stream', async () => {
    const text = encodeURIComponent(
      'subscription S { currentTokenChanged(agent: "gone") { changedAt } }',
    );
    const accept = ['accept', 'text/event-stream'] as const;
    const answer = await call.get(`/graphql/stream?operationName=&query=${text}`, accept);
    expect([answer.status, firstError(answer).code]).toEqual([404, 'NOT_FOUND']);
  });
});
