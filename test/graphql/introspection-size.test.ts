import { getIntrospectionQuery, type IntrospectionOptions } from 'graphql';
import { describe, expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';

const test = gatewayTest({ env: { ANONYMOUS_REQUESTS_PER_MINUTE: '0' } });

const repeated = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

function post(gateway: TestGateway, query: string, variables: object = {}, operationName?: string) {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables, operationName }),
  });
}

const FULL: IntrospectionOptions = {
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
};

/** Each with what its tool asks for. */
const tools: Record<string, string> = {
  'graphql-js': getIntrospectionQuery(),
  'graphql-js with every option': getIntrospectionQuery(FULL),
  'graphql-js at the greatest depth': getIntrospectionQuery({ ...FULL, typeDepth: 20 }),
  GraphiQL: getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true }),
  'code generators': getIntrospectionQuery({
    descriptions: true,
    schemaDescription: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
  }),
  'Apollo Sandbox': getIntrospectionQuery({ ...FULL, schemaDescription: false }).replace(
    'query IntrospectionQuery {',
    'query IntrospectionQuery { __typename',
  ),
};

/**
 * A quarter more than the full introspection has, in characters, and as much as the gateway's
 * estimate may be off.
 */
async function mostCharacters(gateway: TestGateway): Promise<number> {
  const full = await post(gateway, getIntrospectionQuery(FULL));
  return 1.3 * (await full.text()).length;
}

describe('anybody gets the whole schema with the query of', () => {
  test.for(Object.entries(tools))('%s', async ([_tool, query], { gateway }) => {
    const address = `${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`;
    const asked = fetch(address, { headers: { 'apollo-require-preflight': 'true' } });
    for (const response of await Promise.all([post(gateway, query), asked])) {
      const text = await response.text();
      expect(response.status, text.slice(0, 500)).toBe(200);
      expect(text.length).toBeGreaterThan(100_000);
      expect(text).not.toContain('"errors"');
    }
  });
});

const TYPE =
  'fragment T on __Type { kind name description fields(includeDeprecated: true) { name description ' +
  'args { name description defaultValue type { ...R } } type { ...R } } inputFields { name ' +
  'description type { ...R } } enumValues { name description } possibleTypes { ...R } } ' +
  'fragment R on __Type { kind name ofType { kind name ofType { kind name } } }';

/** One that fits into the depth of `__type`. */
const SHALLOW =
  'fragment S on __Type { name description fields { name description args { description type { name } } } }';

const ALIASES = `{ ${repeated(15, (one) => `a${String(one)}: __schema { types { ...T } }`)} } ${TYPE}`;

/** Small documents whose answers would have megabytes. */
const large: Record<string, string> = {
  'the schema under many aliases': ALIASES,
  'the schema twice': `{ a: __schema { types { ...T } } b: __schema { types { ...T } } } ${TYPE}`,
  'a type under many aliases': `{ ${repeated(
    15,
    (one) =>
      `a${String(one)}: __type(name: "Query") { ...S fields { args { type { ...S } } type { ...S ofType { ...S } } } }`,
  )} } ${SHALLOW}`,
  'descriptions many times': `{ __schema { types { fields { ${repeated(15, (one) => `a${String(one)}: description`)} args { description } } } } }`,
  'long aliases': `{ __schema { types { fields { ${repeated(15, (one) => `${'x'.repeat(180)}${String(one)}: name`)} } } } }`,
  'long aliases behind a fragment': `{ __schema { types { fields { ...F } } } } fragment F on __Field { ${repeated(15, (one) => `${'x'.repeat(180)}${String(one)}: name`)} }`,
};

describe('a small document with a large answer is refused before it is answered:', () => {
  test.for(Object.entries(large))('%s', async ([_what, query], { gateway }) => {
    const response = await post(gateway, query);
    const text = await response.text();
    expect(response.status, `${String(text.length)} ${text.slice(0, 300)}`).toBe(400);
    expect(text.length).toBeLessThan(1_000);
    expect(text).toContain('Send the full introspection query once, or ask for less.');
  });

  test('with the name of a type in a variable', async ({ gateway }) => {
    const query = `query ($name: String!) { ${repeated(
      15,
      (one) =>
        `a${String(one)}: __type(name: $name) { ...S fields { args { type { ...S } } type { ...S ofType { ...S } } } }`,
    )} } ${SHALLOW}`;
    expect((await post(gateway, query, { name: 'Query' })).status).toBe(400);
    expect((await post(gateway, query, { name: 'Viewer' })).status).toBe(200);
    expect((await post(gateway, query, { name: '__proto__' })).status).toBe(200);
  });

  test('as one of several operations, by its name', async ({ gateway }) => {
    const query = `query Small { viewer { kind } } query Large ${ALIASES}`;
    expect((await post(gateway, query, {}, 'Large')).status).toBe(400);
  });

  test('and counted', async ({ gateway }) => {
    const metrics = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
    const counted = /^token_gateway_limits_total\{limit="introspection"\} [1-9]/m;
    expect(await metrics.text()).toMatch(counted);
  });
});

describe('no answer has much more than the full introspection, whatever is nested:', () => {
  test.for([
    'types { fields { type { fields { name } } } }',
    'types { fields { a: args { b: type { c: kind } } } }',
    'types { fields { __typename type { __typename fields { __typename } } } }',
    'types { fields { type { ofType { inputFields { name } possibleTypes { name } } } } }',
    'types { inputFields { type { ofType { ...T } } } fields { args { type { ofType { ...T } ...T } } } }',
    'types { ... on __Type { fields { ... { type { ofType { ...T } ...T } } } } }',
    'types { fields @skip(if: false) { type { ...T ofType { ...T } } } }',
    'types { possibleTypes { ...T } interfaces { ...T } enumValues { name } ofType { ...T } }',
    'directives { name locations args { type { fields { name type { ...T } } } } }',
    'types { fields(includeDeprecated: true) { deprecationReason isDeprecated } }',
    'queryType { ...T fields { type { ofType { ...T } } } } mutationType { ...T }',
  ])('%s', async (selections, { gateway }) => {
    const spread = selections.includes('...T') ? TYPE : '';
    const response = await post(gateway, `{ __schema { ${selections} } } ${spread}`);
    const text = await response.text();
    expect([200, 400]).toContain(response.status);
    const most = response.status === 200 ? await mostCharacters(gateway) : 1_000;
    expect(text.length).toBeLessThan(most);
  });
});
