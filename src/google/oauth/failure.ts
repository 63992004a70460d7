import { ResponseBodyError } from 'oauth4webapi';

import { upstreamError, type DomainError } from '../../platform/errors.js';

const RETRY_AFTER_SECONDS = 2;
const LONGEST_RETRY_AFTER_SECONDS = 3_600;

/** What Google says of a grant that it does not honour, by OAuth's `error`. */
const REFUSALS: Readonly<Record<string, string>> = {
  invalid_grant:
    'it was revoked by its owner or an administrator, has expired, or belongs to another client',
  unauthorized_client:
    'the account does not let this client or key act for it with these scopes; for a service ' +
    'account, an administrator of the domain allows it under domain-wide delegation',
  invalid_scope: 'a scope does not exist or is not allowed for this account',
  access_denied: 'the account’s owner or an administrator does not allow it',
  admin_policy_enforced: 'an administrator does not allow this app',
};

/**
 * Google does not honour a grant any more, or never did. It will say the same the next time, so
 * somebody has to do something.
 */
export class GrantRefused extends Error {
  override readonly name = 'GrantRefused';
  /** OAuth's `error`, for example `invalid_grant`. */
  readonly error: string;

  constructor(error: string, subtype: string | undefined) {
    const isReauth = subtype === 'invalid_rapt';
    const meaning = isReauth
      ? 'the organisation’s session control asks the owner to sign in again'
      : (REFUSALS[error] ?? 'it gave no further reason');
    super(`Google refused the grant (${error}${isReauth ? ', invalid_rapt' : ''}): ${meaning}.`);
    this.error = error;
  }
}

/** Turns an answer that is no reason to read the body into an error: Google has trouble. */
export function outageOf(response: Response): DomainError | undefined {
  if (response.status < 500 && response.status !== 429) return undefined;
  const isLimit = response.status === 429;
  return upstreamError(
    isLimit ? 'rateLimitExceeded' : 'backendError',
    isLimit
      ? 'Google is asked too often. Wait, then try again.'
      : `Google answered ${String(response.status)}. Try again.`,
    { retryable: true, retryAfterSeconds: retryAfter(response) },
  );
}

/**
 * What went wrong at a token endpoint, in our words. The library's errors are never passed on: they
 * hold the answer, and with it tokens.
 *
 * @returns {@link GrantRefused}, or a DomainError `UPSTREAM_ERROR`; a plain Error where it is a
 *   mistake of the gateway's own
 */
export function failureOf(error: unknown, signal: AbortSignal): Error {
  if (error instanceof ResponseBodyError) {
    if (error.error in REFUSALS) {
      const subtype = error.cause['error_subtype'];
      return new GrantRefused(error.error, typeof subtype === 'string' ? subtype : undefined);
    }
    return upstreamError(error.error, clientTrouble(error.error), { retryable: false });
  }
  if (signal.aborted) return timedOut();
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code.startsWith('OAUTH_')) {
    return upstreamError('malformedReply', 'Google’s answer could not be read. Try again.', {
      retryable: true,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      cause: new Error(code),
    });
  }
  // What happened on the network stands in the cause; without one it is a mistake of ours.
  if (!(error instanceof TypeError && error.cause !== undefined)) {
    return new Error(`OAuth with Google failed: ${(error as Error).name} ${String(code)}`);
  }
  return upstreamError('unreachable', 'Google could not be reached. Try again.', {
    retryable: true,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause: causeOf(error),
  });
}

/** The answer when Google took too long. */
export function timedOut(): DomainError {
  return upstreamError('timeout', 'Google did not answer in time. Try again.', {
    retryable: true,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** Gives up waiting when the caller does; the work itself goes on for the others. */
export function orTimeOut<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(timedOut());
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work
      .finally(() => {
        signal.removeEventListener('abort', giveUp);
      })
      .then(resolve, reject);
  });
}

function clientTrouble(error: string): string {
  return error === 'invalid_client'
    ? 'Google does not accept the gateway’s own client: check GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET.'
    : 'Google refused the gateway’s request for an access token.';
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? '');
  return seconds > 0 && seconds <= LONGEST_RETRY_AFTER_SECONDS
    ? Math.ceil(seconds)
    : RETRY_AFTER_SECONDS;
}

/** The system's word for it, for the log. */
function causeOf(error: unknown): Error {
  const { cause } = error as { cause?: { code?: unknown } };
  return new Error(typeof cause?.code === 'string' ? cause.code : 'network error');
}
