import { authorizedFetch } from './authorized-fetch.js';
import { GatewayLink } from './gateway-link.js';
import type { TypedDocument } from './print-document.js';
import { sendDocument } from './send-document.js';
import type { Surroundings } from './surroundings.js';
import { TokenKeeper, type CurrentToken } from './token-keeper.js';
import { TokenWatch } from './token-watch.js';

/** What a client is made of. */
export interface TokenClientOptions {
  /** The gateway's address, with or without `/graphql`. */
  readonly url: string;
  /** The agent whose token it is. */
  readonly agent: string;
  /**
   * The agent's key (`itg_ag_…`) or a JWT bound to the agent; a function is asked each time, for
   * keys that change. Without one the gateway must trust the network that the client is in.
   */
  readonly agentKey?: string | (() => string | Promise<string>) | undefined;
  /** In place of the runtime's own `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

/** An agent's access to the gateway, and to whoever else takes the agent's token. */
export interface TokenClient {
  /**
   * The token that is valid now.
   *
   * @throws TokenClientError where there is none, or none can be fetched
   */
  readonly token: () => Promise<string>;
  /**
   * `fetch`, with the token in its provider's header. A path is one of the gateway's. On 401 it
   * gets the current token once and tries once more, unless the body is a stream; other answers,
   * and a second 401, are the caller's. The token stays with the origin it was sent to: a
   * redirection to another one is an error.
   *
   * @throws TokenClientError where there is no token to send, or `REDIRECTED`
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Runs a query or mutation as the agent, and answers its `data`. Documents are strings or what
   * GraphQL's code generators make; one with a `__meta__.hash` is sent by that id alone.
   *
   * @throws TokenClientError of the answer's first error, also where there is data beside it
   */
  readonly query: {
    <Result, Variables>(
      document: TypedDocument<Result, Variables> & object,
      ...[variables]: Readonly<Record<string, never>> extends Variables ? [Variables?] : [Variables]
    ): Promise<Result>;
    <Result = Record<string, unknown>>(
      document: string,
      variables?: Readonly<Record<string, unknown>>,
    ): Promise<Result>;
  };
  /**
   * Calls the listener with each token that the client gets from now on, until the function it
   * returns is called. Meanwhile the client follows the gateway's stream of changes, and asks at
   * `refreshAt` too, which keeps a process running.
   */
  readonly onTokenChanged: (listener: (current: CurrentToken) => void) => () => void;
}

/** Makes a client in surroundings of one's own choice; see `createTokenClient`. */
export function connectTokenClient(
  options: TokenClientOptions,
  surroundings: Surroundings,
): TokenClient {
  // Looked up at each call: programs that observe or replace it may do so after this.
  const fetchOnce: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const { url, agent, agentKey } = options;
  const link = new GatewayLink({ fetch: fetchOnce, url, agent, agentKey, now: surroundings.now });
  const keeper = new TokenKeeper({
    ask: () => link.currentToken(),
    onChange: (current) => {
      watch.tell(current);
    },
    surroundings,
  });
  const watch = new TokenWatch({ keeper, link, surroundings });
  const send = authorizedFetch(keeper, fetchOnce, link.graphqlUrl);
  return {
    token: async () => (await keeper.current()).token,
    fetch: send,
    query: <Result>(document: unknown, variables?: unknown): Promise<Result> =>
      sendDocument(send, link.graphqlUrl, { document, variables }),
    onTokenChanged: (listener) => watch.add(listener),
  };
}
