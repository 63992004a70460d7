import type {
  AgentDispatch,
  ParticipantInfo,
  ParticipantPermission,
  Room as LiveKitRoom,
  TrackInfo,
} from 'livekit-server-sdk';

import { TRACK_SOURCES } from '../providers/room-policy.js';
import type {
  ParticipantKind,
  ParticipantPermissions,
  ParticipantState,
  Room,
  RoomDispatch,
  RoomParticipant,
  RoomTrack,
  TrackKind,
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

/** LiveKit's `TrackType`, by its numbers. */
const TRACK_KINDS: readonly TrackKind[] = ['AUDIO', 'VIDEO', 'DATA'];

/** GraphQL's greatest `Int`. */
const MOST_INT = 2 ** 31 - 1;

/** A room in the gateway's own words. */
export function roomOf(room: LiveKitRoom): Room {
  return {
    id: room.sid,
    name: room.name,
    createdAt: instantOf(room.creationTimeMs, room.creationTime),
    participantCount: asInt(room.numParticipants),
    publisherCount: asInt(room.numPublishers),
    maxParticipants: asInt(room.maxParticipants),
    metadata: room.metadata,
    emptyTimeoutSeconds: asInt(room.emptyTimeout),
    departureTimeoutSeconds: asInt(room.departureTimeout),
  };
}

/** LiveKit's numbers go up to twice as far as GraphQL's, which could not show such a room. */
function asInt(number: number): number {
  return Math.min(number, MOST_INT);
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
    tracks: participant.tracks.map(trackOf),
    permissions: participant.permission ? permissionsOf(participant.permission) : null,
  };
}

/** A track in the gateway's own words. */
export function trackOf({ sid, name, type, source, muted }: TrackInfo): RoomTrack {
  return {
    id: sid,
    name,
    kind: TRACK_KINDS[type] ?? 'DATA',
    // LiveKit's numbers of sources begin with the unknown one.
    source: TRACK_SOURCES[source - 1] ?? null,
    isMuted: muted,
  };
}

/** What a participant may do in the gateway's own words. */
function permissionsOf(permission: ParticipantPermission): ParticipantPermissions {
  const { canPublish, canSubscribe, canPublishData, canUpdateMetadata, hidden } = permission;
  const sources = permission.canPublishSources.flatMap((source) => TRACK_SOURCES[source - 1] ?? []);
  return {
    canPublish,
    canSubscribe,
    canPublishData,
    canUpdateOwnMetadata: canUpdateMetadata,
    publishSources: permission.canPublishSources.length > 0 ? sources : null,
    hidden,
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
