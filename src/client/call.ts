/** Where a call goes: first what the caller named, later what an answer pointed to. */
export interface Target {
  readonly url: URL;
  /** Whether it became a GET without a body on the way. */
  readonly isRead: boolean;
}

const REDIRECTIONS = [301, 302, 303, 307, 308];

/** One call of a caller's, which may have to be sent more than once. */
export class Call {
  readonly target: Target;
  /** Whether its body, if any, can be sent a second time. */
  readonly isRepeatable: boolean;
  readonly #request: Request | undefined;
  readonly #init: RequestInit | undefined;
  readonly #fetch: typeof fetch;

  /**
   * @param input - a path is one of the gateway's
   * @throws TypeError where it is no address, as `fetch` does
   */
  constructor(
    input: string | URL | Request,
    init: RequestInit | undefined,
    parts: { fetch: typeof fetch; baseUrl: string },
  ) {
    this.#fetch = parts.fetch;
    this.#init = init;
    const isRequest = typeof input === 'object' && 'url' in input;
    this.#request = isRequest ? input : undefined;
    const url = new URL(isRequest ? input.url : input, parts.baseUrl);
    this.target = { url, isRead: false };
    this.isRepeatable = init?.body ? isRepeatableBody(init.body) : !this.#request?.bodyUsed;
  }

  /** Sends it with the token. Redirections are answers, unless the caller forbade them. */
  async send(target: Target, header: string, token: string): Promise<Response> {
    const headers = new Headers(this.#init?.headers ?? this.#request?.headers);
    headers.set(header, token);
    const redirect = this.#redirect === 'error' ? 'error' : 'manual';
    const init: RequestInit = { ...this.#init, headers, redirect };
    if (target.isRead) {
      for (const name of ['content-type', 'content-length', 'content-encoding']) {
        headers.delete(name);
      }
      return this.#fetch(target.url, { ...init, signal: this.#signal, method: 'GET', body: null });
    }
    if (!this.#request) return this.#fetch(target.url, init);
    // What is sent is a copy: the caller's own would be used up.
    const copy = this.#request.clone();
    if (target.url.href === copy.url) return this.#fetch(copy, init);
    return this.#fetch(new Request(target.url, copy), init);
  }

  /** Where an answer points to, if the caller wants it followed. Browsers do not tell pages. */
  redirectionOf(response: Response, { url, isRead }: Target): Target | 'unknown' | undefined {
    if (this.#redirect !== 'follow') return undefined;
    if (response.type === 'opaqueredirect') return 'unknown';
    const location = response.headers.get('location');
    const { status } = response;
    if (location === null || !REDIRECTIONS.includes(status)) return undefined;
    const method = (this.#init?.method ?? this.#request?.method ?? 'GET').toUpperCase();
    // As the Fetch standard has it: 307 and 308 keep the method.
    const becomesRead =
      (status === 303 && method !== 'GET' && method !== 'HEAD') ||
      (status < 303 && method === 'POST');
    return { url: new URL(location, url), isRead: isRead || becomesRead };
  }

  /** Waits for a promise, unless the caller gives the call up before. */
  async wait<T>(promise: Promise<T>): Promise<T> {
    const signal = this.#signal;
    if (!signal) return promise;
    let giveUp = (): void => undefined;
    const givenUp = new Promise<never>((_resolve, reject) => {
      giveUp = () => {
        reject(signal.reason as Error);
      };
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp);
    });
    try {
      return await Promise.race([givenUp, promise]);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** Frees what was kept to send it again. */
  end(): void {
    const { body, bodyUsed } = this.#request ?? {};
    if (body && !bodyUsed && !body.locked) body.cancel().catch(() => undefined);
  }

  get #signal(): AbortSignal | null {
    return this.#init?.signal ?? this.#request?.signal ?? null;
  }

  get #redirect(): string {
    return this.#init?.redirect ?? this.#request?.redirect ?? 'follow';
  }
}

/** A stream is gone once it was read; everything else that `fetch` takes is there to stay. */
function isRepeatableBody(body: NonNullable<RequestInit['body']>): boolean {
  return (
    typeof body === 'string' ||
    body instanceof URLSearchParams ||
    body instanceof Blob ||
    body instanceof FormData ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  );
}
