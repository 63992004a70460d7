import type { AddressInfo } from 'node:net';

import type { LeakService } from '../leaks/leak.service.js';
import { registerGraphQL, type GraphQLRouteParts } from './graphql/route.js';
import { registerLeaks } from './leaks/route.js';
import { registerLiveKitToken, type LiveKitTokenParts } from './livekit/token-route.js';
import { registerLiveKitWebhook, type LiveKitWebhookParts } from './livekit/webhook-route.js';
import { registerMcp, type McpParts } from './mcp/mcp-routes.js';
import { registerIntrospection, type IntrospectionParts } from './oauth/introspection-route.js';
import { registerRevocation, type RevocationParts } from './oauth/revocation-route.js';
import { registerServerMetadata } from './oauth/server-metadata.js';
import {
  grantTypesOf,
  registerTokenEndpoint,
  type TokenEndpointParts,
} from './oauth/token-route.js';
import { registerHealth, type PendingMigrations } from './operations/health.js';
import { registerMetrics } from './operations/metrics-route.js';
import type { ExposedMetrics } from './operations/metrics.js';
import { registerFrontPage, type FrontPageParts } from './pages/front-page.js';
import { registerGoogle, type GoogleRouteParts } from './pages/google-routes.js';
import { registerRest, type RestParts } from './rest/rest-routes.js';
import { Connections } from './server/connections.js';
import { Departure } from './server/departure.js';
import { cannotListen } from './server/port.js';
import { createHttpServer, type HttpServerParts } from './server/server.js';
import { registerEventStream, type EventStreamParts } from './streams/event-stream-route.js';
import { serveWebSockets, type WebSocketParts } from './streams/websocket-route.js';

/** What {@link createGatewayServer} is made of. */
export interface GatewayServerParts
  extends
    Omit<HttpServerParts, 'departure'>,
    GraphQLRouteParts,
    EventStreamParts,
    Omit<WebSocketParts, 'departure'>,
    IntrospectionParts,
    TokenEndpointParts,
    RevocationParts,
    RestParts,
    LiveKitTokenParts,
    LiveKitWebhookParts,
    McpParts,
    GoogleRouteParts,
    FrontPageParts {
  readonly reportLeak: LeakService['report'];
  readonly pendingMigrations: PendingMigrations;
  readonly metrics: ExposedMetrics;
}

/** The gateway's HTTP server with all of its routes. */
export interface GatewayServer {
  /**
   * Starts to accept connections.
   *
   * @returns where, as a URL without a final slash
   * @throws StartupError when the address cannot be had
   */
  listen(host: string, port: number): Promise<string>;
  /**
   * Fails `/readyz` and goes on serving for `delayMs`, at the end of it without new connections and
   * streams; see `Departure`.
   *
   * @param hurry - ends the delay early
   */
  delayClose(delayMs: number, hurry?: AbortSignal): Promise<void>;
  /**
   * Stops accepting, ends the streams, waits for what is in flight up to `drainMs`, then cuts off
   * what is left.
   */
  close(drainMs: number): Promise<void>;
}

/** Puts every route on one server. */
export async function createGatewayServer(given: GatewayServerParts): Promise<GatewayServer> {
  const departure = new Departure();
  const parts = { ...given, departure };
  const server = await createHttpServer(parts);
  registerGraphQL(server, parts);
  registerEventStream(server, parts);
  const closeWebSockets = serveWebSockets(server, parts);
  registerHealth(server, parts.pendingMigrations, departure);
  registerMetrics(server, parts.metrics, parts.createContext);
  const connections = new Connections(server.server);
  await registerIntrospection(server, parts);
  await registerTokenEndpoint(server, parts);
  await registerRevocation(server, parts);
  await registerServerMetadata(server, parts, grantTypesOf(parts));
  await registerRest(server, parts);
  await registerMcp(server, parts);
  registerFrontPage(server, parts);
  await registerGoogle(server, parts);
  registerLeaks(server, parts);
  await registerLiveKitToken(server, parts);
  await registerLiveKitWebhook(server, parts);
  return {
    listen: async (host, port) => {
      try {
        await server.listen({ host, port });
      } catch (error) {
        throw cannotListen(host, port, error);
      }
      const { address, family, port: bound } = server.server.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${String(bound)}`;
    },
    delayClose: (delayMs, hurry) => {
      const onLastAnswers = (): void => {
        parts.streams.shutDown();
        parts.toolListeners.shutDown();
        void closeWebSockets();
      };
      return departure.delay(server.server, { connections, delayMs, hurry, onLastAnswers });
    },
    close: async (drainMs) => {
      departure.refuse();
      const deadline = setTimeout(() => {
        server.server.closeAllConnections();
      }, drainMs);
      parts.streams.shutDown();
      parts.toolListeners.shutDown();
      const closed = Promise.all([server.close(), closeWebSockets()]);
      connections.closeSilent();
      await closed;
      clearTimeout(deadline);
      await parts.apollo.stop();
    },
  };
}
