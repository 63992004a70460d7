import { wholeNumber } from '../shapes.js';

/** How connections are kept, and how they are given up when the gateway stops. */
export interface ConnectionSettings {
  /** How long a connection stays open on which nothing is asked. */
  readonly keepAliveSeconds: number;
  /** How long a gateway that was told to stop goes on serving. */
  readonly shutdownDelaySeconds: number;
  readonly openStreams: {
    /** How many subscriptions, and how many WebSockets, may be open at once from one address. */
    readonly perAddress: number;
    /** The same from all addresses together. */
    readonly total: number;
    /** How long a WebSocket may stay open without a subscription. */
    readonly idleSeconds: number;
  };
}

/** Long enough for a proxy to notice that `/readyz` fails, and to use up its open connections. */
const SHUTDOWN_DELAY_SECONDS = 5;

/** The shapes of the settings about connections. */
export const connectionShapes = {
  // Longer than nginx, AWS (60 s), Traefik (90 s) and Caddy (120 s) keep an idle connection: one
  // that the gateway closes first may carry the next request at that moment.
  KEEP_ALIVE_TIMEOUT_SECONDS: wholeNumber(1, 86_400).default(150),
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 600).optional(),
  OPEN_STREAMS_PER_ADDRESS: wholeNumber(1, 1_000_000).default(200),
  OPEN_STREAMS_TOTAL: wholeNumber(1, 1_000_000).default(5_000),
  OPEN_STREAMS_IDLE_SECONDS: wholeNumber(1, 86_400).default(30),
};

/** What the settings say about connections. */
export function connectionsOf(
  values: {
    readonly KEEP_ALIVE_TIMEOUT_SECONDS: number;
    readonly SHUTDOWN_DELAY_SECONDS?: number | undefined;
    readonly OPEN_STREAMS_PER_ADDRESS: number;
    readonly OPEN_STREAMS_TOTAL: number;
    readonly OPEN_STREAMS_IDLE_SECONDS: number;
  },
  isProduction: boolean,
): ConnectionSettings {
  const byDefault = isProduction ? SHUTDOWN_DELAY_SECONDS : 0;
  return Object.freeze({
    keepAliveSeconds: values.KEEP_ALIVE_TIMEOUT_SECONDS,
    shutdownDelaySeconds: values.SHUTDOWN_DELAY_SECONDS ?? byDefault,
    openStreams: {
      perAddress: values.OPEN_STREAMS_PER_ADDRESS,
      total: values.OPEN_STREAMS_TOTAL,
      idleSeconds: values.OPEN_STREAMS_IDLE_SECONDS,
    },
  });
}
