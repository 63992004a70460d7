/**
 * Why the client could not do what it was asked. Switch on `code`; `message` is for people.
 *
 * The codes are the gateway's, such as `UNAUTHENTICATED`, `FORBIDDEN`, `RATE_LIMITED` or
 * `SERVICE_UNAVAILABLE`, and four of the client's own:
 *
 * - `NO_VALID_TOKEN`: the gateway knows the agent and has no token for it
 * - `UNREACHABLE`: no answer came from the gateway
 * - `UNREADABLE_ANSWER`: what answered is not the gateway
 * - `REDIRECTED`: an answer pointed to where the token must not, or the body cannot, be sent
 */
export class TokenClientError extends Error {
  override readonly name = 'TokenClientError';
  readonly code: string;
  /** All that the gateway says beside the message: `reason`, `requestId`, `connectUrl`, …. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { extensions?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.extensions = options.extensions ?? {};
  }

  /** How long to wait before it makes sense to try again, where that is known. */
  get retryAfterSeconds(): number | undefined {
    const seconds = this.extensions['retryAfterSeconds'];
    return typeof seconds === 'number' ? seconds : undefined;
  }
}
