import { DomainError, upstreamError } from '../../platform/errors.js';

/** What can be done about a request to Google that failed. */
export type Remedy =
  /** The access token is not good any more: get a newer one. */
  | 'NEW_TOKEN'
  /** The account's owner has to consent to more. */
  | 'CONSENT'
  /** Google refused before it did anything: the same can be asked again, later. */
  | 'REPEAT'
  /** Whether it was done is not known: only what may be done twice can be asked again. */
  | 'REPEAT_IF_HARMLESS'
  /** Nothing: the answer will be the same. */
  | 'NONE';

/** The `reason` of a failure where the call's time was over before Google answered. */
export const TIMEOUT = 'timeout';

/** A request to Google's Calendar API that failed, told by Google's own `reason`. */
export class CalendarFailure extends Error {
  override readonly name = 'CalendarFailure';
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** Google's word for it, or one of ours: {@link TIMEOUT}, `unreachable`, `malformedReply`. */
  readonly reason: string;
  /** What Google's header `Retry-After` asks for. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    failure: { status: number; reason: string; retryAfterSeconds?: number | undefined },
    message: string,
  ) {
    super(message);
    this.status = failure.status;
    this.reason = failure.reason;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }

  /** See {@link Remedy}. */
  get remedy(): Remedy {
    if (this.status === 401) return 'NEW_TOKEN';
    if (INSUFFICIENT_SCOPE.has(this.reason)) return 'CONSENT';
    if (this.status === 429 || PASSING_LIMITS.has(this.reason)) return 'REPEAT';
    if (this.status === 0 || this.status >= 500 || this.reason === 'malformedReply') {
      return 'REPEAT_IF_HARMLESS';
    }
    return 'NONE';
  }
}

const INSUFFICIENT_SCOPE = new Set(['insufficientPermissions', 'insufficientScopes']);

/** Limits that let go within seconds. */
const PASSING_LIMITS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']);

/** Limits that let go within hours. */
const DAILY_LIMITS = new Set(['dailyLimitExceeded', 'calendarUsageLimitsExceeded']);

const PASSING_LIMIT_SECONDS = 5;
const DAILY_LIMIT_SECONDS = 3_600;
const OUTAGE_SECONDS = 2;

/**
 * The contract's error for a failure that nothing could be done about.
 *
 * @param isRepeatable - whether the call may be sent again where it is not known what became of it
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 */
export function domainErrorOf(failure: CalendarFailure, isRepeatable: boolean): DomainError {
  const { status, reason, message } = failure;
  if (failure.remedy === 'REPEAT') {
    return limited(
      failure,
      'Google is asked too often. Wait, then try again.',
      PASSING_LIMIT_SECONDS,
    );
  }
  if (DAILY_LIMITS.has(reason)) {
    return limited(failure, 'Google’s limit for the day is used up.', DAILY_LIMIT_SECONDS);
  }
  if (failure.remedy === 'REPEAT_IF_HARMLESS') return outage(failure, isRepeatable);
  switch (status) {
    case 400:
      return new DomainError('BAD_USER_INPUT', `Google does not accept this: ${message}`, {
        reason,
      });
    case 404:
      return new DomainError(
        'NOT_FOUND',
        'Google knows no such calendar or event for this account.',
        { reason },
      );
    case 410:
      return gone(reason);
    case 409:
      return new DomainError('CONFLICT', 'Something of that id is there already.', { reason });
    case 412:
      return staleEtag();
    case 403:
      if (reason === 'accessNotConfigured' || reason === 'SERVICE_DISABLED') {
        return upstreamError(
          reason,
          'The Google Calendar API is not enabled in the project of the gateway’s OAuth client. ' +
            'Enable it in Google Cloud.',
          { retryable: false },
        );
      }
      return new DomainError('FORBIDDEN', `Google does not let this account do that: ${message}`, {
        reason,
      });
    default:
      return upstreamError(reason, `Google answered ${String(status)}: ${message}`, {
        retryable: false,
      });
  }
}

/** The answer to a change of an event that meanwhile became another. */
export function staleEtag(): DomainError {
  return new DomainError(
    'CONFLICT',
    'The event was changed meanwhile. Read it again, then send the change with its new etag.',
    { reason: 'ETAG_MISMATCH' },
  );
}

/** Whether an event was changed meanwhile. */
export function isStale(error: unknown): boolean {
  return error instanceof DomainError && error.reason === 'ETAG_MISMATCH';
}

function gone(reason: string): DomainError {
  if (reason === 'deleted') {
    return new DomainError('NOT_FOUND', 'The event was deleted.', { reason });
  }
  return new DomainError(
    'BAD_USER_INPUT',
    'after or filter.updatedSince is too old. Begin again without it.',
    { reason },
  );
}

function limited(failure: CalendarFailure, message: string, seconds: number): DomainError {
  return upstreamError(failure.reason, message, {
    retryable: true,
    retryAfterSeconds: failure.retryAfterSeconds ?? seconds,
  });
}

function outage(failure: CalendarFailure, isRepeatable: boolean): DomainError {
  const what =
    failure.reason === 'timeout'
      ? 'Google did not answer in time.'
      : 'Google could not be reached, or failed.';
  const todo = isRepeatable
    ? 'Try again.'
    : 'The change may have been made or not: read the event before trying again.';
  return upstreamError(failure.reason, `${what} ${todo}`, {
    retryable: isRepeatable,
    ...(isRepeatable ? { retryAfterSeconds: failure.retryAfterSeconds ?? OUTAGE_SECONDS } : {}),
    cause: new Error(failure.message),
  });
}
