import { expect, test } from 'vitest';

import { createTokenClient } from '../../src/client/index.js';

const GOOD = { url: 'https://gateway.example.com', agent: 'front-desk' };
const SECRET = 'itg_ag_neverToBeRepeated';

function failureOf(options: Record<string, unknown>): unknown {
  try {
    createTokenClient({ ...GOOD, ...options });
    return undefined;
  } catch (error) {
    return error;
  }
}

test.each([
  undefined,
  null,
  '',
  'gateway.example.com',
  'localhost:4000',
  '/graphql',
  'ftp://gateway.example.com',
  'file:///graphql',
  'https://',
  `https://maya:${SECRET}@gateway.example.com`,
  `https://${SECRET}@gateway.example.com`,
])('the url %s is a TypeError that names it, and repeats no password', (url) => {
  const error = failureOf({ url });
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain('url must be an http or https address');
  expect(String(error)).not.toContain(SECRET);
});

test.each([
  '',
  42,
  null,
  {},
  `${SECRET}\n`,
  ` ${SECRET}`,
  `${SECRET}\r\nx-other: 1`,
  `"${SECRET}"`,
  `Bearer ${SECRET}`,
  `${SECRET}…`,
  `${SECRET}\u0000`,
])('the agentKey %j is a TypeError that names it, and does not repeat it', (agentKey) => {
  const error = failureOf({ agentKey });
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toMatch(/^TypeError: agentKey /);
  expect(String(error)).not.toContain(SECRET);
});

test.each([undefined, null, '', 7])('the agent %s is a TypeError that names it', (agent) => {
  const error = failureOf({ agent });
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain('agent must be the name of an agent');
});

test.each([
  {},
  { agentKey: undefined },
  { agentKey: 'itg_ag_0123456789' },
  { agentKey: 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln-nature_x' },
  { agentKey: () => 'asked later' },
  { url: 'http://127.0.0.1:4000/' },
  { url: new URL('https://gateway.example.com/team/graphql') },
])('options %j are taken', (options) => {
  expect(failureOf(options)).toBeUndefined();
});

test('a function that gives no key that can be sent is a TypeError, and nothing is sent', async () => {
  let sent = 0;
  const client = createTokenClient({
    ...GOOD,
    agentKey: () => `${SECRET}\n`,
    fetch: async () => {
      sent += 1;
      return new Response();
    },
  });
  const error = await client.token().catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain('agentKey must be');
  expect(String(error)).not.toContain(SECRET);
  expect(sent).toBe(0);
});
