import { GraphQLError } from 'graphql';

/** The same error under one of Apollo's codes, as Apollo itself would have raised it. */
export function coded(code: string, error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { code },
  });
}

/** What was thrown as an error of GraphQL's, which keeps it as its cause. */
export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
