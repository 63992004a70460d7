import { describe, expect } from 'vitest';

import { gatewayTest } from '../support/gateway.js';

const test = gatewayTest();

describe('JSON with a key that could change a prototype is refused by the name of the key:', () => {
  const body = (variables: string) => `{"query":"{ viewer { kind } }","variables":${variables}}`;

  test.for([
    [body('{"__proto__":3}'), 'variables must not have the key __proto__'],
    [body('{"\\u005f_proto__":{}}'), 'variables must not have the key __proto__'],
    [body('{"a":[{"b":{"__proto__":{}}}]}'), 'variables.a.0.b must not have the key __proto__'],
    [
      body('{"constructor":{"prototype":1}}'),
      'variables must not have the key constructor with prototype in it',
    ],
    ['{"__proto__":{"x":1}}', 'The request body must not have the key __proto__'],
    [
      body(`{"${'x'.repeat(100_000)}":{"__proto__":{}}}`),
      'variables must not have the key __proto__',
    ],
  ] as const)('%.60s', async ([text, message], { gateway }) => {
    for (const path of ['/graphql', '/graphql/stream', '/livekit/token', '/mcp']) {
      const response = await fetch(`${gateway.url}${path}`, {
        method: 'POST',
        headers: {
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
        },
        body: text,
      });
      expect(response.status).toBe(400);
      const answer = await response.text();
      expect(answer).toContain(message);
      expect(answer).not.toContain('not valid JSON');
    }
  });

  test.for([
    body('{"constructor":1,"prototype":{}}'),
    body('{"constructor":{"name":"prototype"}}'),
    body('{"a":"__proto__"}'),
  ])('and %s is not', async (text, { gateway }) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
    expect(response.status).toBe(200);
  });
});
