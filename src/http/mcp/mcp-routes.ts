import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ConfirmationSettings } from '../../config/settings/mcp.js';
import { permissions } from '../../graphql/access/permissions.js';
import { anyAgent, type Decision } from '../../graphql/access/rules.js';
import type { CreateMcpServer } from '../../mcp/stateless-exchange.js';
import type { ToolField } from '../../mcp/tool.js';
import type { Clock } from '../../platform/clock.js';
import type { RandomSource } from '../../platform/crypto.js';
import { DomainError } from '../../platform/errors.js';
import { contextOfAnother, type RequestContext } from '../../request/context.js';
import { shownScopes, type AgentPrincipal } from '../../request/principal.js';
import { actingContext, type ActingParts } from '../acting-context.js';
import { baseUrlOf } from '../base-url.js';
import type { OriginCheck } from '../origin-check.js';
import { refuseOtherMethods } from '../post-alone.js';
import { requireLeave, type LeaveParts } from '../refusal-by-rule.js';
import { runDocument, type DocumentParts } from '../run-document.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';
import { MCP_URL } from '../streams/occupied-connections.js';
import { challengeOf, stepUpScopes } from './challenge.js';
import { isLongId, mcpErrorReply } from './mcp-error.js';
import { registerResourceMetadata, type ResourceMetadataParts } from './resource-metadata.js';
import type { ToolListener } from './tool-listener.js';
import type { ToolListeners } from './tool-listeners.js';

/** What the transport of MCP looks at; credentials go no further than the context. */
const TRANSPORT_HEADERS = [
  'accept',
  'content-type',
  'mcp-protocol-version',
  'mcp-method',
  'mcp-name',
];
/** Inputs of a tool that its client repeats in headers. */
const PARAMETER_HEADER = /^mcp-param-/;

/** What {@link registerMcp} is made of. */
export interface McpParts
  extends ErrorHandlerParts, DocumentParts, LeaveParts, ActingParts, ResourceMetadataParts {
  readonly checkMcpOrigin: OriginCheck;
  readonly toolListeners: ToolListeners;
  /** When people are asked for confirmation; `undefined` asks nobody. */
  readonly confirmation: ConfirmationSettings | undefined;
  /** Keys that sign what comes back with a confirmation: the same in all replicas. */
  readonly mcpStateKeys: () => readonly Buffer[];
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Makes the servers of MCP, where they are not to be the gateway's own. */
  readonly createMcpServer: CreateMcpServer | undefined;
}

/**
 * `/mcp`: the Model Context Protocol over streamable HTTP, for agents. Its tools are GraphQL
 * operations that run in this process. No session is kept: there is no stream to GET and nothing to
 * DELETE.
 *
 * @see https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#streamable-http
 */
export async function registerMcp(server: FastifyInstance, parts: McpParts): Promise<void> {
  registerResourceMetadata(server, parts);
  await server.register((scope, _options, done) => {
    scope.setErrorHandler(errorHandler(parts, mcpErrorReply(parts.publicUrl)));
    scope.post(MCP_URL, (request, reply) => answer(parts, request, reply));
    const message = 'MCP is spoken by POST here, and keeps no session.';
    refuseOtherMethods(scope, MCP_URL, { message, refusesOptions: true });
    done();
  });
}

async function answer(
  parts: McpParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  parts.checkMcpOrigin(request.headers);
  const context = await actingContext(parts, request, { forDelegates: true });
  await requireLeave(parts, context, 'mcp', anyAgent);
  const message = readMessage(request.body);
  // Not before somebody speaks MCP: loading it takes memory and a tenth of a second.
  const { answerMessage, fieldCalledBy, isListening } =
    await import('../../mcp/stateless-exchange.js');
  const field = fieldCalledBy(message);
  if (field) await requireScope(parts, context, field, { request, reply });
  const listener = isListening(message) ? openListener(parts, request, context) : undefined;
  const agent = context.principal as AgentPrincipal;
  const { response, end } = await answerMessage({
    message,
    headers: transportHeaders(request),
    scopes: shownScopes(agent),
    sessionId: headerOf(request, 'mcp-session-id'),
    asking: {
      limits: parts.confirmation,
      stateKeys: parts.mcpStateKeys,
      // A client that acts for its users by an access token is not the agent itself.
      caller: [agent.tokenId, context.actor.accessTokenId].join(' '),
    },
    waiting: {
      closing: parts.toolListeners.closing,
      takePlace: () => parts.toolListeners.takePlace(request.clientAddress),
    },
    execute: (document, variables, signal) =>
      runDocument(parts, contextOfAnother(context, signal), document, variables),
    clock: parts.clock,
    random: parts.random,
    createMcpServer: parts.createMcpServer,
    onProblem: ({ code }, error) => {
      if (code !== 'INTERNAL_SERVER_ERROR') return;
      parts.logger.error({ requestId: request.id, err: error }, 'A tool failed unexpectedly');
    },
    ...(listener && { onToolsChanged: (tell) => listener.onChange(tell) }),
  });
  // Written, or given up by the client: nobody could fetch the answer later.
  reply.raw.once('close', () => {
    listener?.end();
    void end();
  });
  const sent = await response;
  const { headers } = sent;
  // What the SDK says of connections and caches is what holds for no proxy and no shutdown here.
  headers.set('cache-control', 'no-store, no-transform');
  headers.delete('connection');
  if (listener) {
    // Not before there is a stream to end.
    listener.onEnd(() => void end());
    // Nobody else's request follows on this connection, and a shutdown need not wait for one.
    headers.set('connection', 'close');
  }
  return reply.send(sent);
}

/** Opens a listener that ends with its connection, if not before. */
function openListener(
  parts: McpParts,
  request: FastifyRequest,
  context: RequestContext,
): ToolListener {
  const { clientAddress: address, raw } = request;
  const authenticate = (): Promise<RequestContext> =>
    actingContext(parts, request, { isKnown: true, forDelegates: true });
  const listener = parts.toolListeners.open({ address, context, authenticate });
  // It would live as long as the request, which is long.
  request.body = undefined;
  const end = (): void => listener.end();
  // Of the answers that wait on a connection, Node tells only the first that it closes.
  raw.socket.once('close', end);
  listener.onEnd(() => raw.socket.off('close', end));
  if (raw.socket.destroyed) end();
  return listener;
}

/**
 * Passes a call that the rule of its tool's field lets through. Refused here, it is answered by
 * HTTP as OAuth has it, before the stream of an answer has begun.
 */
async function requireScope(
  parts: McpParts,
  context: RequestContext,
  { type, name, scope }: ToolField,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const rule = permissions[type]?.[name] as Decision;
  try {
    await requireLeave(parts, context, name, rule);
  } catch (refusal) {
    const wanted = stepUpScopes(context.principal as AgentPrincipal, scope);
    if (wanted) {
      const baseUrl = baseUrlOf(parts.publicUrl, request);
      void reply.header('www-authenticate', challengeOf('insufficient_scope', baseUrl, wanted));
    }
    throw refusal;
  }
}

/** A message of JSON-RPC; batches are gone from MCP since its revision 2025-06-18. */
function readMessage(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw malformed('The body must be one JSON-RPC message, not a batch.');
  }
  if (isLongId((body as { id?: unknown }).id)) {
    throw malformed('The id of the JSON-RPC message is too long. Use at most 200 characters.');
  }
  return body;
}

function malformed(message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message, { reason: 'MALFORMED_REQUEST' });
}

function transportHeaders({ headers }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' &&
        (TRANSPORT_HEADERS.includes(entry[0]) || PARAMETER_HEADER.test(entry[0])),
    ),
  );
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
