import {
  buildClientSchema as introspected,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect } from 'vitest';

import { introspectGatewaySchema } from '../../src/app/schema.js';

import { gatewayTest } from '../support/gateway.js';
import { send, type Answer } from '../support/send.js';
import { bearer, createAgentKey, generateToken } from '../support/tokens.js';

const CURRENT_TOKEN =
  'query Current($agent: String!) { mine: currentToken(agent: $agent) { ...All } viewer { kind scopes } } ' +
  'fragment All on CurrentToken { provider token expiresAt refreshAt valid }';
const TOKENS =
  'query Tokens($provider: IntegrationProvider, $first: Int, $after: String) ' +
  '{ integrationTokens(provider: $provider, first: $first, after: $after) ' +
  '{ totalCount nodes { id status issuedAt note } edges { cursor } pageInfo { hasNextPage } } }';
const TWO_ROOTS = 'query ($agent: String!) { viewer { name } agent(name: $agent) { name } }';

const test = gatewayTest();

let asAgent: Record<string, string>;
let asEnrolled: Record<string, string>;

test.beforeAll(async ({ gateway }) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: 'repeated' });
  asAgent = { 'x-livekit-token': token };
  asEnrolled = bearer(await createAgentKey(gateway, 'repeated'));
  await generateToken(gateway, { provider: 'LIVEKIT', agent: 'unused' });
});

test.for([
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
] as const)(
  '%s is the same however often the query was sent',
  async ([_what, query, variables, who], { gateway }) => {
    const credentials = { agent: asAgent, superuser: gateway.superuser, nobody: {} }[who];
    const answers: Answer<unknown>[] = [];
    for (let run = 0; run < 5; run += 1) {
      answers.push(await send(`${gateway.url}/graphql`, query, variables, credentials));
    }
    const [first, ...later] = answers.map(comparable);
    for (const answer of later) expect(answer).toEqual(first);
  },
);

test('a name that the document lacks is refused however often the query was sent', async ({
  gateway,
}) => {
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

const schema = introspected(introspectGatewaySchema());

/** Arguments under which a root field finds something that stays as it is. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  agent: '(name: "repeated")',
  agents: '(first: 2)',
  auditEvents: '(filter: { action: AGENT_REGISTERED }, first: 2)',
  currentToken: '(agent: "repeated")',
  integrationTokens: '(agent: "unused")',
};

describe.each(
  [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).map((field) => ({ kind: root?.name ?? '', field })),
  ),
)('$kind.$field.name with all of its fields', ({ kind, field }) => {
  test.for(['nobody', 'agent', 'superuser', 'enrolled agent'] as const)(
    'is answered the same five times to %s',
    async (who, { gateway }) => {
      const isChange = kind === 'Mutation' && who === 'superuser';
      const query = `${kind.toLowerCase()} { ${fieldText(field, isChange)} }`;
      const credentials = {
        agent: asAgent,
        superuser: gateway.superuser,
        nobody: {},
        'enrolled agent': asEnrolled,
      }[who];
      const answers: string[] = [];
      for (let run = 0; run < 5; run += 1) {
        const answer = await send(`${gateway.url}/graphql`, query, {}, credentials);
        expect(answer.errors.map(({ extensions }) => extensions.code)).not.toContain(
          'INTERNAL_SERVER_ERROR',
        );
        expect(answer.errors.map(({ extensions }) => extensions.code)).not.toContain(
          'GRAPHQL_VALIDATION_FAILED',
        );
        answers.push(JSON.stringify(comparable(answer)));
      }
      expect(new Set(answers).size).toBe(1);
    },
  );
});

test('several root fields that fail are answered the same five times', async ({ gateway }) => {
  const id = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';
  const query =
    `{ __proto__: viewer { constructor: kind } one: integrationTokens { totalCount } ` +
    `two: agent(name: "repeated") { subjects { id } } three: integrationToken(id: "${id}") { id } }`;
  for (const credentials of [{}, asAgent, gateway.superuser]) {
    const answers = new Set<string>();
    for (let run = 0; run < 5; run += 1) {
      const answer = await send(`${gateway.url}/graphql`, query, {}, credentials);
      answers.add(JSON.stringify(comparable(answer)));
    }
    expect(answers.size).toBe(1);
  }
});

test('an agent’s keys and subjects are answered every time', async ({ gateway }) => {
  for (let run = 0; run < 5; run += 1) {
    const answer = await send<{ agents: unknown }>(
      `${gateway.url}/graphql`,
      '{ agents { nodes { keys { id } subjects { id } } edges { node { keys { hint } } } } }',
      {},
      gateway.superuser,
    );
    expect(answer.errors).toEqual([]);
  }
});

/** A field with the arguments that it needs and everything below it. */
function fieldText(
  { name, args, type }: GraphQLField<unknown, unknown>,
  isRefused: boolean,
): string {
  const given = ARGUMENTS[name] ?? argumentsText(args, isRefused);
  return `${name}${given} ${selectionText(getNamedType(type))}`;
}

function argumentsText(args: readonly GraphQLArgument[], isRefused: boolean): string {
  const needed = args
    .filter(isRequiredArgument)
    .map((one) => `${one.name}: ${valueText(one.type, isRefused)}`);
  return needed.length > 0 ? `(${needed.join(', ')})` : '';
}

function selectionText(type: GraphQLNamedType): string {
  if (isUnionType(type)) {
    const members = type.getTypes().map((one) => `... on ${one.name} ${selectionText(one)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).map(
    (one) =>
      `${one.name}${argumentsText(one.args, false)} ${selectionText(getNamedType(one.type))}`,
  );
  return `{ ${fields.join(' ')} }`;
}

/** @param isRefused - whether a value must be one that changes nothing */
function valueText(type: GraphQLInputType, isRefused: boolean): string {
  if (isNonNullType(type)) return valueText(type.ofType, isRefused);
  if (isListType(type)) return `[${valueText(type.ofType, isRefused)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((one) => `${one.name}: ${valueText(one.type, isRefused)}`).join(', ')} }`;
  }
  const values: Readonly<Record<string, string>> = {
    Boolean: 'true',
    Date: '"2030-01-01"',
    DateTime: '"2030-01-01T00:00:00Z"',
    EmailAddress: '"a@b.example"',
    ID: '"5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11"',
    Int: '60',
    TimeZone: '"UTC"',
  };
  return values[type.name] ?? (isRefused ? '"no name has spaces"' : '"absent"');
}

/** An answer without what differs from request to request. */
function comparable({ status, data, errors }: Answer<unknown>): unknown {
  const plain = errors.map(({ extensions, ...error }) => ({
    ...error,
    extensions: { ...extensions, requestId: '' },
  }));
  return { status, data, errors: plain };
}
