import type { TokenClient } from '../client/index.js';
import { sendDocument } from '../client/send-document.js';
import type { Query } from './tool.js';

/**
 * Makes what runs operations on a gateway elsewhere, by a client that keeps the agent's token
 * current. It is `client.query`, but for the signal that gives a call up.
 */
export function queryGateway(client: TokenClient, signal?: AbortSignal): Query {
  // Relative to the client's own address of GraphQL, wherever a proxy has put it.
  return (document, variables) => sendDocument(client.fetch, '', { document, variables, signal });
}
