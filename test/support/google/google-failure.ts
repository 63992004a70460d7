/** An error as Google's APIs answer it: the `reason` says what it is, the status only roughly. */
export class GoogleFailure extends Error {
  override readonly name = 'GoogleFailure';
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/**
 * The answer of Google's APIs to something that failed.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 */
export function failureResponse(
  { status, reason, message }: Pick<GoogleFailure, 'status' | 'reason' | 'message'>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const domain = /[lL]imit|quota/.test(reason) ? 'usageLimits' : 'global';
  return Response.json(
    { error: { code: status, message, errors: [{ domain, reason, message }] } },
    { status, headers },
  );
}
