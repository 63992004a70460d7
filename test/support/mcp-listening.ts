import type { TestGateway } from './gateway.js';

/** A stream of messages that `subscriptions/listen` opened. */
export interface ListeningStream {
  /** The next message; `undefined` at the end. */
  readonly next: () => Promise<object | undefined>;
}

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1.0.0' },
};
const BODY = JSON.stringify({
  jsonrpc: '2.0',
  id: 'l',
  method: 'subscriptions/listen',
  params: { notifications: { toolsListChanged: true }, _meta: META },
});
const HEADERS = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
  'mcp-protocol-version': '2026-07-28',
  'mcp-method': 'subscriptions/listen',
};

/** The bytes of a request to hear of changes to the tools. */
export function listenRequest(headers: Readonly<Record<string, string>>): string {
  const length = String(Buffer.byteLength(BODY));
  const given = { host: 'localhost', ...HEADERS, 'content-length': length, ...headers };
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /mcp HTTP/1.1\r\n${lines.join('')}\r\n${BODY}`;
}

/**
 * Asks by hand to hear of changes to the tools, in revision 2026-07-28.
 *
 * @throws Error with the status when that is refused
 */
export async function listenByMcp(
  gateway: TestGateway,
  headers: Readonly<Record<string, string>>,
): Promise<ListeningStream> {
  const response = await fetch(`${gateway.url}/mcp`, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: BODY,
  });
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const messages = messagesOf(response.body.pipeThrough(new TextDecoderStream()));
  return {
    next: async () => {
      const { value } = await messages.next();
      return value ?? undefined;
    },
  };
}

async function* messagesOf(body: ReadableStream<string>): AsyncGenerator<object, undefined> {
  let text = '';
  for await (const chunk of body) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const line = event.split('\n').find((one) => one.startsWith('data: '));
      if (line) yield JSON.parse(line.slice(6)) as object;
    }
  }
  return undefined;
}
