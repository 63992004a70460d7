import { readAnswer, readBody, refusalOf, unreachable } from './answer.js';
import { CURRENT_TOKEN, TOKEN_CHANGED } from './documents.js';
import { graphqlUrlOf, requireAgent, requireKey } from './options.js';
import type { CurrentTokenFields, TokenAnswer } from './token-keeper.js';

/** How long the gateway may take to answer with a token. */
const TOKEN_TIMEOUT_MS = 10_000;

/** What a {@link GatewayLink} is made of. */
export interface GatewayLinkParts {
  readonly fetch: typeof fetch;
  readonly url: string;
  readonly agent: string;
  readonly agentKey: string | (() => string | Promise<string>) | undefined;
  readonly now: () => number;
}

/** The client's own requests to the gateway, which carry the agent's key and no token. */
export class GatewayLink {
  /** Where queries go. */
  readonly graphqlUrl: string;
  readonly #parts: GatewayLinkParts;

  /** @throws TypeError that names the option which is wrong */
  constructor(parts: GatewayLinkParts) {
    this.#parts = parts;
    this.graphqlUrl = graphqlUrlOf(parts.url);
    requireAgent(parts.agent);
    const { agentKey } = parts;
    if (agentKey !== undefined && typeof agentKey !== 'function') requireKey(agentKey);
  }

  /**
   * Asks for the token that is valid now.
   *
   * @throws TokenClientError where none is answered, and what the function for the key throws
   */
  async currentToken(): Promise<TokenAnswer> {
    const key = await this.#key();
    let response: Response;
    try {
      response = await this.#post('', CURRENT_TOKEN, {
        key,
        accept: 'application/graphql-response+json, application/json',
        signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
      });
    } catch (cause) {
      throw unreachable(cause);
    }
    const skewMs = this.#skewMs(response);
    const { currentToken } = await readAnswer<{ currentToken: CurrentTokenFields }>(response);
    return { ...currentToken, skewMs };
  }

  /**
   * Opens the stream of changes.
   *
   * @throws TokenClientError where it is refused
   */
  async openChanges(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const accept = 'text/event-stream';
    const key = await this.#key();
    const response = await this.#post('/stream', TOKEN_CHANGED, { key, accept, signal });
    const isStream = response.headers.get('content-type')?.startsWith(accept);
    if (response.ok && isStream && response.body) return response.body;
    throw refusalOf(await readBody(response), response);
  }

  async #post(
    path: string,
    query: string,
    { key, accept, signal }: { key: string | undefined; accept: string; signal: AbortSignal },
  ): Promise<Response> {
    const { agent, fetch } = this.#parts;
    return fetch(this.graphqlUrl + path, {
      method: 'POST',
      headers: {
        accept,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ query, variables: { agent } }),
      // Whoever answers in the gateway's place with an address of their own gets no key.
      redirect: 'error',
      signal,
    });
  }

  async #key(): Promise<string | undefined> {
    const { agentKey } = this.#parts;
    return typeof agentKey === 'function' ? requireKey(await agentKey()) : agentKey;
  }

  /** How far the gateway's clock is ahead; browsers hide it from pages of other origins. */
  #skewMs(response: Response): number {
    const gatewayMs = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(gatewayMs) ? 0 : gatewayMs - this.#parts.now();
  }
}
