import { HeaderMap } from '@apollo/server';
import { buildSchema, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';

import { guardSchema } from '../../src/graphql/access/guard-schema.js';
import { anyone, superuser } from '../../src/graphql/access/rules.js';
import { startApollo } from '../../src/graphql/apollo.js';
import { DocumentCheck } from '../../src/graphql/documents/check.js';
import { Documents } from '../../src/graphql/documents/checked.js';
import { createLogger } from '../../src/platform/log/logger.js';
import { createRedact } from '../../src/platform/secrets/redact.js';
import type { RequestContext } from '../../src/request/context.js';
import type { Principal } from '../../src/request/principal.js';

const REGISTERED = '{ registered: open }';
const stranger: Principal = { kind: 'ANONYMOUS', isFromTrustedNetwork: true };
const somebody: Principal = { kind: 'SUPERUSER', id: '1', name: 'somebody' };
const verifier: Principal = { kind: 'VERIFIER', id: '2', name: 'somebody else' };

/** Keeps count of the documents that had to be parsed. */
class CountingCheck extends DocumentCheck {
  checks = 0;

  override check(text: string): DocumentNode {
    this.checks += 1;
    return super.check(text);
  }
}

/** GraphQL's edge on a schema of two fields; `ask` returns how many documents it had to parse. */
async function start() {
  const plain = buildSchema('type Query { open: Int, listed: Int }');
  const schema = guardSchema(plain, { Query: { open: anyone, listed: superuser } });
  const check = new CountingCheck({
    schema,
    hidesSchema: false,
    metrics: { limit: () => undefined },
  });
  const documents = new Documents({ check, isRegistered: (text) => text === REGISTERED });
  const redact = createRedact([]);
  const destination = { write: () => undefined };
  const apollo = await startApollo({
    schema,
    hidesSchema: false,
    documents,
    redact,
    logger: createLogger({ level: 'error', pretty: false, redact, destination }),
    recordRefusal: () => Promise.resolve(),
    metrics: { limit: () => undefined },
  });
  return async (query: string, principal: Principal): Promise<number> => {
    const before = check.checks;
    const context = {
      requestId: 'r',
      principal,
      actor: { kind: principal.kind, name: null, address: null, requestId: 'r' },
      operation: {
        name: null,
        rootFields: [],
        fieldsByResponseName: new Map(),
        outcome: 'OK',
        isFinal: false,
      },
    } satisfies RequestContext;
    await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([['apollo-require-preflight', 'true']]),
        search: '',
        body: { query },
      },
      context: () => Promise.resolve(context),
    });
    return check.checks - before;
  };
}

test('a document is remembered for whoever was authenticated and answered', async () => {
  const ask = await start();
  expect(await ask('{ open }', somebody)).toBe(1);
  expect(await ask('{ open }', somebody)).toBe(0);
  expect(await ask('{ open }', stranger)).toBe(0);
});

test('a document of a stranger is not remembered, unless it is registered', async () => {
  const ask = await start();
  for (let time = 0; time < 3; time += 1) expect(await ask('{ open }', stranger)).toBe(1);
  expect(await ask(REGISTERED, stranger)).toBe(1);
  expect(await ask(REGISTERED, stranger)).toBe(0);
});

test('a document that was refused is not remembered', async () => {
  const ask = await start();
  for (const query of ['{ listed }', '{ open listed }', '{ nothing }', '{']) {
    for (let time = 0; time < 3; time += 1) expect(await ask(query, verifier)).toBe(1);
  }
});

test('strangers displace nothing, and members displace what is oldest, but nothing registered', async () => {
  const ask = await start();
  await ask(REGISTERED, stranger);
  await ask('{ open }', somebody);
  for (let one = 0; one < 600; one += 1) await ask(`{ a${String(one)}: open }`, stranger);
  expect(await ask('{ open }', somebody)).toBe(0);
  for (let one = 0; one < 600; one += 1) await ask(`{ a${String(one)}: open }`, somebody);
  expect(await ask('{ open }', somebody)).toBe(1);
  expect(await ask(REGISTERED, stranger)).toBe(0);
});

test('large documents are bounded by their size', async () => {
  const ask = await start();
  const large = (one: number): string => `# ${'x'.repeat(60_000)}\n{ a${String(one)}: open }`;
  for (let one = 0; one < 200; one += 1) await ask(large(one), somebody);
  expect(await ask(large(199), somebody)).toBe(0);
  expect(await ask(large(0), somebody)).toBe(1);
});
