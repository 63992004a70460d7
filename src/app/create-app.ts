// Decorators write to it as soon as a resolver's file is loaded.
import 'reflect-metadata';

import { assembleAuthentication } from '../authentication/module.js';
import { CURRENT_TOKEN, TOKEN_CHANGED } from '../client/documents.js';
import type { Config } from '../config/load.js';
import { startApollo } from '../graphql/apollo.js';
import { registerDocuments } from '../graphql/documents/module.js';
import type { RecordRefusal } from '../graphql/errors/report.js';
import { Subscriptions } from '../graphql/subscriptions/engine.js';
import { StreamLimit } from '../graphql/subscriptions/stream-limit.js';
import type { WatchSubject } from '../graphql/subscriptions/stream.js';
import { ToolListeners } from '../http/mcp/tool-listeners.js';
import { createGatewayServer, type GatewayServer } from '../http/gateway-server.js';
import { createMetrics } from '../http/operations/metrics.js';
import { originCheck, strictOriginCheck } from '../http/origin-check.js';
import { requirePort } from '../http/server/port.js';
import { Streams } from '../http/streams/streams.js';
import { TOOL_DOCUMENTS } from '../mcp/documents.js';
import { createOperations } from '../operator/operations.js';
import { listenForOperations, type OperatorSocket } from '../operator/socket.js';
import { systemRandom } from '../platform/crypto.js';
import type { Logger } from '../platform/log/logger.js';
import type { Redact } from '../platform/secrets/redact.js';
import { providers } from '../providers/registry.js';
import { COMMAND_DOCUMENTS } from '../remote/documents.js';
import { readerOf } from '../tokens/current/reader.js';
import { googlePages } from './google-pages.js';
import { liveKitEndpoint } from './livekit-endpoint.js';
import { openRules } from './rules.js';
import { assembleSchema } from './schema.js';
import { openServices, type Overrides, type Services } from './services.js';
import { setupOf } from './setup.js';
import { startUpkeep } from './upkeep.js';

/**
 * How long running requests get to finish once nothing else is served: longer than they wait for a
 * database that does not answer, and short enough to close everything within nine seconds.
 */
const DRAIN_MS = 6_000;

/** What this package's own clients send to `/graphql`. */
const OWN_DOCUMENTS = [CURRENT_TOKEN, TOKEN_CHANGED, ...TOOL_DOCUMENTS, ...COMMAND_DOCUMENTS];

/** How somebody becomes a superuser of a gateway that has just started. */
export interface SuperuserAtStart {
  /** The key that this start made; shown to nobody else, ever. */
  readonly newKey: string | undefined;
  /** Whether a superuser has ever shown a key of their own. */
  readonly hasActed: boolean;
}

/** A gateway that serves. */
export interface App {
  /** Where it listens, without a final slash. */
  readonly url: string;
  readonly superuser: SuperuserAtStart;
  readonly services: Services;
  /**
   * Goes on serving for `SHUTDOWN_DELAY_SECONDS` while `/readyz` fails, then stops accepting,
   * finishes what is in flight, and closes the database.
   *
   * @param hurry - ends the delay early
   */
  stop(hurry?: AbortSignal): Promise<void>;
}

/** What {@link createApp} needs beside the settings. */
export interface AppParts {
  readonly logger: Logger;
  readonly redact: Redact;
  readonly overrides?: Overrides;
}

/**
 * Builds a whole gateway from its settings, top down, and makes it listen. The only place where
 * parts are put together.
 *
 * @throws StartupError with one clear message about whatever prevents the start
 */
export async function createApp(config: Config, parts: AppParts): Promise<App> {
  await requirePort(config.host, config.port);
  const services = await openServices(config, parts.logger, {
    ...parts.overrides,
    mayMigrate: config.migratesOnStart,
  });
  try {
    const server = await buildServer(config, parts, services);
    if (config.agentAutoProvision) await services.agents.provisionDefaults(providers);
    const url = await server.listen(config.host, config.port);
    services.address.listensOn(Number(new URL(url).port));
    services.google.upkeep.start();
    const socket = await openOperatorSocket(config, services);
    const upkeep = startUpkeep(config, services, parts.logger);
    // The last thing of a start: a key that is made now is shown this once.
    const superuser = await superuserAtStart(config, services);
    const close = async (hurry?: AbortSignal): Promise<void> => {
      await server.delayClose(config.connections.shutdownDelaySeconds * 1000, hurry);
      await Promise.all([server.close(DRAIN_MS), socket?.close()]);
    };
    const stop = async (hurry?: AbortSignal): Promise<void> => {
      // What nobody waits for is not begun any more; the command line is served to the end.
      await upkeep.close(Promise.all([close(hurry), services.google.upkeep.close()]));
      await services.close();
    };
    let stopped: Promise<void> | undefined;
    return { url, superuser, services, stop: (hurry) => (stopped ??= stop(hurry)) };
  } catch (error) {
    await services.close();
    throw error;
  }
}

/** Makes the first superuser of a development gateway. */
async function superuserAtStart(
  { isProduction, superuserKey }: Config,
  { superusers }: Services,
): Promise<SuperuserAtStart> {
  if (isProduction || superuserKey !== undefined) return { newKey: undefined, hasActed: true };
  const made = await superusers.bootstrap();
  return { newKey: made?.key, hasActed: !made && (await superusers.haveActed()) };
}

async function buildServer(
  config: Config,
  { logger, redact, overrides }: AppParts,
  services: Services,
): Promise<GatewayServer> {
  const { currentTokens, changes, clock, database } = services;
  const { introspection, leaks, liveKitWebhooks } = services;
  const random = overrides?.random ?? systemRandom;
  const metrics = createMetrics(services.roomUsageTally);
  const { idJag, users } = openRules(config, services, logger);
  const authentication = assembleAuthentication(config, services, { idJag, users });
  const { createContext } = authentication;
  const recordRefusal: RecordRefusal = (actor, refusal) =>
    services.audit.recordRefusal(actor, refusal);
  const execution = {
    schema: assembleSchema(config, services, random),
    hidesSchema: config.isProduction || config.documents.areRequired,
    logger,
    redact,
    metrics,
    recordRefusal,
  };
  const { documents, checkedDocuments } = registerDocuments(config.documents, {
    ...execution,
    ownDocuments: OWN_DOCUMENTS,
  });
  const apollo = await startApollo({ ...execution, documents: checkedDocuments });
  const limit = new StreamLimit(config.connections.openStreams);
  const watch: WatchSubject = (subject, listener) => changes.watch(subject, listener);
  const subscriptions = new Subscriptions({
    ...execution,
    documents,
    checkedDocuments,
    createContext,
    limit,
    watch,
    clock,
  });
  return createGatewayServer({
    trustProxyHops: config.trustProxyHops,
    keepAliveSeconds: config.connections.keepAliveSeconds,
    corsOrigins: config.corsOrigins,
    pendingMigrations: async () => (await database.migrations()).pending,
    apollo,
    schema: execution.schema,
    hasExplorer: !execution.hidesSchema,
    documents,
    streams: new Streams({ subscriptions, logger, metrics }),
    toolListeners: new ToolListeners({
      limit,
      accountsOf: (agentId) => services.google.bindings.accountsOf(agentId),
      watch,
      clock,
      metrics,
    }),
    confirmation: config.confirmation,
    mcpStateKeys: () => services.deriveKeys('mcp-state'),
    checkOrigin: originCheck(config.corsOrigins, config.publicUrl),
    checkMcpOrigin: strictOriginCheck(config.corsOrigins, config.publicUrl),
    openStreams: config.connections.openStreams,
    ...authentication,
    currentToken: (agent, { actor }) => currentTokens.current(agent, { actor }),
    readCurrentToken: (agent, context, requestedScopes) =>
      currentTokens.current(agent, { ...readerOf(context), requestedScopes }),
    introspect: (secret) => introspection.introspect(secret),
    introspectAccessToken: async (jwt) => services.accessTokens?.introspect(jwt),
    revokeAccessToken: async (jwt, clientId, actor) =>
      (await services.accessTokens?.revoke(jwt, clientId, actor)) ?? 'WORTHLESS',
    grantByAssertion: idJag && ((order, actor) => idJag.grant(order, actor)),
    findToken: (secret) => services.tokens.findBySecret(secret),
    revokeToken: (id, order) => services.revocations.revoke(id, order),
    publicUrl: config.publicUrl,
    authorizationServer: config.oidc?.issuer,
    clock,
    random,
    createMcpServer: overrides?.createMcpServer,
    rest: config.rest,
    recordRefusal,
    ...liveKitEndpoint(services),
    liveKitWebhooks,
    reportLeak: (report) => leaks.report(report),
    google: googlePages(services.google),
    setup: setupOf(config),
    logger,
    redact,
    secrets: services.redact,
    metrics,
  });
}

async function openOperatorSocket(
  config: Config,
  services: Services,
): Promise<OperatorSocket | undefined> {
  if (!services.lock) return undefined;
  const socket = await listenForOperations(config.dataDir, createOperations(services));
  services.lock.publishSocket(socket.path);
  return socket;
}
