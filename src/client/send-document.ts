import { readAnswer, unreachable } from './answer.js';
import { nameDocument } from './name-document.js';
import { TokenClientError } from './token-client-error.js';

/** An operation, and what ends the waiting for its answer. */
export interface SentDocument {
  /** A string, or what code generators make. */
  readonly document: unknown;
  readonly variables: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs an operation, and answers its `data`.
 *
 * @param send - sends as the agent
 * @param url - where the gateway answers GraphQL
 * @throws TokenClientError of the answer's first error, or of what kept it from coming
 */
export async function sendDocument<Result>(
  send: typeof fetch,
  url: string,
  { document, variables, signal }: SentDocument,
): Promise<Result> {
  let response: Response;
  try {
    response = await send(url, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...nameDocument(document), variables }),
      ...(signal && { signal }),
    });
  } catch (error) {
    throw error instanceof TokenClientError ? error : unreachable(error);
  }
  return readAnswer<Result>(response);
}
