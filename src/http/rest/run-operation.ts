import type { GraphQLFormattedError } from 'graphql';

import {
  DomainError,
  ERROR_STATUS,
  type ArgumentProblem,
  type ErrorCode,
} from '../../platform/errors.js';
import type { RequestContext } from '../../request/context.js';
import { runDocument, type DocumentParts } from '../run-document.js';
import type { Operation } from './endpoint.js';

/**
 * Runs the GraphQL operation behind a path in this process.
 *
 * @returns its data, or the first of its errors
 */
export async function runOperation<Input>(
  parts: DocumentParts,
  context: RequestContext,
  operation: Operation<Input, unknown>,
  input: Input,
): Promise<{ readonly data: unknown } | { readonly refusal: DomainError }> {
  const variables = operation.variables(input);
  const { data, errors } = await runDocument(parts, context, operation.document, variables);
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
  const problems = (extensions['problems'] ?? []) as readonly ArgumentProblem[];
  return new DomainError(
    code as ErrorCode,
    typeof connectUrl === 'string' ? `${message} connectUrl: ${connectUrl}` : message,
    { ...(typeof seconds === 'number' && { retryAfterSeconds: seconds }), problems },
  ).withArgumentNames((path) => names[path] ?? path);
}
