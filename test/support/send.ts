/** An error as clients read it. */
export interface ErrorBody {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly reason?: string;
    readonly requestId: string;
    readonly retryAfterSeconds?: number;
    readonly argument?: string;
    readonly problems?: readonly { readonly path: string; readonly message: string }[];
    readonly retryable?: boolean;
  };
}

/** An answer of `/graphql`. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T | null | undefined;
  readonly errors: readonly ErrorBody[];
}

/** Sends an operation as text to a GraphQL endpoint. */
export async function send<T>(
  url: string,
  query: string,
  variables: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: T | null; errors?: ErrorBody[] };
  return {
    status: response.status,
    headers: response.headers,
    data: body.data,
    errors: body.errors ?? [],
  };
}
