import type { ExecutionResult } from 'graphql';
import { createClient, NetworkError } from 'graphql-sse';

/** An operation as it is sent. */
export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly operationName?: string | null | undefined;
}

/** The headers that somebody typed in, credentials among them. */
export type Headers = Readonly<Record<string, string>>;

/** What comes of an operation, once or again and again. */
export type Results = AsyncGenerator<ExecutionResult, void>;

/** Where this page is, and the gateway answers. */
export const endpoint = new URL(location.pathname.replace(/\/$/, ''), location.origin).href;

/** Sends a query or a mutation. Nothing of the browser's own goes along. */
export async function ask(operation: Operation, headers: Headers): Promise<Response> {
  return fetch(endpoint, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body: JSON.stringify(operation),
    credentials: 'omit',
    redirect: 'error',
  });
}

/** Reads what the gateway answers with: a result, or the errors of a refusal. */
export async function resultIn(response: Response): Promise<ExecutionResult> {
  return (await response.json()) as ExecutionResult;
}

/**
 * Subscribes by an event stream, which can carry headers, and ends with it: what was typed in for
 * one operation is used for no other.
 *
 * @returns each result; a refusal is the only one
 */
export async function* subscribe(operation: Operation, headers: Headers): Results {
  const client = createClient({
    url: `${endpoint}/stream`,
    headers: { ...headers },
    credentials: 'omit',
    retryAttempts: 0,
  });
  try {
    yield* client.iterate({
      query: operation.query,
      ...(operation.variables && { variables: operation.variables }),
      ...(operation.operationName && { operationName: operation.operationName }),
    });
  } catch (error) {
    if (!(error instanceof NetworkError) || !hasBody(error.response)) throw error;
    yield await resultIn(error.response);
  } finally {
    client.dispose();
  }
}

function hasBody(response: unknown): response is Response {
  return response instanceof Response && !response.bodyUsed;
}
