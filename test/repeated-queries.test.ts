import { afterAll, beforeAll, expect, test } from 'vitest';

import { startGateway, type TestGateway } from './support/gateway.js';
import { send, type Answer } from './support/send.js';
import { generateToken } from './support/tokens.js';

const CURRENT_TOKEN =
  'query Current($agent: String!) { mine: currentToken(agent: $agent) { ...All } viewer { kind scopes } } ' +
  'fragment All on CurrentToken { provider token expiresAt refreshAt valid }';
const TOKENS =
  'query Tokens($provider: IntegrationProvider, $first: Int, $after: String) ' +
  '{ integrationTokens(provider: $provider, first: $first, after: $after) ' +
  '{ totalCount nodes { id status issuedAt note } edges { cursor } pageInfo { hasNextPage } } }';
const TWO_ROOTS = 'query ($agent: String!) { viewer { name } agent(name: $agent) { name } }';

let gateway: TestGateway;
let asAgent: Record<string, string>;

beforeAll(async () => {
  gateway = await startGateway();
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: 'repeated' });
  asAgent = { 'x-livekit-token': token };
});

afterAll(() => gateway.stop());

test.each([
  ['an answer', CURRENT_TOKEN, { agent: 'repeated' }, 'agent'],
  ['an agent without a token', CURRENT_TOKEN, { agent: 'nobody' }, 'superuser'],
  ['a type name', '{ viewer { is: __typename kind } }', {}, 'agent'],
  ['a list', TOKENS, { provider: 'LIVEKIT' }, 'superuser'],
  ['an argument of null', TOKENS, { provider: null, first: null }, 'superuser'],
  ['a page too large', TOKENS, { first: 201 }, 'superuser'],
  ['a cursor that is none', TOKENS, { after: '?' }, 'superuser'],
  ['a refusal by rule', CURRENT_TOKEN, { agent: 'another' }, 'agent'],
  ['a refusal beside an answer', TWO_ROOTS, { agent: 'repeated' }, 'agent'],
  ['a missing credential', TWO_ROOTS, { agent: 'repeated' }, 'nobody'],
  ['a missing variable', CURRENT_TOKEN, {}, 'agent'],
  ['a variable of the wrong type', CURRENT_TOKEN, { agent: 7 }, 'agent'],
  ['an unknown enum value', TOKENS, { provider: 'ZOOM' }, 'superuser'],
  ['a number that is none', TOKENS, { first: 1.5 }, 'superuser'],
])('%s is the same however often the query was sent', async (_what, query, variables, who) => {
  const credentials = { agent: asAgent, superuser: gateway.superuser, nobody: {} }[who];
  const answers: Answer<unknown>[] = [];
  for (let run = 0; run < 5; run += 1) {
    answers.push(await send(`${gateway.url}/graphql`, query, variables, credentials));
  }
  const [first, ...later] = answers.map(comparable);
  for (const answer of later) expect(answer).toEqual(first);
});

test('a name that the document lacks is refused however often the query was sent', async () => {
  const ask = async (operationName: string): Promise<unknown> => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query Named { viewer { kind } }', operationName }),
    });
    return [response.status, await response.json()];
  };
  for (let run = 0; run < 4; run += 1) {
    expect(await ask('Named')).toMatchObject([200, { data: { viewer: { kind: 'ANONYMOUS' } } }]);
    expect(await ask('Other')).toMatchObject([
      400,
      { errors: [{ message: 'Unknown operation named "Other".' }] },
    ]);
  }
});

/** An answer without what differs from request to request. */
function comparable({ status, data, errors }: Answer<unknown>): unknown {
  const plain = errors.map(({ extensions, ...error }) => ({
    ...error,
    extensions: { ...extensions, requestId: '' },
  }));
  return { status, data, errors: plain };
}
