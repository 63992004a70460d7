import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

import type { Logger } from '../platform/log/logger.js';
import type { Metrics } from '../platform/metrics.js';
import type { RequestContext } from '../request/context.js';
import { logOperation } from './server/operation-log.js';

/** What {@link runDocument} is made of. */
export interface DocumentParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What came of an operation, as GraphQL's edge shows it. */
export interface DocumentResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * Runs a GraphQL operation in this process as if it had come to `/graphql`: by the same schema,
 * rules and audit, counted and logged the same way.
 */
export async function runDocument(
  { apollo, logger, metrics }: DocumentParts,
  context: RequestContext,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<DocumentResult> {
  const startedAtMs = performance.now();
  const { body } = await apollo.executeOperation(
    { query: document, variables },
    { contextValue: context },
  );
  const durationMs = performance.now() - startedAtMs;
  const { rootFields, outcome } = context.operation;
  metrics.operation(rootFields, outcome, durationMs / 1000);
  logOperation(logger, context, durationMs);
  if (body.kind !== 'single') throw new Error('Apollo answers in parts, which nothing asks for.');
  return body.singleResult;
}
