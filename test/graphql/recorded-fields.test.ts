import { describe, expect } from 'vitest';

import { gatewayTest, send } from '../support/gateway.js';
import { AuditEventsQuery } from '../support/operations.js';
import { generateToken, providerHeader } from '../support/tokens.js';

const test = gatewayTest();

let asAgent: Record<string, string>;

test.beforeAll(async ({ gateway }) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: 'recorded' });
  asAgent = providerHeader('LIVEKIT', token);
});

const documents = [
  ['an alias', '{ x: integrationTokens { totalCount } }', ['integrationTokens']],
  ['the alias __proto__', '{ __proto__: integrationTokens { totalCount } }', ['integrationTokens']],
  ['another field’s name', '{ viewer: integrationTokens { totalCount } }', ['integrationTokens']],
  [
    'a fragment',
    'query { ...F } fragment F on Query { integrationTokens { totalCount } }',
    ['integrationTokens'],
  ],
  [
    'a fragment in a fragment',
    '{ ...F } fragment F on Query { ... { ...G } } fragment G on Query { y: integrationTokens { totalCount } }',
    ['integrationTokens'],
  ],
  [
    'an inline fragment',
    '{ ... @include(if: true) { z: integrationTokens { totalCount } } }',
    ['integrationTokens'],
  ],
  ['a field that comes twice', '{ a: agents { totalCount } b: agents { totalCount } }', ['agents']],
  [
    'several fields',
    '{ ...F viewer { kind } } fragment F on Query { x: agents { totalCount } }',
    ['agents', 'viewer'],
  ],
  [
    'a field that is skipped',
    '{ viewer { kind } agents @skip(if: true) { totalCount } }',
    ['viewer', 'agents'],
  ],
] as const;

describe('the log, the metrics and the audit log name the field of the schema behind', () => {
  test.for(documents)('%s', async ([_what, query, fields], { gateway }) => {
    await send(`${gateway.url}/graphql`, query, {}, asAgent);
    const logged = gateway.log
      .map((line) => JSON.parse(line) as { msg: string; fields?: readonly string[] })
      .filter(({ msg }) => msg === 'operation');
    expect(logged.at(-1)?.fields).toEqual(fields);
    const metrics = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
    const label = fields.length > 1 ? 'many' : fields[0];
    expect(await metrics.text()).toContain(`token_gateway_operations_total{field="${label}"`);
  });

  test('refusals, and no label is chosen by a caller', async ({ gateway }) => {
    const filter = { action: 'ACCESS_REFUSED' } as const;
    const { data } = await gateway.send(
      AuditEventsQuery,
      { filter, first: 100 },
      gateway.superuser,
    );
    const recorded = data?.auditEvents.nodes.map(
      ({ details }) => (JSON.parse(details) as { field: string }).field,
    );
    expect(new Set(recorded)).toEqual(new Set(['integrationTokens', 'agents']));
    const metrics = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
    const labels = [...(await metrics.text()).matchAll(/operations_total\{field="([^"]*)"/g)];
    const known = [
      '',
      'many',
      'viewer',
      'agents',
      'integrationTokens',
      'generateToken',
      'auditEvents',
    ];
    expect(labels.map(([, field]) => field).filter((one) => !known.includes(one ?? ''))).toEqual(
      [],
    );
  });
});
