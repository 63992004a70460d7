import { createClient as createEventStreamClient } from 'graphql-sse';
import { createClient as createWebSocketClient } from 'graphql-ws';
import { vi } from 'vitest';
import { WebSocket } from 'ws';

import type { ErrorBody, TestGateway } from './gateway.js';
import { evidence } from './run-evidence.js';

/** The document that most stream tests subscribe with. */
export const CHANGES = /* GraphQL */ `
  subscription CurrentTokenChanged($agent: String!) {
    currentTokenChanged(agent: $agent) {
      agentName
      provider
      changedAt
      expiresAt
      refreshAt
      currentToken {
        token
        valid
      }
    }
  }
`;

/** One event of it. */
export interface Change {
  readonly agentName: string;
  readonly provider: string;
  readonly changedAt: string;
  readonly expiresAt: string;
  readonly refreshAt: string;
  readonly currentToken: { readonly token: string; readonly valid: boolean };
}

/** An answer as a stream's client is handed it. */
export interface StreamResult {
  readonly data?: { readonly currentTokenChanged: Change } | null;
  readonly errors?: readonly ErrorBody[];
}

/** How a stream ended: as it should, with GraphQL errors, or by its connection. */
export interface StreamEnd {
  readonly errors?: readonly ErrorBody[];
  readonly code?: number;
  readonly reason?: string;
  readonly status?: number;
}

/** A stream that a test reads. */
export interface TestStream {
  /** Everything that came so far. */
  readonly results: readonly StreamResult[];
  /** Resolves with the next event that has not been asked for, or rejects at the end. */
  next(): Promise<Change>;
  readonly ended: Promise<StreamEnd>;
  close(): void;
}

/** What to subscribe with. */
export interface StreamOptions {
  readonly url: string;
  readonly agent?: string;
  readonly query?: string;
  /** In place of `query`. */
  readonly documentId?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Readonly<Record<string, string>>;
  /** WebSockets only. */
  readonly connectionParams?: Record<string, unknown>;
}

/**
 * The HTTP status that tells why a stream never opened: the response's own, or the one that the
 * error or the close code stands for.
 */
export function statusOf({ status, code, errors }: StreamEnd): number | undefined {
  if (status !== undefined) return status;
  if (code !== undefined) return code - 4_000;
  if (!errors) return undefined;
  switch (String(errors[0]?.extensions.code)) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
      return 403;
    case 'NOT_FOUND':
      return 404;
    case 'RATE_LIMITED':
      return 429;
    default:
      return 400;
  }
}

/** The two transports under one roof, for tests that hold for both. */
export const transports = { websocket: openWebSocket, 'event stream': openEventStream };

/** Asks for an event stream, and closes it at once where there is one. */
export async function trySubscription(
  url: string,
  query: string,
  variables: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly errors: readonly ErrorBody[] }> {
  const stop = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: stop.signal,
  });
  if (!response.ok) return (await response.json()) as { errors: ErrorBody[] };
  stop.abort();
  return { errors: [] };
}

/** Waits until a gateway has this many streams open; the protocols do not tell their clients. */
export async function openStreams(gateway: TestGateway, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const response = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
      const open = /^token_gateway_open_streams (\d+)$/m.exec(await response.text())?.[1];
      if (open !== String(count)) throw new Error(`${open ?? 'no'} streams are open`);
    },
    { timeout: 30_000, interval: 10 },
  );
}

/** Subscribes with graphql-ws' own client. */
export function openWebSocket(options: StreamOptions): TestStream {
  const { headers, connectionParams } = options;
  class WithHeaders extends WebSocket {
    constructor(url: string, protocols: string | string[]) {
      super(url, protocols, { headers: { ...headers } });
    }
  }
  const client = createWebSocketClient({
    url: `${options.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WithHeaders,
    retryAttempts: 0,
    ...(connectionParams && { connectionParams }),
  });
  return collect((sink) => client.subscribe(requestOf(options), sink));
}

/** Subscribes with graphql-sse's own client. */
export function openEventStream(options: StreamOptions): TestStream {
  const client = createEventStreamClient({
    url: `${options.url}/graphql/stream`,
    headers: { ...options.headers },
    retryAttempts: 0,
  });
  return collect((sink) => client.subscribe(requestOf(options), sink));
}

function requestOf({ documentId, variables, agent = 'livekit', ...options }: StreamOptions) {
  const { query = documentId === undefined ? CHANGES : '' } = options;
  return {
    query,
    ...(documentId !== undefined && { documentId }),
    variables: variables ?? { agent },
  };
}

interface Sink {
  next(result: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

function collect(subscribe: (sink: Sink) => () => void): TestStream {
  const results: StreamResult[] = [];
  let asked = 0;
  let wake = (): void => undefined;
  let end: StreamEnd | undefined;
  let finish = (_end: StreamEnd): void => undefined;
  const ended = new Promise<StreamEnd>((resolve) => {
    finish = (value) => {
      end ??= value;
      evidence.record('error answers', JSON.stringify(end));
      resolve(end);
      wake();
    };
  });
  const close = subscribe({
    next: (result) => {
      const { data, errors } = result as StreamResult;
      if (!data && errors) finish({ errors });
      else results.push(result as StreamResult);
      wake();
    },
    error: (error) => {
      finish(endOf(error));
    },
    complete: () => {
      finish({});
    },
  });
  return {
    results,
    ended,
    close,
    next: async () => {
      while (results.length <= asked) {
        if (end) throw new Error(`The stream ended: ${JSON.stringify(end)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const change = results[asked]?.data?.currentTokenChanged;
      asked += 1;
      if (!change) throw new Error('The event has no data.');
      return change;
    },
  };
}

function endOf(error: unknown): StreamEnd {
  if (Array.isArray(error)) return { errors: error as ErrorBody[] };
  const { code, reason, response, message } = error as {
    code?: number;
    reason?: string;
    response?: { status: number };
    message?: string;
  };
  const refusedUpgrade = /^Unexpected server response: (\d+)$/.exec(message ?? '')?.[1];
  const status = response?.status ?? (refusedUpgrade && Number(refusedUpgrade));
  return {
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
    ...(status && { status }),
  };
}
