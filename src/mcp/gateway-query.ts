import { readAnswer, unreachable } from '../client/answer.js';
import { TokenClientError, type TokenClient } from '../client/index.js';
import { printDocument } from '../client/print-document.js';
import type { Query } from './tool.js';

/**
 * Makes what runs operations on a gateway elsewhere, by a client that keeps the agent's token current.
 * It is `client.query`, but for the signal that gives a call up.
 */
export function queryGateway(client: TokenClient, signal?: AbortSignal): Query {
  return async <Result>(document: object, variables: unknown): Promise<Result> => {
    let response: Response;
    try {
      // Relative to the client's own address of GraphQL, wherever a proxy has put it.
      response = await client.fetch('', {
        method: 'POST',
        headers: {
          accept: 'application/graphql-response+json, application/json',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ query: printDocument(document), variables }),
        signal: signal ?? null,
      });
    } catch (error) {
      throw error instanceof TokenClientError ? error : unreachable(error);
    }
    return readAnswer<Result>(response);
  };
}
