import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { UsageKind, UsageTally } from '../../livekit/usage/tally.js';
import type { Metrics } from '../../platform/metrics.js';

/** The metrics in Prometheus' terms. */
export interface ExposedMetrics extends Metrics {
  /** Everything in the text exposition format. */
  expose(): Promise<string>;
  /** The content type of that format. */
  readonly contentType: string;
}

/** Makes a registry of its own, so that several gateways can live in one process. */
export function createMetrics(roomUsage: Pick<UsageTally, 'of'>): ExposedMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  exposeRoomUsage(registry, roomUsage);
  const operations = new Counter({
    name: 'token_gateway_operations_total',
    help: 'Operations answered, by root field and outcome: OK or the code of the first error.',
    labelNames: ['field', 'outcome'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'token_gateway_operation_duration_seconds',
    help: 'Time from the parsed request to the finished answer.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const limits = new Counter({
    name: 'token_gateway_limits_total',
    help: 'Requests refused for a limit.',
    labelNames: ['limit'],
    registers: [registry],
  });
  // Finding a counter by its labels costs more than counting. Operations that are asked again and
  // again have the same list of root fields; the others' lists are forgotten with their documents.
  const counters = new WeakMap<readonly string[], Map<string, Counter.Internal>>();
  const counterOf = (rootFields: readonly string[], outcome: string): Counter.Internal => {
    const known = counters.get(rootFields);
    const counter = known?.get(outcome);
    if (counter) return counter;
    const field = (rootFields.length > 1 ? 'many' : rootFields[0]) ?? '';
    const found = operations.labels(field, outcome);
    counters.set(rootFields, (known ?? new Map<string, Counter.Internal>()).set(outcome, found));
    return found;
  };
  const roomTokenRequests = new Counter({
    name: 'token_gateway_livekit_token_requests_total',
    help: "Requests to LiveKit's token endpoint, by outcome: OK or the code of the error.",
    labelNames: ['outcome'],
    registers: [registry],
  });
  const webhooks = new Counter({
    name: 'token_gateway_livekit_webhooks_total',
    help: 'Webhooks of LiveKit, by outcome: OK, or why one was refused, such as UNKNOWN_KEY.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const streams = new Gauge({
    name: 'token_gateway_open_streams',
    help: 'Subscriptions that are open now.',
    registers: [registry],
  });
  return {
    operation: (rootFields, outcome, durationSeconds) => {
      counterOf(rootFields, outcome).inc();
      durations.observe(durationSeconds);
    },
    limit: (name) => {
      limits.inc({ limit: name });
    },
    roomTokenRequest: (outcome) => {
      roomTokenRequests.inc({ outcome });
    },
    webhook: (outcome) => {
      webhooks.inc({ outcome });
    },
    openStreams: (change) => {
      streams.inc(change);
    },
    expose: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

const ROOM_USAGE: Readonly<Record<UsageKind, { readonly name: string; readonly help: string }>> = {
  roomTokens: {
    name: 'token_gateway_livekit_room_tokens_total',
    help: 'Room tokens issued, by agent.',
  },
  joins: {
    name: 'token_gateway_livekit_joins_total',
    help: 'Participants that joined a room, by the agent that let them in.',
  },
  connectedSeconds: {
    name: 'token_gateway_livekit_connected_seconds_total',
    help: 'How long participants were connected, by the agent that let them in.',
  },
};

/** Its series are bounded by the tally. */
function exposeRoomUsage(registry: Registry, usage: Pick<UsageTally, 'of'>): void {
  for (const [kind, { name, help }] of Object.entries(ROOM_USAGE)) {
    new Counter({
      name,
      help,
      labelNames: ['agent'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [agent, amount] of usage.of(kind as UsageKind)) this.inc({ agent }, amount);
      },
    });
  }
}
