import { AgentDispatch, ParticipantInfo, ParticipantInfo_State, Room } from 'livekit-server-sdk';

import type { EmulatedDispatch, EmulatedParticipant, EmulatedRoom } from './rooms.js';

/** A room as it comes over the wire. */
export function roomMessage({ openedAtMs, participants, ...room }: EmulatedRoom): Room {
  const { sid, name, metadata, maxParticipants, emptyTimeout, departureTimeout } = room;
  return new Room({
    sid,
    name,
    maxParticipants,
    emptyTimeout,
    departureTimeout,
    creationTime: BigInt(Math.floor(openedAtMs / 1000)),
    creationTimeMs: BigInt(openedAtMs),
    numParticipants: participants.size,
    metadata,
  });
}

/** A participant as it comes over the wire. */
export function participantMessage({ joinedAtMs, ...rest }: EmulatedParticipant): ParticipantInfo {
  const { sid, identity, name, metadata, attributes, permission, tracks } = rest;
  return new ParticipantInfo({
    sid,
    identity,
    name,
    metadata,
    attributes: { ...attributes },
    permission,
    tracks: [...tracks],
    isPublisher: tracks.length > 0,
    state: ParticipantInfo_State.JOINED,
    joinedAt: BigInt(Math.floor(joinedAtMs / 1000)),
    joinedAtMs: BigInt(joinedAtMs),
  });
}

/** As it comes over the wire, the moment in nanoseconds. */
export function dispatchMessage({ createdAtMs, ...rest }: EmulatedDispatch): AgentDispatch {
  return new AgentDispatch({
    ...rest,
    attributes: { ...rest.attributes },
    state: { createdAt: BigInt(createdAtMs) * 1_000_000n },
  });
}
