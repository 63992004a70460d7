import { Call } from './call.js';
import { TokenClientError } from './token-client-error.js';
import type { CurrentToken, TokenKeeper } from './token-keeper.js';

/** Where the Fetch standard gives up, too, is at twenty. */
const MOST_REDIRECTIONS = 5;

/**
 * Makes a `fetch` that adds the agent's token. An answer of 401 makes it get the current token once
 * and, where the body can be sent again, try once more; all other answers are the caller's.
 */
export function authorizedFetch(
  keeper: TokenKeeper,
  fetchOnce: typeof fetch,
  gatewayUrl: string,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const call = new Call(input, init, { fetch: fetchOnce, baseUrl: gatewayUrl });
    try {
      const current = await call.wait(keeper.current());
      const response = await send(call, current);
      if (response.status !== 401) return response;
      if (!call.isRepeatable) {
        await call.wait(keeper.replace(current.token)).catch(() => undefined);
        return response;
      }
      const next = await orDiscard(response, call.wait(keeper.replace(current.token)));
      if (!next) return response;
      await response.body?.cancel();
      return await send(call, next);
    } finally {
      call.end();
    }
  };
}

/**
 * Sends a call, and follows redirections itself: left to do it, `fetch` would send the token's
 * header to any origin that an answer names.
 */
async function send(call: Call, { header, token }: CurrentToken): Promise<Response> {
  let target = call.target;
  for (let redirections = 0; ; redirections += 1) {
    const response = await call.send(target, header, token);
    const location = call.redirectionOf(response, target);
    if (!location) return response;
    await response.body?.cancel();
    if (location === 'unknown' || redirections === MOST_REDIRECTIONS) {
      throw redirected(
        'The answer is a redirection that is not followed: call the address it has.',
      );
    }
    if (location.url.origin !== target.url.origin) {
      throw redirected(
        `The answer points to ${location.url.origin}, where the token is not sent: it is for ` +
          `${target.url.origin}. Call the other address yourself if it is meant to have it.`,
      );
    }
    if (!location.isRead && !call.isRepeatable) {
      throw redirected('The answer is a redirection, and the body cannot be sent a second time.');
    }
    target = location;
  }
}

function redirected(message: string): TokenClientError {
  return new TokenClientError('REDIRECTED', message);
}

/** Waits for a promise; where it fails, nobody will read the response. */
async function orDiscard<T>(response: Response, promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}
