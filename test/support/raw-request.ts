import { request, type IncomingHttpHeaders } from 'node:http';

import type { ErrorBody } from './gateway.js';
import { evidence } from './run-evidence.js';

/** An answer to {@link rawRequest}. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body's `data`, where it is JSON and has some. */
  readonly data: unknown;
  /** The body's `errors`, where it is JSON and has some. */
  readonly errors: readonly ErrorBody[];
}

/** A header as it goes over the wire; a name may stand twice. */
export type RawHeader = readonly [name: string, value: string];

/**
 * Sends a request as it is given: unlike `fetch`, with any `Host`, with headers that stand twice,
 * and with nothing added but `Host` and `Content-Length` where they are missing.
 */
export function rawRequest(
  url: string,
  options: { method?: string; headers?: readonly RawHeader[]; body?: string; path?: string } = {},
): Promise<RawAnswer> {
  const { host, hostname, port, pathname, search } = new URL(url);
  const headers = [...(options.headers ?? [])];
  const has = (name: string): boolean => headers.some(([given]) => given.toLowerCase() === name);
  if (!has('host')) headers.unshift(['host', host]);
  if (!has('content-length')) {
    headers.push(['content-length', String(Buffer.byteLength(options.body ?? ''))]);
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        agent: false,
        method: options.method ?? 'GET',
        path: options.path ?? `${pathname}${search}`,
        headers: headers.flat(),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode !== 200) evidence.record('error answers', text);
          const { data, errors = [] } = readJson(text);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            data,
            errors,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

/** Posts a GraphQL document as {@link rawRequest} does. */
export function rawQuery(
  gatewayUrl: string,
  query: string,
  headers: readonly RawHeader[] = [],
): Promise<RawAnswer> {
  return rawRequest(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: [['content-type', 'application/json'], ...headers],
    body: JSON.stringify({ query }),
  });
}

function readJson(text: string): { data?: unknown; errors?: ErrorBody[] } {
  try {
    return JSON.parse(text) as { data?: unknown; errors?: ErrorBody[] };
  } catch {
    return {};
  }
}
