import { describe, expect } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import type { GenerateTokenInput } from '../generated/graphql.js';
import { gatewayTest, send, type TestGateway } from '../support/gateway.js';
import { GenerateTokenMutation } from '../support/operations.js';
import {
  firstError,
  generateToken,
  registerAgent,
  tokensOf,
  uniqueName,
} from '../support/tokens.js';

const test = gatewayTest();

const YEAR = 31_622_400;
const ask = (gateway: TestGateway, input: Partial<GenerateTokenInput>) =>
  gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent: uniqueName(), ...input } },
    gateway.superuser,
  );

describe('accepts', () => {
  test.for<[string, Partial<GenerateTokenInput>]>([
    ['a name of one character', { agent: '_' }],
    ['a name of 100 characters', { agent: 'A9._-'.repeat(20) }],
    ['the shortest lifetime', { ttlSeconds: 60 }],
    ['the longest lifetime', { ttlSeconds: YEAR }],
    ['no overlap', { overlapSeconds: 0 }],
    ['the longest overlap', { overlapSeconds: YEAR }],
    ['an empty note', { note: '' }],
    ['a note of 500 characters', { note: 'n'.repeat(500) }],
    ['a note of 500 characters outside the basic plane', { note: '\u{1F4C5}'.repeat(500) }],
    [
      'null for everything that can be left out',
      {
        ttlSeconds: null,
        overlapSeconds: null,
        note: null,
        scopes: null,
      },
    ],
  ])('%s', async ([_what, input], { gateway }) => {
    const answer = await ask(gateway, input);
    expect(answer.errors).toEqual([]);
    expect(answer.data?.generateToken.integrationToken).toMatchObject({
      ...(input.note === undefined ? {} : { note: input.note }),
      ...(input.agent === undefined ? {} : { agentName: input.agent }),
    });
  });
});

const NAME_BOUNDS = '1 to 100 characters out of A-Z a-z 0-9 . _ -';

describe('refuses, naming the argument and what it allows:', () => {
  test.for<[string, Partial<GenerateTokenInput>, string, string]>([
    ['an empty name', { agent: '' }, 'input.agent', NAME_BOUNDS],
    ['a name of 101 characters', { agent: 'a'.repeat(101) }, 'input.agent', NAME_BOUNDS],
    ['a name with a slash', { agent: 'a/b' }, 'input.agent', NAME_BOUNDS],
    ['a name with a space', { agent: 'a b' }, 'input.agent', NAME_BOUNDS],
    ['a name with an accent', { agent: 'é' }, 'input.agent', NAME_BOUNDS],
    ['a name with a line break', { agent: 'a\n' }, 'input.agent', NAME_BOUNDS],
    ['a lifetime of 59 seconds', { ttlSeconds: 59 }, 'input.ttlSeconds', '60 to 31622400'],
    ['a lifetime of 0', { ttlSeconds: 0 }, 'input.ttlSeconds', '60 to 31622400'],
    ['a lifetime over 366 days', { ttlSeconds: YEAR + 1 }, 'input.ttlSeconds', '60 to 31622400'],
    ['a negative overlap', { overlapSeconds: -1 }, 'input.overlapSeconds', '0 to 31622400'],
    ['an overlap over 366 days', { overlapSeconds: YEAR + 1 }, 'input.overlapSeconds', '31622400'],
    ['a note of 501 characters', { note: 'n'.repeat(501) }, 'input.note', 'at most 500'],
    ['an unknown scope', { scopes: ['everything'] }, 'input.scopes', 'livekit.join, livekit.admin'],
    ["another provider's scope", { scopes: ['calendar.read'] }, 'input.scopes', 'livekit.join'],
    ['an empty list of scopes', { scopes: [] }, 'input.scopes', 'one or more of'],
  ])('%s', async ([_what, input, argument, bounds], { gateway }) => {
    const agent = input.agent ?? uniqueName();
    const answer = await ask(gateway, { ...input, agent });
    expect(answer.status).toBe(400);
    expect(answer.data).toBeNull();
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(answer.errors[0]?.message).toContain(argument);
    expect(answer.errors[0]?.message).toContain(bounds);
    if (input.agent === undefined) expect(await tokensOf(gateway, agent)).toEqual([]);
  });

  test.for([
    ['a provider that does not exist', { provider: 'ZOOM' }, 'input.provider'],
    ['a missing agent', { agent: undefined }, 'agent'],
    ['a name that is no string', { agent: 5 }, 'input.agent'],
    ['a lifetime that is no whole number', { ttlSeconds: 60.5 }, 'input.ttlSeconds'],
    ['a lifetime beyond 32 bits', { ttlSeconds: 2 ** 31 }, 'input.ttlSeconds'],
    ['a field that does not exist', { expiresIn: 60 }, 'expiresIn'],
  ] as const)('%s', async ([_what, input, argument], { gateway }) => {
    const answer = await send(
      `${gateway.url}/graphql`,
      'mutation ($input: GenerateTokenInput!) { generateToken(input: $input) { token } }',
      { input: { provider: 'LIVEKIT', agent: uniqueName(), ...input } },
      gateway.superuser,
    );
    expect(answer.status).toBe(400);
    expect(firstError(answer).code).toBe('BAD_USER_INPUT');
    expect(answer.errors[0]?.message).toContain(argument);
  });
});

describe.each(providers)('scopes of $id', ({ id, scopes: all, optInScopes, defaultScopes }) => {
  /** What an agent may have that nobody gave more. */
  const scopes = all.filter((scope) => !optInScopes.some((optIn) => optIn === scope));

  test("are the provider's default when none are asked for", async ({ gateway }) => {
    const { integrationToken } = await generateToken(gateway, {
      provider: id,
      agent: uniqueName(),
    });
    expect(integrationToken.scopes).toEqual(defaultScopes);
  });

  test('are those that were asked for, each once', async ({ gateway }) => {
    const asked = [...scopes, ...scopes];
    const { integrationToken } = await generateToken(gateway, {
      provider: id,
      agent: uniqueName(),
      scopes: asked,
    });
    expect(integrationToken.scopes).toEqual(scopes);
  });

  test('never go beyond what the agent may have', async ({ gateway }) => {
    const [granted = '', ...others] = scopes;
    const agent = await registerAgent(gateway, { provider: id, scopes: [granted] });
    const answer = await ask(gateway, { provider: id, agent, scopes: others });
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.scopes' });
    const { integrationToken } = await generateToken(gateway, { provider: id, agent });
    expect(integrationToken.scopes).toEqual([granted]);
  });
});

test('all arguments that are wrong are named at once', async ({ gateway }) => {
  const answer = await ask(gateway, { agent: 'no spaces', ttlSeconds: 5, note: 'x'.repeat(501) });
  const { message, extensions } = answer.errors[0] ?? {};
  expect(extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    argument: 'input.agent',
    problems: [
      { path: 'input.agent', message: `must be ${NAME_BOUNDS}` },
      { path: 'input.ttlSeconds', message: `must be from 60 to ${String(YEAR)} seconds` },
      { path: 'input.note', message: 'must be at most 500 characters long' },
    ],
  });
  expect(message).toMatch(/^input\.agent must .+; input\.ttlSeconds must .+; input\.note must /);
});
