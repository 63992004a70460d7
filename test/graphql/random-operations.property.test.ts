import type { IncomingMessage } from 'node:http';

import fc from 'fast-check';
import { execute, getNullableType, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { expect } from 'vitest';

import { assembleSchema } from '../../src/app/schema.js';
import type { CreateContext } from '../../src/authentication/context.js';
import { assembleAuthentication } from '../../src/authentication/module.js';
import { loadConfig } from '../../src/config/load.js';
import { DocumentCheck, InvalidDocument } from '../../src/graphql/documents/check.js';
import { coded } from '../../src/graphql/errors/coded.js';
import { errorFormatter, statusOf } from '../../src/graphql/errors/format.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { createRedact } from '../../src/platform/secrets/redact.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { randomOperation } from '../support/random-operation.js';
import { bearer, generateToken, uniqueName } from '../support/tokens.js';

/**
 * `RANDOM_OPERATIONS=20000 npx vitest run test/graphql/random-operations.property.test.ts` runs
 * more.
 */
const RUNS = Number(process.env['RANDOM_OPERATIONS'] ?? 1_000);
/** Answers that a refusal or a use between two runs changes. */
const CHANGING_FIELDS = new Set(['auditEvents', 'lastUsedAt']);

const env = {
  AGENT_SYNC_TRUSTED_NETWORKS: '',
  ANONYMOUS_REQUESTS_PER_MINUTE: '0',
  LOG_LEVEL: 'warn',
  REQUESTS_PER_MINUTE: '0',
  TOKENS_PER_MINUTE: '0',
};

const test = gatewayTest({ env });

let schema: GraphQLSchema;
/** The same, but that root fields may be null: none of them ends the operation. */
let nullable: GraphQLSchema;
let createContext: CreateContext;
let check: DocumentCheck;
const callers: Record<string, string>[] = [];
const format = errorFormatter(createRedact([]));

test.beforeAll(async ({ gateway }) => {
  const { services } = gateway.app;
  const config = loadConfig(env);
  schema = assembleSchema(config, services, systemRandom);
  nullable = assembleSchema(config, services, systemRandom);
  for (const root of [nullable.getQueryType(), nullable.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      field.type = getNullableType(field.type);
    }
  }
  check = new DocumentCheck({ schema, hidesSchema: false, metrics: { limit: () => undefined } });
  ({ createContext } = assembleAuthentication(config, services));
  const liveKit = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
  const google = await generateToken(gateway, {
    provider: 'GOOGLE_CALENDAR_MCP',
    agent: uniqueName(),
  });
  callers.push({}, gateway.superuser, bearer(liveKit.token), bearer(google.token));
});

test(
  'a random operation is answered as graphql-js answers it, to the byte',
  { timeout: 3_600_000 },
  async ({ gateway }) => {
    const seen = { compared: 0, refused: 0, withData: 0, withErrors: 0, races: 0 };
    const operations = fc.asyncProperty(fc.gen(), async (choose) => {
      const pick = (count: number): number => choose(fc.nat, { max: Math.max(0, count - 1) });
      const caller = callers[pick(callers.length)] ?? {};
      // A superuser's mutations change what the second run finds.
      const isQuery = caller === gateway.superuser || pick(5) > 0;
      const kind = isQuery ? 'query' : 'mutation';
      const { query, variables } = randomOperation(schema, kind, pick, CHANGING_FIELDS);
      if (isTooMuch(query)) {
        seen.refused += 1;
        return;
      }
      // `currentToken` issues an agent's first token while its sibling fields list tokens.
      if (query.includes('currentToken')) await ask(gateway, query, variables, caller);
      const answer = await ask(gateway, query, variables, caller);
      const expected = await executed(schema, query, variables, caller);
      if (await isRace(answer, expected, () => executed(nullable, query, variables, caller))) {
        seen.races += 1;
        return;
      }
      expect(answer).toEqual(expected);
      seen.compared += 1;
      if (expected.data !== undefined && expected.data !== 'null') seen.withData += 1;
      if (expected.errors !== undefined) seen.withErrors += 1;
    });
    await fc.assert(operations, { numRuns: RUNS });
    // How many there are is up to the machine; each of them was compared all the same.
    expect(seen.races).toBeLessThan(RUNS / 20);
    expect(seen.compared).toBeGreaterThan(RUNS * 0.8);
    expect(Math.min(seen.withData, seen.withErrors)).toBeGreaterThan(RUNS / 10);
    console.info(JSON.stringify(seen));
  },
);

/** Whether a document exceeds a limit; it must have no other fault. */
function isTooMuch(query: string): boolean {
  try {
    check.check(query);
    return false;
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error;
    const message = error.errors[0]?.message ?? '';
    if (/limit of|more than/.test(message)) return true;
    throw new Error(`${message}: ${query}`, { cause: error });
  }
}

/**
 * Whether two root fields that must not be null failed at once. GraphQL leaves it open which of
 * their errors the answer has, and it is the one that the database answered first. Each error of
 * the answer must still be one that graphql-js has where the other field does not end the
 * operation.
 */
async function isRace(answer: Comparable, expected: Comparable, all: () => Promise<Comparable>) {
  if (answer.data !== 'null' || expected.data !== 'null') return false;
  if (answer.errors === expected.errors) return false;
  const possible = new Set(errorTexts(await all()));
  return errorTexts(answer).every((one) => possible.has(one));
}

function errorTexts({ errors }: Comparable): readonly string[] {
  return (JSON.parse(errors ?? '[]') as unknown[]).map((one) => JSON.stringify(one));
}

interface Comparable {
  readonly status: number;
  readonly data: string | undefined;
  readonly errors: string | undefined;
}

async function ask(
  gateway: TestGateway,
  query: string,
  variables: object,
  caller: object,
): Promise<Comparable> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...caller,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = (await response.text()).replaceAll(/,"requestId":"[^"]*"/g, '');
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: readonly unknown[] };
  return comparable(response.status, data, errors);
}

async function executed(
  by: GraphQLSchema,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  caller: Readonly<Record<string, string>>,
): Promise<Comparable> {
  const headers = { host: '127.0.0.1', ...caller };
  const rawHeaders = Object.entries(headers).flat();
  const socket = { localAddress: '127.0.0.1' };
  const raw = { rawHeaders, headers, socket, httpVersion: '1.1' } as unknown as IncomingMessage;
  const contextValue = await createContext({ requestId: 'r', clientAddress: '127.0.0.1', raw });
  const result = await execute({
    schema: by,
    document: parse(query),
    contextValue,
    variableValues: variables,
  });
  const errors = result.errors?.map((error) => formatted(error));
  const code = String(errors?.[0]?.extensions?.['code']);
  const status = errors && !result.data ? statusOf(code) : 200;
  return comparable(status, result.data, errors);
}

function formatted(error: NonNullable<ExecutionResult['errors']>[number]) {
  // What graphql-js says by itself is about the variables.
  const known = error.originalError ? error : coded('BAD_USER_INPUT', error);
  return format(known.toJSON(), known);
}

/** Fields side by side fail in the order in which the database answers them: it is left out. */
function comparable(status: number, data: unknown, errors?: readonly unknown[]): Comparable {
  const texts = errors?.map((error) => JSON.stringify(error)).toSorted();
  return { status, data: JSON.stringify(data), errors: texts && `[${texts.join(',')}]` };
}
