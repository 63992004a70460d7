import { graphqlUrlOf } from '../client/options.js';
import { printDocument, type TypedDocument } from '../client/print-document.js';
import { sendDocument } from '../client/send-document.js';
import { TokenClientError } from '../client/token-client-error.js';
import { failureOf } from './failure.js';

/** A gateway elsewhere, and who asks it. */
export interface RemoteGateway {
  /** Its address, with or without `/graphql`. */
  readonly url: string;
  /** A superuser's key, or a JWT of one; a secret. */
  readonly key: string;
}

/** Runs an operation on a gateway elsewhere, and answers its `data`. */
export type Ask = <Result, Variables>(
  document: TypedDocument<Result, Variables> & object,
  variables: Variables,
) => Promise<Result>;

/** Taking a hundred people out of their rooms takes a while, or waiting for Google. */
const TIMEOUT_MS = 60_000;

/**
 * Makes what asks a gateway as a superuser. It throws a DomainError for what the gateway refuses,
 * naming the arguments of the operation, and a StartupError when there is no gateway to answer.
 */
export function gatewayAt({ url, key }: RemoteGateway): Ask {
  const send = authorized(key);
  return async (document, variables) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await sendDocument(send, graphqlUrlOf(url), { document, variables, signal });
    } catch (error) {
      const isChange = printDocument(document).trimStart().startsWith('mutation');
      throw failureOf(error, { url, isChange });
    }
  };
}

/** Redirections are not followed: whoever answers with an address of their own gets no key. */
function authorized(key: string): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${key}`);
    const response = await fetch(input, { ...init, headers, redirect: 'manual' });
    if (response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    throw new TokenClientError('REDIRECTED', location ?? 'another address');
  };
}
