import { describe, expect } from 'vitest';

import { gatewayTest } from '../../support/gateway.js';
import { openStreams, transports } from '../../support/streams.js';
import { generateToken } from '../../support/tokens.js';

const FIELD = 'currentTokenChanged(agent: "rooted")';
const SELECTION = '{ agentName }';

/** Roots of which there is no telling what they subscribe to. */
const roots: readonly [name: string, query: string, variables?: Record<string, unknown>][] = [
  ['skipped', `subscription { ${FIELD} @skip(if: true) ${SELECTION} }`],
  ['not skipped', `subscription { ${FIELD} @skip(if: false) ${SELECTION} }`],
  ['not included', `subscription { ${FIELD} @include(if: false) ${SELECTION} }`],
  ['included', `subscription { ${FIELD} @include(if: true) ${SELECTION} }`],
  [
    'skipped by a variable',
    `subscription($x: Boolean!) { ${FIELD} @skip(if: $x) ${SELECTION} }`,
    { x: true },
  ],
  ['skipped by no variable', `subscription($x: Boolean!) { ${FIELD} @skip(if: $x) ${SELECTION} }`],
  [
    'skipped by default',
    `subscription($x: Boolean = true) { ${FIELD} @skip(if: $x) ${SELECTION} }`,
  ],
  ['skipped without an argument', `subscription { ${FIELD} @skip ${SELECTION} }`],
  ['skipped by a text', `subscription { ${FIELD} @skip(if: "yes") ${SELECTION} }`],
  ['in a skipped fragment', `subscription { ... @skip(if: true) { ${FIELD} ${SELECTION} } }`],
  [
    'in a fragment whose spread is skipped',
    `subscription { ...A @skip(if: true) } fragment A on Subscription { ${FIELD} ${SELECTION} }`,
  ],
  [
    'skipped in a fragment',
    `subscription { ...A } fragment A on Subscription { ... { ${FIELD} @skip(if: true) ${SELECTION} } }`,
  ],
  ['one of two', `subscription { a: ${FIELD} ${SELECTION} b: ${FIELD} ${SELECTION} }`],
  [
    'one of two by a fragment',
    `subscription { a: ${FIELD} ${SELECTION} ...A } fragment A on Subscription { b: ${FIELD} ${SELECTION} }`,
  ],
  [
    'one of two, the other skipped',
    `subscription { a: ${FIELD} ${SELECTION} b: ${FIELD} @skip(if: true) ${SELECTION} }`,
  ],
  ['of introspection', 'subscription { __typename }'],
  ['of introspection under an alias', 'subscription { name: __typename }'],
  [
    'of introspection in a fragment',
    'subscription { ...A } fragment A on Subscription { __schema { description } }',
  ],
  ['beside introspection', `subscription { ${FIELD} ${SELECTION} __typename }`],
];

const test = gatewayTest();

test.beforeAll(async ({ gateway }) => {
  await generateToken(gateway, { provider: 'LIVEKIT', agent: 'rooted' });
});

test.afterEach(({ gateway }) => openStreams(gateway, 0));

describe.each(Object.entries(transports))('by %s', (_name, open) => {
  test.for(roots)(
    'a root field that is %s is a mistake of the client',
    async ([_case, query, variables = {}], { gateway }) => {
      const end = await open({ url: gateway.url, headers: gateway.superuser, query, variables })
        .ended;
      if (end.errors) {
        expect(end.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
        expect(end.errors[0]?.message).toMatch(/root field/);
      } else expect(end.status).toBe(400);
    },
  );

  test.for([
    [
      'in fragments',
      `subscription { ...A } fragment A on Subscription { ... { ${FIELD} ${SELECTION} } }`,
    ],
    ['twice under one name', `subscription { ${FIELD} ${SELECTION} ${FIELD} { expiresAt } }`],
    ['with a condition below', `subscription { ${FIELD} { agentName provider @skip(if: true) } }`],
  ] as const)('a root field that is there %s is served', async ([_case, query], { gateway }) => {
    const stream = open({ url: gateway.url, headers: gateway.superuser, query, variables: {} });
    await openStreams(gateway, 1);
    await generateToken(gateway, { provider: 'LIVEKIT', agent: 'rooted' });
    expect((await stream.next()).agentName).toBe('rooted');
    stream.close();
  });
});

test.for(roots)(
  'at /graphql, a root field that is %s is a mistake of the client',
  async ([_case, query, variables], { gateway }) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json',
        'content-type': 'application/json',
        ...gateway.superuser,
      },
      body: JSON.stringify({ query, variables }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  },
);
