import {
  createMcpHandler,
  isLegacyRequest,
  type ServerEvent,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';

import { TokenClientError } from '../client/index.js';
import { printDocument } from '../client/print-document.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import type { AskingParts } from './call-tool.js';
import type { Waiting } from './elicitation/consent.js';
import { opensLinks, sessionIdFor } from './elicitation/session.js';
import { createMcpServer } from './mcp-server.js';
import type { ToolProblem } from './tool-error.js';
import type { Query, ToolField } from './tool.js';
import { findTool, toolsFor } from './tools.js';

/** How often a stream says something, so that proxies let it be. */
const BEAT_MS = 12_000;

/** Makes the server that answers a message. */
export type CreateMcpServer = typeof createMcpServer;

/** What came of an operation. */
export interface OperationResult {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** One message of a client, and what its answer is made with. */
export interface Exchange {
  /** The message as it was parsed: a request, a notification or a response. */
  readonly message: unknown;
  /** The headers of the request that the transport looks at. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the agent may do. */
  readonly scopes: readonly string[];
  /** What the client was given when it said what it can, in a revision that says so once. */
  readonly sessionId: string | undefined;
  readonly asking: AskingParts;
  /** What ends the waiting for people, and where they are waited for. */
  readonly waiting: Omit<Waiting, 'signal'>;
  /** Runs an operation as the agent. */
  readonly execute: (
    document: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ) => Promise<OperationResult>;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Hears of calls that went wrong. */
  readonly onProblem: (problem: ToolProblem, error: unknown) => void;
  /** Makes another server than the one with the gateway's tools, for the same transport. */
  readonly createMcpServer?: CreateMcpServer | undefined;
  /** For a client that listens: has a listener called when its tools change, until it is undone. */
  readonly onToolsChanged?: (listener: () => void) => () => void;
}

/** The answer to a message, and what ends the work on it. */
export interface PendingAnswer {
  readonly response: Promise<Response>;
  /** To be called when the answer is written, or nobody waits for it any more. */
  readonly end: () => Promise<void>;
}

/**
 * Answers one message of the streamable HTTP transport by a server that lives as long as this:
 * nothing is kept between messages, so that any replica can answer the next. The answer is a stream
 * of events only for who wants to hear of a call's progress.
 */
export async function answerMessage(exchange: Exchange): Promise<PendingAnswer> {
  const { message: parsedBody, headers, scopes, execute, clock, random, onProblem } = exchange;
  const { sessionId, asking, waiting, onToolsChanged } = exchange;
  const parts = {
    listTools: () => Promise.resolve(toolsFor(scopes)),
    queryUntil: (signal: AbortSignal) => queryBy(execute, signal),
    clock,
    random,
    asking,
    waiting,
    onProblem,
  };
  const make = exchange.createMcpServer ?? createMcpServer;
  const request = new Request('http://gateway/mcp', { method: 'POST', headers });
  if (await isLegacyRequest(request, parsedBody)) {
    const takesLinksByError = opensLinks(sessionId);
    const server = make({ ...parts, tellsOfChanges: false, takesLinksByError });
    const transport = new WebStandardStreamableHTTPServerTransport({
      enableJsonResponse: !wantsProgress(parsedBody),
    });
    await server.connect(transport);
    const response = transport.handleRequest(request, { parsedBody });
    return { response: withSession(response, parsedBody), end: () => server.close() };
  }
  const bus = {
    publish: () => undefined,
    subscribe: (listener: (event: ServerEvent) => void) =>
      onToolsChanged?.(() => {
        listener({ kind: 'tools_list_changed' });
      }) ?? (() => undefined),
  };
  const handler = createMcpHandler(() => make({ ...parts, tellsOfChanges: true }), {
    legacy: 'reject',
    bus,
    keepAliveMs: BEAT_MS,
  });
  return { response: handler.fetch(request, { parsedBody }), end: () => handler.close() };
}

/** The answer to a handshake, with what the client is to show from then on. */
async function withSession(answer: Promise<Response>, message: unknown): Promise<Response> {
  const response = await answer;
  const sessionId = sessionIdFor(message);
  if (sessionId !== undefined) response.headers.set('mcp-session-id', sessionId);
  return response;
}

/**
 * The root field behind the tool that a message calls; nothing where it calls none that needs one.
 */
export function fieldCalledBy(message: unknown): ToolField | undefined {
  const { method, params } = message as { method?: unknown; params?: { name?: unknown } };
  if (method !== 'tools/call' || typeof params?.name !== 'string') return undefined;
  return findTool(params.name)?.field;
}

/** Whether a message asks to hear of changes, by an answer that stays open. */
export function isListening(message: unknown): boolean {
  return (message as { method?: unknown }).method === 'subscriptions/listen';
}

function queryBy(execute: Exchange['execute'], signal: AbortSignal): Query {
  return async <Result>(document: object, variables: unknown): Promise<Result> => {
    const given = variables as Readonly<Record<string, unknown>>;
    const { data, errors } = await execute(printDocument(document), given, signal);
    const [error] = errors ?? [];
    // Instants are still dates here; a trip over the wire would make them text.
    if (!error) return JSON.parse(JSON.stringify(data)) as Result;
    const { message, extensions = {} } = error;
    throw new TokenClientError(String(extensions['code']), message, { extensions });
  };
}

function wantsProgress(message: unknown): boolean {
  const { params } = message as { params?: { _meta?: { progressToken?: unknown } } };
  return params?._meta?.progressToken !== undefined;
}
