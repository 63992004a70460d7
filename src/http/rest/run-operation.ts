import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

import type { RequestContext } from '../../context/create-context.js';
import { DomainError, ERROR_STATUS, type ErrorCode } from '../../platform/errors.js';
import type { Logger } from '../../platform/logger.js';
import type { Metrics } from '../metrics.js';
import { logOperation } from '../operation-log.js';
import type { Operation } from './endpoint.js';

/** What {@link runOperation} is made of. */
export interface OperationParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Runs a GraphQL operation in this process as if it had come to `/graphql`: by the same schema, rules
 * and audit, counted and logged the same way.
 *
 * @returns its data, or the first of its errors
 */
export async function runOperation<Input>(
  { apollo, logger, metrics }: OperationParts,
  context: RequestContext,
  operation: Operation<Input, unknown>,
  input: Input,
): Promise<{ readonly data: unknown } | { readonly refusal: DomainError }> {
  const startedAtMs = performance.now();
  const { body } = await apollo.executeOperation(
    { query: operation.document, variables: operation.variables(input) },
    { contextValue: context },
  );
  const durationMs = performance.now() - startedAtMs;
  const { rootFields, outcome } = context.operation;
  metrics.operation(rootFields, outcome, durationMs / 1000);
  logOperation(logger, context, durationMs);
  if (body.kind !== 'single') throw new Error('Apollo answers in parts, which nothing asks for.');
  const { data, errors } = body.singleResult;
  const [error] = errors ?? [];
  return error ? { refusal: refusalOf(error, operation.names) } : { data };
}

/** An error as the schema's edge shows it, with the argument called as the path calls it. */
function refusalOf(
  { message, extensions = {} }: GraphQLFormattedError,
  names: Readonly<Record<string, string>>,
): DomainError {
  const { code, retryAfterSeconds: seconds, connectUrl } = extensions;
  if (typeof code !== 'string' || !(code in ERROR_STATUS)) {
    throw new Error(`A document of the REST paths does not fit the schema: ${message}`);
  }
  const detail = renamed(message, String(extensions['argument']), names);
  return new DomainError(
    code as ErrorCode,
    typeof connectUrl === 'string' ? `${detail} connectUrl: ${connectUrl}` : detail,
    typeof seconds === 'number' ? { retryAfterSeconds: seconds } : {},
  );
}

function renamed(
  message: string,
  argument: string,
  names: Readonly<Record<string, string>>,
): string {
  const name = names[argument];
  const isNamed = name !== undefined && message.startsWith(`${argument} `);
  return isNamed ? `${name}${message.slice(argument.length)}` : message;
}
