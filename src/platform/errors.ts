import { shortPath } from './text/value-path.js';

/**
 * The closed set of error codes that clients switch on, each with its HTTP status and whether
 * waiting helps. Services throw {@link DomainError}; the edges give it its GraphQL or HTTP form.
 */
export const ERROR_STATUS = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  AMBIGUOUS_CREDENTIALS: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  GOOGLE_CONNECTION_REQUIRED: 409,
  RATE_LIMITED: 429,
  UPSTREAM_ERROR: 502,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;

/** A stable error code; see `docs/errors.md` for what a client should do about each. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What is wrong with one argument. */
export interface ArgumentProblem {
  /** The argument's path, for example `ttlSeconds` or `liveKitPolicy.rooms`. */
  readonly path: string;
  /** A predicate: what is wrong with the value and which values are allowed, without the value. */
  readonly message: string;
}

/** What a {@link DomainError} may say beside its code and message. */
export interface DomainErrorOptions {
  /** A stable word that tells cases of one code apart, for example `EXPIRED`. */
  readonly reason?: string;
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** The HTTP status where it is narrower than the code's own, for example 413. */
  readonly status?: number;
  /**
   * The arguments that the error is about. `details` then has them, and the first one as
   * `argument`.
   */
  readonly problems?: readonly ArgumentProblem[];
  /** Further public fields of the error's `extensions`. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whether the caller's next credential would be refused as well, for the same reason. */
  readonly isFinal?: boolean;
  /** What went wrong underneath. Logged, never shown to the caller. */
  readonly cause?: unknown;
  /** Further fields of the line that the log has about it, never shown to the caller. */
  readonly logged?: Readonly<Record<string, unknown>>;
}

/**
 * An error whose message is written for the caller: it says what was wrong and what to do, and
 * never carries a secret.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly reason: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly status: number;
  readonly problems: readonly ArgumentProblem[];
  readonly isFinal: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly logged: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reason = options.reason;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.status = options.status ?? ERROR_STATUS[code];
    this.problems = options.problems ?? [];
    this.isFinal = options.isFinal ?? false;
    const [first] = this.problems;
    this.details = {
      ...options.details,
      ...(first && { argument: first.path, problems: this.problems }),
    };
    this.logged = options.logged ?? {};
  }

  /** The same error with further fields for its line in the log. */
  withLogged(fields: Readonly<Record<string, unknown>>): DomainError {
    return this.#with(this.message, { logged: { ...this.logged, ...fields } });
  }

  /** The same error for a caller whose next credential would be refused for the same reason. */
  asFinal(): DomainError {
    return this.#with(this.message, { isFinal: true });
  }

  /**
   * The same error in the words of one surface, such as `--ttl-seconds` on the command line.
   *
   * @param nameOf - what the surface calls an argument, by its path
   */
  withArgumentNames(nameOf: (path: string) => string): DomainError {
    if (this.problems.length === 0) return this;
    const problems = this.problems.map(({ path, message }) => ({ path: nameOf(path), message }));
    return this.#with(sentenceOf(problems), { problems });
  }

  #with(message: string, changes: DomainErrorOptions): DomainError {
    return new DomainError(this.code, message, {
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.retryAfterSeconds === undefined
        ? {}
        : { retryAfterSeconds: this.retryAfterSeconds }),
      status: this.status,
      problems: this.problems,
      isFinal: this.isFinal,
      details: this.details,
      cause: this.cause,
      logged: this.logged,
      ...changes,
    });
  }
}

/**
 * The refusal of an argument's value.
 *
 * @param path - the argument's path as its service calls it, for example `ttlSeconds`: each surface
 *   puts its own name in its place. Of a long path the keys that fit are kept, whole ones, so that
 *   no part of a secret escapes redaction
 * @param message - what is wrong with the value and which values are allowed, without the value
 */
export function badUserInput(path: string, message: string): DomainError {
  return invalidArguments([{ path, message }]);
}

/** The most arguments that one error names: a body of any size can have more. */
const MOST_PROBLEMS = 10;

/**
 * The refusal of several arguments' values at once, of which the first ten are named; see
 * {@link badUserInput}.
 */
export function invalidArguments(
  problems: readonly ArgumentProblem[],
  code: ErrorCode = 'BAD_USER_INPUT',
  reason?: string,
): DomainError {
  const places = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => ({ path: shortPath(path), message }));
  return new DomainError(code, sentenceOf(places), {
    problems: places,
    ...(reason === undefined ? {} : { reason }),
  });
}

/**
 * Runs what may refuse arguments, in the words of one surface.
 *
 * @param nameOf - what the surface calls an argument, by the path that its service has for it
 * @throws what `run` throws, a DomainError after `withArgumentNames`
 */
export async function inWordsOf<T>(
  nameOf: (path: string) => string,
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof DomainError ? error.withArgumentNames(nameOf) : error;
  }
}

function sentenceOf(problems: readonly ArgumentProblem[]): string {
  return problems.map(({ path, message }) => `${path} ${message}`).join('; ');
}

/**
 * The answer when a system that the gateway asked for somebody failed or refused.
 *
 * @param reason - that system's own word for it, for example Google's `rateLimitExceeded`, or the
 *   gateway's where it said none
 * @param options.retryable - whether the same call may succeed later
 */
export function upstreamError(
  reason: string,
  message: string,
  options: { retryable: boolean; retryAfterSeconds?: number | undefined; cause?: unknown },
): DomainError {
  const { retryable, retryAfterSeconds, cause } = options;
  return new DomainError('UPSTREAM_ERROR', message, {
    reason,
    details: { retryable },
    cause,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/**
 * The answer where the settings name no account or project at a provider. It is an `UPSTREAM_ERROR`
 * because of all codes that one says that waiting does not help, by `retryable: false`.
 *
 * @param message - which settings are missing
 */
export function notConfigured(message: string): DomainError {
  return upstreamError('NOT_CONFIGURED', message, { retryable: false });
}

/** The answer while something that the gateway needs is away: wait, then try the same again. */
export function serviceUnavailable(
  reason: string,
  message: string,
  options: { cause?: unknown; retryAfterSeconds?: number } = {},
): DomainError {
  return new DomainError('SERVICE_UNAVAILABLE', message, {
    reason,
    retryAfterSeconds: options.retryAfterSeconds ?? 2,
    cause: options.cause,
  });
}

/** What callers hear of an error whose cause is nobody's business but the operator's. */
export function internalError(cause?: unknown): DomainError {
  return new DomainError(
    'INTERNAL_SERVER_ERROR',
    'Something went wrong inside the gateway. Report the request id to whoever runs it.',
    { cause },
  );
}

/** The exit code for settings that cannot be used: `EX_CONFIG` of BSD's sysexits. */
export const CONFIG_EXIT_CODE = 78;

/**
 * A mistake in how the process was set up: reported as one message, without a stack, and the
 * process ends with `exitCode`.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError';
  readonly exitCode: number;

  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}
