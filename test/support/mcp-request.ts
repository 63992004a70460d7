import type { CalendarGateway } from './calendar-gateway.js';

/** The revision whose requests need no handshake. */
export const REVISION = '2026-07-28';
/** What each of its requests says of its client. */
export const META = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1.0.0' },
};

/** What a request differs in from what a client of the revision would send. */
export interface RequestChanges {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
  /** `undefined` leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Members of the message; `undefined` leaves one out. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What a request was answered with. */
export interface McpAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** Sends a request of the revision by hand. */
export async function askMcp(
  gateway: Pick<CalendarGateway, 'url' | 'headers'>,
  method: string,
  { params = {}, meta = META, headers = {}, body = {} }: RequestChanges = {},
): Promise<McpAnswer> {
  const given: Readonly<Record<string, string | undefined>> = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-protocol-version': REVISION,
    'mcp-method': method,
    ...(typeof params['name'] === 'string' && { 'mcp-name': params['name'] }),
    ...gateway.headers,
    ...headers,
  };
  const response = await fetch(`${gateway.url}/mcp`, {
    method: 'POST',
    headers: Object.entries(given).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    ),
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 'a',
      method,
      params: { ...params, _meta: meta },
      ...body,
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text,
    ...(text.startsWith('{') && (JSON.parse(text) as object)),
  };
}
