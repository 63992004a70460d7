import type { AgentDispatch, ParticipantInfo, Room as LiveKitRoom } from 'livekit-server-sdk';

import type {
  ParticipantKind,
  ParticipantState,
  Room,
  RoomDispatch,
  RoomParticipant,
} from './rooms/room.js';

/** LiveKit's `ParticipantInfo.Kind`, by its numbers; 5 and 6 are not used. */
const KINDS: Readonly<Record<number, ParticipantKind>> = {
  0: 'STANDARD',
  1: 'INGRESS',
  2: 'EGRESS',
  3: 'SIP',
  4: 'AGENT',
  7: 'CONNECTOR',
  8: 'BRIDGE',
};

/** LiveKit's `ParticipantInfo.State`, by its numbers. */
const STATES: Readonly<Record<number, ParticipantState>> = {
  0: 'JOINING',
  1: 'JOINED',
  2: 'ACTIVE',
  3: 'DISCONNECTED',
};

/** A room in the gateway's own words. */
export function roomOf(room: LiveKitRoom): Room {
  return {
    id: room.sid,
    name: room.name,
    createdAt: instantOf(room.creationTimeMs, room.creationTime),
    participantCount: room.numParticipants,
    publisherCount: room.numPublishers,
    maxParticipants: room.maxParticipants,
    metadata: room.metadata,
    emptyTimeoutSeconds: room.emptyTimeout,
    departureTimeoutSeconds: room.departureTimeout,
  };
}

/** A participant in the gateway's own words. */
export function participantOf(participant: ParticipantInfo): RoomParticipant {
  return {
    id: participant.sid,
    identity: participant.identity,
    name: participant.name,
    kind: KINDS[participant.kind] ?? 'UNKNOWN',
    state: STATES[participant.state] ?? 'DISCONNECTED',
    joinedAt: instantOf(participant.joinedAtMs, participant.joinedAt),
    isPublisher: participant.isPublisher,
    metadata: participant.metadata,
    attributes: listOf(participant.attributes),
  };
}

/** A dispatch in the gateway's own words. */
export function dispatchOf(dispatch: AgentDispatch): RoomDispatch {
  const { id, room, agentName, metadata, deployment, attributes, state } = dispatch;
  return {
    id,
    room,
    agentName,
    metadata,
    deployment,
    attributes: listOf(attributes),
    createdAt: state ? new Date(Number(state.createdAt / 1_000_000n)) : null,
    isOver: isOver(state?.jobs ?? []),
  };
}

/**
 * The same from protobuf's JSON.
 *
 * @throws SyntaxError for what is not that
 */
export async function dispatchOfJson(answer: unknown): Promise<RoomDispatch> {
  const { AgentDispatch: Dispatch } = await import('livekit-server-sdk');
  const json = answer as Parameters<typeof Dispatch.fromJson>[0];
  try {
    return dispatchOf(Dispatch.fromJson(json, { ignoreUnknownFields: true }));
  } catch (error) {
    throw new SyntaxError('This is no dispatch in JSON', { cause: error });
  }
}

/** LiveKit's `JobStatus`, by its numbers, from which on a job is done or has failed. */
const FIRST_END = 2;

function isOver(jobs: NonNullable<AgentDispatch['state']>['jobs']): boolean {
  const statuses: number[] = jobs.map(({ state }) => state?.status ?? 0);
  return statuses.length > 0 && statuses.every((status) => status >= FIRST_END);
}

function listOf(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([name, value]) => ({ name, value }));
}

/** Older servers tell whole seconds alone. */
export function instantOf(milliseconds: bigint, seconds: bigint): Date {
  return new Date(milliseconds > 0n ? Number(milliseconds) : Number(seconds) * 1000);
}
