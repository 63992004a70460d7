import type { ParticipantRight, TrackSource } from '../../providers/room-policy.js';

/** A room that is open. */
export interface Room {
  /** LiveKit's id of this opening of the room; the name's next opening has another. */
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly participantCount: number;
  readonly publisherCount: number;
  /** 0: as many as come. */
  readonly maxParticipants: number;
  readonly metadata: string;
  /** How long it stays open before anybody joins, and after the last participant left. */
  readonly emptyTimeoutSeconds: number;
  readonly departureTimeoutSeconds: number;
}

/** How far a participant has come: LiveKit's `ParticipantInfo.State`. */
export type ParticipantState = 'JOINING' | 'JOINED' | 'ACTIVE' | 'DISCONNECTED';

/** What a participant is: LiveKit's `ParticipantInfo.Kind`, and a word for those to come. */
export type ParticipantKind =
  'STANDARD' | 'INGRESS' | 'EGRESS' | 'SIP' | 'AGENT' | 'CONNECTOR' | 'BRIDGE' | 'UNKNOWN';

/** What a track carries: LiveKit's `TrackType`. */
export type TrackKind = 'AUDIO' | 'VIDEO' | 'DATA';

/** A track that a participant publishes. */
export interface RoomTrack {
  readonly id: string;
  readonly name: string;
  readonly kind: TrackKind;
  /** `null` if the participant named none. */
  readonly source: TrackSource | null;
  readonly isMuted: boolean;
}

/** What a participant may do now. */
export interface ParticipantPermissions extends Readonly<Record<ParticipantRight, boolean>> {
  /** `null` for all of them. */
  readonly publishSources: readonly TrackSource[] | null;
  readonly hidden: boolean;
}

/** Somebody who is in a room. */
export interface RoomParticipant {
  /** LiveKit's id of this connection; the identity's next one has another. */
  readonly id: string;
  readonly identity: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly state: ParticipantState;
  readonly joinedAt: Date;
  readonly isPublisher: boolean;
  readonly metadata: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly tracks: readonly RoomTrack[];
  /** `null` if the server does not tell. */
  readonly permissions: ParticipantPermissions | null;
}

/** An agent that was sent into a room. */
export interface RoomDispatch {
  readonly id: string;
  readonly room: string;
  /** Empty for the workers that have no name. */
  readonly agentName: string;
  readonly metadata: string;
  readonly deployment: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** `null` where the server does not tell. */
  readonly createdAt: Date | null;
  /** Whether LiveKit told that all of its jobs are done or have failed; most servers never do. */
  readonly isOver: boolean;
}
