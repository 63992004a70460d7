import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Surroundings } from '../../src/client/surroundings.js';
import {
  connectTokenClient,
  type TokenClient,
  type TokenClientOptions,
} from '../../src/client/token-client.js';
import type { TestGateway } from './gateway.js';

/** One request that a client under test made. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A client under test, on the gateway's clock, and what it did. */
export interface TestTokenClient {
  readonly client: TokenClient;
  /** Every request it sent. */
  readonly sent: readonly SentRequest[];
  /** How many of them asked for the token. */
  readonly tokenRequests: () => number;
  /** What chance is from now on; a half at first. */
  readonly setRandom: (value: number) => void;
  /** What stands in for the network; by default it is the network. */
  readonly setNetwork: (network: typeof fetch) => void;
}

/** How a client under test differs from one whose clock is right. */
export interface TestTokenClientOptions extends Partial<TokenClientOptions> {
  /** How far the client's clock is ahead of the gateway's. */
  readonly aheadSeconds?: number;
  readonly delay?: Surroundings['delay'];
}

/** Connects a client to a gateway, by default with a new key of the agent's. */
export function startTokenClient(
  gateway: TestGateway,
  { aheadSeconds = 0, delay, ...options }: TestTokenClientOptions & { agent: string },
): TestTokenClient {
  const sent: SentRequest[] = [];
  let random = 0.5;
  let network: typeof fetch = (...request) => globalThis.fetch(...request);
  const observe: typeof fetch = async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    sent.push({
      url: addressOf(input),
      method: init?.method ?? request?.method ?? 'GET',
      headers: new Headers(init?.headers ?? request?.headers),
      body: typeof init?.body === 'string' ? init.body : '',
    });
    const response = await network(input, init);
    // The gateway's clock stands still, but Node writes the header by its own.
    const headers = new Headers(response.headers);
    headers.set('date', gateway.clock.now().toUTCString());
    return new Response(response.body, { status: response.status, headers });
  };
  const client = connectTokenClient(
    { url: gateway.url, fetch: observe, ...options },
    {
      now: () => gateway.clock.now().getTime() + aheadSeconds * 1000,
      random: () => random,
      delay: delay ?? (() => new Promise<void>(() => undefined)),
    },
  );
  return {
    client,
    sent,
    tokenRequests: () => sent.filter(({ body }) => body.includes('query CurrentToken')).length,
    setRandom: (value) => (random = value),
    setNetwork: (value) => (network = value),
  };
}

/** The address of a call to `fetch`. */
export function addressOf(input: string | URL | Request): string {
  if (typeof input === 'string') return input;
  return 'url' in input ? input.url : input.href;
}

/** A server of somebody else's that an agent calls. */
export interface OtherServer {
  readonly url: string;
  /** What it was sent, oldest first. */
  readonly received: readonly { readonly headers: IncomingMessage['headers']; body: string }[];
  stop(): Promise<void>;
}

/** Starts a server that answers as it is told. */
export async function startOtherServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<OtherServer> {
  const received: OtherServer['received'][number][] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
