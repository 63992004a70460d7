import { GraphQLError, type GraphQLFormattedError } from 'graphql';

import { DomainError, ERROR_STATUS, internalError, type ErrorCode } from '../../platform/errors.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { shownMessage } from '../../platform/text/shown-message.js';

/** The most places of a document that one error names. */
const MAX_LOCATIONS = 5;

/**
 * Apollo's own codes: what it says of a document is passed on; what it says of a request becomes
 * `BAD_USER_INPUT`.
 */
const APOLLO_CODES: Readonly<Record<string, { code: string; status: number }>> = {
  GRAPHQL_PARSE_FAILED: { code: 'GRAPHQL_PARSE_FAILED', status: 400 },
  GRAPHQL_VALIDATION_FAILED: { code: 'GRAPHQL_VALIDATION_FAILED', status: 400 },
  PERSISTED_QUERY_NOT_FOUND: { code: 'PERSISTED_QUERY_NOT_FOUND', status: 200 },
  PERSISTED_QUERY_NOT_SUPPORTED: { code: 'PERSISTED_QUERY_NOT_SUPPORTED', status: 200 },
  BAD_USER_INPUT: { code: 'BAD_USER_INPUT', status: 400 },
  BAD_REQUEST: { code: 'BAD_USER_INPUT', status: 400 },
  OPERATION_RESOLUTION_FAILURE: { code: 'BAD_USER_INPUT', status: 400 },
};

/**
 * Makes Apollo's `formatError`: every error gets a stable code, nothing unexpected shows its
 * message, and nothing shows a secret or much of what the caller sent.
 */
export function errorFormatter(redact: Redact) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = rootCause(error);
    const { path } = formatted;
    const locations = formatted.locations?.slice(0, MAX_LOCATIONS);
    const place = { ...(locations && { locations }), ...(path && { path }) };
    if (original instanceof DomainError) {
      const message = shownMessage(original.message, redact);
      return { message, ...place, extensions: extensionsOf(original, redact) };
    }
    const known = APOLLO_CODES[String(formatted.extensions?.['code'])];
    if (known) {
      return {
        message: shownMessage(formatted.message, redact),
        ...place,
        extensions: { code: known.code },
      };
    }
    const { message, code } = internalError();
    return { message, ...place, extensions: { code } };
  };
}

/** The public `extensions` of an error of ours, without secrets. */
export function extensionsOf(error: DomainError, redact: Redact): Record<string, unknown> {
  const problems = error.problems.map(({ path, message }) => ({
    path: redact(path),
    message: shownMessage(message, redact),
  }));
  const [first] = problems;
  return {
    code: error.code,
    ...(error.reason === undefined ? {} : { reason: error.reason }),
    ...(error.retryAfterSeconds === undefined
      ? {}
      : { retryAfterSeconds: error.retryAfterSeconds }),
    ...error.details,
    ...(first && { argument: first.path, problems }),
  };
}

/** The HTTP status that a code stands for. */
export function statusOf(code: string): number {
  return APOLLO_CODES[code]?.status ?? ERROR_STATUS[code as ErrorCode];
}

/** The headers that a code and its extensions ask for: RFC 6750 section 3, RFC 9110 10.2.3. */
export function headersOf(extensions: Readonly<Record<string, unknown>>): Map<string, string> {
  const headers = new Map<string, string>();
  if (extensions['code'] === 'UNAUTHENTICATED') {
    headers.set('www-authenticate', 'Bearer error="invalid_token"');
  }
  const seconds = extensions['retryAfterSeconds'];
  if (typeof seconds === 'number') headers.set('retry-after', String(seconds));
  return headers;
}

/** Whether an error is one of Apollo's own about a document or a request. */
export function isExpected(error: GraphQLError): boolean {
  return String(error.extensions['code']) in APOLLO_CODES;
}

/** What was thrown, without the wrapping that graphql-js puts around it. */
export function rootCause(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}
