import { providerById, type ProviderId } from '../providers/registry.js';
import { completePolicy, JOIN_SCOPE, type RoomPolicy } from '../providers/room-policy.js';
import type { Agent, AgentKey } from './agent.js';

/** An agent as it is shown, in GraphQL and on the command line alike. */
export interface PresentedAgent extends Omit<Agent, 'provider' | 'roomPolicy'> {
  readonly provider: ProviderId;
  /** `null` where it has no rooms. */
  readonly liveKitPolicy: RoomPolicy | null;
  readonly enabled: boolean;
}

/** Shows an agent. */
export function presentAgent({ roomPolicy, ...agent }: Agent): PresentedAgent {
  const provider = providerById(agent.provider as ProviderId);
  const hasRooms = provider.scopes.includes(JOIN_SCOPE);
  return {
    ...agent,
    provider: provider.id,
    liveKitPolicy: hasRooms ? completePolicy(roomPolicy) : null,
    enabled: agent.disabledAt === null,
  };
}

/** Shows an agent key, on the command line as GraphQL shows it. */
export function presentKey<Key extends AgentKey>({ agentId: _agentId, ...key }: Key) {
  return key;
}
