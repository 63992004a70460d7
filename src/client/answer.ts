import { TokenClientError } from './token-client-error.js';

/** The body of an answer of the gateway's. */
export interface AnswerBody<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** Codes for answers that come from a proxy in front of the gateway and have no body of ours. */
const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  429: 'RATE_LIMITED',
  502: 'SERVICE_UNAVAILABLE',
  503: 'SERVICE_UNAVAILABLE',
  504: 'SERVICE_UNAVAILABLE',
};

/**
 * Reads a GraphQL response.
 *
 * @throws TokenClientError of the first error, also where there is data beside it
 */
export async function readAnswer<Result>(response: Response): Promise<Result> {
  const body = await readBody<Result>(response);
  if (body?.data && !body.errors) return body.data;
  throw refusalOf(body, response);
}

/** The error that the body of an answer, or its status alone, tells of. */
export function refusalOf(
  body: AnswerBody<unknown> | undefined,
  response: Response,
): TokenClientError {
  const { status } = response;
  const error = body?.errors?.[0];
  const retryAfterSeconds = readRetryAfter(response.headers);
  const extensions: Record<string, unknown> = {
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...error?.extensions,
  };
  const code = extensions['code'];
  return new TokenClientError(
    typeof code === 'string' ? code : (CODE_BY_STATUS[status] ?? 'UNREADABLE_ANSWER'),
    error?.message ??
      `The answer, of status ${status}, is not the gateway's. See whether url is its address.`,
    { extensions },
  );
}

/** The body of a response, or nothing where it is not a JSON object. */
export async function readBody<Result>(
  response: Response,
): Promise<AnswerBody<Result> | undefined> {
  try {
    const body = (await response.json()) as AnswerBody<Result> | null;
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the error for a request that got no answer. */
export function unreachable(cause: unknown): TokenClientError {
  return new TokenClientError(
    'UNREACHABLE',
    'The gateway did not answer. See whether url is its address, without a redirection.',
    { cause },
  );
}

/** RFC 9110 section 10.2.3: seconds, or an instant by the clock of whoever answers. */
function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const answeredAtMs = Date.parse(headers.get('date') ?? '');
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - answeredAtMs) / 1000;
  return seconds >= 0 ? seconds : undefined;
}
