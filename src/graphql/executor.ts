import {
  execute,
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { DateTimeResolver } from 'graphql-scalars';
import { LRUCache } from 'lru-cache';

import { compilableQuery } from './compilable.js';

/** How often a document comes by before it is compiled, which takes about a millisecond. */
const COMPILED_FROM_RUN = 3;
const REMEMBERED_DOCUMENTS = 500;

/**
 * The scalar `DateTime` of graphql-scalars leaves a `Date` as it is, and `JSON.stringify` takes twice
 * as long for an object with such dates in it than for the same with strings.
 */
const customSerializers = {
  DateTime: (value: unknown) =>
    value instanceof Date ? value.toISOString() : DateTimeResolver.serialize(value),
};

/** An operation of a document that was validated against the schema. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly contextValue: unknown;
  readonly variableValues: Readonly<Record<string, unknown>> | undefined;
}

type Run = (
  root: undefined,
  context: unknown,
  variables: Readonly<Record<string, unknown>> | undefined,
) => Promise<ExecutionResult> | ExecutionResult;

/** How often a document ran, and what runs its one query since it was compiled. */
interface Knowledge {
  runs: number;
  query?: { readonly name: string | undefined; readonly run: Run } | undefined;
}

/**
 * Makes what executes queries and mutations: queries that come by again and again by code that
 * graphql-jit made of them, where {@link compilableQuery} says that it does the same; everything
 * else by graphql-js.
 *
 * @param schema - with its rules in front
 */
export function createExecutor(
  schema: GraphQLSchema,
): (execution: Execution) => Promise<ExecutionResult> {
  const known = new LRUCache<DocumentNode, Knowledge>({ max: REMEMBERED_DOCUMENTS });

  const compiledFor = ({ document, operationName }: Execution): Run | undefined => {
    let knowledge = known.get(document);
    if (!knowledge) known.set(document, (knowledge = { runs: 0 }));
    knowledge.runs += 1;
    if (knowledge.runs === COMPILED_FROM_RUN) knowledge.query = compile(schema, document);
    const { query } = knowledge;
    const isMeant = query && (!operationName || operationName === query.name);
    return isMeant ? query.run : undefined;
  };

  return async (execution) => {
    const run = compiledFor(execution);
    if (run) {
      const result = await run(undefined, execution.contextValue, execution.variableValues);
      const { data, errors } = result;
      if (!errors) return result;
      // Without data nothing has run: a variable's value was refused. graphql-js refuses it too,
      // in the words that clients know.
      if (data !== undefined) return { data, errors: errors.map(asGraphQLError) };
    }
    return execute({ schema, ...execution });
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode): Knowledge['query'] {
  const operation = compilableQuery(schema, document);
  if (!operation) return undefined;
  const compiled = compileQuery(schema, document, undefined, { customSerializers });
  if (!isCompiledQuery(compiled)) return undefined;
  return { name: operation.name?.value, run: compiled.query as Run };
}

/** graphql-jit's errors have no `extensions`, which Apollo relies on. */
function asGraphQLError({ message, locations, path, originalError }: GraphQLError): GraphQLError {
  return Object.assign(new GraphQLError(message, { path, originalError }), { locations });
}
