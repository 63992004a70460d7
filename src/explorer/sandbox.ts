import {
  ask,
  endpoint,
  resultIn,
  subscribe,
  type Headers,
  type Operation,
  type Results,
} from './gateway.js';
import type { Beginning } from './graphiql.js';

const ORIGIN = 'https://sandbox.embed.apollographql.com';

/** The version of `@apollo/sandbox` whose messages these are. */
const PROTOCOL = '2.7.4';

/** How long the frame may take to say something once its page has come, or what stands for it. */
const SILENCE_MS = 3_000;

/** How long its page may take to come. */
const PATIENCE_MS = 8_000;

/** A message of the frame's. Of a URL that it names nothing is used: all goes to this gateway. */
interface Message {
  readonly name?: unknown;
  readonly operationId?: string;
  readonly operation?: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Headers;
  readonly introspectionRequestBody?: string;
  readonly introspectionRequestHeaders?: Headers;
}

/**
 * Shows Apollo Sandbox in an element: Apollo's page, in a frame, which cannot reach into this one.
 * It has operations run by messages; this page carries them out, as a page that nobody trusts for
 * where it is, so the frame gets only what a credential that was typed into it opens.
 *
 * @param onSilence - is called when the frame does not answer: there is no way to Apollo from here
 * @returns a function that takes it away
 */
export function showSandbox(
  place: HTMLElement,
  beginning: Beginning,
  onSilence: () => void,
): () => void {
  const frame = document.createElement('iframe');
  frame.title = 'Apollo Sandbox';
  frame.setAttribute(
    'sandbox',
    'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads',
  );
  const streams = new Map<string, Results>();
  let silence = setTimeout(onSilence, PATIENCE_MS);
  const send = (message: object): void => {
    frame.contentWindow?.postMessage(message, ORIGIN);
  };
  const receive = ({ origin, data }: MessageEvent<unknown>): void => {
    if (origin !== ORIGIN) return;
    clearTimeout(silence);
    place.dataset['state'] = 'shown';
    if (typeof data === 'object' && data !== null) void answer(data, send, streams);
  };
  frame.addEventListener('load', () => {
    // The browser's own page about a failure comes as any other does, and says nothing.
    clearTimeout(silence);
    if (place.dataset['state'] !== 'shown') silence = setTimeout(onSilence, SILENCE_MS);
  });
  addEventListener('message', receive);
  frame.src = addressOf(beginning);
  place.append(frame);
  return () => {
    clearTimeout(silence);
    removeEventListener('message', receive);
    for (const stream of streams.values()) void stream.return();
    frame.remove();
    delete place.dataset['state'];
  };
}

function addressOf(beginning: Beginning): string {
  const parameters: Record<string, string> = {
    endpoint,
    subscriptionEndpoint: endpoint.replace(/^http/, 'ws'),
    sendOperationHeadersInIntrospection: 'true',
    defaultDocument: beginning.document,
    defaultVariables: beginning.variables,
    defaultIncludeCookies: 'false',
    hideCookieToggle: 'true',
    parentSupportsSubscriptions: 'true',
    version: PROTOCOL,
    runTelemetry: 'false',
    shouldDefaultAutoupdateSchema: 'false',
    endpointIsEditable: 'false',
  };
  const query = Object.entries(parameters).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${ORIGIN}/sandbox/explorer?${query.join('&')}`;
}

type Send = (message: object) => void;

async function answer(message: Message, send: Send, streams: Map<string, Results>): Promise<void> {
  const { operationId = '', headers = {} } = message;
  switch (message.name) {
    case 'ExplorerListeningForHandshake':
      send({ name: 'HandshakeResponse', parentHref: endpoint });
      return;
    case 'IntrospectionQueryWithHeaders':
      await introspect(message, send);
      return;
    case 'ExplorerRequest':
      await run(operationOf(message), headers, (response) => {
        send({ name: 'ExplorerResponse', operationId, response });
      });
      return;
    case 'ExplorerSubscriptionRequest': {
      const stream = subscribe(operationOf(message), headers);
      streams.set(operationId, stream);
      await follow(stream, operationId, send);
      streams.delete(operationId);
      return;
    }
    case 'ExplorerSubscriptionTermination':
      for (const stream of streams.values()) void stream.return();
      return;
    default:
  }
}

function operationOf({ operation = '', variables, operationName }: Message): Operation {
  return { query: operation, variables, operationName };
}

async function introspect(message: Message, send: Send): Promise<void> {
  const { operationId, introspectionRequestHeaders = {} } = message;
  try {
    const asked = JSON.parse(message.introspectionRequestBody ?? '') as Operation;
    const { data, errors } = await resultIn(await ask(asked, introspectionRequestHeaders));
    if (errors?.length) send({ name: 'SchemaError', errors, operationId });
    send({ name: 'SchemaResponse', schema: data, operationId });
  } catch (error) {
    send({ name: 'SchemaError', error: { message: inWords(error) }, operationId });
  }
}

async function run(
  operation: Operation,
  headers: Headers,
  done: (response: object) => void,
): Promise<void> {
  try {
    const response = await ask(operation, headers);
    done({
      ...(await resultIn(response)),
      status: response.status,
      headers: Object.fromEntries(response.headers),
      hasNext: false,
    });
  } catch (error) {
    done({ data: null, error: { message: inWords(error) }, hasNext: false });
  }
}

async function follow(stream: Results, operationId: string, send: Send): Promise<void> {
  const name = 'ExplorerSubscriptionResponse';
  send({ name: 'ExplorerSetSocketStatus', status: 'connected' });
  try {
    for await (const data of stream) send({ name, operationId, response: { data } });
  } catch (error) {
    send({ name, operationId, response: { error: { message: inWords(error) } } });
  }
  send({ name: 'ExplorerSetSocketStatus', status: 'disconnected' });
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
