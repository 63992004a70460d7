import { machine } from './surroundings.js';
import { connectTokenClient, type TokenClient, type TokenClientOptions } from './token-client.js';

export { TokenClientError } from './token-client-error.js';
export type { TypedDocument } from './print-document.js';
export type { TokenClient, TokenClientOptions } from './token-client.js';
export type { CurrentToken } from './token-keeper.js';

/**
 * Makes a client that gets an agent its token and keeps it current: one request for the token at a
 * time, the next one when it is due, and a call that is answered 401 is healed once. Nothing is
 * sent before the first call.
 *
 * @example
 * const client = createTokenClient({ url: 'http://127.0.0.1:4000', agent: 'livekit' });
 * const { viewer } = await client.query('{ viewer { name scopes } }');
 *
 * @throws TypeError that names `url`, `agent` or `agentKey` where it is wrong
 */
export function createTokenClient(options: TokenClientOptions): TokenClient {
  return connectTokenClient(options, machine);
}
