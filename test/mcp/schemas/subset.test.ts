import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { tools as everyTool } from '../../../src/mcp/tools.js';
import { BUILD_LIMIT_MS, ensureBuilt } from '../../support/build.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { closeHosts, transports } from '../../support/mcp.js';
import { outsideSubset } from '../../support/providers/schema-subset.js';
import { generateToken, registerAgent } from '../../support/tokens.js';

let gateway: TestGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

describe.each(transports)('over $name', ({ connect }) => {
  test('every tool’s schemas are of the subset that all providers take', async () => {
    const agents = await Promise.all(
      (['GOOGLE_CALENDAR_MCP', 'LIVEKIT'] as const).map(async (provider) => {
        const agent = await registerAgent(gateway, { provider });
        await generateToken(gateway, { provider, agent });
        return connect(gateway, agent);
      }),
    );
    const listed = (await Promise.all(agents.map((host) => host.tools()))).flat();
    const names = new Set(listed.map(({ name }) => name));
    expect([...names].sort()).toEqual(everyTool.map(({ name }) => name).sort());
    for (const { name, inputSchema, outputSchema } of listed) {
      expect(name).toMatch(/^[a-zA-Z_][\w-]{0,63}$/);
      expect([name, outsideSubset(inputSchema, 'input')]).toEqual([name, []]);
      expect([name, outsideSubset(outputSchema, 'output')]).toEqual([name, []]);
    }
  });
});

describe('What checks that', () => {
  const closed = { type: 'object', required: ['a'], additionalProperties: false };
  const of = (a: unknown) => ({ ...closed, properties: { a } });

  test('passes what all providers take', () => {
    const list = { type: 'array', items: { type: 'string', enum: ['b'] }, description: 'Words.' };
    expect(outsideSubset(of(list), 'input')).toEqual([]);
    const optional = { ...of({ anyOf: [list, { type: 'null' }] }), required: [] };
    expect(outsideSubset(optional, 'input')).toEqual([]);
  });

  test.each<[string, unknown]>([
    [
      'a dialect',
      { ...of({ type: 'string' }), $schema: 'http://json-schema.org/draft-07/schema#' },
    ],
    ['a format', of({ type: 'string', format: 'email' })],
    ['a pattern', of({ type: 'string', pattern: '^(?!x)' })],
    ['a default', of({ type: 'string', default: 'b' })],
    ['a bound', of({ type: 'integer', maximum: 5 })],
    ['a number to choose', of({ type: 'string', enum: [1] })],
    ['an empty choice', of({ type: 'string', enum: [] })],
    ['a list of types', of({ type: ['string', 'null'] })],
    ['no type', of({ description: 'Anything.' })],
    ['a union', { ...of({ anyOf: [{ type: 'string' }, { type: 'integer' }] }), required: [] }],
    [
      'a union with a default',
      { ...of({ anyOf: [{ type: 'string' }, { type: 'null' }], default: '' }) },
    ],
    ['an open object', { ...of({ type: 'string' }), additionalProperties: true }],
    ['an object that does not say', { type: 'object', properties: {} }],
    ['an optional input that is never null', { ...of({ type: 'string' }), required: [] }],
    ['a required input that is missing', { ...closed, properties: {} }],
    ['a list of anything', of({ type: 'array' })],
    ['a nested one of these', of({ type: 'array', items: of({ type: 'string', const: 'b' }) })],
    ['a union at the root', { anyOf: [of({ type: 'string' }), { type: 'null' }] }],
    ['a list at the root', { type: 'array', items: { type: 'string' } }],
  ])('refuses %s', (_what, schema) => {
    expect(outsideSubset(schema, 'input')).not.toEqual([]);
  });
});
