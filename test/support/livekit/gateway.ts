import { test } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { providerById } from '../../../src/providers/registry.js';
import type { RoomPolicyChanges } from '../../../src/providers/room-policy.js';
import type {
  LiveKitRoomTokenInput,
  RoomTokenMutation as RoomTokenResult,
} from '../../generated/graphql.js';
import { stopWith } from '../fixture-end.js';
import { startGateway, type GatewayOptions, type TestGateway } from '../gateway.js';
import { TestClock } from '../test-clock.js';
import { providerHeader, uniqueName } from '../tokens.js';
import { RoomTokenMutation } from './operations.js';
import { startLiveKit, type LiveKitServer } from './server.js';

/** A gateway with a LiveKit project behind it. */
export interface LiveKitGateway {
  readonly gateway: TestGateway;
  readonly liveKit: LiveKitServer;
  stop(): Promise<void>;
}

/** An agent with a live integration token. */
export interface LiveKitAgent {
  readonly name: string;
  readonly tokenId: string;
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Starts both. The gateway's clock stands still at the present: LiveKit's SDK has no other clock
 * than the machine's.
 */
export async function startLiveKitGateway(options: GatewayOptions = {}): Promise<LiveKitGateway> {
  const liveKit = await startLiveKit();
  const gateway = await startGateway({
    clock: new TestClock(new Date()),
    ...options,
    env: { ...liveKit.env, ...options.env },
  });
  return {
    gateway,
    liveKit,
    stop: async () => {
      await gateway.stop();
      await liveKit.stop();
    },
  };
}

/** `gatewayTest` with a LiveKit project, `liveKit`, behind the gateway. */
export function liveKitTest(options: GatewayOptions = {}) {
  return test
    .extend('running', { scope: 'file' }, ({}, end) => stopWith(end, startLiveKitGateway(options)))
    .extend('gateway', { scope: 'file' }, ({ running }) => running.gateway)
    .extend('liveKit', { scope: 'file' }, ({ running }) => running.liveKit);
}

/** Issues an agent a token with the given scopes. */
export async function liveKitAgent(
  { app }: TestGateway,
  scopes: readonly string[] = ['livekit.join'],
  name: string = uniqueName('voice'),
): Promise<LiveKitAgent> {
  const order = { provider: providerById('LIVEKIT'), agent: name, scopes };
  const { secret, token } = await app.services.tokens.generate(order, gatewayActor);
  return { name, tokenId: token.id, secret, headers: providerHeader('LIVEKIT', secret) };
}

/** Changes an agent's policy. */
export async function setPolicy(
  { app }: TestGateway,
  { name }: LiveKitAgent,
  liveKitPolicy: RoomPolicyChanges,
): Promise<void> {
  await app.services.agents.update(name, { liveKitPolicy }, gatewayActor);
}

/** Issues an agent a token as {@link liveKitAgent} does; it may dispatch whomever it likes. */
export async function dispatchingAgent(
  gateway: TestGateway,
  scopes?: readonly string[],
): Promise<LiveKitAgent> {
  const agent = await liveKitAgent(gateway, scopes);
  await setPolicy(gateway, agent, { dispatchRules: null });
  return agent;
}

/** Obtains a room token. */
export async function roomToken(
  gateway: TestGateway,
  headers: Readonly<Record<string, string>>,
  input: LiveKitRoomTokenInput,
): Promise<RoomTokenResult['liveKitRoomToken']> {
  const { data, errors } = await gateway.send(RoomTokenMutation, { input }, headers);
  if (!data) throw new Error(errors[0]?.message ?? 'liveKitRoomToken did not answer.');
  return data.liveKitRoomToken;
}
