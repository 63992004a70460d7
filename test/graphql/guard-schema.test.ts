import {
  buildSchema,
  execute,
  parse,
  subscribe,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { expect, test } from 'vitest';

import { guardSchema } from '../../src/graphql/access/guard-schema.js';
import { anyone, superuser } from '../../src/graphql/access/rules.js';
import type { Principal } from '../../src/request/principal.js';

const somebody: Principal = { kind: 'SUPERUSER', id: '1', name: 'somebody' };
const nobody: Principal = { kind: 'ANONYMOUS', isFromTrustedNetwork: true };
const CODE = ['errors', 0, 'originalError', 'code'];

/** A schema of three kinds of root field, whose stream counts how often it was opened. */
function tinySchema(): { schema: GraphQLSchema; opened: () => number } {
  const schema = buildSchema(`
    type Query { open: Int, listed: Int, forgotten: Int }
    type Mutation { forgotten: Int }
    type Subscription { ticks: Int, forgotten: Int }
  `);
  let opened = 0;
  const fields = {
    ...schema.getQueryType()?.getFields(),
    ...{ mutation: schema.getMutationType()?.getFields()['forgotten'] },
  };
  for (const field of Object.values(fields)) if (field) field.resolve = () => 1;
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    field.subscribe = async function* () {
      opened += 1;
      yield Promise.resolve({ [field.name]: opened });
    };
  }
  return { schema, opened: () => opened };
}

const rules = {
  Query: { open: anyone, listed: superuser },
  Subscription: { ticks: superuser },
};

const ask = (schema: GraphQLSchema, text: string, principal: Principal) =>
  execute({ schema, document: parse(text), contextValue: { principal } });

test('a root field without a rule is denied to everybody, superusers included', async () => {
  const schema = guardSchema(tinySchema().schema, rules);
  for (const text of ['{ forgotten }', 'mutation { forgotten }']) {
    const result = await ask(schema, text, somebody);
    expect(result.data).toEqual({ forgotten: null });
    expect(result).toHaveProperty(CODE, 'FORBIDDEN');
    expect(result).toHaveProperty(['errors', 0, 'originalError', 'reason'], 'NO_RULE');
  }
});

test('a root type without any rule is denied as a whole', async () => {
  const schema = guardSchema(tinySchema().schema, {});
  expect(await ask(schema, '{ open }', somebody)).toHaveProperty(CODE, 'FORBIDDEN');
});

test('a root field is open to those its rule admits, and to nobody else', async () => {
  const schema = guardSchema(tinySchema().schema, rules);
  expect(await ask(schema, '{ open listed }', somebody)).toEqual({ data: { open: 1, listed: 1 } });
  const result = await ask(schema, '{ open listed }', nobody);
  expect(result.data).toEqual({ open: 1, listed: null });
  expect(result).toHaveProperty(CODE, 'UNAUTHENTICATED');
});

const open = (schema: GraphQLSchema, text: string, principal: Principal) =>
  subscribe({ schema, document: parse(text), contextValue: { principal } });

test('a refused subscription is refused when it is asked for, and no stream is opened', async () => {
  const { schema, opened } = tinySchema();
  const guarded = guardSchema(schema, rules);
  for (const [text, principal, code] of [
    ['subscription { ticks }', nobody, 'UNAUTHENTICATED'],
    ['subscription { forgotten }', somebody, 'FORBIDDEN'],
  ] as const) {
    const result = await open(guarded, text, principal);
    expect(Symbol.asyncIterator in result).toBe(false);
    expect(result).toHaveProperty(CODE, code);
  }
  expect(opened()).toBe(0);
});

test('an admitted subscription gets its events', async () => {
  const guarded = guardSchema(tinySchema().schema, rules);
  const stream = await open(guarded, 'subscription { ticks }', somebody);
  const events: ExecutionResult[] = [];
  for await (const event of stream as AsyncGenerator<ExecutionResult>) events.push(event);
  expect(events).toEqual([{ data: { ticks: 1 } }]);
});

test('a rule for a root field that does not exist stops the start', () => {
  expect(() => guardSchema(tinySchema().schema, { Query: { gone: anyone } })).toThrow(/gone/);
});
